/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network.inception;

import io.github.veil.core.Require;
import java.util.Iterator;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inception-v3 (Szegedy, Vanhoucke, Ioffe, Shlens, Wojna 2016) up to its last block: the layers of
 * {@code keras.applications.InceptionV3}, in the order in which Keras creates them.
 */
final class InceptionLayers {

  private static final int FIRST_OUTPUTS = 32;

  private final Tape tape;
  private final Iterator<FoldedConvolution> weights;
  private final int firstOutputs;

  /**
   * @param weights one for each convolution; all widths may be smaller by one factor
   */
  InceptionLayers(Tape tape, List<FoldedConvolution> weights) {
    this.tape = tape;
    this.weights = weights.iterator();
    this.firstOutputs = weights.get(0).outputs();
  }

  /**
   * Notes all layers.
   *
   * @param image [batch, 3, height, width]
   * @return the last block's output
   * @throws IllegalArgumentException if a kernel does not fit; the message names its layer
   */
  INDArray of(INDArray image) {
    INDArray x = stem(image);
    for (int pooled : new int[] {32, 64, 64}) {
      x = at35(x, pooled);
    }
    x = from35to17(x);
    for (int inner : new int[] {128, 160, 160, 192}) {
      x = at17(x, inner);
    }
    x = from17to8(x);
    return at8(at8(x));
  }

  private INDArray stem(INDArray image) {
    INDArray x = valid(image, 32, 3, 2);
    x = valid(x, 32, 3, 1);
    x = tape.maxPool(same(x, 64, 3, 3));
    x = valid(x, 80, 1, 1);
    return tape.maxPool(valid(x, 192, 3, 1));
  }

  private INDArray at35(INDArray x, int pooled) {
    INDArray single = same(x, 64, 1, 1);
    INDArray five = same(same(x, 48, 1, 1), 64, 5, 5);
    INDArray twice = same(same(same(x, 64, 1, 1), 96, 3, 3), 96, 3, 3);
    return tape.concat(single, five, twice, same(tape.averagePool(x), pooled, 1, 1));
  }

  private INDArray from35to17(INDArray x) {
    INDArray three = valid(x, 384, 3, 2);
    INDArray twice = valid(same(same(x, 64, 1, 1), 96, 3, 3), 96, 3, 2);
    return tape.concat(three, twice, tape.maxPool(x));
  }

  private INDArray at17(INDArray x, int inner) {
    INDArray single = same(x, 192, 1, 1);
    INDArray seven = same(same(same(x, inner, 1, 1), inner, 1, 7), 192, 7, 1);
    INDArray twice = same(same(same(x, inner, 1, 1), inner, 7, 1), inner, 1, 7);
    twice = same(same(twice, inner, 7, 1), 192, 1, 7);
    return tape.concat(single, seven, twice, same(tape.averagePool(x), 192, 1, 1));
  }

  private INDArray from17to8(INDArray x) {
    INDArray three = valid(same(x, 192, 1, 1), 320, 3, 2);
    INDArray seven = same(same(same(x, 192, 1, 1), 192, 1, 7), 192, 7, 1);
    return tape.concat(three, valid(seven, 192, 3, 2), tape.maxPool(x));
  }

  private INDArray at8(INDArray x) {
    INDArray single = same(x, 320, 1, 1);
    INDArray three = crossed(same(x, 384, 1, 1));
    INDArray twice = crossed(same(same(x, 448, 1, 1), 384, 3, 3));
    return tape.concat(single, three, twice, same(tape.averagePool(x), 192, 1, 1));
  }

  private INDArray crossed(INDArray x) {
    INDArray wide = same(x, 384, 1, 3);
    return tape.concat(wide, same(x, 384, 3, 1));
  }

  private INDArray same(INDArray x, int outputs, int height, int width) {
    return tape.convolution(x, next(height, width, x, outputs), 1, true);
  }

  private INDArray valid(INDArray x, int outputs, int kernel, int stride) {
    return tape.convolution(x, next(kernel, kernel, x, outputs), stride, false);
  }

  private FoldedConvolution next(int height, int width, INDArray x, int published) {
    int outputs = published * firstOutputs / FIRST_OUTPUTS;
    int inputs = (int) x.size(1);
    FoldedConvolution found = weights.next();
    Require.that(
        found.height() == height
            && found.width() == width
            && found.inputs() == inputs
            && found.outputs() == outputs,
        "layer %s has a kernel of %s instead of %s",
        found.name(),
        found.shape(),
        FoldedConvolution.shape(height, width, inputs, outputs));
    return found;
  }
}
