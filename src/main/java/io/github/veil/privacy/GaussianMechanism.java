/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.privacy;

import io.github.veil.core.KeyStream;
import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The Gaussian mechanism of DP-SGD (Abadi et al. 2016, algorithm 1): clips each unit's contribution
 * to an L2 norm of C and adds N(0, (sigma C)^2) to every coordinate of the sum.
 *
 * <p><b>Floating point.</b> Noise is drawn in double precision from an AES-256-CTR key stream,
 * added in double, and the result is rounded to a multiple of a power of two g between sigma C
 * 2^-21 and sigma C 2^-20 before it becomes a float. The grid depends on public constants only.
 *
 * <ul>
 *   <li>Mitigated: reading the low-order bits. Mironov (2012) and Jin et al. (2022) recover the
 *       noiseless value because only some floating-point numbers can be reached from a given true
 *       value. Here every grid cell near the bulk is hit by about 2^30 different noise values, for
 *       every true value, so the set of reachable outputs does not tell true values apart.
 *   <li>Not mitigated: this is not a proof. The probabilities of grid points still differ from
 *       those of an exact rounded Gaussian by about one part in 2^30, and the far tail (beyond 11
 *       sigma) is sparse; only an exact sampler (Canonne, Kamath, Steinke 2020) removes that. The
 *       time a step takes depends on the noise (rejection sampling): an observer of timings is not
 *       covered. The clipped sum itself is computed in single precision: a unit's norm is good to
 *       about one part in 10^5, for which training clips to {@link #SAFETY} times C; but rounding
 *       errors of the sum depend on all units (Casacuberta et al. 2022), and epsilon is stated for
 *       sums without them.
 *   <li>The generator has 256 bits of key; with {@link RandomSource#seeded} there is no privacy.
 * </ul>
 *
 * <p>Every (source, part, step) has its own noise, by chunks of {@value #CHUNK} values with one key
 * stream each: results do not depend on the number of threads. <b>Never noise two different sums
 * with the same source, part and step</b>: their difference would be free of noise.
 *
 * @param noiseMultiplier sigma, finite and &gt; 0
 * @param clipNorm C, finite and &gt; 0; sigma C must lie between 1e-25 and 1e25
 */
public record GaussianMechanism(double noiseMultiplier, double clipNorm) {

  /**
   * Share of C that training clips to while its noise is scaled to the whole of C, so that a norm
   * that single precision gets wrong by up to 1e-4 still keeps the sensitivity of C.
   */
  public static final double SAFETY = 1 - 1e-4;

  private static final int CHUNK = 1 << 17;

  /** Values that are drawn at once. */
  private static final int PIECE = 1 << 10;

  private static final int GRID_BITS = 20;

  public GaussianMechanism {
    Require.positive(noiseMultiplier, "The noise multiplier");
    Require.positive(clipNorm, "The clip norm");
    Require.within(
        noiseMultiplier * clipNorm, 1e-25, 1e25, "The noise multiplier times the clip norm");
  }

  /**
   * The factor min(1, C / norm) that clips a unit's gradient; 1 for a zero gradient.
   *
   * <p>A gradient whose norm is infinite or not a number gets factor 0: the unit is dropped from
   * this step, so that it cannot poison the sum, and its influence stays within C. The caller must
   * then leave the row out (0 times NaN is NaN).
   *
   * @param norm L2 norm of one unit's whole gradient, not negative
   * @param clipNorm C &gt; 0
   * @return in [0, 1]
   */
  public static double clipFactor(double norm, double clipNorm) {
    Require.positive(clipNorm, "The clip norm");
    if (!Double.isFinite(norm)) {
      return 0;
    }
    Require.that(norm >= 0, "A norm must not be negative, but is %s.", norm);
    return norm <= clipNorm ? 1 : clipNorm / norm;
  }

  /** Standard deviation sigma C of the noise on each coordinate. */
  public double standardDeviation() {
    return noiseMultiplier * clipNorm;
  }

  /** The power of two that all noised values are multiples of. */
  public double grid() {
    return Math.scalb(1.0, Math.getExponent(standardDeviation()) - GRID_BITS);
  }

  /** As {@link #releaseMean} without dividing. */
  public void addNoise(FloatBuffer sum, String part, RandomSource random, long step) {
    releaseMean(sum, 1, part, random, step);
  }

  /** As {@link #releaseMean(FloatBuffer, double, String, RandomSource, long)}, part "all". */
  public void releaseMean(FloatBuffer sum, double units, RandomSource random, long step) {
    releaseMean(sum, units, "all", random, step);
  }

  /**
   * Adds the noise of one step in place, and divides by a number that is public.
   *
   * @param sum the sum of clipped gradients, from index 0 to its limit; heap or direct; position is
   *     ignored and kept; every value finite
   * @param units what the sum is divided by after the noise: never how many units were drawn, but
   *     how many are expected
   * @param part which part of the model this is; parts of one step have independent noise
   * @param random the run's noise source
   * @param step number of the step, never used before with this source and part
   * @throws IllegalStateException if a value of {@code sum} is not finite; {@code sum} must then
   *     not be released
   */
  public void releaseMean(
      FloatBuffer sum, double units, String part, RandomSource random, long step) {
    Require.positive(units, "The number of units");
    int n = sum.limit();
    int chunks = (int) ((n + (long) CHUNK - 1) / CHUNK);
    AtomicInteger next = new AtomicInteger();
    IntStream.rangeClosed(0, ForkJoinPool.getCommonPoolParallelism())
        .parallel()
        .forEach(
            thread -> {
              for (int i = next.getAndIncrement(); i < chunks; i = next.getAndIncrement()) {
                int from = i * CHUNK;
                int length = Math.min(CHUNK, n - from);
                KeyStream stream = random.generator("noise/" + part + "/" + i, step);
                noiseChunk(sum, from, length, (float) units, stream);
              }
            });
  }

  private void noiseChunk(FloatBuffer sum, int from, int length, float units, KeyStream stream) {
    double[] noise = new double[Math.min(PIECE, length)];
    float[] values = new float[noise.length];
    float[] largest = new float[noise.length];
    GaussianSampler sampler = new GaussianSampler(stream, noise.length);
    for (int done = 0; done < length; done += PIECE) {
      int count = Math.min(PIECE, length - done);
      sampler.fill(noise, count);
      sum.get(from + done, values, 0, count);
      release(values, count, noise, units, largest);
      sum.put(from + done, values, 0, count);
    }
    for (float value : largest) {
      if (!Float.isFinite(value)) {
        throw notFinite(sum, from);
      }
    }
  }

  /**
   * In short loops, of which Java vectorises those without conversions.
   *
   * @param largest receives the largest magnitudes so far: not finite if a value has not been
   */
  private void release(float[] values, int count, double[] noise, float units, float[] largest) {
    double deviation = standardDeviation();
    double grid = grid();
    double perGrid = 1 / grid;
    for (int i = 0; i < count; i++) {
      noise[i] = values[i] + deviation * noise[i];
    }
    for (int i = 0; i < count; i++) {
      noise[i] = Math.rint(noise[i] * perGrid) * grid;
    }
    for (int i = 0; i < count; i++) {
      values[i] = (float) noise[i];
    }
    for (int i = 0; i < count; i++) {
      values[i] /= units;
    }
    for (int i = 0; i < count; i++) {
      largest[i] = Math.max(largest[i], Math.abs(values[i]));
    }
  }

  private static IllegalStateException notFinite(FloatBuffer sum, int from) {
    int index = from;
    while (Float.isFinite(sum.get(index))) {
      index++;
    }
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "Value %d of the noised sum is %s; the step must not be released. Drop units whose"
                + " gradient is not finite before summing.",
            index,
            sum.get(index)));
  }
}
