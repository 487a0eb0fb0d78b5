/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.image;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.veil.core.Require;
import java.util.function.DoubleUnaryOperator;

/**
 * How physical intensities become the [-1, 1] that networks take: linear from {@code low ↦ -1} to
 * {@code high ↦ 1}, cut at both ends. NaN becomes -1, as background.
 *
 * <p>Which range is used is a privacy decision too: a range that is computed from the cohort is a
 * query on the cohort. None of the strategies looks at more than one patient.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = IntensityScaling.Percentiles.class, name = "percentiles"),
  @JsonSubTypes.Type(value = IntensityScaling.Range.class, name = "range")
})
public sealed interface IntensityScaling {

  /** Lower percentile that {@link #ofPercentiles()} maps to -1. */
  double DEFAULT_LOW_PERCENTILE = 1;

  /** Upper percentile that {@link #ofPercentiles()} maps to +1. */
  double DEFAULT_HIGH_PERCENTILE = 99.9;

  /**
   * The mapping for one volume, from physical values to [-1, 1].
   *
   * @throws IllegalArgumentException if the volume has no contrast to scale
   */
  DoubleUnaryOperator scaler(Volume volume);

  /**
   * The default percentiles of each volume: {@code p1 ↦ -1}, {@code p99.9 ↦ 1}: arteries fill less
   * than 1 % of a head, and must not be cut.
   */
  static IntensityScaling ofPercentiles() {
    return ofPercentiles(DEFAULT_LOW_PERCENTILE, DEFAULT_HIGH_PERCENTILE);
  }

  /** Percentiles of each volume, 0 to 100. */
  static IntensityScaling ofPercentiles(double low, double high) {
    return new Percentiles(low, high);
  }

  /** A range that is known beforehand, the same for all volumes and independent of the data. */
  static IntensityScaling ofRange(double low, double high) {
    return new Range(low, high);
  }

  /**
   * The range of the type the voxels were stored in, for instance 0 to 255 for {@link
   * VoxelType#UINT8}: nothing is taken from the data.
   *
   * @throws IllegalArgumentException for floating-point types, which have no range
   */
  static IntensityScaling ofDataType(VoxelType type) {
    return new Range(type.min(), type.max());
  }

  /** Leaves values that already lie in [-1, 1] as they are, and cuts the others. */
  static IntensityScaling none() {
    return new Range(-1, 1);
  }

  /**
   * Percentiles of the patient's own volume, over all finite voxels: computed per patient, never
   * over the cohort. So what is scaled with one patient's percentiles depends on that patient only.
   *
   * @param low percentile that becomes -1, at least 0
   * @param high percentile that becomes +1, above {@code low}, at most 100
   */
  record Percentiles(double low, double high) implements IntensityScaling {

    public Percentiles {
      Require.within(low, 0, 100, "The lower percentile");
      Require.within(high, 0, 100, "The upper percentile");
      Require.that(
          low < high,
          "The lower percentile must be below the upper one, but they are %s and %s.",
          low,
          high);
    }

    @Override
    public DoubleUnaryOperator scaler(Volume volume) {
      double[] limits = VolumePercentiles.of(volume).at(low, high);
      Require.that(
          limits[0] < limits[1],
          "\"%s\" has the value %s at both percentile %s and percentile %s, so it cannot be scaled;"
              + " widen the percentiles or give a fixed intensity range.",
          volume.name(),
          limits[0],
          low,
          high);
      return new Range(limits[0], limits[1]).scaler(volume);
    }
  }

  /**
   * A range that does not depend on any data.
   *
   * @param low physical value that becomes -1
   * @param high physical value that becomes +1, above {@code low}
   */
  record Range(double low, double high) implements IntensityScaling {

    public Range {
      Require.that(
          Double.isFinite(low) && Double.isFinite(high) && low < high,
          "An intensity range needs two finite numbers, the lower one first, but is %s to %s.",
          low,
          high);
    }

    @Override
    public DoubleUnaryOperator scaler(Volume volume) {
      double scale = 2 / (high - low);
      return value -> value > low ? Math.min(1, (value - low) * scale - 1) : -1;
    }
  }
}
