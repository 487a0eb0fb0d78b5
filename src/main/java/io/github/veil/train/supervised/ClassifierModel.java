/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.patch.PatchSource;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained classifier. Trained on real patches it is as confidential as they are.
 *
 * @param graph [n, 1, size, size] in [-1, 1] to logits [n, classes]
 * @param card what is known of it
 * @param history how its training went
 */
public record ClassifierModel(ComputationGraph graph, ClassifierCard card, LossHistory history)
    implements AutoCloseable {

  private static final String CARD = "classifier.json";

  /** Writes a DL4J model zip that holds the card and the loss history too. */
  public void save(Path file, boolean overwrite) throws IOException {
    SupervisedFiles.save(file, overwrite, graph, CARD, card, history);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException with one sentence if the file is no classifier
   */
  public static ClassifierModel load(Path file) throws IOException {
    ClassifierCard card = SupervisedFiles.card(file, CARD, ClassifierCard.class);
    SupervisedFiles.requireFormat(file, card.format(), ClassifierCard.FORMAT);
    return new ClassifierModel(SupervisedFiles.graph(file), card, SupervisedFiles.history(file));
  }

  /**
   * The most probable class of every patch, as index into {@code card().classes()}.
   *
   * @param patches of the size the classifier was trained on; only their image is used
   */
  public int[] predict(PatchSource patches, Progress progress) {
    Require.that(
        patches.size() == card.patchSize(),
        "The classifier takes patches of %d pixels, but these have %d.",
        card.patchSize(),
        patches.size());
    int[] predicted = new int[patches.count()];
    PatchPrediction.run(
        graph, patches, (index, patch, logits) -> predicted[index] = largest(logits), progress);
    return predicted;
  }

  private static int largest(float[] logits) {
    int largest = 0;
    for (int k = 1; k < logits.length; k++) {
      largest = logits[k] > logits[largest] ? k : largest;
    }
    return largest;
  }

  /** Frees the weights. */
  @Override
  public void close() {
    graph.close();
  }
}
