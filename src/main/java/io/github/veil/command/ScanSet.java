/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.veil.core.Require;
import io.github.veil.image.VolumeIO;
import io.github.veil.patch.Cohort;
import io.github.veil.patch.CohortFolder;
import io.github.veil.patch.CohortList;
import io.github.veil.patch.CohortRules;
import io.github.veil.patch.slice.ScanSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scans that a field of a dialog names.
 *
 * @param kind what they are, for instance "T1"; empty when nothing tells
 * @param entries one for each scan
 * @param leftOut what was found and cannot be used, one sentence each
 */
record ScanSet(String kind, List<Entry> entries, List<String> leftOut) {

  /** Which files of a folder belong to X, unless told otherwise. */
  static final String DEFAULT_PATTERN_X = "*_T1.*";

  /** Which files of a folder belong to Y, unless told otherwise. */
  static final String DEFAULT_PATTERN_Y = "*_T2.*";

  /** Takes the whole path inside a folder for the id, so that each file stands for itself. */
  static final String EACH_FILE = "^(.+)$";

  private static final Pattern LAST_WORD = Pattern.compile("([A-Za-z][A-Za-z0-9]*)[^A-Za-z0-9]*$");

  /**
   * One scan.
   *
   * @param id the patient
   * @param file where it is; null for an open image
   * @param image an open image; null for a file
   */
  record Entry(String id, Path file, ImagePlus image) {

    /** By the patient's id. */
    ScanSource source(VolumeIO io) {
      return new ScanSource(id, () -> file == null ? image : io.openImage(file));
    }

    /** By the name of the file or the image's title. */
    ScanSource named(VolumeIO io) {
      String name = file == null ? image.getTitle() : file.getFileName().toString();
      return new ScanSource(name, source(io).loader());
    }
  }

  /**
   * @param field folder, file, list, or title of an open image; several separated by semicolons
   * @param key the field's name in macros, for messages
   * @param pattern of files in a folder
   * @param rule how a patient's id is found, as in {@link CohortRules}
   * @throws IOException with a sentence that names the field, if nothing is found
   */
  static ScanSet of(File field, String key, String pattern, String rule) throws IOException {
    Require.that(
        CommandRun.isGiven(field),
        "%s is blank; choose a folder, a file, a list or an open image.",
        key);
    List<Entry> entries = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    String kind = "";
    for (String part : field.getPath().split(";")) {
      Path path = Path.of(part.strip());
      try {
        if (Files.isDirectory(path)) {
          CohortRules rules = new CohortRules(pattern, "", rule, false, Map.of());
          add(CohortFolder.scan(path, rules), entries, leftOut);
          kind = lastWord(beforeDot(pattern));
        } else if (isList(path)) {
          add(CohortList.read(path, Map.of(), false), entries, leftOut);
        } else if (Files.exists(path)) {
          kind = lastWord(beforeDot(path.getFileName().toString()));
          entries.add(new Entry(patient(path.getFileName().toString()), path, null));
        } else {
          ImagePlus image = OpenImages.byTitle(part.strip(), key + " (there is no such file)");
          kind = lastWord(beforeDot(image.getTitle()));
          entries.add(new Entry(patient(image.getTitle()), null, image));
        }
      } catch (IOException e) {
        throw new IOException(key + ": " + e.getMessage(), e);
      }
    }
    return new ScanSet(kind, entries, leftOut);
  }

  /** The image that is in front. */
  static ScanSet ofActiveImage(String key) {
    ImagePlus active = WindowManager.getCurrentImage();
    Require.that(
        active != null && active.getProcessor() != null,
        "%s is blank and no image is open; open one, or choose a folder or a file.",
        key);
    return new ScanSet("", List.of(new Entry(active.getTitle(), null, active)), List.of());
  }

  private static void add(Cohort cohort, List<Entry> entries, List<String> leftOut) {
    cohort.patients().forEach(found -> entries.add(new Entry(found.id(), found.image(), null)));
    cohort.skipped().forEach(out -> leftOut.add("Patient " + out.patient() + ": " + out.note()));
  }

  private static boolean isList(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".csv") || name.endsWith(".txt");
  }

  /** The part before the first underscore, blank or dot, as in {@link CohortRules}. */
  private static String patient(String name) {
    return name.split("[_ .]", 2)[0];
  }

  private static String beforeDot(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String lastWord(String text) {
    Matcher matcher = LAST_WORD.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** What the scans of X are called beside those of Y. */
  static String nameX(ScanSet x, ScanSet y) {
    return areTold(x, y) ? x.kind : "X";
  }

  /** What the scans of Y are called beside those of X. */
  static String nameY(ScanSet x, ScanSet y) {
    return areTold(x, y) ? y.kind : "Y";
  }

  private static boolean areTold(ScanSet x, ScanSet y) {
    return !x.kind.isEmpty() && !y.kind.isEmpty() && !x.kind.equals(y.kind);
  }

  List<ScanSource> sources(VolumeIO io) {
    return entries.stream().map(entry -> entry.source(io)).toList();
  }
}
