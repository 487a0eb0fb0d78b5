/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.attack.NearestDistances;
import io.github.veil.evaluate.embedding.Tsne;
import io.github.veil.evaluate.embedding.TsneConfig;
import io.github.veil.evaluate.embedding.Umap;
import io.github.veil.evaluate.embedding.UmapConfig;
import io.github.veil.evaluate.report.Block;
import io.github.veil.evaluate.report.PatchMontage;
import io.github.veil.evaluate.report.Plots;
import io.github.veil.evaluate.report.Section;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.PatchSubset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What one sees: examples, nearest neighbours, and maps of all images. */
final class LookingStudy {

  private static final int COLUMNS = 10;
  private static final int TILE = 96;

  private final PreparedSets sets;
  private final int mapped;
  private final boolean showReal;
  private final long seed;
  private final Progress progress;

  /**
   * @param mapped images of each set in the maps at most
   * @param showReal whether real images may appear
   */
  LookingStudy(PreparedSets sets, int mapped, boolean showReal, long seed, Progress progress) {
    this.sets = sets;
    this.mapped = mapped;
    this.showReal = showReal;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * The chapter, and the maps to click on.
   *
   * @param maps t-SNE and UMAP
   */
  record Result(Chapter chapter, List<EmbeddingMap> maps) {}

  Result run() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(examples());
    if (showReal) {
      sets.synthetic().forEach(set -> blocks.add(neighbours(set)));
    }
    List<EmbeddingMap> maps = maps();
    for (EmbeddingMap map : maps) {
      blocks.add(new Block.Picture(map.fileName(), map.caption(), Plots.png(map.plot()), false));
      ClassMap.of(map, sets.synthetic().size()).ifPresent(blocks::add);
    }
    String lead = "Pictures do not prove anything, but they show what figures hide.";
    return new Result(new Chapter(new Section("Looking", lead, blocks), List.of()), maps);
  }

  private Block examples() {
    List<PatchMontage.Row> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (ImageSet set : sets.all()) {
      if (showReal || sets.synthetic().contains(set)) {
        rows.add(new PatchMontage.Row(set.patches(), spread(set.patches().count())));
        names.add(set.name());
      }
    }
    return picture(
        "examples",
        "Random examples, one set per row, from top to bottom: %s. Labels are outlined."
            .formatted(String.join("; ", names)),
        rows);
  }

  /** The synthetic images that are nearest to a training image, each above it. */
  private Block neighbours(ImageSet set) {
    NearestDistances found = NearestDistances.of(set.features(), sets.train().features());
    int[] nearest =
        IntStream.range(0, found.nearest().length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> found.nearest()[i]))
            .mapToInt(i -> i)
            .limit(COLUMNS)
            .toArray();
    int[] partners = Arrays.stream(nearest).map(i -> found.index()[i]).toArray();
    return picture(
        "neighbours-" + (1 + sets.synthetic().indexOf(set)),
        "\"%s\": the synthetic images that come closest to a training image (top), and that image (bottom). The likeness of these, the worst cases, shows whether patients were copied."
            .formatted(set.name()),
        List.of(
            new PatchMontage.Row(set.patches(), nearest),
            new PatchMontage.Row(sets.train().patches(), partners)));
  }

  private Block picture(String name, String caption, List<PatchMontage.Row> rows) {
    int scale = Math.max(1, TILE / sets.train().patches().size());
    return new Block.Picture(name, caption, PatchMontage.png(rows, scale), true);
  }

  private static int[] spread(int count) {
    int columns = Math.min(COLUMNS, count);
    return IntStream.range(0, columns).map(i -> (int) ((long) i * count / columns)).toArray();
  }

  private List<EmbeddingMap> maps() {
    List<String> names = new ArrayList<>();
    List<PatchSource> patches = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (ImageSet set : sets.all()) {
      int[] chosen = IntStream.range(0, Math.min(mapped, sets.count())).toArray();
      names.add(set.name());
      patches.add(new PatchSubset(set.patches(), chosen));
      rows.addAll(Arrays.asList(set.features()).subList(0, chosen.length));
    }
    double[][] features = rows.toArray(double[][]::new);
    double[][] tsne = Tsne.embed(features, TsneConfig.DEFAULT.withSeed(seed), progress).points();
    double[][] umap = Umap.embed(features, UmapConfig.DEFAULT.withSeed(seed), progress);
    return List.of(
        new EmbeddingMap("t-SNE", names, patches, tsne),
        new EmbeddingMap("UMAP", names, patches, umap));
  }
}
