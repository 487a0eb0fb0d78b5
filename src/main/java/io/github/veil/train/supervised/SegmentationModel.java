/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained segmenting network. Trained on real patches it is as confidential as they are.
 *
 * @param graph [n, 1, h, w] in [-1, 1] to logits [n, 1, h, w]
 * @param card what is known of it
 * @param history how its training went
 */
public record SegmentationModel(ComputationGraph graph, SegmentationCard card, LossHistory history)
    implements AutoCloseable {

  private static final String CARD = "segmentation.json";

  /** Writes a DL4J model zip that holds the card and the loss history too. */
  public void save(Path file, boolean overwrite) throws IOException {
    SupervisedFiles.save(file, overwrite, graph, CARD, card, history);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException with one sentence if the file is no segmentation model
   */
  public static SegmentationModel load(Path file) throws IOException {
    SegmentationCard card = SupervisedFiles.card(file, CARD, SegmentationCard.class);
    SupervisedFiles.requireFormat(file, card.format(), SegmentationCard.FORMAT);
    return new SegmentationModel(SupervisedFiles.graph(file), card, SupervisedFiles.history(file));
  }

  /** The same with the Dice coefficient that validation gave, 0 to 1. */
  SegmentationModel validated(double dice) {
    return new SegmentationModel(graph, card.validated(dice), history);
  }

  /** Frees the weights. */
  @Override
  public void close() {
    graph.close();
  }
}
