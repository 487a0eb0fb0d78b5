/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.network.Engine;
import io.github.veil.network.Executor;
import io.github.veil.network.HostMemory;
import io.github.veil.network.Threads;
import io.github.veil.patch.PatchSource;
import io.github.veil.train.ConditionScores;
import io.github.veil.train.ModelCard;
import io.github.veil.train.ModelZip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * LOGAN, white box (Hayes, Melis, Danezis, De Cristofaro 2019, section 4.1): the attacker has the
 * model with its critic, and calls those members that the critic holds for most real. Whoever
 * releases the generator alone is not exposed to it.
 */
public final class CriticScores {

  private static final int BATCH = 32;

  private CriticScores() {}

  /**
   * Scores images by the critic in a model zip.
   *
   * @param model a model zip with its critic
   * @param images patches with the model's size and channels
   * @return one score per patch, higher for what the critic holds for more real
   * @throws IOException if the model cannot be read or has no critic
   * @throws IllegalArgumentException if the patches do not fit the model
   * @throws CancellationException if the user stopped it
   */
  public static double[] of(Path model, PatchSource images, Progress progress) throws IOException {
    ModelCard card = ModelZip.card(model);
    requireFit(model, card, images);
    Engine.start();
    new Threads();
    ComputationGraph critic = ModelZip.critic(model);
    try (Executor executor = new Executor(critic, BATCH)) {
      return score(executor, images, new ConditionScores(card, images.rows()), progress);
    } finally {
      critic.close();
    }
  }

  private static void requireFit(Path model, ModelCard card, PatchSource images) {
    Require.that(
        images.size() == card.patchSize() && images.channels() == card.channels(),
        "The critic of \"%s\" takes patches of %d pixels with %d channels, but these have %d"
            + " pixels and %d channels; cut them anew.",
        model,
        card.patchSize(),
        card.channels(),
        images.size(),
        images.channels());
  }

  private static double[] score(
      Executor critic, PatchSource images, ConditionScores conditions, Progress progress) {
    int length = images.channels() * images.size() * images.size();
    float[] pixels = new float[BATCH * length];
    float[] output = new float[(int) critic.output().length()];
    double[] scores = new double[images.count()];
    for (int done = 0; done < scores.length; done += BATCH) {
      if (progress.isCanceled()) {
        throw new CancellationException("The attack was cancelled; there is no result.");
      }
      int count = Math.min(BATCH, scores.length - done);
      for (int i = 0; i < count; i++) {
        images.read(done + i, pixels, i * length);
      }
      HostMemory.write(pixels, 0, critic.input());
      HostMemory.read(critic.forward(false), output, 0);
      for (int i = 0; i < count; i++) {
        scores[done + i] = conditions.score(done + i, output, i * output.length / BATCH);
      }
      progress.report(done + count, scores.length, "Asking the critic");
    }
    return scores;
  }
}
