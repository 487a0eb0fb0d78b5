/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.network.Engine;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Trains a segmenting network on patches with labels. */
public final class SegmentationTraining {

  private SegmentationTraining() {}

  /**
   * Trains; the same arguments give the same weights, bit for bit.
   *
   * @param patches image and label; at least 2, whose size is a multiple of {@code
   *     architecture.multiple()}
   * @return the model; the caller closes it
   * @throws CancellationException if the user asked to stop
   * @throws IllegalArgumentException if the patches do not fit, or training diverged
   */
  public static SegmentationModel train(
      SegmentationConfig config, PatchSource patches, Progress progress) {
    Require.that(
        patches.channels() == 2,
        "Segmentation needs patches with image and label, but these have %d channel.",
        patches.channels());
    int multiple = config.architecture().multiple();
    Require.that(
        patches.size() % multiple == 0,
        "A U-Net of %d levels takes patches whose size is a multiple of %d pixels, but these have"
            + " %d; use fewer levels or another patch size.",
        config.architecture().levels(),
        multiple,
        patches.size());
    String backend = Engine.start().description();
    ComputationGraph graph = config.architecture().segmenter(config.training().seed());
    try {
      SupervisedLoop loop =
          new SupervisedLoop(
              graph,
              patches,
              config.training(),
              (logits, drawn, truth, slopes) -> config.loss().evaluate(logits, truth, slopes));
      LossHistory history = loop.run("Training the segmenting network", progress);
      return new SegmentationModel(graph, card(config, patches, history, backend), history);
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  private static SegmentationCard card(
      SegmentationConfig config, PatchSource patches, LossHistory history, String backend) {
    long patients = patches.rows().stream().map(PatchRow::patient).distinct().count();
    return new SegmentationCard(
        SegmentationCard.FORMAT,
        config,
        patches.size(),
        patches.count(),
        (int) patients,
        history.epochLosses().get(history.epochLosses().size() - 1),
        null,
        backend);
  }
}
