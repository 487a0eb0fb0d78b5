/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * One patient of a phantom cohort of spines. Volumes are stacks of sagittal slices as scanners give
 * them: columns from front to back, rows from top to bottom, slices from right to left. They are
 * computed anew for each call and belong to the caller. Safe for use by several threads.
 */
public final class SpinePatient {

  private final SpineConfig config;
  private final RandomSource source;
  private final SpineAttributes attributes;
  private final SpineColumn column;
  private final SpineSurroundings surroundings;
  private final SpineBones bones;
  private final int[] size;

  private SpinePatient(SpineConfig config, int index) {
    this.config = config;
    source = RandomSource.seeded(config.seed()).split("spine patient " + index);
    String site = config.site().tesla() < 2.25 ? "B" : "A";
    attributes = SpineAttributes.draw(index, site, source);
    column = SpineColumn.grow(attributes, source);
    surroundings = new SpineSurroundings(attributes, column, source);
    bones = new SpineBones(attributes, column, surroundings);
    size = config.dimensions();
  }

  /**
   * One patient of the cohort.
   *
   * @param index 0-based, below {@link SpineConfig#patients()}; a patient does not depend on how
   *     many others there are
   */
  public static SpinePatient of(SpineConfig config, int index) {
    Require.within(index, 0, config.patients() - 1, "The patient index");
    return new SpinePatient(config, index);
  }

  /** "P001", "P002", … */
  public String id() {
    return attributes.id();
  }

  /** Age, sex, site and what else is known. */
  public SpineAttributes attributes() {
    return attributes;
  }

  /** The geometry behind the images. */
  SpineColumn column() {
    return column;
  }

  /** The 4x4 matrix from voxel index (column, row, slice, 1) to RAS+ coordinates in mm. */
  public double[][] affine() {
    return new double[][] {
      {0, 0, -config.sliceMm(), -x(0)},
      {-config.pixelMm(), 0, 0, -y(0)},
      {0, -config.pixelMm(), 0, z(0)},
      {0, 0, 0, 1}
    };
  }

  /**
   * The image of one modality, in arbitrary units, at least 0.
   *
   * @throws IllegalArgumentException for time of flight, of which the spine has no use
   */
  public RandomAccessibleInterval<FloatType> volume(Modality modality) {
    Require.that(
        modality != Modality.TOF,
        "The spine has no TOF images; choose T1, T2 or PD as modalities.");
    double[] signals = signals(modality);
    double sigma = signals[SpineTissue.CORD.ordinal()] / config.site().snr();
    float[] volume = new float[size[0] * size[1] * size[2]];
    BandNoise bias = new BandNoise(siteSource().generator("bias " + modality, 0), 260, 8);
    paint(
        signals,
        (at, paint, x, y, z, noise) -> {
          double gain = Math.exp(config.site().biasAmplitude() * bias.at(x, y, z));
          double real = gain * paint.signal() + sigma * noise.nextGaussian();
          volume[at] = (float) Math.hypot(real, sigma * noise.nextGaussian());
        },
        "noise " + modality);
    return ArrayImgs.floats(volume, size[0], size[1], size[2]);
  }

  /** {@link Vertebra#label()} inside the vertebral bodies, 0 elsewhere. */
  public RandomAccessibleInterval<UnsignedByteType> vertebrae() {
    return labels(SpinePaint::body);
  }

  /** {@link Vertebra#label()} of the vertebra above inside each disc, 0 elsewhere. */
  public RandomAccessibleInterval<UnsignedByteType> discs() {
    return labels(SpinePaint::disc);
  }

  /** The ordinal of the {@link SpineTissue} that fills the larger part of the voxel. */
  public RandomAccessibleInterval<UnsignedByteType> tissueLabels() {
    return labels(paint -> paint.tissue().ordinal());
  }

  /** The middle of each unit's body in every slice, from the top, slice by slice. */
  public List<SpinePosition> positions() {
    List<SpinePosition> positions = new ArrayList<>();
    for (int slice = 0; slice < size[2]; slice++) {
      for (Vertebra unit : Vertebra.units()) {
        SpineLevel level = column.level(unit.ordinal());
        int i = (int) Math.round((level.y() - y(0)) / config.pixelMm());
        int j = (int) Math.round((z(0) - level.z()) / config.pixelMm());
        positions.add(new SpinePosition(unit, slice, i, j, x(slice)));
      }
    }
    return positions;
  }

  private RandomAccessibleInterval<UnsignedByteType> labels(
      java.util.function.ToIntFunction<SpinePaint> label) {
    byte[] labels = new byte[size[0] * size[1] * size[2]];
    paint(
        new double[SpineTissue.values().length],
        (at, paint, x, y, z, noise) -> labels[at] = (byte) label.applyAsInt(paint),
        "no noise");
    return ArrayImgs.unsignedBytes(labels, size[0], size[1], size[2]);
  }

  private double[] signals(Modality modality) {
    Sequence sequence = config.site().sequences().get(modality);
    double[] signals = new double[SpineTissue.values().length];
    for (SpineTissue tissue : SpineTissue.values()) {
      signals[tissue.ordinal()] = Scan.GAIN * sequence.signal(tissue.at(config.site().tesla()));
    }
    return signals;
  }

  /** Takes a voxel that was painted. */
  @FunctionalInterface
  private interface Voxel {
    void set(int at, SpinePaint paint, double x, double y, double z, RandomGenerator noise);
  }

  private void paint(double[] signals, Voxel voxel, String noise) {
    SpineFrame frame = new SpineFrame(column.levels());
    Slices.forEach(
        size[1],
        row -> {
          RandomGenerator random = siteSource().generator(noise, row);
          paintRow(row, frame.copy(), new SpinePaint(signals), voxel, random);
        });
  }

  private void paintRow(
      int row, SpineFrame frame, SpinePaint paint, Voxel voxel, RandomGenerator noise) {
    double soft = config.pixelMm();
    double z = z(row);
    for (int i = 0; i < size[0]; i++) {
      double y = y(i);
      frame.moveTo(y, z);
      for (int slice = 0; slice < size[2]; slice++) {
        double x = x(slice);
        paint.clear();
        surroundings.paint(paint, frame.t(), frame.a(), x, y, z, soft);
        bones.paint(paint, x, y, z, soft);
        voxel.set((slice * size[1] + row) * size[0] + i, paint, x, y, z, noise);
      }
    }
  }

  /** Noise and receive field differ from site to site, the spine does not. */
  private RandomSource siteSource() {
    return source.split("site " + config.site().name());
  }

  private double x(int slice) {
    return (slice - (size[2] - 1) / 2.0) * config.sliceMm();
  }

  private double y(int column) {
    return (column - (size[0] - 1) / 2.0) * config.pixelMm();
  }

  private double z(int row) {
    return ((size[1] - 1) / 2.0 - row) * config.pixelMm();
  }
}
