/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.NaturalOrder;
import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.network.ClassifierArchitecture;
import io.github.veil.network.Engine;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Trains a classifier on patches whose rows name a class. */
public final class ClassifierTraining {

  private ClassifierTraining() {}

  /** The classes that rows name, L2 before L10; rows without a class are left out. */
  public static List<String> classesOf(PatchSource patches) {
    return patches.rows().stream()
        .map(PatchRow::className)
        .filter(name -> !name.isBlank())
        .distinct()
        .sorted(NaturalOrder.COMPARATOR)
        .toList();
  }

  /**
   * Trains; the same arguments give the same weights, bit for bit.
   *
   * @param patches only their image is used; every row names one of {@code classes}
   * @param classes the classes in the order of the outputs, at least 2; some may have no patch
   * @return the model; the caller closes it
   * @throws CancellationException if the user asked to stop
   * @throws IllegalArgumentException if a patch has no class, or training diverged
   */
  public static ClassifierModel train(
      ClassifierConfig config, PatchSource patches, List<String> classes, Progress progress) {
    Require.that(
        classes.size() >= 2,
        "A classifier needs at least 2 classes, but the patches have %d.",
        classes.size());
    int[] targets = targets(patches, classes);
    String backend = Engine.start().description();
    int size = patches.size();
    ClassifierArchitecture architecture =
        new ClassifierArchitecture(size, 1, classes.size(), config.base(), config.dropout());
    ComputationGraph graph = architecture.classifier(config.training().seed());
    try {
      SupervisedLoop loop =
          new SupervisedLoop(
              graph,
              patches,
              config.training(),
              (logits, drawn, labels, slopes) ->
                  SoftmaxLoss.evaluate(
                      logits, Arrays.stream(drawn).map(i -> targets[i]).toArray(), slopes));
      LossHistory history = loop.run("Training the classifier", progress);
      double finalLoss = history.epochLosses().get(history.epochLosses().size() - 1);
      ClassifierCard card =
          new ClassifierCard(
              ClassifierCard.FORMAT, config, classes, size, patches.count(), finalLoss, backend);
      return new ClassifierModel(graph, card, history);
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  private static int[] targets(PatchSource patches, List<String> classes) {
    List<PatchRow> rows = patches.rows();
    int[] targets = new int[rows.size()];
    for (int i = 0; i < targets.length; i++) {
      String name = rows.get(i).className();
      targets[i] = classes.indexOf(name);
      Require.that(
          targets[i] >= 0,
          "Patch %d has the class \"%s\", which is none of %s; give every patch a class.",
          i,
          name,
          classes);
    }
    return targets;
  }
}
