/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.network.HostMemory;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * White-box check of one private step at fixed weights: what it releases with and without one unit,
 * among others whose gradients the attacker knows and subtracts.
 */
final class StepAudit {

  /** Units in the data besides the audited one, and that one; all enter the step. */
  private static final int UNITS = 8;

  /** So many single coordinates are compared with the Gaussian. */
  private static final int COORDINATES = 20_000;

  /** How often a pair of releases under the same noise is compared. */
  private static final int PAIRS = 4;

  private final AuditConfig config;
  private final PrivateGradientMaker maker;
  private final GanConfig gan;
  private final double clipNorm;

  StepAudit(AuditConfig config, PrivateGradientMaker maker) {
    this.config = config;
    this.maker = maker;
    this.gan = config.gan(UNITS);
    this.clipNorm = config.clipNorm();
  }

  StepFindings run(Progress progress) {
    RandomSource random = config.random().split("step audit");
    Canaries canaries = new Canaries(config, UNITS, random);
    try (GanNetworks networks = CanaryAudit.networks(gan, random);
        CanaryGradients gradients = new CanaryGradients(networks, canaries, gan)) {
      World world = new World(networks, canaries, Known.of(gradients.atPresentWeights()));
      double sensitivity = sensitivity(world, random.split("pairs"));
      Draws with = draw(world, true, random.split("with"), progress);
      Draws without = draw(world, false, random.split("without"), progress);
      return new StepStatistics(config, world.known().targetNorm())
          .findings(with, without, sensitivity);
    }
  }

  /** What a step works on. */
  private record World(GanNetworks networks, Canaries canaries, Known known) {}

  /**
   * What the attacker subtracts and projects on.
   *
   * @param background sum of the other units' clipped gradients
   * @param direction the audited unit's clipped gradient, of length 1
   * @param targetNorm its length before
   */
  private record Known(double[] background, double[] direction, double targetNorm) {

    static Known of(INDArray gradients) {
      double[][] rows = gradients.toDoubleMatrix();
      double[] background = new double[rows[0].length];
      for (int unit = 1; unit < rows.length; unit++) {
        for (int i = 0; i < background.length; i++) {
          background[i] += rows[unit][i];
        }
      }
      double norm = Math.sqrt(Arrays.stream(rows[0]).map(v -> v * v).sum());
      double[] direction = Arrays.stream(rows[0]).map(v -> v / norm).toArray();
      return new Known(background, direction, norm);
    }
  }

  /**
   * Many releases of one step.
   *
   * @param projections along the audited unit's gradient, the others' subtracted
   * @param coordinates single coordinates, all known gradients subtracted
   */
  record Draws(double[] projections, double[] coordinates) {}

  private Draws draw(World world, boolean with, RandomSource random, Progress progress) {
    Known known = world.known();
    double[] projections = new double[config.draws()];
    double[] coordinates =
        new double[Math.min(COORDINATES, config.draws() * known.direction().length)];
    int filled = 0;
    try (Release release = new Release(world, with ? -1 : 0, random)) {
      for (int step = 0; step < projections.length; step++) {
        double[] sum = release.sum(step);
        for (int i = 0; i < sum.length; i++) {
          double residual = sum[i] - known.background()[i];
          projections[step] += residual * known.direction()[i];
          if (filled < coordinates.length) {
            double unit = with ? known.targetNorm() * known.direction()[i] : 0;
            coordinates[filled++] = residual - unit;
          }
        }
        long done = step + 1L + (with ? 0 : projections.length);
        progress.report(done, 2L * projections.length, "Check of a single step");
      }
    }
    return new Draws(projections, coordinates);
  }

  /** The largest move of the release when one unit leaves and the noise stays, in clip norms. */
  private double sensitivity(World world, RandomSource random) {
    double largest = 0;
    try (Release all = new Release(world, -1, random)) {
      for (int unit = 0; unit < PAIRS; unit++) {
        try (Release less = new Release(world, unit, random)) {
          double[] a = all.sum(unit);
          double[] b = less.sum(unit);
          double squares = 0;
          for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
          }
          largest = Math.max(largest, Math.sqrt(squares) / clipNorm);
        }
      }
    }
    return largest;
  }

  /** Runs the step over and over, with fresh noise for each number. */
  private final class Release implements AutoCloseable {

    private final RealGradient gradient;
    private final INDArray released;

    /**
     * @param absent the unit that is not in the data; -1 for none
     */
    Release(World world, int absent, RandomSource random) {
      boolean[] present = new boolean[UNITS];
      for (int i = 0; i < UNITS; i++) {
        present[i] = i != absent;
      }
      PrivacyUnits units = world.canaries().units(present);
      gradient =
          maker.make(
              world.networks(), world.canaries(), units, gan, config.noiseMultiplier(), random);
      released = GanNetworks.gradientBuffer(world.networks().critic);
    }

    /** The released gradient times the public normaliser. */
    double[] sum(long step) {
      gradient.write(released, step);
      FloatBuffer values = HostMemory.view(released);
      double[] sum = new double[values.limit()];
      for (int i = 0; i < sum.length; i++) {
        sum[i] = (double) values.get(i) * UNITS;
      }
      return sum;
    }

    @Override
    public void close() {
      gradient.close();
      released.close();
    }
  }
}
