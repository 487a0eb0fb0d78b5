/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import io.github.veil.core.Require;
import io.github.veil.evaluate.fidelity.GreyImage;
import io.github.veil.image.Volume;
import io.github.veil.image.VolumeIO;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.Cursor;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** Image files as lists of slices. */
final class ImageSlices {

  private ImageSlices() {}

  /** All slices of a stack. */
  static List<GreyImage> read(Path file) throws IOException {
    Volume volume = new VolumeIO().open(file);
    int width = (int) volume.data().dimension(0);
    int height = (int) volume.data().dimension(1);
    List<GreyImage> slices = new ArrayList<>();
    for (long z = 0; z < volume.data().dimension(2); z++) {
      Cursor<FloatType> cursor = Views.flatIterable(Views.hyperSlice(volume.data(), 2, z)).cursor();
      double[] pixels = new double[width * height];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = cursor.next().get();
        Require.that(
            Double.isFinite(pixels[i]),
            "The pixel (%d, %d) of slice %d of \"%s\" is %s; images must hold finite numbers only.",
            i % width,
            i / width,
            z + 1,
            file,
            pixels[i]);
      }
      slices.add(new GreyImage(width, height, pixels));
    }
    return slices;
  }

  /** The only slice of a file. */
  static GreyImage readOne(Path file) throws IOException {
    List<GreyImage> slices = read(file);
    Require.that(
        slices.size() == 1,
        "\"%s\" has %d slices; give two files of one slice, or one file of two.",
        file,
        slices.size());
    return slices.get(0);
  }

  /** The two slices of a file. */
  static List<GreyImage> readTwo(Path file) throws IOException {
    List<GreyImage> slices = read(file);
    Require.that(
        slices.size() == 2,
        "\"%s\" has %d slice(s) instead of two; give a second file, or a stack of two slices.",
        file,
        slices.size());
    return slices;
  }
}
