/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.RandomSource;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

class WinogradProductsTest {

  /**
   * Relative to the norm of the whole, to the library's convolutions in double. In floats those of
   * large batches are off by up to 2.4e-6 themselves.
   */
  private static final double TOLERANCE = 1e-6;

  private Workspace workspace;

  @BeforeEach
  void start() {
    Engine.start();
    workspace = Workspace.of(DataType.FLOAT);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  /** Whole tiles and parts of tiles; strides; padding; rows and columns that differ. */
  @ParameterizedTest
  @CsvSource({
    "4,2,1,5,3,24,24,7",
    "4,2,1,2,4,10,14,3",
    "4,2,0,3,2,8,6,5",
    "4,2,3,1,3,6,8,2",
    "6,3,2,2,3,11,14,4",
    "2,1,0,3,4,7,9,5",
    "2,1,1,1,2,3,3,1",
    "3,1,1,4,3,13,8,6",
    "3,1,0,2,5,5,9,3",
    "3,1,2,3,1,4,3,2",
    "6,2,2,2,3,16,12,4"
  })
  void allPasses_equalTheLibrarys(
      int kernel, int stride, int padding, int batch, int channels, int height, int width, int n) {
    check(new Window(kernel, stride, padding), batch, channels, height, width, n);
  }

  /** So many values that the batch, or the weights, are laid out in parts. */
  @ParameterizedTest
  @CsvSource({"4,2,1,16,64,48,8", "4,2,1,4,256,12,256", "3,1,1,8,64,48,16", "3,1,1,2,256,8,1024"})
  void allPasses_inParts_equalTheLibrarys(
      int kernel, int stride, int padding, int batch, int channels, int size, int n) {
    check(new Window(kernel, stride, padding), batch, channels, size, size, n);
  }

  private void check(Window window, int batch, int channels, int height, int width, int n) {
    assertTrue(Tiling.covers(window));
    INDArray wide = random(1, batch, channels, height, width);
    INDArray narrow = random(2, batch, n, window.count(height), window.count(width));
    INDArray weights = random(3, n, channels, window.kernel(), window.kernel());
    INDArray bias = random(4, n);
    INDArray x = Arrays32.inDouble(wide);
    INDArray y = Arrays32.inDouble(narrow);
    INDArray w = Arrays32.inDouble(weights);
    INDArray toNarrow = Ops.allocate(DataType.DOUBLE, narrow.shape());
    INDArray unbiased = toNarrow.dup();
    INDArray toWide = Ops.allocate(DataType.DOUBLE, wide.shape());
    INDArray toWeights = Ops.allocate(DataType.DOUBLE, weights.shape());
    ConvOps.conv(x, w, Arrays32.inDouble(bias), toNarrow, window);
    ConvOps.conv(x, w, null, unbiased, window);
    ConvOps.convBackward(x, w, null, y, toWide, toWeights, null, window);

    WinogradProducts products = new WinogradProducts(window, wide.shape(), n, workspace);
    assertEqual(toNarrow, to -> products.narrow(wide, weights, bias, to));
    assertEqual(unbiased, to -> products.narrow(wide, weights, null, to));
    assertEqual(toWide, to -> products.widen(narrow, weights, to));
    assertEqual(toWeights, to -> products.weights(narrow, wide, null, to));
    INDArray gradient = unset(weights);
    assertEqual(unbiased, to -> products.narrowWithWeights(narrow, wide, weights, gradient, to));
    assertEqual(toWeights, to -> to.assign(gradient));
    gradient.assign(9);
    assertEqual(toWide, to -> products.widenWithWeights(narrow, wide, weights, gradient, to));
    assertEqual(toWeights, to -> to.assign(gradient));
  }

  @Test
  void weights_factorsOfExamples_weighTheirGradients() {
    INDArray wide = random(1, 3, 4, 12, 12);
    INDArray narrow = random(2, 3, 5, 6, 6);
    INDArray factors = Nd4j.createFromArray(new float[][] {{0.5f, 0, 3}});
    WinogradProducts products =
        new WinogradProducts(new Window(4, 2, 1), wide.shape(), 5, workspace);
    INDArray expected = unset(random(3, 5, 4, 4, 4));
    products.weights(narrow.mul(factors.reshape(3, 1, 1, 1)), wide, null, expected);
    INDArray actual = unset(expected);
    products.weights(narrow, wide, factors, actual);
    assertEquals(0, Arrays32.relative(actual, expected), 1e-7);
  }

  private static void assertEqual(INDArray expected, Consumer<INDArray> writer) {
    INDArray actual = unset(expected);
    writer.accept(actual);
    assertEquals(
        0, Arrays32.relative(Arrays32.inDouble(actual), Arrays32.inDouble(expected)), TOLERANCE);
  }

  private static INDArray unset(INDArray like) {
    return Ops.allocate(DataType.FLOAT, like.shape()).assign(9);
  }

  private static INDArray random(long seed, long... shape) {
    INDArray array = Ops.allocate(DataType.FLOAT, shape);
    float[] values = new float[(int) array.length()];
    var generator = RandomSource.seeded(seed).generator("test", 0);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) generator.nextGaussian();
    }
    HostMemory.write(values, 0, array);
    return array;
  }

  /** An example must not be seen in the values of another: private gradients rely on it. */
  @Test
  void narrowAndWiden_brokenExample_changesNoOther() {
    Window window = new Window(4, 2, 1);
    INDArray weights = random(3, 6, 5, 4, 4);
    WinogradProducts products =
        new WinogradProducts(window, new long[] {4, 5, 12, 12}, 6, workspace);
    for (boolean narrows : new boolean[] {true, false}) {
      INDArray from = narrows ? random(1, 4, 5, 12, 12) : random(1, 4, 6, 6, 6);
      INDArray whole = narrows ? random(2, 4, 6, 6, 6) : random(2, 4, 5, 12, 12);
      INDArray broken = unset(whole);
      for (INDArray to : new INDArray[] {whole, broken}) {
        if (to == broken) {
          from.slice(1).assign(Float.NaN);
        }
        if (narrows) {
          products.narrow(from, weights, null, to);
        } else {
          products.widen(from, weights, to);
        }
      }
      for (int example : new int[] {0, 2, 3}) {
        assertEquals(whole.slice(example), broken.slice(example));
      }
      assertTrue(broken.slice(1).isNaN().all());
    }
  }

  @Test
  void allPasses_oneThreadOrSeveral_giveTheSameBits() {
    NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
    int threads = ops.ompGetMaxThreads();
    try {
      ops.setOmpNumThreads(1);
      INDArray[] one = results();
      ops.setOmpNumThreads(4);
      INDArray[] four = results();
      for (int i = 0; i < one.length; i++) {
        assertEquals(one[i], four[i]);
      }
    } finally {
      ops.setOmpNumThreads(threads);
    }
  }

  private INDArray[] results() {
    INDArray wide = random(1, 16, 64, 48, 48);
    INDArray narrow = random(2, 16, 8, 24, 24);
    INDArray weights = random(3, 8, 64, 4, 4);
    WinogradProducts products =
        new WinogradProducts(new Window(4, 2, 1), wide.shape(), 8, workspace);
    INDArray[] results = {unset(narrow), unset(wide), unset(weights), unset(weights)};
    products.narrowWithWeights(narrow, wide, weights, results[2], results[0]);
    products.widenWithWeights(narrow, wide, weights, results[3], results[1]);
    return results;
  }

  @Test
  void covers_otherWindows_none() {
    assertFalse(Tiling.covers(new Window(4, 1, 1)));
    assertFalse(Tiling.covers(new Window(5, 2, 2)));
    assertFalse(Tiling.covers(new Window(1, 1, 0)));
    assertFalse(Tiling.covers(new Window(3, 2, 1)));
  }

  /** Where it is taken: not for few channels, pixels or images, nor in double. */
  @ParameterizedTest
  @CsvSource({
    "64,128,48,8,FLOAT,true",
    "64,128,72,1,FLOAT,false",
    "64,128,144,8,FLOAT,false",
    "64,128,48,7,FLOAT,false",
    "128,256,12,27,FLOAT,false",
    "128,256,12,29,FLOAT,true",
    "64,128,24,8,FLOAT,false",
    "512,512,6,32,FLOAT,false",
    "32,128,48,8,FLOAT,false",
    "64,64,48,8,FLOAT,false",
    "64,128,48,8,DOUBLE,false",
    "64,128,49,8,FLOAT,false"
  })
  void isCheaper_chosenByShape(
      int channels, int n, int size, int batch, DataType type, boolean isChosen) {
    Window window = new Window(4, 2, 1);
    var builder =
        Graphs.builder(type)
            .addInputs("image")
            .addLayer(
                "conv",
                Graphs.conv(window, channels, n, true, Activation.IDENTITY.getActivationFunction()),
                new FeedForwardToCnnPreProcessor(size, size, channels),
                "image");
    ComputationGraph graph = new ComputationGraph(builder.setOutputs("conv").build());
    graph.init();
    try (Executor executor = new Executor(graph, batch)) {
      WindowStep step = (WindowStep) executor.parameterSteps().get(0);
      assertEquals(isChosen, step.products() instanceof WinogradProducts);
    }
  }
}
