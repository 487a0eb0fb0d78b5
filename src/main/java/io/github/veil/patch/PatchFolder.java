/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Patches that lie in a folder as one file each, as <i>Generate Synthetic Images</i> writes them:
 * {@code 000001_image.tif} and, where there are labels, {@code 000001_label.tif} (or NIfTI). Any
 * other square images of one size will do; a file with several slices gives as many patches.
 */
public final class PatchFolder {

  private static final String IMAGES = "*.{tif,tiff,nii,nii.gz}";
  private static final String LABELS = "*_label.{tif,tiff,nii,nii.gz}";
  private static final String STEM = "([^/]+?)(?:_image|_label)?\\.(?:tiff?|nii(?:\\.gz)?)$";

  private PatchFolder() {}

  /** Opens one file with all its slices. */
  @FunctionalInterface
  public interface Opener {
    ImagePlus open(Path file) throws IOException;
  }

  /**
   * Reads the whole folder into memory, 2 bytes per pixel, ordered by name. A patch's patient is
   * its file's name without ending.
   *
   * @throws IOException with one sentence if there is no image, an image lacks its label, or sizes
   *     differ
   */
  public static PatchSource open(Path folder, Opener opener) throws IOException {
    boolean labelled = hasLabels(folder);
    CohortRules rules = new CohortRules(IMAGES, labelled ? LABELS : "", STEM, true, Map.of());
    PatchStackBuilder builder = null;
    for (PatientFiles files : CohortFolder.scan(folder, rules).patients()) {
      PatchSource images = read(files.image(), opener);
      ImagePlus labels = labelled ? opener.open(files.label()) : null;
      if (builder == null) {
        builder = new PatchStackBuilder(images.size(), labelled ? 2 : 1);
      }
      requireFit(files, images, labels, builder.size());
      append(builder, files.id(), images, labels);
    }
    return PatchSet.of(
        builder.build(folder.getFileName().toString(), PixelSize.UNKNOWN), builder.rows());
  }

  private static boolean hasLabels(Path folder) throws IOException {
    PathMatcher label = FileSystems.getDefault().getPathMatcher("glob:" + LABELS);
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> label.matches(file.getFileName()));
    }
  }

  private static PatchSource read(Path file, Opener opener) throws IOException {
    ImagePlus image = opener.open(file);
    return PatchSet.of(image, PatchTable.unknown(image.getStackSize()));
  }

  private static void requireFit(PatientFiles files, PatchSource images, ImagePlus labels, int size)
      throws IOException {
    if (images.size() != size || images.channels() != 1) {
      throw new IOException(
          "\"%s\" has %d x %d pixels in %d channels, but the images before it have %d x %d in one; patches of one set have one size."
              .formatted(
                  files.image(), images.size(), images.size(), images.channels(), size, size));
    }
    if (labels != null
        && (labels.getWidth() != size
            || labels.getHeight() != size
            || labels.getStackSize() != images.count())) {
      throw new IOException(
          "The label \"%s\" does not have the size of its image \"%s\"."
              .formatted(files.label(), files.image().getFileName()));
    }
  }

  private static void append(
      PatchStackBuilder builder, String id, PatchSource images, ImagePlus labels)
      throws IOException {
    int area = images.size() * images.size();
    float[] pixels = new float[(labels == null ? 1 : 2) * area];
    for (int i = 0; i < images.count(); i++) {
      images.read(i, pixels, 0);
      double share = Double.NaN;
      if (labels != null) {
        share = readLabel(labels.getImageStack().getProcessor(i + 1), pixels, area);
      }
      builder.add(pixels, new PatchRow(i, id, i, 0, 0, false, share, ""));
    }
  }

  /**
   * Sets a label's pixels to -1 and +1 (every value above 0), and tells the share of the latter.
   */
  private static double readLabel(ImageProcessor label, float[] pixels, int area) {
    int foreground = 0;
    for (int i = 0; i < area; i++) {
      pixels[area + i] = label.getf(i) > 0 ? 1 : -1;
      foreground += label.getf(i) > 0 ? 1 : 0;
    }
    return foreground / (double) area;
  }
}
