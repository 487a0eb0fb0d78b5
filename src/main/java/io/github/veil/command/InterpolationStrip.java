/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import io.github.veil.train.PatchGenerator;
import io.github.veil.train.SyntheticPatches;
import io.github.veil.train.condition.Attribute;
import io.github.veil.train.condition.Condition;
import io.github.veil.train.condition.ConditionSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A picture of how images change on the way from one class, or one latent vector, to another: one
 * row for each of {@value #ROWS} starts, {@value #STEPS} images in each.
 *
 * @param from the class on the left; blank to go from one latent vector to another
 * @param to the class on the right; blank likewise
 */
record InterpolationStrip(String from, String to) {

  /** The word for a strip between latent vectors. */
  static final String LATENTS = "latents";

  private static final int ROWS = 4;
  private static final int STEPS = 9;
  private static final int GAP = 2;

  /**
   * Reads what a user wrote.
   *
   * @param text "L1 to L5", or {@value #LATENTS}
   * @throws IllegalArgumentException with a sentence if it is neither, or the model does not know a
   *     class
   */
  static InterpolationStrip of(String text, ConditionSchema schema) {
    if (text.strip().equals(LATENTS)) {
      return new InterpolationStrip("", "");
    }
    String[] ends = text.strip().split("\\s+to\\s+");
    Require.that(
        ends.length == 2,
        "The strip must be written as in \"L1 to L5\", or be \"%s\", but is \"%s\".",
        LATENTS,
        text);
    schema.check(Condition.ofClass(ends[0]));
    schema.check(Condition.ofClass(ends[1]));
    return new InterpolationStrip(ends[0], ends[1]);
  }

  /**
   * Draws the picture.
   *
   * @param wishes for attributes, by name
   * @param truncation as for images
   * @param title of the picture
   * @return 8 bits, white gaps; of images with labels the images alone
   */
  ImagePlus draw(
      PatchGenerator generator,
      Map<String, String> wishes,
      RandomSource random,
      double truncation,
      String title) {
    RandomGenerator numbers = random.generator("interpolation strip", 0);
    List<float[]> inputs = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      Map<String, String> cells =
          generator.card().conditions().draw(new Condition(wishes), numbers);
      float[] left = generator.input(with(cells, from), numbers, truncation);
      float[] right = generator.input(with(cells, to), numbers, truncation);
      if (!from.isEmpty()) {
        right = generator.withLatentOf(left, right);
      }
      for (int step = 0; step < STEPS; step++) {
        inputs.add(generator.between(left, right, (double) step / (STEPS - 1)));
      }
    }
    return new ImagePlus(title, picture(generator.draw(inputs)));
  }

  private static Map<String, String> with(Map<String, String> cells, String className) {
    Map<String, String> all = new HashMap<>(cells);
    if (!className.isEmpty()) {
      all.put(Attribute.CLASS, className);
    }
    return all;
  }

  private static ByteProcessor picture(SyntheticPatches patches) {
    int size = patches.size();
    int cell = size + GAP;
    ByteProcessor picture = new ByteProcessor(STEPS * cell - GAP, ROWS * cell - GAP);
    picture.setValue(255);
    picture.fill();
    int length = patches.channels() * size * size;
    for (int i = 0; i < patches.count(); i++) {
      for (int p = 0; p < size * size; p++) {
        float value = patches.pixels()[i * length + p];
        int grey = Math.round(127.5f * (1 + Math.max(-1, Math.min(1, value))));
        picture.set(i % STEPS * cell + p % size, i / STEPS * cell + p / size, grey);
      }
    }
    return picture;
  }
}
