/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.GoldenFiles;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InceptionEncoderTest {

  private static final GoldenFiles GOLDEN = new GoldenFiles("inception");
  private static final int FEATURES = 128;

  @TempDir private static Path folder;

  private static Path narrow;

  @BeforeAll
  static void unpack() throws IOException {
    narrow = folder.resolve("narrow.h5");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(GOLDEN.file("narrow.h5.gz")))) {
      Files.copy(in, narrow);
    }
  }

  @Test
  void encode_everyLayerASixteenthAsWide_isWhatPyTorchComputes() throws IOException {
    // python3 src/test/scripts/inception/make_fixture.py narrow.h5 narrow_pool3.csv
    double[][] expected = GOLDEN.matrix("narrow_pool3.csv");
    try (InceptionEncoder encoder = InceptionEncoder.open(narrow, FEATURES)) {
      assertEquals(FEATURES, encoder.dimension());
      double[][] found = encoder.encode(new Pattern(expected.length, 1), Progress.NONE);
      for (int i = 0; i < expected.length; i++) {
        assertArrayEquals(expected[i], found[i], 1e-5);
      }
    }
  }

  @Test
  void encode_withLabelsAndMoreImagesThanABatch_givesEachImagesOwnFeatures() throws IOException {
    try (InceptionEncoder encoder = InceptionEncoder.open(narrow, FEATURES)) {
      double[][] many = encoder.encode(new Pattern(6, 2), Progress.NONE);
      double[][] first = encoder.encode(new Pattern(1, 1), Progress.NONE);
      assertEquals(6, many.length);
      assertArrayEquals(first[0], many[0], 1e-6);
      assertTrue(java.util.Arrays.stream(many).distinct().count() == 6);
    }
  }

  @Test
  void open_otherFiles_saysWhatIsMissing() throws IOException {
    assertFault(folder.resolve("none.h5"), "There is no file");
    Path text = Files.writeString(folder.resolve("text.h5"), "weights");
    assertFault(text, "it is no complete HDF5 file");
    Path cut = folder.resolve("cut.h5");
    Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(narrow), 400_000));
    assertFault(cut, "it is no complete HDF5 file");
    assertFault(narrow, "it gives 128 features instead of 2048");
    assertFault(weights(53, 53), "it has 53 convolutions (layers conv2d_…) instead of 94");
    assertFault(
        weights(94, 93), "it has 93 normalisations (layers batch_normalization_…) instead of 94");
    assertFault(
        weights(94, 94), "layer conv2d_1 has a kernel of 1 x 1 x 3 x 2 instead of 3 x 3 x 3 x 2");
  }

  private static void assertFault(Path file, String fault) {
    String message =
        assertThrows(IOException.class, () -> InceptionEncoder.open(file)).getMessage();
    assertTrue(message.contains(fault), message);
    assertTrue(message.contains(file.toString()) && message.contains("give the weights"), message);
  }

  /** A file in Keras' layout with kernels of 1 x 1 pixels. */
  private static Path weights(int convolutions, int normalisations) {
    Path file = folder.resolve(convolutions + "-" + normalisations + ".h5");
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      for (int i = 1; i <= convolutions; i++) {
        hdf.putGroup("conv2d_" + i).putDataset("kernel:0", new float[1][1][3][2]);
      }
      for (int i = 1; i <= normalisations; i++) {
        var layer = hdf.putGroup("batch_normalization_" + i);
        for (String name : List.of("beta:0", "moving_mean:0", "moving_variance:0")) {
          layer.putDataset(name, new float[2]);
        }
      }
    }
    return file;
  }

  /** The images of make_fixture.py, with labels if there are two channels. */
  private record Pattern(int count, int channels) implements PatchSource {

    @Override
    public int size() {
      return 96;
    }

    @Override
    public void read(int n, float[] target, int offset) {
      for (int y = 0; y < size(); y++) {
        for (int x = 0; x < size(); x++) {
          int value = ((7 + n) * x + 13 * y + x * y / (n + 3) + 31 * n) % 101;
          target[offset + y * size() + x] = value / 50f - 1;
        }
      }
    }

    @Override
    public List<PatchRow> rows() {
      return List.of();
    }
  }
}
