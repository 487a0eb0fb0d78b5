/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import io.github.veil.patch.PatchSink;
import io.github.veil.train.condition.Condition;
import io.github.veil.train.condition.ConditionSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Draws synthetic patches from a model zip. Post-processing: any number of them costs no privacy.
 */
public final class ImageGenerator {

  /** The patient id in the table of generated patches. */
  public static final String PATIENT = "synthetic";

  private static final int MOST = 10_000_000;

  private ImageGenerator() {}

  /**
   * Images of one kind.
   *
   * @param condition what is asked of them; {@link Condition#ANY} for any
   * @param count how many, at least 1
   */
  public record Request(Condition condition, int count) {
    public Request {
      Require.within(count, 1, MOST, "The number of images");
    }
  }

  /**
   * How images are drawn.
   *
   * @param random the same source gives the same patches for the same place in the list of
   *     requests, whatever the counts
   * @param labelThreshold share of certainty in (0, 1) from which a label pixel is foreground; the
   *     network's -1 is 0, its +1 is 1
   * @param truncation largest absolute value of a latent number; others are drawn again (Brock et
   *     al. 2019), so that images are more usual and less varied. 0 draws from the whole normal
   *     distribution.
   */
  public record Drawing(RandomSource random, double labelThreshold, double truncation) {
    public Drawing {
      Require.that(
          labelThreshold > 0 && labelThreshold < 1,
          "The label threshold must lie between 0 and 1, but is %s.",
          labelThreshold);
      Require.that(
          truncation == 0 || (truncation >= 0.1 && truncation <= 10),
          "The truncation must be 0 (none) or lie between 0.1 and 10, but is %s.",
          truncation);
    }
  }

  /** Generates {@code count} patches of any kind; see the other method. */
  public static boolean generate(
      Path model,
      int count,
      RandomSource random,
      double labelThreshold,
      PatchSink sink,
      Progress progress)
      throws IOException {
    Drawing drawing = new Drawing(random, labelThreshold, 0);
    return generate(model, List.of(new Request(Condition.ANY, count)), drawing, sink, progress);
  }

  /**
   * Generates patches, request by request, into {@code sink}: exactly as many of each as asked for.
   * Their table says what they were asked to be.
   *
   * @return whether all were generated; false when cancelled
   * @throws IllegalArgumentException if the model does not know what it is asked for
   * @throws IOException if the model cannot be read
   */
  public static boolean generate(
      Path model, List<Request> requests, Drawing drawing, PatchSink sink, Progress progress)
      throws IOException {
    long total = requests.stream().mapToLong(Request::count).sum();
    Require.within((double) total, 1, MOST, "The number of images");
    ConditionSchema schema = ModelZip.card(model).conditions();
    requests.forEach(request -> schema.check(request.condition()));
    try (PatchGenerator generator = PatchGenerator.open(model)) {
      CrispPatches patches = new CrispPatches(generator.card(), drawing.labelThreshold(), sink);
      long done = 0;
      for (int place = 0; place < requests.size(); place++) {
        Draws draws = new Draws(generator, requests.get(place).condition(), drawing, place);
        for (int left = requests.get(place).count(); left > 0; left -= PatchGenerator.BATCH) {
          if (progress.isCanceled()) {
            return false;
          }
          int count = Math.min(left, PatchGenerator.BATCH);
          draws.give(count, patches);
          done += count;
          progress.report(done, total, "Generating synthetic images");
        }
      }
      return true;
    }
  }

  /** The images of one request, in the order of their latent vectors. */
  private static final class Draws {

    private final PatchGenerator generator;
    private final Condition condition;
    private final double truncation;
    private final RandomGenerator latents;
    private final RandomGenerator conditions;

    Draws(PatchGenerator generator, Condition condition, Drawing drawing, int place) {
      this.generator = generator;
      this.condition = condition;
      this.truncation = drawing.truncation();
      this.latents = drawing.random().generator("latent of generated images", place);
      this.conditions = drawing.random().generator("condition of generated images", place);
    }

    void give(int count, CrispPatches patches) throws IOException {
      List<Map<String, String>> cells = new ArrayList<>();
      List<float[]> inputs = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        cells.add(generator.card().conditions().draw(condition, conditions));
        inputs.add(generator.input(cells.get(i), latents, truncation));
      }
      patches.give(generator.draw(inputs), cells);
    }
  }
}
