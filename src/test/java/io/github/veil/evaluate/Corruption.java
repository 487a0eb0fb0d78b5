/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.patch.PatchSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** What can be wrong with synthetic images, at known strengths. */
public enum Corruption {
  /** Added Gaussian noise; its standard deviation. */
  NOISE(0.02, 0.05, 0.1, 0.2, 0.4),
  /** Gaussian blur; its standard deviation in pixels. */
  BLUR(0.5, 0.8, 1.2, 2, 3),
  /** Turning about the middle; degrees. */
  ROTATION(5, 10, 20, 40, 80),
  /** An added constant. */
  INTENSITY(0.03, 0.06, 0.12, 0.25, 0.5),
  /** Turning that fades away from the middle; radians in the middle. */
  SWIRL(0.25, 0.5, 1, 2, 4),
  /** The same few images again and again; the share of images that they replace. */
  MODE_DROP(0.1, 0.25, 0.5, 0.75, 1),
  /** Training images; the share of images that they replace. */
  COPIES(0.1, 0.25, 0.5, 0.75, 1);

  private static final int FEW = 5;

  private final double[] strengths;

  Corruption(double... strengths) {
    this.strengths = strengths;
  }

  /** Strengths by growing level, level 1 first; level 0 changes nothing. */
  public double[] strengths() {
    return strengths.clone();
  }

  /**
   * A corrupted copy of a set; labels are moved with their images.
   *
   * @param training where copies come from, at least as many as {@code set} has
   */
  public PatchSource of(PatchSource set, PatchSource training, double strength) {
    float[][] patches = new float[set.count()][];
    for (int i = 0; i < patches.length; i++) {
      boolean replaced = new SplittableRandom(i).nextDouble() < strength;
      PatchSource source = this == COPIES && replaced ? training : set;
      int index = this == MODE_DROP && replaced ? i % FEW * (set.count() / FEW) : i;
      float[] patch = new float[set.channels() * set.size() * set.size()];
      source.read(index, patch, 0);
      patches[i] = changed(patch, set.size(), strength, i);
    }
    return new MadePatches(set.size(), set.channels(), List.of(patches), set.rows());
  }

  private float[] changed(float[] patch, int size, double strength, int index) {
    return switch (this) {
      case NOISE -> {
        SplittableRandom random = new SplittableRandom(1000 + index);
        yield mapped(patch, size, value -> value + strength * random.nextGaussian());
      }
      case BLUR -> blurred(patch, size, strength);
      case ROTATION -> turned(patch, size, radius -> Math.toRadians(strength));
      case INTENSITY -> mapped(patch, size, value -> value + strength);
      case SWIRL -> turned(patch, size, r -> strength * Math.exp(-r / (size / 4.0)));
      case MODE_DROP, COPIES -> patch;
    };
  }

  /** Changes the image alone, value by value. */
  private static float[] mapped(float[] patch, int size, DoubleUnaryOperator change) {
    for (int p = 0; p < size * size; p++) {
      patch[p] = confined(change.applyAsDouble(patch[p]));
    }
    return patch;
  }

  private static float[] blurred(float[] patch, int size, double sigma) {
    float[] rows = patch.clone();
    for (int p = 0; p < size * size; p++) {
      rows[p] = mean(patch, size, p % size, p / size, 1, 0, sigma);
    }
    float[] both = rows.clone();
    for (int p = 0; p < size * size; p++) {
      both[p] = mean(rows, size, p % size, p / size, 0, 1, sigma);
    }
    return both;
  }

  private static float mean(float[] image, int size, int x, int y, int dx, int dy, double sigma) {
    int reach = (int) Math.ceil(3 * sigma);
    double sum = 0;
    double weights = 0;
    for (int d = -reach; d <= reach; d++) {
      double weight = Math.exp(-d * d / (2 * sigma * sigma));
      weights += weight;
      sum += weight * at(image, 0, size, x + d * dx, y + d * dy);
    }
    return (float) (sum / weights);
  }

  private static float[] turned(float[] patch, int size, DoubleUnaryOperator angleAtRadius) {
    float[] turned = new float[patch.length];
    double middle = (size - 1) / 2.0;
    for (int i = 0; i < patch.length; i++) {
      int channel = i / (size * size);
      double x = i % size - middle;
      double y = i / size % size - middle;
      double angle = angleAtRadius.applyAsDouble(Math.hypot(x, y));
      double value =
          between(
              patch,
              channel * size * size,
              size,
              Math.cos(angle) * x - Math.sin(angle) * y + middle,
              Math.sin(angle) * x + Math.cos(angle) * y + middle);
      turned[i] = channel == 0 ? (float) value : value > 0 ? 1 : -1;
    }
    return turned;
  }

  private static double between(float[] values, int start, int size, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double fx = x - left;
    double fy = y - top;
    return (1 - fy)
            * ((1 - fx) * at(values, start, size, left, top)
                + fx * at(values, start, size, left + 1, top))
        + fy
            * ((1 - fx) * at(values, start, size, left, top + 1)
                + fx * at(values, start, size, left + 1, top + 1));
  }

  /** The nearest pixel of the image. */
  private static float at(float[] values, int start, int size, int x, int y) {
    return values[start + inside(y, size) * size + inside(x, size)];
  }

  private static int inside(int coordinate, int size) {
    return Math.max(0, Math.min(size - 1, coordinate));
  }

  private static float confined(double value) {
    return (float) Math.max(-1, Math.min(1, value));
  }
}
