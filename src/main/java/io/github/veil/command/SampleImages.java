/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import io.github.veil.image.Geometry;
import io.github.veil.image.ImagePlusVolumes;
import io.github.veil.image.Volume;
import io.github.veil.image.VoxelType;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Volumes of a phantom patient as images with calibration and orientation.
 *
 * @param geometry of all of the patient's volumes
 */
record SampleImages(Geometry geometry) {

  /** An MR image, shown at its middle slice. */
  ImagePlus image(String title, RandomAccessibleInterval<FloatType> values) {
    return image(title, values, VoxelType.FLOAT32);
  }

  /**
   * A label image.
   *
   * @param most the value that is shown white
   */
  ImagePlus label(String title, RandomAccessibleInterval<UnsignedByteType> labels, int most) {
    RandomAccessibleInterval<FloatType> values =
        Converters.convert(labels, (in, out) -> out.set(in.get()), new FloatType());
    ImagePlus image = image(title, values, VoxelType.UINT8);
    image.setDisplayRange(0, most);
    return image;
  }

  private ImagePlus image(
      String title, RandomAccessibleInterval<FloatType> values, VoxelType type) {
    ImagePlus image = ImagePlusVolumes.imagePlus(new Volume(title, values, geometry), type);
    image.setSlice((image.getNSlices() + 1) / 2);
    image.resetDisplayRange();
    return image;
  }
}
