/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.image.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import net.imglib2.Cursor;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** Images for tests. */
final class TestImages {

  private TestImages() {}

  /** The slices of a volume. */
  static List<GreyImage> of(Volume volume) {
    List<GreyImage> slices = new ArrayList<>();
    int width = (int) volume.data().dimension(0);
    int height = (int) volume.data().dimension(1);
    for (long z = 0; z < volume.data().dimension(2); z++) {
      Cursor<FloatType> cursor = Views.flatIterable(Views.hyperSlice(volume.data(), 2, z)).cursor();
      double[] pixels = new double[width * height];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = cursor.next().get();
      }
      slices.add(new GreyImage(width, height, pixels));
    }
    return slices;
  }

  static GreyImage noise(int width, int height, Random random) {
    return new GreyImage(width, height, random.doubles((long) width * height).toArray());
  }

  static GreyImage scaled(GreyImage image, double factor) {
    double[] pixels = image.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] *= factor;
    }
    return new GreyImage(image.width(), image.height(), pixels);
  }

  /** {@code n} x {@code n} copies side by side. */
  static GreyImage tiled(GreyImage image, int n) {
    return resampled(
        image, image.width() * n, image.height() * n, 0, (at, size) -> Math.floorMod(at, size));
  }

  /** A border that mirrors the image with its edge pixels: d c b a | a b c d | d c b a. */
  static GreyImage mirrored(GreyImage image, int border) {
    return resampled(
        image,
        image.width() + 2 * border,
        image.height() + 2 * border,
        border,
        (at, size) -> at < 0 ? -1 - at : at < size ? at : 2 * size - 1 - at);
  }

  private static GreyImage resampled(
      GreyImage image, int width, int height, int shift, IntBinaryOperator source) {
    double[] pixels = new double[width * height];
    for (int i = 0; i < pixels.length; i++) {
      int x = source.applyAsInt(i % width - shift, image.width());
      int y = source.applyAsInt(i / width - shift, image.height());
      pixels[i] = image.pixels()[y * image.width() + x];
    }
    return new GreyImage(width, height, pixels);
  }
}
