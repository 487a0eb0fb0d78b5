/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.network.Executor;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One generator in training. A step needs it three times: to translate, to leave alone what is in
 * its target set already (identity), and to bring a translation of the other generator back. The
 * first two are one pass of a double batch, because every image is normalised by itself; the third
 * depends on the other generator's result.
 */
final class Translation implements AutoCloseable {

  private final Executor outward;
  private final Executor back;
  private final int batch;
  private final boolean withIdentity;

  /**
   * @param batch images of each set in a pass
   * @param gradient where the gradient of all passes goes, [1, numParams]
   */
  Translation(ComputationGraph graph, int batch, boolean withIdentity, INDArray gradient) {
    this.batch = batch;
    this.withIdentity = withIdentity;
    outward = new Executor(graph, withIdentity ? 2 * batch : batch);
    back = new Executor(graph, batch);
    outward.bindGradient(gradient);
    back.bindGradient(gradient);
  }

  /** What runs it; for clipping layer by layer. */
  Executor executor() {
    return outward;
  }

  void drawMasks(RandomGenerator random) {
    outward.drawMasks(random);
    back.drawMasks(random);
  }

  /** Images that {@link #translate} translates, [batch, …]; to be filled. */
  INDArray source() {
    return images(outward.input(), 0);
  }

  /** Images that are in the target set already, [batch, …]; to be filled; only with identity. */
  INDArray target() {
    return images(outward.input(), 1);
  }

  /** Translates {@link #source} and {@link #target}. */
  void translate() {
    outward.forward(true);
  }

  /** Translation of {@link #source}. */
  INDArray translated() {
    return images(outward.output(), 0);
  }

  /** Translation of {@link #target}, which should be the same. */
  INDArray same() {
    return images(outward.output(), 1);
  }

  /** Gradient of the loss with respect to {@link #translated}; to be filled. */
  INDArray translatedGradient() {
    return images(outward.outputGradient(), 0);
  }

  /** Gradient of the loss with respect to {@link #same}; to be filled. */
  INDArray sameGradient() {
    return images(outward.outputGradient(), 1);
  }

  /** Adds the gradient of {@link #translate} to that of {@link #bringBack}. */
  void backwardTranslate() {
    outward.addGradients(true);
    outward.backward(true, false);
  }

  /**
   * Translates images of the other generator.
   *
   * @return the images they were made of, if all is well
   */
  INDArray bringBack(INDArray translatedByOther) {
    back.bindInput(translatedByOther);
    return back.forward(true);
  }

  /** Gradient of the loss with respect to the result of {@link #bringBack}; to be filled. */
  INDArray broughtBackGradient() {
    return back.outputGradient();
  }

  /**
   * Goes back through {@link #bringBack}.
   *
   * @param add whether to add to the gradient that is there
   * @return gradient with respect to what came from the other generator
   */
  INDArray backwardBringBack(boolean add) {
    back.addGradients(add);
    back.backward(true, true);
    return back.inputGradient();
  }

  /** The first or second half of a double batch. */
  private INDArray images(INDArray all, int half) {
    if (!withIdentity) {
      return all;
    }
    return all.get(
        NDArrayIndex.interval((long) half * batch, (half + 1L) * batch),
        NDArrayIndex.all(),
        NDArrayIndex.all(),
        NDArrayIndex.all());
  }

  @Override
  public void close() {
    outward.close();
    back.close();
  }
}
