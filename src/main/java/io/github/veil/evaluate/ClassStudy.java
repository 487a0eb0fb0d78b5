/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.report.Block;
import io.github.veil.evaluate.report.Cells;
import io.github.veil.evaluate.report.Finding;
import io.github.veil.evaluate.report.Light;
import io.github.veil.evaluate.report.ReportTable;
import io.github.veil.evaluate.report.Section;
import io.github.veil.evaluate.utility.ClassifierUtility;
import io.github.veil.evaluate.utility.ConfusionMatrix;
import io.github.veil.patch.PatchSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Is it useful enough? Classifiers trained on synthetic patches against ones trained on real. */
final class ClassStudy {

  /** The name of the table of accuracies. */
  static final String TABLE = "Classification of real patches";

  private ClassStudy() {}

  static Chapter run(EvaluationInput input, EvaluationConfig config, Progress progress) {
    Map<String, PatchSource> synthetic = new LinkedHashMap<>();
    input.synthetic().forEach(set -> synthetic.put(set.name(), set.patches()));
    Map<String, ClassifierUtility.Row> rows =
        new ClassifierUtility(config.classifier(), config.seed())
            .compare(input.train(), synthetic, input.heldOut(), progress);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Table(summary(rows)));
    rows.forEach((name, row) -> blocks.add(new Block.Table(confusion(name, row.matrix()))));
    rows.forEach(
        (name, row) ->
            row.notes()
                .forEach(note -> blocks.add(new Block.Text("Trained on " + name + ": " + note))));
    String lead =
        "A classifier was trained on %d patches of each set, and tested on real patches of patients that it has not seen."
            .formatted(rows.get(ClassifierUtility.REAL).patches());
    return new Chapter(
        new Section("Useful enough? Classification", lead, blocks), findings(input, rows));
  }

  private static ReportTable summary(Map<String, ClassifierUtility.Row> rows) {
    ReportTable table =
        ReportTable.of(TABLE, "Trained on", "Patches", "Accuracy", "Balanced accuracy");
    for (Map.Entry<String, ClassifierUtility.Row> row : rows.entrySet()) {
      ConfusionMatrix matrix = row.getValue().matrix();
      table =
          table.with(
              row.getKey(), row.getValue().patches(), matrix.accuracy(), matrix.balancedAccuracy());
    }
    return table;
  }

  private static ReportTable confusion(String name, ConfusionMatrix matrix) {
    List<String> columns = new ArrayList<>(List.of("True class"));
    matrix.classes().forEach(c -> columns.add("taken for " + c));
    columns.add("Recall");
    List<List<Object>> rows = new ArrayList<>();
    for (int k = 0; k < matrix.classes().size(); k++) {
      List<Object> row = new ArrayList<>(List.of(matrix.classes().get(k)));
      for (int count : matrix.counts()[k]) {
        row.add(count);
      }
      row.add(matrix.recall(k));
      rows.add(row);
    }
    return new ReportTable("Confusion matrix, trained on " + name, columns, rows);
  }

  private static List<Finding> findings(
      EvaluationInput input, Map<String, ClassifierUtility.Row> rows) {
    double real = rows.get(ClassifierUtility.REAL).matrix().balancedAccuracy();
    List<Finding> findings = new ArrayList<>();
    for (SyntheticSet set : input.synthetic()) {
      double accuracy = rows.get(set.name()).matrix().balancedAccuracy();
      findings.add(
          new Finding(
              Question.USEFUL.text(),
              set.name(),
              Light.atLeast(accuracy / real, UtilityStudy.GOOD, UtilityStudy.FAIR),
              "A classifier trained on it reaches a balanced accuracy of %s on real patches; trained on real ones, %s."
                  .formatted(Cells.percent(accuracy), Cells.percent(real)),
              UtilityStudy.RULE));
    }
    return findings;
  }
}
