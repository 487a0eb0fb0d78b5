/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.veil.core.Progress;
import io.github.veil.image.ImagePlusVolumes;
import io.github.veil.image.IntensityScaling;
import io.github.veil.image.Volume;
import io.github.veil.patch.Plane;
import io.github.veil.patch.slice.Scan;
import io.github.veil.patch.slice.SliceConfig;
import java.util.List;
import java.util.concurrent.CancellationException;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScanTranslationTest {

  private static final int SIZE = 32;
  private static final IntensityScaling RANGE = IntensityScaling.ofRange(0, 400);
  private static final SliceTranslator SAME = (images, count) -> images.clone();

  /** Voxels between 100 and 300 that change smoothly, and differ along every axis. */
  private static ImagePlus image(int width, int height, int depth, int channels) {
    ImageStack stack = new ImageStack(width, height);
    for (int z = 0; z < depth; z++) {
      for (int c = 0; c < channels; c++) {
        float[] pixels = new float[width * height];
        for (int i = 0; i < pixels.length; i++) {
          double x = (double) (i % width) / width;
          double y = (double) (i / width) / height;
          pixels[i] = (float) (200 + 60 * Math.sin(3 * x) - 30 * Math.cos(4 * y) + 2 * z - 5 * c);
        }
        stack.addSlice("slice " + z, pixels);
      }
    }
    ImagePlus image = new ImagePlus("scan", stack);
    image.setDimensions(channels, depth, 1);
    return image;
  }

  private static SliceConfig config(Plane plane, double pixelSize, int neighbours) {
    return new SliceConfig(plane, 0, 0, SIZE, pixelSize, neighbours, 0.05);
  }

  private static List<Volume> translate(
      SliceTranslator translator, SliceConfig config, ImagePlus image, int channels) {
    OutputIntensities intensities = OutputIntensities.of(RANGE, "Y");
    return new ScanTranslation(translator, config, RANGE, intensities, channels)
        .translate(Scan.of("scan", image), Progress.NONE);
  }

  private static float[] voxels(Volume volume) {
    float[] voxels = new float[(int) volume.data().size()];
    int i = 0;
    for (FloatType voxel : Views.flatIterable(volume.data())) {
      voxels[i++] = voxel.get();
    }
    return voxels;
  }

  /** In every plane, larger than a tile, and seen with neighbours: nothing may be out of place. */
  @ParameterizedTest
  @EnumSource(Plane.class)
  void translate_byAModelThatChangesNothing_givesTheScan_tiledAndWithNeighbours(Plane plane) {
    ImagePlus image = image(70, 45, 40, 2);
    List<Volume> volumes = translate(SAME, config(plane, 1, 2), image, 2);
    for (int c = 0; c < 2; c++) {
      float[] expected = voxels(ImagePlusVolumes.volume(image, c, 0));
      assertArrayEquals(expected, voxels(volumes.get(c)), 1e-3f);
    }
  }

  @Test
  void translate_byAModelThatChangesNothing_givesTheScanFittedIntoWorkingImages() {
    ImagePlus image = image(50, 45, 4, 1);
    float[] expected = voxels(ImagePlusVolumes.volume(image));
    float[] actual = voxels(translate(SAME, config(Plane.AXIAL, 0, 0), image, 1).get(0));
    assertArrayEquals(expected, actual, 3f);
  }

  /** One slice is wrong in every second window: the mean over windows halves the fault. */
  @Test
  void translate_withNeighbours_isSmootherAcrossSlicesThanTheModel() {
    int[] call = {0};
    SliceTranslator flickering =
        (images, count) -> {
          float[] result = images.clone();
          float change = call[0]++ % 2 == 0 ? 0.1f : -0.1f;
          for (int i = 0; i < result.length; i++) {
            result[i] += change;
          }
          return result;
        };
    ImagePlus image = image(SIZE, SIZE, 9, 1);
    double alone = flicker(flickering, 0, image);
    double together = flicker(flickering, 1, image);
    assertEquals(20, alone, 0.5);
    assertEquals(0, together, 0.5);
  }

  /** Largest departure from the scan, but for the first and last slice. */
  private static double flicker(SliceTranslator model, int neighbours, ImagePlus image) {
    float[] expected = voxels(ImagePlusVolumes.volume(image));
    float[] actual = voxels(translate(model, config(Plane.AXIAL, 1, neighbours), image, 1).get(0));
    double most = 0;
    for (int i = SIZE * SIZE; i < expected.length - SIZE * SIZE; i++) {
      most = Math.max(most, Math.abs(expected[i] - actual[i]));
    }
    return most;
  }

  @Test
  void translate_slicesWithoutContent_stayBackgroundAndAreNotShownToTheModel() {
    ImagePlus image = image(SIZE, SIZE, 3, 1);
    image.getStack().setPixels(new float[SIZE * SIZE], 2);
    int[] seen = {0};
    SliceTranslator counting =
        (images, count) -> {
          seen[0] += count;
          return images.clone();
        };
    float[] voxels = voxels(translate(counting, config(Plane.AXIAL, 1, 0), image, 1).get(0));
    assertEquals(2, seen[0]);
    assertEquals(0, voxels[SIZE * SIZE + 5], 1e-4);
  }

  @Test
  void translate_cancelled_stops() {
    Progress canceled =
        new Progress() {
          @Override
          public void report(long done, long total, String message) {}

          @Override
          public boolean isCanceled() {
            return true;
          }
        };
    ScanTranslation translation =
        new ScanTranslation(
            SAME, config(Plane.AXIAL, 1, 0), RANGE, OutputIntensities.of(RANGE, "Y"), 1);
    Scan scan = Scan.of("scan", image(SIZE, SIZE, 3, 1));
    assertThrows(CancellationException.class, () -> translation.translate(scan, canceled));
  }
}
