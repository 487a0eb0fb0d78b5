/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ArchitecturesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"32,4", "48,5", "64,5", "96,6", "128,6"})
  void gan_depth_followsThePatchSize(int size, int depth) {
    assertEquals(depth, GanArchitecture.standard(size, 2).depth());
  }

  /** By hand, kernel 4 x 4 with widths 2, 64, 128, 256, 512, 512, then 3 x 3 to one score. */
  @Test
  void gan_standardCritic_hasTheParametersOfTheLiterature() {
    long expected = 1;
    int[] widths = {2, 64, 128, 256, 512, 512};
    for (int i = 1; i < widths.length; i++) {
      expected += 16L * widths[i - 1] * widths[i] + widths[i];
    }
    expected += 9 * 512;
    assertEquals(expected, GanArchitecture.standard(96, 2).critic(1).numParams());
  }

  /** 54.4 million, as counted for the network of the literature. */
  @Test
  void unet_256Pixels_hasTheParametersOfTheLiterature() {
    UNetArchitecture unet = new UNetArchitecture(256, 1, 1, 64);
    assertEquals(8, unet.levels());
    ComputationGraph graph = new ComputationGraph(unet.configuration(DataType.FLOAT));
    graph.init();
    assertEquals(54.4, graph.numParams() / 1e6, 0.05);
  }

  /**
   * By hand: kernels of 7, 3 and 4, and a gain and a bias per normalised channel. The paper's 11.4
   * million differ by the doublings' kernel.
   */
  @Test
  void resnet_256Pixels_hasTheParametersOfItsLayers() {
    int blocks = ResNetArchitecture.usualBlocks(256);
    assertEquals(9, blocks);
    long expected = 2 * 49 * 64 + 1;
    expected += 9 * (64 * 128 + 128 * 256) + 16 * (256 * 128 + 128 * 64);
    expected += 9L * 2 * 9 * 256 * 256;
    expected += 2 * (64 + 128 + 256 + 9 * 2 * 256 + 128 + 64);
    ComputationGraph graph = new ResNetArchitecture(256, 1, 1, 64, blocks).generator(1);
    assertEquals(expected, graph.numParams());
  }

  @Test
  void unet_dropoutOfZero_hasNoDropout() {
    ComputationGraph graph = new UNetArchitecture(128, 1, 1, 2, 0).generator(1);
    try (Executor executor = new Executor(graph, 1)) {
      assertFalse(executor.hasDropout());
    }
  }

  @Test
  void weights_sameSeed_sameWeightsWhateverNd4jsGeneratorDoes() {
    GanArchitecture architecture = new GanArchitecture(32, 1, 8, 0, 4, 4, 16, Initialisation.HE);
    Nd4j.getRandom().setSeed(1);
    float[] first = architecture.generator(5).params().toFloatVector();
    Nd4j.getRandom().setSeed(2);
    assertArrayEquals(first, architecture.generator(5).params().toFloatVector());
    float[] other = architecture.generator(6).params().toFloatVector();
    assertFalse(Arrays.equals(first, other));
  }

  /**
   * He's rule keeps the spread of the signal: a deep network's output neither dies nor explodes.
   */
  @Test
  void weights_heRule_keepSignalsAtTheirSize() {
    ComputationGraph critic =
        new GanArchitecture(96, 1, 8, 0, 8, 16, 128, Initialisation.HE).critic(3);
    try (Executor executor = new Executor(critic, 16)) {
      Arrays32.fill(executor.input(), Arrays32.random(2), 1);
      double deviation = executor.forward(false).stdNumber().doubleValue();
      assertTrue(deviation > 0.2 && deviation < 5, "standard deviation " + deviation);
    }
  }

  @Test
  void weights_dcganRule_haveDeviation002() {
    ComputationGraph critic =
        new GanArchitecture(64, 2, 8, 0, 8, 32, 256, Initialisation.DCGAN).critic(3);
    INDArray weights = critic.getLayer("conv3").getParam("W");
    assertEquals(0.02, weights.stdNumber().doubleValue(), 0.0005);
    assertEquals(0, critic.getLayer("conv3").getParam("b").amaxNumber().doubleValue());
  }

  @Test
  void modelZip_generatorAndCritic_restoredByPlainDl4jGiveTheSameOutput() throws IOException {
    GanArchitecture architecture = new GanArchitecture(48, 2, 8, 2, 4, 4, 16, Initialisation.HE);
    assertRestores(architecture.generator(1));
    assertRestores(architecture.critic(2));
  }

  @Test
  void modelZip_unet_isRestoredWithItsOwnLayer() throws IOException {
    assertRestores(new UNetArchitecture(32, 1, 1, 4).generator(1));
    assertRestores(new ResNetArchitecture(32, 1, 1, 4, 2).generator(1));
    assertRestores(new PatchCriticArchitecture(32, 1, 4).critic(1));
  }

  @Test
  void gan_unknownPatchSize_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> GanArchitecture.standard(50, 1));
    assertThrows(IllegalArgumentException.class, () -> new UNetArchitecture(50, 1, 1, 8));
    assertThrows(IllegalArgumentException.class, () -> new PatchCriticArchitecture(16, 1, 8));
  }

  @Test
  void dropout_masks_comeFromTheGivenGenerator() {
    ComputationGraph graph = new UNetArchitecture(128, 1, 1, 2).generator(1);
    try (Executor executor = new Executor(graph, 1)) {
      assertTrue(executor.hasDropout());
      Arrays32.fill(executor.input(), Arrays32.random(3), 1);
      assertThrows(IllegalStateException.class, () -> executor.forward(true));
      executor.drawMasks(Arrays32.random(1));
      float[] first = executor.forward(true).dup().reshape(128 * 128).toFloatVector();
      executor.drawMasks(Arrays32.random(2));
      float[] second = executor.forward(true).dup().reshape(128 * 128).toFloatVector();
      executor.drawMasks(Arrays32.random(1));
      assertFalse(Arrays.equals(first, second));
      assertArrayEquals(first, executor.forward(true).dup().reshape(128 * 128).toFloatVector());
    }
  }

  private void assertRestores(ComputationGraph graph) throws IOException {
    File file = folder.resolve("model.zip").toFile();
    ModelSerializer.writeModel(graph, file, false);
    ComputationGraph restored = ModelSerializer.restoreComputationGraph(file);
    try (Executor executor = new Executor(graph, 2);
        Executor again = new Executor(restored, 2)) {
      Arrays32.fill(executor.input(), Arrays32.random(4), 1);
      again.input().assign(executor.input());
      INDArray output = executor.forward(false);
      assertEquals(output, again.forward(false));
      INDArray plain = restored.outputSingle(executor.input().dup());
      assertTrue(Arrays32.relative(plain, output) < 1e-4);
    }
  }

  @Test
  void modulation_onlyTheSmallestImage_seesTheClass() {
    ComputationGraph generator =
        new GanArchitecture(32, 1, 5, 3, 4, 4, 16, Initialisation.HE, true).generator(1);
    assertEquals(5 + 3, generator.getLayer("linear").getParam("W").size(0));
    assertEquals(5 + 3, generator.getLayer("scale1").getParam("W").size(0));
    for (String layer : List.of("scale2", "shift2", "scale2r", "shift2r", "scale3", "shift3r")) {
      assertEquals(5, generator.getLayer(layer).getParam("W").size(0), layer);
    }
  }

  @Test
  void modulation_imageOfFullSize_isNoWiderThanAllowed() {
    for (int most : List.of(3, 16)) {
      var architecture = new GanArchitecture(32, 1, 5, 3, 8, 4, most, Initialisation.HE, true);
      INDArray weights = architecture.generator(1).getLayer("full").getParam("W");
      assertEquals(Math.min(most, 4), weights.size(0));
    }
  }

  @Test
  void modulation_noiseOfAPixel_changesWhatIsNearIt() {
    var architecture = new GanArchitecture(32, 1, 5, 3, 4, 4, 16, Initialisation.HE, true);
    assertEquals(1024 + 5 + 3, architecture.generatorInputs());
    try (Executor generator = new Executor(architecture.generator(1), 1)) {
      Arrays32.fill(generator.input(), Arrays32.random(4), 1);
      INDArray before = generator.forward(false).dup();
      generator.input().putScalar(10 * 32 + 20, 3);
      INDArray change = generator.forward(false).sub(before);
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          boolean near = Math.abs(y - 10) <= 2 && Math.abs(x - 20) <= 2;
          assertEquals(near, change.getFloat(0, 0, y, x) != 0, y + ", " + x);
        }
      }
    }
  }

  @Test
  void modulation_imagesBetweenTheSmallestAndTheLargest_areSumsWithAConvolution() {
    var inputs =
        new GanArchitecture(32, 1, 5, 3, 4, 4, 16, Initialisation.HE, true)
            .generatorConfiguration()
            .getVertexInputs();
    assertEquals(List.of("active2", "active2r"), inputs.get("sum2"));
    assertEquals(List.of("active3", "active3r"), inputs.get("sum3"));
    assertEquals(List.of("active2"), inputs.get("conv2"));
    assertEquals(List.of("active1"), inputs.get("deconv2"));
    assertEquals(List.of("sum3"), inputs.get("deconv4"));
    assertEquals(List.of("active4", "pixelnoisemap"), inputs.get("joint"));
  }
}
