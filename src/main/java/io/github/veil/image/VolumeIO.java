/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.image;

import ij.ImagePlus;
import io.github.veil.core.Require;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import org.scijava.Context;
import org.scijava.convert.ConvertService;
import org.scijava.io.IOPlugin;
import org.scijava.io.IOService;

/**
 * The front door for images on disk. NIfTI is read by Veil; TIFF and DICOM (a file, or a folder
 * with one series) by ImageJ, without its dialogs; anything else by SciJava's {@link IOService}
 * where one is given, which in Fiji is SCIFIO and Bio-Formats.
 */
public final class VolumeIO implements VolumeReader {

  private final IOService io;
  private final ConvertService convert;

  /** Reads and writes NIfTI and TIFF, and reads DICOM. */
  public VolumeIO() {
    this(null, null);
  }

  /** Reads whatever the context's {@link IOService} can open, too. */
  public VolumeIO(Context context) {
    this(context.getService(IOService.class), context.getService(ConvertService.class));
  }

  /**
   * @param io may be null
   * @param convert turns what {@code io} opens into an {@link ImagePlus}; may be null
   */
  public VolumeIO(IOService io, ConvertService convert) {
    this.io = io;
    this.convert = convert;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there is no such frame, or the image has several channels
   */
  @Override
  public Volume open(Path file, int frame) throws IOException {
    requireThere(file);
    if (isNifti(file)) {
      return NiftiImage.open(file).volume(frame);
    }
    ImagePlus imp = openImage(file);
    requireOneChannel(file, imp);
    VoxelIndex.requireFrame(frame, imp.getNFrames(), file);
    return ImagePlusVolumes.volume(imp, 0, frame);
  }

  /** All frames and channels, as an ImageJ stack with calibration. */
  public ImagePlus openImage(Path file) throws IOException {
    requireThere(file);
    if (Files.isDirectory(file)) {
      return DicomFiles.openSeries(file);
    }
    if (isNifti(file)) {
      return NiftiImage.open(file).imagePlus();
    }
    if (isTiff(file)) {
      return TiffFiles.open(file);
    }
    return DicomSlice.isDicom(file) ? DicomFiles.open(file) : openOther(file);
  }

  /**
   * Sizes along x, y, z of a NIfTI or TIFF file, by its header alone; empty for other formats. In a
   * TIFF all pages count as z.
   *
   * @throws IOException if the file is missing or its header damaged
   */
  public Optional<long[]> sizes(Path file) throws IOException {
    requireThere(file);
    if (isNifti(file)) {
      long[] shape = NiftiImage.open(file).header().shape();
      return Optional.of(Arrays.copyOf(shape, 3));
    }
    return Files.isRegularFile(file) && isTiff(file)
        ? Optional.of(TiffFiles.sizes(file))
        : Optional.empty();
  }

  /** Sizes, geometry and statistics; for NIfTI in double precision and without loading it. */
  public VolumeInfo info(Path file) throws IOException {
    requireThere(file);
    if (isNifti(file)) {
      NiftiImage image = NiftiImage.open(file);
      NiftiHeader header = image.header();
      return new VolumeInfo(header.shape(), header.geometry(), header.type(), image.statistics());
    }
    ImagePlus imp = openImage(file);
    requireOneChannel(file, imp);
    return ImagePlusValues.info(imp);
  }

  /**
   * Physical values of single voxels.
   *
   * @param indices 0-based {x, y, z} or {x, y, z, t}
   */
  public double[] values(Path file, List<long[]> indices) throws IOException {
    requireThere(file);
    if (isNifti(file)) {
      return NiftiImage.open(file).values(indices);
    }
    ImagePlus imp = openImage(file);
    requireOneChannel(file, imp);
    return ImagePlusValues.at(imp, file, indices);
  }

  /**
   * Writes TIFF (.tif, .tiff) or NIfTI (.nii, .nii.gz), all or nothing. NIfTI gets the image's own
   * type: uint8, uint16, int16 (ImageJ's signed calibration), else float32.
   *
   * @param overwrite whether an existing file may be replaced
   * @throws IllegalArgumentException if the ending is another one
   */
  public void save(ImagePlus imp, Path file, boolean overwrite) throws IOException {
    if (isTiffName(file)) {
      TiffFiles.save(imp, file, overwrite);
    } else if (NiftiFiles.hasEnding(file.getFileName().toString())) {
      NiftiWriter.write(
          ImagePlusVolumes.series(imp), file, ImagePlusValues.exactType(imp), overwrite);
    } else {
      throw new IllegalArgumentException(
          "\""
              + file
              + "\" does not end with .tif, .tiff, .nii or .nii.gz, so its format is"
              + " unknown.");
    }
  }

  /** Writes one volume as {@code type}; TIFF knows uint8, uint16 and float32 only. */
  public void save(Volume volume, Path file, VoxelType type, boolean overwrite) throws IOException {
    if (isTiffName(file)) {
      TiffFiles.save(ImagePlusVolumes.imagePlus(volume, type), file, overwrite);
    } else {
      NiftiWriter.write(volume, file, type, overwrite);
    }
  }

  private ImagePlus openOther(Path file) throws IOException {
    String path = file.toAbsolutePath().toString();
    IOPlugin<?> opener = io == null ? null : io.getOpener(path);
    if (opener == null) {
      throw new IOException(
          "Cannot read \""
              + file
              + "\": it is neither NIfTI (.nii, .nii.gz, .hdr, .img) nor TIFF"
              + " nor DICOM, and nothing else here can open it.");
    }
    Object opened = opener.open(path);
    if (opened instanceof ImagePlus imp) {
      return imp;
    }
    // A Dataset is an array of imglib2; anything else (a text, a table) must not become an image.
    ImagePlus imp =
        opened instanceof RandomAccessibleInterval<?> && convert != null
            ? convert.convert(opened, ImagePlus.class)
            : null;
    if (imp == null) {
      throw new IOException("Cannot read \"" + file + "\": it was opened, but is no image.");
    }
    return imp;
  }

  private static void requireThere(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("There is no file \"" + file + "\"; check the name.");
    }
  }

  private static void requireOneChannel(Path file, ImagePlus imp) {
    Require.that(
        imp.getNChannels() == 1,
        "\"%s\" has %d channels; split them into files of their own first.",
        file,
        imp.getNChannels());
  }

  private static boolean isNifti(Path file) {
    return Files.isRegularFile(file) && NiftiFiles.hasEnding(file.getFileName().toString());
  }

  private static boolean isTiffName(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".tif") || name.endsWith(".tiff");
  }

  private static boolean isTiff(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
      return start.equals("II*\0") || start.equals("MM\0*") || isTiffName(file);
    }
  }
}
