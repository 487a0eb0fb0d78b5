/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.Require;
import io.github.veil.network.Engine;
import io.github.veil.network.Executor;
import io.github.veil.network.HostMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Applies a trained generator. Deterministic: dropout is off, and every slice is translated by
 * itself, whatever else is in the call. Not safe for use by several threads.
 */
public final class Translator implements AutoCloseable {

  private final CycleCard card;
  private final Direction direction;
  private final ComputationGraph graph;
  private final Executor executor;

  private Translator(CycleCard card, Direction direction, ComputationGraph graph) {
    this.card = card;
    this.direction = direction;
    this.graph = graph;
    this.executor = new Executor(graph, 1);
  }

  /**
   * Loads one generator.
   *
   * @param model model zip of {@link CycleTraining}
   * @throws IOException if it cannot be read or is no model of a translation
   */
  public static Translator open(Path model, Direction direction) throws IOException {
    CycleCard card = CycleModelZip.card(model);
    Engine.start();
    return new Translator(card, direction, CycleModelZip.generator(model, direction));
  }

  /** The model card. */
  public CycleCard card() {
    return card;
  }

  /** Which way this translates. */
  public Direction direction() {
    return direction;
  }

  /**
   * Translates slices.
   *
   * @param slices [count, {@link CycleCard#inputChannels}, size, size] in [-1, 1]
   * @param count how many
   * @return [count, {@link CycleCard#outputChannels}, size, size] in [-1, 1]; the caller's
   */
  public float[] translate(float[] slices, int count) {
    int in = (int) executor.input().length();
    Require.that(
        slices.length == (long) count * in,
        "%d slices of %s need %d numbers, but %d are given.",
        count,
        Arrays.toString(executor.input().shape()),
        (long) count * in,
        slices.length);
    int out = (int) executor.output().length();
    float[] translated = new float[count * out];
    for (int i = 0; i < count; i++) {
      HostMemory.write(slices, i * in, executor.input());
      HostMemory.read(executor.forward(false), translated, i * out);
    }
    return translated;
  }

  @Override
  public void close() {
    executor.close();
    graph.close();
  }
}
