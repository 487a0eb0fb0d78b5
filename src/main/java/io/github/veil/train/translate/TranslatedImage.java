/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import io.github.veil.image.ImagePlusVolumes;
import io.github.veil.image.Volume;
import java.util.List;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * A translated scan as an image: 32 bits, with the geometry, calibration and slice labels of the
 * image it comes from. Of "Info" and of labels of several lines nothing else is taken over: in
 * images from DICOM they hold the whole header, the patient's name included.
 */
public final class TranslatedImage {

  private TranslatedImage() {}

  /**
   * @param original the image that was translated
   * @param channels volumes on its grid
   * @param title of the new image
   */
  public static ImagePlus of(
      ImagePlus original, List<Volume> channels, String title, OutputIntensities intensities) {
    int slices = original.getNSlices();
    ImageStack stack = new ImageStack(original.getWidth(), original.getHeight());
    for (int z = 0; z < slices; z++) {
      for (Volume channel : channels) {
        stack.addSlice(label(original, z), pixels(channel, z));
      }
    }
    ImagePlus image = new ImagePlus(title, stack);
    image.setDimensions(channels.size(), slices, 1);
    image.setOpenAsHyperStack(channels.size() > 1);
    Calibration calibration = original.getCalibration().copy();
    calibration.setFunction(Calibration.NONE, null, "Gray Value");
    image.setCalibration(calibration);
    image.setProperty("Info", intensities.meaning());
    ImagePlusVolumes.setGeometry(image, ImagePlusVolumes.geometry(original));
    image.setSliceWithoutUpdate(image.getStackIndex(1, 1 + slices / 2, 1));
    image.setDisplayRange(intensities.low(), intensities.high());
    return image;
  }

  private static String label(ImagePlus original, int z) {
    String label = original.getStack().getSliceLabel(original.getStackIndex(1, z + 1, 1));
    return label == null ? null : label.lines().findFirst().orElse("");
  }

  private static float[] pixels(Volume volume, int z) {
    float[] pixels = new float[(int) (volume.data().dimension(0) * volume.data().dimension(1))];
    int i = 0;
    for (FloatType voxel : Views.flatIterable(Views.hyperSlice(volume.data(), 2, z))) {
      pixels[i++] = voxel.get();
    }
    return pixels;
  }
}
