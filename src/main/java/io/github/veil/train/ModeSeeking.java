/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.network.HostMemory;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Keeps a conditional generator from drawing one image per class: two images of the same condition
 * must differ as their latent vectors do. Mode-seeking regularisation of Mao et al. 2019
 * (arXiv:1903.05628, equations 4 and 5), with images and latents compared by their mean absolute
 * differences: the loss is weight / (d_I / d_z + 1e-5), the mean over pairs.
 *
 * <p>It sees generated images only, so it costs no privacy.
 */
final class ModeSeeking {

  private static final double EPSILON = 1e-5;

  private final double weight;
  private final int first;
  private final int latents;

  /**
   * @param weight weight of the loss
   * @param first where the latent vector begins in each of the generator's inputs
   * @param latents length of the latent vector
   */
  ModeSeeking(double weight, int first, int latents) {
    this.weight = weight;
    this.first = first;
    this.latents = latents;
  }

  /**
   * Adds the loss of the pairs (0, 1), (2, 3), … to a gradient; a last image without a partner is
   * left out.
   *
   * @param inputs the generator's inputs, [batch, numbers]; partners share the condition
   * @param images what it made of them, [batch, channels, height, width]
   * @param gradient of the loss with respect to {@code images}, of their shape
   * @param count how many images of the batch count
   * @param share of this part in the loss of the step
   * @return mean loss of the pairs, not yet multiplied by {@code share}
   */
  double addTo(INDArray inputs, INDArray images, INDArray gradient, int count, double share) {
    int pairs = count / 2;
    if (pairs == 0) {
      return 0;
    }
    FloatBuffer from = HostMemory.view(inputs);
    FloatBuffer made = HostMemory.view(images);
    FloatBuffer slopes = HostMemory.view(gradient);
    int inputLength = (int) inputs.size(1);
    int imageLength = (int) (images.length() / images.size(0));
    double loss = 0;
    for (int pair = 0; pair < pairs; pair++) {
      double ofLatents = distance(from, 2 * pair * inputLength + first, inputLength, latents);
      int start = 2 * pair * imageLength;
      double ratio = distance(made, start, imageLength, imageLength) / ofLatents + EPSILON;
      loss += weight / ratio / pairs;
      double slope = share * weight / (ratio * ratio * ofLatents * imageLength * pairs);
      addSlopes(made, slopes, start, imageLength, (float) slope);
    }
    HostMemory.written(gradient);
    return loss;
  }

  /** Mean absolute difference of the first {@code count} numbers of two neighbours. */
  private static double distance(FloatBuffer values, int first, int stride, int count) {
    double sum = 0;
    for (int i = first; i < first + count; i++) {
      sum += Math.abs(values.get(i) - values.get(i + stride));
    }
    return sum / count;
  }

  /** The loss falls as the images' difference grows. */
  private static void addSlopes(
      FloatBuffer made, FloatBuffer slopes, int first, int stride, float slope) {
    for (int i = first; i < first + stride; i++) {
      int partner = i + stride;
      float change = slope * Math.signum(made.get(i) - made.get(partner));
      slopes.put(i, slopes.get(i) - change);
      slopes.put(partner, slopes.get(partner) + change);
    }
  }
}
