/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.image.Geometry;
import io.github.veil.image.Volume;
import io.github.veil.image.VolumeIO;
import io.github.veil.image.VoxelType;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSink;
import io.github.veil.patch.PatchTable;
import io.github.veil.train.ModelCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.imglib2.img.array.ArrayImgs;

/**
 * Generated images as one file each, in the folder {@value #FOLDER}: {@code 000001_image.tif} with
 * intensities in [-1, 1] and {@code 000001_label.tif} with 0 and 1, or the same as {@code .nii.gz};
 * of a conditional model with a table of their classes and attributes.
 */
final class SyntheticFiles {

  static final String FOLDER = "images";

  /** What each image of a conditional model was asked to be, as a table of patches. */
  static final String TABLE = "images.csv";

  private final ModelCard card;
  private final Path target;
  private final String ending;
  private final boolean overwrite;
  private final VolumeIO io = new VolumeIO();

  SyntheticFiles(ModelCard card, Path folder, String format, boolean overwrite) {
    this.card = card;
    this.target = folder.resolve(FOLDER);
    this.ending = format.equals(SyntheticOutput.NIFTI_FILES) ? ".nii.gz" : ".tif";
    this.overwrite = overwrite;
  }

  /**
   * Writes all files into a temporary folder, and gives it its name when it is complete.
   *
   * @param also a second sink, or null
   * @return false when cancelled; then nothing is left behind
   */
  boolean write(SyntheticOutput.Source source, PatchSink also) throws IOException {
    if (Files.exists(target) && !overwrite) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Path part = target.resolveSibling(FOLDER + ".part");
    delete(part);
    Files.createDirectories(part);
    try {
      List<PatchRow> rows = new ArrayList<>();
      PatchSink files =
          (pixels, row) -> {
            rows.add(row.at(rows.size()));
            save(part, pixels, rows.size());
          };
      if (!source.generate(SyntheticOutput.both(files, also))) {
        return false;
      }
      if (!card.conditions().none()) {
        PatchTable.write(part.resolve(TABLE), rows);
      }
      delete(target);
      Files.move(part, target);
      return true;
    } finally {
      delete(part);
    }
  }

  private void save(Path folder, float[] pixels, int count) throws IOException {
    int area = card.patchSize() * card.patchSize();
    String number = String.format(Locale.ROOT, "%06d", count);
    save(folder, number + "_image", Arrays.copyOf(pixels, area), VoxelType.FLOAT32);
    if (card.channels() > 1) {
      float[] label = Arrays.copyOfRange(pixels, area, 2 * area);
      for (int i = 0; i < area; i++) {
        label[i] = label[i] > 0 ? 1 : 0;
      }
      save(folder, number + "_label", label, VoxelType.UINT8);
    }
  }

  private void save(Path folder, String name, float[] pixels, VoxelType type) throws IOException {
    int size = card.patchSize();
    Geometry geometry = Geometry.ofVoxelSize(card.pixelWidth(), card.pixelHeight(), 1, card.unit());
    Volume volume = new Volume(name, ArrayImgs.floats(pixels, size, size, 1), geometry);
    io.save(volume, folder.resolve(name + ending), type, true);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(SyntheticFiles::deleteOne);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
