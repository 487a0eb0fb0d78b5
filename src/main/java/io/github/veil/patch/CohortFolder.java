/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the patients of a cohort in one folder, or in a folder of images and one of labels. */
public final class CohortFolder {

  private static final int DEPTH = 5;

  private final CohortRules rules;
  private final Map<String, Path> images = new LinkedHashMap<>();
  private final Map<String, Path> labels = new LinkedHashMap<>();
  private final List<PatientSummary> skipped = new ArrayList<>();

  private CohortFolder(CohortRules rules) {
    this.rules = rules;
  }

  /**
   * Finds images and labels in one folder and its sub-folders.
   *
   * @throws IOException with one sentence if the folder cannot be read, nothing in it matches, or
   *     something is unmatched and the rules say stop
   */
  public static Cohort scan(Path folder, CohortRules rules) throws IOException {
    CohortFolder scan = new CohortFolder(rules);
    scan.collect(folder, path -> rules.isImage(path) && !rules.isLabel(path), scan.images, "image");
    scan.collect(folder, rules::isLabel, scan.labels, "label");
    return scan.cohort(folder);
  }

  /** Finds images in one folder and labels in another, with their sub-folders. */
  public static Cohort scan(Path imageFolder, Path labelFolder, CohortRules rules)
      throws IOException {
    CohortFolder scan = new CohortFolder(rules);
    scan.collect(imageFolder, rules::isImage, scan.images, "image");
    scan.collect(labelFolder, rules::isLabel, scan.labels, "label");
    return scan.cohort(imageFolder);
  }

  private void collect(Path folder, Predicate<Path> wanted, Map<String, Path> found, String what)
      throws IOException {
    for (Path file : files(folder)) {
      Path relative = folder.relativize(file);
      if (!wanted.test(relative)) {
        continue;
      }
      String id = rules.patientOf(relative);
      if (id.isEmpty()) {
        skip(
            relative.toString(),
            "the patient rule \"" + rules.patientRule() + "\" finds no id in this name.");
      } else if (found.putIfAbsent(id, file) != null) {
        skip(
            id,
            "\"%s\" is a second %s of this patient after \"%s\"; give a patient rule that tells them apart."
                .formatted(relative, what, found.get(id).getFileName()));
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("There is no folder \"" + folder + "\".");
    }
    try (Stream<Path> walk = Files.walk(folder, DEPTH)) {
      return walk.peek(file -> stopIfInterrupted())
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(file -> !isSecondOfPair(file))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw new IOException("The folder \"%s\" cannot be read.".formatted(folder), e.getCause());
    }
  }

  /** A read-out gives a scan up when its user chooses another folder. */
  private static void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new UncheckedIOException(new InterruptedIOException("Interrupted."));
    }
  }

  /** Whether this is the .img of a NIfTI pair, which is opened by its .hdr. */
  private static boolean isSecondOfPair(Path file) {
    String name = file.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    if (!lower.endsWith(".img") && !lower.endsWith(".img.gz")) {
      return false;
    }
    String stem = name.substring(0, lower.lastIndexOf(".img"));
    return Files.exists(file.resolveSibling(stem + ".hdr"))
        || Files.exists(file.resolveSibling(stem + ".hdr.gz"));
  }

  private Cohort cohort(Path folder) throws IOException {
    List<PatientFiles> patients = new ArrayList<>();
    for (Map.Entry<String, Path> image : images.entrySet()) {
      String id = image.getKey();
      Path label = labels.remove(id);
      if (rules.wantsLabels() && label == null) {
        skip(id, "no label matches \"%s\".".formatted(rules.labelPattern()));
      } else if (!rules.classes().isEmpty() && !rules.classes().containsKey(id)) {
        skip(id, "the class table has no such patient.");
      } else {
        String className = rules.classes().getOrDefault(id, "");
        patients.add(new PatientFiles(id, className, image.getValue(), label));
      }
    }
    for (String id : labels.keySet()) {
      skip(id, "no image matches \"%s\".".formatted(rules.imagePattern()));
    }
    if (patients.isEmpty()) {
      throw new IOException(nothingFound(folder));
    }
    return new Cohort(patients, skipped);
  }

  private String nothingFound(Path folder) {
    return "No patient found in \"%s\": %d images match \"%s\" and %s.%s"
        .formatted(
            folder,
            images.size(),
            rules.imagePattern(),
            rules.wantsLabels()
                ? "none of them has a label matching \"" + rules.labelPattern() + "\""
                : "no labels are wanted",
            skipped.isEmpty()
                ? ""
                : " First problem: patient "
                    + skipped.get(0).patient()
                    + ": "
                    + skipped.get(0).note());
  }

  private void skip(String id, String reason) throws IOException {
    if (rules.stopAtUnmatched()) {
      throw new IOException("Patient \"%s\" cannot be used: %s".formatted(id, reason));
    }
    skipped.add(PatientSummary.skipped(id, rules.classes().getOrDefault(id, ""), reason));
  }
}
