/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * The mean SSIM of all pairs of different images in a set. Close to 1 it tells of mode collapse:
 * compare it with that of the real images.
 *
 * @param mean the mean over the pairs, in [-1, 1]
 * @param pairs how many unordered pairs there are, n (n - 1) / 2
 */
public record PairwiseSsim(double mean, long pairs) {

  /**
   * Means and variances are computed once per image, and only the covariances once per pair. The
   * work is shared by the common thread pool; the result does not depend on it.
   *
   * @param images at least 2, of one size, at least 11 x 11 pixels; three arrays of that size are
   *     held for each
   * @param range data range L, above 0
   * @param progress told of the pairs done; polled for cancellation
   * @throws IllegalArgumentException if there are fewer than 2 images, or they are too small or of
   *     different sizes
   * @throws CancellationException if {@code progress} is cancelled
   */
  public static PairwiseSsim of(List<GreyImage> images, double range, Progress progress) {
    SsimConstants constants = SsimConstants.of(range);
    return over(
        images, SsimImage::new, example -> new SsimPairs(constants, example)::meanSsim, progress);
  }

  /**
   * The same with {@link MultiScaleSsim}.
   *
   * @param images as for {@link #of}
   */
  public static PairwiseSsim multiScale(List<GreyImage> images, double range, Progress progress) {
    SsimConstants constants = SsimConstants.of(range);
    return over(
        images,
        SsimPyramid::new,
        example -> new PyramidPairs(constants, example)::meanSsim,
        progress);
  }

  /**
   * @param prepare what is done once per image
   * @param comparison gives a comparison with room of its own, for images like the example
   */
  private static <T> PairwiseSsim over(
      List<GreyImage> images,
      Function<GreyImage, T> prepare,
      Function<T, ToDoubleBiFunction<T, T>> comparison,
      Progress progress) {
    int n = images.size();
    Require.that(n >= 2, "Pairwise SSIM needs at least 2 images, but there is %d.", n);
    images.forEach(images.get(0)::requireSameSize);
    List<T> prepared = images.parallelStream().map(prepare).toList();
    long pairs = (long) n * (n - 1) / 2;
    AtomicLong done = new AtomicLong();
    // Sums per row first: the same on any number of threads.
    double[] sums =
        IntStream.range(0, n)
            .parallel()
            .mapToDouble(
                i -> {
                  requireGoingOn(progress);
                  double sum = rowSum(prepared, i, comparison.apply(prepared.get(i)));
                  synchronized (done) {
                    progress.report(done.addAndGet(n - 1L - i), pairs, "Comparing images");
                  }
                  return sum;
                })
            .toArray();
    double sum = 0;
    for (double rowSum : sums) {
      sum += rowSum;
    }
    return new PairwiseSsim(sum / pairs, pairs);
  }

  private static void requireGoingOn(Progress progress) {
    if (progress.isCanceled()) {
      throw new CancellationException("The comparison of images was cancelled.");
    }
  }

  private static <T> double rowSum(List<T> images, int i, ToDoubleBiFunction<T, T> comparison) {
    double sum = 0;
    for (int j = i + 1; j < images.size(); j++) {
      sum += comparison.applyAsDouble(images.get(i), images.get(j));
    }
    return sum;
  }
}
