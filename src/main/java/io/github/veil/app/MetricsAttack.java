/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import io.github.veil.evaluate.attack.Candidates;
import io.github.veil.evaluate.attack.DistanceScores;
import io.github.veil.evaluate.attack.DistanceSummary;
import io.github.veil.evaluate.attack.Interval;
import io.github.veil.evaluate.attack.MembershipAttack;
import io.github.veil.evaluate.attack.NearestDistances;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Distances and the distance-based membership attack on three feature matrices. */
@Command(
    name = "attack",
    description =
        "Measures how near synthetic rows lie to training and held-out rows, and attacks membership"
            + " by the distance to the nearest synthetic row. Rows count as independent.",
    mixinStandardHelpOptions = true)
final class MetricsAttack implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "TRAIN.csv",
      description = "Features of the training images: no header, one row per image.")
  private Path train;

  @Parameters(
      index = "1",
      paramLabel = "HOLDOUT.csv",
      description = "Features of real images that were not trained on.")
  private Path holdout;

  @Parameters(
      index = "2",
      paramLabel = "SYN.csv",
      description = "Features of the synthetic images.")
  private Path synthetic;

  @Override
  public Integer call() throws IOException {
    double[][] members = FeatureTable.read(train);
    double[][] others = FeatureTable.read(holdout);
    double[][] generated = FeatureTable.read(synthetic);
    NearestDistances toTrain = NearestDistances.of(generated, members);
    NearestDistances toHoldout = NearestDistances.of(generated, others);
    MembershipAttack attack =
        MembershipAttack.of(
            "distance",
            Candidates.patches(DistanceScores.nearest(members, generated)),
            Candidates.patches(DistanceScores.nearest(others, generated)),
            Interval.CONFIDENCE);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("auc", attack.roc().auc());
    line.put("tpr_at_1pct_fpr", attack.tprAtPercent().tpr());
    line.put("dcr_train_median", DistanceSummary.of(toTrain.nearest()).median());
    line.put("dcr_holdout_median", DistanceSummary.of(toHoldout.nearest()).median());
    line.put("nndr_train_median", DistanceSummary.of(toTrain.ratios()).median());
    line.put("nndr_holdout_median", DistanceSummary.of(toHoldout.ratios()).median());
    line.put("share_closer_to_train", toTrain.shareNearerThan(toHoldout));
    line.put("exact_copies_of_train", toTrain.copies());
    line.put("auc_ci95_low", attack.auc().low());
    line.put("auc_ci95_high", attack.auc().high());
    line.put("tpr_at_01pct_fpr", attack.tprAtTenthPercent().tpr());
    line.put("max_advantage", attack.roc().advantage());
    new JsonLines(spec.commandLine().getOut()).print(line);
    return 0;
  }
}
