/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.Require;
import io.github.veil.network.Engine;
import io.github.veil.network.Executor;
import io.github.veil.network.HostMemory;
import io.github.veil.network.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model's generator, ready to draw from inputs of the caller's making ({@link GeneratorInput};
 * with "latent vector" the noise for single pixels is meant too). Not safe for use by several
 * threads.
 */
public final class PatchGenerator implements AutoCloseable {

  /** How many images go through the network at once. */
  static final int BATCH = 32;

  private final ModelCard card;
  private final ComputationGraph graph;
  private final Executor executor;
  private final GeneratorInput order;

  private PatchGenerator(ModelCard card, ComputationGraph graph) {
    this.card = card;
    this.graph = graph;
    this.executor = new Executor(graph, BATCH);
    this.order = new GeneratorInput((int) executor.input().size(1), card.conditions().width());
  }

  /**
   * Loads a model.
   *
   * @throws IOException if it cannot be read
   */
  public static PatchGenerator open(Path model) throws IOException {
    ModelCard card = ModelZip.card(model);
    Engine.start();
    new Threads();
    return new PatchGenerator(card, ModelZip.generator(model));
  }

  /** What the model says of itself. */
  public ModelCard card() {
    return card;
  }

  /**
   * An input for one image.
   *
   * @param cells the value of each attribute, as {@code card().conditions().draw} gives; a missing
   *     one is unknown to the generator
   * @param latents gives the latent vector z ~ N(0, I)
   * @param truncation numbers of z beyond it are drawn again; 0 for none
   */
  public float[] input(Map<String, String> cells, RandomGenerator latents, double truncation) {
    float[] input = new float[order.length()];
    for (int k = 0; k < order.condition(); k++) {
      double z = latents.nextGaussian();
      while (truncation > 0 && Math.abs(z) > truncation) {
        z = latents.nextGaussian();
      }
      input[k] = (float) z;
    }
    card.conditions().encode(name -> cells.getOrDefault(name, ""), input, order.condition());
    return input;
  }

  /** The condition of one input with the latent vector of another. */
  public float[] withLatentOf(float[] latentFrom, float[] conditionFrom) {
    float[] input = conditionFrom.clone();
    System.arraycopy(latentFrom, 0, input, 0, order.condition());
    return input;
  }

  /**
   * An input between two others: the latent vector on the great circle through both (White 2016,
   * "Sampling generative networks"), the condition on the straight line.
   *
   * @param share 0 gives {@code from}, 1 gives {@code to}
   */
  public float[] between(float[] from, float[] to, double share) {
    double angle = angle(from, to);
    boolean parallel = Math.sin(angle) < 1e-6;
    double a = parallel ? 1 - share : Math.sin((1 - share) * angle) / Math.sin(angle);
    double b = parallel ? share : Math.sin(share * angle) / Math.sin(angle);
    float[] input = new float[order.length()];
    for (int k = 0; k < order.length(); k++) {
      boolean isLatent = k < order.condition();
      double first = isLatent ? a : 1 - share;
      double second = isLatent ? b : share;
      input[k] = (float) (first * from[k] + second * to[k]);
    }
    return input;
  }

  private double angle(float[] from, float[] to) {
    double product = 0;
    double fromSquares = 0;
    double toSquares = 0;
    for (int k = 0; k < order.condition(); k++) {
      product += (double) from[k] * to[k];
      fromSquares += (double) from[k] * from[k];
      toSquares += (double) to[k] * to[k];
    }
    double cosine = product / Math.sqrt(fromSquares * toSquares);
    return Math.acos(Math.max(-1, Math.min(1, cosine)));
  }

  /**
   * Draws one image for each input.
   *
   * @return in the order of the inputs, labels not made crisp yet
   */
  public SyntheticPatches draw(List<float[]> inputs) {
    int patch = card.channels() * card.patchSize() * card.patchSize();
    float[] pixels = new float[inputs.size() * patch];
    float[] part = new float[BATCH * patch];
    for (int start = 0; start < inputs.size(); start += BATCH) {
      int count = Math.min(BATCH, inputs.size() - start);
      HostMemory.read(forward(inputs.subList(start, start + count)), part, 0);
      System.arraycopy(part, 0, pixels, start * patch, count * patch);
    }
    return new SyntheticPatches(pixels, inputs.size(), card.channels(), card.patchSize());
  }

  private INDArray forward(List<float[]> inputs) {
    float[] batch = new float[BATCH * order.length()];
    for (int i = 0; i < inputs.size(); i++) {
      Require.that(
          inputs.get(i).length == order.length(),
          "The generator takes %d numbers for each image, but gets %d.",
          order.length(),
          inputs.get(i).length);
      System.arraycopy(inputs.get(i), 0, batch, i * order.length(), order.length());
    }
    HostMemory.write(batch, 0, executor.input());
    return executor.forward(false);
  }

  @Override
  public void close() {
    executor.close();
    graph.close();
  }
}
