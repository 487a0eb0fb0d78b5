/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.RandomSource;
import io.github.veil.network.HostMemory;
import io.github.veil.network.Ops;
import io.github.veil.privacy.GaussianMechanism;
import io.github.veil.train.PoissonSampler;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.PrivacyUnits;
import io.github.veil.train.ReadAhead;
import io.github.veil.train.cycle.CyclePass.Exchange;
import io.github.veil.train.cycle.CyclePass.Side;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The private gradient of all four networks: DP-SGD (Abadi et al. 2016) on their joint gradient,
 * with the patient as the unit.
 *
 * <p><b>What a patient touches in one step.</b> A slice x enters the critic of X as real, the
 * critic of Y as the translation G(x), which is <em>not</em> independent of x, and both generators
 * through the adversarial, cycle and identity losses. A slice y does the same with the roles
 * exchanged. All four gradients are taken at the same weights, those before the step, and every
 * term depends on one slice only ({@link CyclePass}). So the gradient of a step, the four networks'
 * laid end to end to one vector, is a sum over patients of one vector each: the mean over the
 * patient's slices, of both sets, that entered the step.
 *
 * <p><b>The release.</b> Each patient's vector is clipped to the L2 norm C as a whole: one factor
 * for all four networks, or layer by layer to C / sqrt(L). Adding or removing a patient changes the
 * sum by at most C. Every coordinate gets Gaussian noise of deviation sigma C, with a stream of its
 * own per network; the sum is divided by a public constant. Patients enter by Poisson sampling,
 * once for both sets. So a step is one subsampled Gaussian mechanism, and is charged once;
 * optimisers, learning rate and the next step's translations are post-processing.
 *
 * <p><b>What must not be.</b> An image buffer would show a critic translations of patients of
 * earlier steps, outside of this step's clipping and sampling: the configuration refuses it. A
 * generator update between the critics' updates would be a second release: there is none. Losses
 * are statistics of real slices and are not recorded. The guarantee is for the patients of the
 * training sets, not for a scan that is translated later.
 */
final class PrivateCycleGradient implements CycleGradient {

  /** More slices of a patient than any cap, so that every pass of a step has masks of its own. */
  private static final long PASSES = 1L << 40;

  private final CyclePass pass;
  private final RandomSource random;
  private final SliceFeed feedX;
  private final SliceFeed feedY;
  private final int countX;
  private final ReadAhead sampler;
  private final PrivacySettings privacy;
  private final GaussianMechanism mechanism;
  private final double clipNorm;
  private final List<INDArray> sums;

  PrivateCycleGradient(
      CycleNetworks networks,
      CycleConfig config,
      CycleJob job,
      PrivacyUnits units,
      double noiseMultiplier,
      RandomSource random) {
    this.random = random;
    privacy = config.privacy();
    pass = new CyclePass(networks.graphs(), config.losses(), 1);
    countX = job.x().count();
    sampler =
        new ReadAhead(
            new PoissonSampler(units, config.optimization().batchSize(), random),
            i -> i < countX ? SlicesAhead.read(job.x(), i) : SlicesAhead.read(job.y(), i - countX));
    feedX = new SliceFeed(new SlicesAhead(job.x(), sampler, 0), config.augmentation());
    feedY = new SliceFeed(new SlicesAhead(job.y(), sampler, countX), config.augmentation());
    mechanism = new GaussianMechanism(noiseMultiplier, privacy.clipNorm());
    clipNorm = GaussianMechanism.SAFETY * privacy.clipNorm();
    sums =
        pass.gradients().stream()
            .map(gradient -> Ops.allocate(gradient.dataType(), gradient.shape()))
            .toList();
  }

  @Override
  public CycleHistory.Losses compute(long step) {
    sumClipped(sampler.draw(step), step);
    for (int i = 0; i < sums.size(); i++) {
      INDArray sum = sums.get(i);
      String part = CycleNetworks.NAMES.get(i);
      mechanism.releaseMean(HostMemory.view(sum), sampler.expectedUnits(), part, random, step);
      HostMemory.written(sum);
    }
    return CycleHistory.Losses.HIDDEN;
  }

  /**
   * The sum of the patients' clipped gradients before the noise: private, must not leave.
   *
   * @param patients the slices of each, numbered as {@link CycleUnits} does
   */
  List<INDArray> sumClipped(List<int[]> patients, long step) {
    sums.forEach(sum -> sum.assign(0));
    long passes = step * PASSES;
    for (int[] patient : patients) {
      addGradients(patient, passes);
      passes += patient.length;
      if (privacy.clipping().clipUnit(pass.executors(), pass.gradients(), clipNorm)) {
        for (int i = 0; i < sums.size(); i++) {
          sums.get(i).addi(pass.gradients().get(i));
        }
      }
    }
    return sums;
  }

  /** The mean gradient over a patient's slices, one of each set at a time as long as there are. */
  private void addGradients(int[] patient, long firstPass) {
    int[] ofX = Arrays.stream(patient).filter(i -> i < countX).toArray();
    int[] ofY = Arrays.stream(patient).filter(i -> i >= countX).map(i -> i - countX).toArray();
    for (int i = 0; i < Math.max(ofX.length, ofY.length); i++) {
      long number = firstPass + i;
      pass.drawMasks(random.generator("dropout", number));
      Side x = side(feedX, ofX, i, "augmentation x", number, patient.length);
      Side y = side(feedY, ofY, i, "augmentation y", number, patient.length);
      pass.run(x, y, i > 0);
    }
  }

  /** Slice {@code i} of a set; one that is not there has weight 0, and so a gradient of 0. */
  private Side side(SliceFeed feed, int[] indices, int i, String purpose, long number, int slices) {
    return i < indices.length
        ? new Side(
            feed.read(new int[] {indices[i]}, random.generator(purpose, number)),
            1.0 / slices,
            Exchange.NONE)
        : new Side(feed.blank(), 0, Exchange.NONE);
  }

  @Override
  public List<INDArray> gradients() {
    return sums;
  }

  @Override
  public void close() {
    sampler.close();
    pass.close();
    sums.forEach(INDArray::close);
  }
}
