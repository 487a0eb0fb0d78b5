/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Images of 28 x 28 pixels in LeCun's IDX format, with 2 pixels of black all round.
 *
 * @param images 8-bit pixels, image by image
 * @param rows a class of one digit for each
 */
record IdxPatches(byte[] images, List<PatchRow> rows) implements PatchSource {

  private static final int IMAGES = 0x803;
  private static final int LABELS = 0x801;
  private static final int SIDE = 28;
  private static final int SIZE = 32;
  private static final int MARGIN = (SIZE - SIDE) / 2;

  /** Reads {@code NAME-images-idx3-ubyte.gz} and {@code NAME-labels-idx1-ubyte.gz}. */
  static IdxPatches read(Path folder, String name) throws IOException {
    byte[] images = read(folder.resolve(name + "-images-idx3-ubyte.gz"), IMAGES);
    byte[] labels = read(folder.resolve(name + "-labels-idx1-ubyte.gz"), LABELS);
    List<PatchRow> rows =
        IntStream.range(0, labels.length)
            .mapToObj(
                i ->
                    new PatchRow(
                        i, name + i, -1, -1, -1, false, Double.NaN, Integer.toString(labels[i])))
            .toList();
    return new IdxPatches(images, rows);
  }

  private static byte[] read(Path file, int magic) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16))) {
      if (in.readInt() != magic) {
        throw new IOException("\"" + file + "\" is no IDX file of that kind.");
      }
      int length = in.readInt();
      for (int axis = 1; axis < (magic & 0xff); axis++) {
        length *= in.readInt();
      }
      byte[] values = new byte[length];
      in.readFully(values);
      return values;
    }
  }

  @Override
  public int count() {
    return rows.size();
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public void read(int index, float[] target, int offset) {
    Arrays.fill(target, offset, offset + SIZE * SIZE, -1);
    int from = index * SIDE * SIDE;
    for (int y = 0; y < SIDE; y++) {
      int to = offset + (y + MARGIN) * SIZE + MARGIN;
      for (int x = 0; x < SIDE; x++) {
        target[to + x] = (images[from++] & 0xff) / 127.5f - 1;
      }
    }
  }
}
