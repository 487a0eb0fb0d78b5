/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.evaluate.segmentation.Mask;
import io.github.veil.image.Geometry;
import io.github.veil.image.IntensityScaling;
import io.github.veil.image.Volume;
import io.github.veil.network.SegmentationArchitecture;
import io.github.veil.patch.LabelMask;
import io.github.veil.patch.Patient;
import io.github.veil.patch.PatientVolumes;
import io.github.veil.patch.Plane;
import io.github.veil.patch.slice.AxisTiles;
import io.github.veil.patch.slice.SliceBlender;
import io.github.veil.train.supervised.LossHistory;
import io.github.veil.train.supervised.SegmentationCard;
import io.github.veil.train.supervised.SegmentationConfig;
import io.github.veil.train.supervised.SegmentationModel;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import net.imglib2.img.array.ArrayImgs;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VolumeSegmenterTest {

  private static final int[] SIZE = {37, 50, 21};
  private static final Geometry GEOMETRY = Geometry.ofVoxelSize(0.5, 0.6, 0.7, "mm");

  @ParameterizedTest
  @EnumSource(Plane.class)
  void probability_networkThatPassesPixelsThrough_isTheScaledVolumeInEveryPlane(Plane plane) {
    float[] values = values();
    Volume volume = volume(values);
    try (SegmentationModel model = passThrough();
        VolumeSegmenter segmenter = new VolumeSegmenter(model, config(plane, 32, 8))) {
      Volume found = segmenter.probability(volume, Progress.NONE);
      float[] expected = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        expected[i] = (float) (1 / (1 + Math.exp(-4 * (values[i] / 100 - 1))));
      }
      assertArrayEquals(expected, pixels(found), 2e-6f);
      assertSame(volume.geometry(), found.geometry());
      assertArrayEquals(
          Mask.of(volume.data(), v -> v >= 100).foreground(), segmenter.mask(found).foreground());
    }
  }

  /** Tiles of 32 pixels from 0 and 16: the second's share rises by 1/17 per pixel. */
  @Test
  void blender_overlappingTiles_fadeLinearlyIntoEachOther() {
    AxisTiles across = AxisTiles.of(48, 32, 16, 8);
    AxisTiles down = AxisTiles.of(8, 32, 16, 8);
    SliceBlender blender = new SliceBlender(across, down);
    float[] ones = new float[across.tile() * down.tile()];
    java.util.Arrays.fill(ones, 1);
    blender.add(new float[ones.length], 0, 0);
    blender.add(ones, 1, 0);
    float[] slice = blender.finish();
    for (int x = 0; x < 48; x++) {
      double expected = Math.max(0, Math.min(1, (x - 15) / 17.0));
      assertEquals(expected, slice[x], 1e-6);
      assertEquals(expected, slice[7 * 48 + x], 1e-6);
    }
  }

  @ParameterizedTest
  @CsvSource({"37,32,8,16", "312,512,32,16", "312,128,32,16", "5,32,0,8", "384,160,16,32"})
  void tiles_coverTheAxisWithTheOverlapAskedFor(
      int length, int largest, int overlap, int multiple) {
    AxisTiles tiles = AxisTiles.of(length, largest, overlap, multiple);
    assertTrue(tiles.tile() <= largest && tiles.tile() % multiple == 0, tiles.toString());
    int[] starts = tiles.starts();
    assertEquals(0, starts[0]);
    assertTrue(starts[starts.length - 1] + tiles.tile() >= length, tiles.toString());
    for (int i = 1; i < starts.length; i++) {
      assertTrue(starts[i - 1] + tiles.tile() - starts[i] >= overlap, tiles.toString());
      assertTrue(starts[i] + tiles.tile() <= length, tiles.toString());
    }
    for (int i = 0; i < starts.length; i++) {
      for (float weight : tiles.weights(i)) {
        assertTrue(weight > 0 && weight <= 1);
      }
    }
  }

  @Test
  void test_patientWhoCannotBeRead_isNotedAndLeftOut() throws IOException {
    float[] values = values();
    Volume image = volume(values);
    Patient good =
        Patient.loaded(new PatientVolumes("A", "", image, new LabelMask(image.data(), 100)));
    Patient bad =
        new Patient(
            "B",
            "",
            () -> {
              throw new IOException("the disk is gone.");
            });
    InferenceConfig config = config(Plane.AXIAL, 64, 0);
    VolumeTest test = new VolumeTest(List.of(bad, good), config, PhantomCohort::overlap);
    try (SegmentationModel model = passThrough()) {
      ScoreTable table = test.run(model, (p, probability, t, s) -> {}, Progress.NONE);
      assertEquals(1, table.patients().size());
      assertEquals(1, table.summary("dice").mean(), 1e-3);
      assertEquals(List.of("Patient B was left out: the disk is gone."), table.notes());
      VolumeTest hopeless = new VolumeTest(List.of(bad), config, PhantomCohort::overlap);
      IOException fault =
          assertThrows(IOException.class, () -> hopeless.dice(model, Progress.NONE));
      assertTrue(fault.getMessage().contains("Patient B"), fault.getMessage());
    }
  }

  private static InferenceConfig config(Plane plane, int tile, int overlap) {
    return new InferenceConfig(plane, IntensityScaling.ofRange(0, 200), tile, overlap, 0.5);
  }

  private static float[] values() {
    RandomGenerator random = RandomSource.seeded(1).generator("volume", 0);
    float[] values = new float[SIZE[0] * SIZE[1] * SIZE[2]];
    for (int i = 0; i < values.length; i++) {
      values[i] = 200 * random.nextFloat();
    }
    return values;
  }

  private static Volume volume(float[] values) {
    return new Volume("v", ArrayImgs.floats(values, SIZE[0], SIZE[1], SIZE[2]), GEOMETRY);
  }

  private static float[] pixels(Volume volume) {
    float[] pixels = new float[(int) volume.data().size()];
    var cursor = net.imglib2.view.Views.flatIterable(volume.data()).cursor();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = cursor.next().get();
    }
    return pixels;
  }

  /** Gives the logit 4 x: x + 1, which no ReLU cuts, goes through the skip connection. */
  private static SegmentationModel passThrough() {
    SegmentationConfig config =
        SegmentationConfig.halfUNet().withBase(1).withLevels(2).withDropout(0);
    SegmentationArchitecture architecture = config.architecture();
    ComputationGraph graph = architecture.segmenter(1);
    graph.params().assign(0);
    for (String name : List.of("down0a", "down0b", "up0b")) {
      graph.getLayer(name).getParam("W").putScalar(new int[] {0, 0, 1, 1}, 1);
    }
    graph.getLayer("down0a").getParam("b").assign(1);
    graph.getLayer("up0a").getParam("W").putScalar(new int[] {0, 2, 1, 1}, 1);
    graph.getLayer("logits").getParam("W").assign(4);
    graph.getLayer("logits").getParam("b").assign(-4);
    return model(config, graph);
  }

  private static SegmentationModel model(SegmentationConfig config, ComputationGraph graph) {
    SegmentationCard card =
        new SegmentationCard(SegmentationCard.FORMAT, config, 32, 2, 1, 0, null, "CPU");
    return new SegmentationModel(graph, card, new LossHistory(List.of()));
  }
}
