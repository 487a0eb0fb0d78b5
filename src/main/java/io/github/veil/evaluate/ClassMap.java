/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.core.NaturalOrder;
import io.github.veil.evaluate.report.Block;
import io.github.veil.evaluate.report.Plots;
import io.github.veil.patch.PatchRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A map of images once more, coloured by class: do synthetic images lie where their class does? */
final class ClassMap {

  private static final int MOST = 40;

  private final EmbeddingMap map;
  private final int real;
  private final Map<String, List<double[]>> realPoints = new TreeMap<>(NaturalOrder.COMPARATOR);
  private final Map<String, List<double[]>> syntheticPoints =
      new TreeMap<>(NaturalOrder.COMPARATOR);
  private int unclassed;

  private ClassMap(EmbeddingMap map, int synthetic) {
    this.map = map;
    this.real = map.sets().size() - synthetic;
    int each = map.points().length / map.sets().size();
    for (int set = 0; set < map.sets().size(); set++) {
      List<PatchRow> rows = map.sets().get(set).rows();
      for (int i = 0; i < each; i++) {
        add(rows.get(i).className(), set < real, map.points()[set * each + i]);
      }
    }
  }

  /**
   * The picture; nothing if no image or too many kinds of them name a class.
   *
   * @param synthetic how many of the map's sets are synthetic; they are the last ones
   */
  static Optional<Block> of(EmbeddingMap map, int synthetic) {
    ClassMap classes = new ClassMap(map, synthetic);
    int count = classes.realPoints.size();
    return count < 2 || count > MOST ? Optional.empty() : Optional.of(classes.picture());
  }

  private void add(String name, boolean isReal, double[] point) {
    if (name.isBlank()) {
      unclassed++;
      return;
    }
    realPoints.computeIfAbsent(name, key -> new ArrayList<>());
    syntheticPoints.computeIfAbsent(name, key -> new ArrayList<>());
    (isReal ? realPoints : syntheticPoints).get(name).add(point);
  }

  private Block picture() {
    String axis = map.method() + " %d (no unit)";
    byte[] png =
        Plots.png(
            Plots.classes(
                map.method() + " by class",
                axis.formatted(1),
                axis.formatted(2),
                series(realPoints),
                series(syntheticPoints)));
    return new Block.Picture(map.fileName() + "-classes", caption(), png, false);
  }

  private String caption() {
    return "The same "
        + map.method()
        + " coloured by class: circles are real images, crosses synthetic ones. Crosses of a colour"
        + " should lie among the circles of that colour."
        + (unclassed == 0 ? "" : " %d images name no class and are left out.".formatted(unclassed));
  }

  private static List<Plots.Series> series(Map<String, List<double[]>> points) {
    return points.entrySet().stream()
        .map(entry -> Plots.Series.of(entry.getKey(), entry.getValue()))
        .toList();
  }
}
