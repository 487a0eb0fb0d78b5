/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Cuts patches at given places, each with the class and the attributes that the table gives it. A
 * place whose window leaves the slice is left out, with a note.
 *
 * <p>Immutable, and safe for use by several threads on different patients.
 */
public final class PositionedExtractor implements PatientCutter {

  private final ExtractionConfig config;
  private final PositionTable table;

  /**
   * @param config of which the number of patches and the share of centred ones play no part
   * @param table the places
   */
  public PositionedExtractor(ExtractionConfig config, PositionTable table) {
    this.config = config;
    this.table = table;
  }

  @Override
  public PatientSummary extract(PatientVolumes patient, PatchSink sink) throws IOException {
    Slices slices = new Slices(patient.image().data(), config.plane());
    Window window = new Window(config.patchSize(), slices.width(), slices.height(), slices.count());
    List<PatchRow> wanted = table.of(patient.id());
    List<PatchRow> inside = wanted.stream().filter(window::contains).toList();
    PatchCutter cutter = new PatchCutter(patient, config, window);
    Iterator<PatchRow> next = inside.iterator();
    cutter.cut(
        inside.stream().mapToLong(row -> window.index(row.slice(), row.x(), row.y())).toArray(),
        true,
        (pixels, cut) -> sink.add(pixels, named(cut, next.next())));
    return new PatientSummary(
        patient.id(),
        patient.className(),
        inside.size(),
        inside.size(),
        0,
        0,
        wanted.size(),
        String.join(" ", notes(patient, wanted, inside, cutter)));
  }

  private static PatchRow named(PatchRow cut, PatchRow given) {
    String className = given.className().isEmpty() ? cut.className() : given.className();
    return new PatchRow(
        cut.patch(),
        cut.patient(),
        cut.slice(),
        cut.x(),
        cut.y(),
        cut.centred(),
        cut.foregroundShare(),
        className,
        given.attributes());
  }

  private List<String> notes(
      PatientVolumes patient, List<PatchRow> wanted, List<PatchRow> inside, PatchCutter cutter) {
    List<String> notes = new ArrayList<>();
    int outside = wanted.size() - inside.size();
    if (outside > 0) {
      notes.add(
          "%d of %d positions were left out: a window of %d pixels around them leaves the image."
              .formatted(outside, wanted.size(), config.patchSize()));
    }
    long classed = inside.stream().filter(row -> !row.className().isEmpty()).count();
    if (patient.className().isEmpty() && classed > 0 && classed < inside.size()) {
      notes.add(
          "%d of %d positions name no class.".formatted(inside.size() - classed, inside.size()));
    }
    if (cutter.sawValuesOutsideUnitRange()) {
      notes.add(PatchCutter.OUTSIDE_UNIT_RANGE);
    }
    return notes;
  }
}
