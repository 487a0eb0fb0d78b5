/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.evaluate.EvaluationConfig;
import io.github.veil.evaluate.EvaluationInput;
import io.github.veil.evaluate.Question;
import io.github.veil.network.SegmentationArchitecture;
import io.github.veil.patch.PatchSource;
import io.github.veil.train.supervised.SegmentationConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What Evaluate Synthetic Data will compare and train. */
final class EvaluationReadOut {

  /** Of one core, as for the networks of a GAN. */
  private static final double OPERATIONS_PER_SECOND = 2.5e10;

  private static final int TAPS = 9;

  /** Forward, to the inputs, and to the weights. */
  private static final int PASSES = 3;

  private EvaluationReadOut() {}

  /**
   * @param testPatients whether there are volumes for the segmentation test
   */
  static List<String> of(EvaluationInput input, EvaluationConfig config, boolean testPatients) {
    PatchSource train = input.train();
    List<String> lines = new ArrayList<>();
    lines.add(
        "<b>%d synthetic %s</b> (%s) against %,d training and %,d held-out images of %d x %d pixels"
            .formatted(
                input.synthetic().size(),
                input.synthetic().size() == 1 ? "set" : "sets",
                input.synthetic().stream()
                    .map(set -> MessageText.escaped(set.name()) + ": " + number(set.patches()))
                    .collect(Collectors.joining(", ")),
                train.count(),
                input.heldOut().count(),
                train.size(),
                train.size()));
    if (config.questions().contains(Question.USEFUL)) {
      lines.add(
          testPatients
              ? networks(input, config)
              : "No segmentation test: choose a folder of test patients for it.");
    }
    return lines;
  }

  private static String number(PatchSource patches) {
    return "%,d".formatted(patches.count());
  }

  /** Every set and the real one have networks of their own. */
  private static String networks(EvaluationInput input, EvaluationConfig config) {
    SegmentationConfig unet = config.segmentation();
    int networks = (input.synthetic().size() + 1) * config.grid().configs(unet).size();
    double operations =
        2
            * products(unet.architecture(), input.train().size())
            * PASSES
            * input.train().count()
            * unet.training().epochs()
            * networks;
    return "Segmentation test: %d U-Nets of width %d, %d epochs each; roughly %s on one core"
        .formatted(
            networks,
            unet.architecture().base(),
            unet.training().epochs(),
            ReadOut.time(operations / OPERATIONS_PER_SECOND / 60));
  }

  /**
   * Multiplications of one patch's way through a U-Net, two convolutions of 3 x 3 at each level.
   */
  private static double products(SegmentationArchitecture unet, int size) {
    double pixels = (double) size * size;
    double incoming = unet.channels();
    double width = unet.base();
    double products = 0;
    for (int level = 0; level < unet.levels(); level++) {
      products += pixels * width * (incoming + width);
      if (level < unet.levels() - 1) {
        products += pixels * width * (2 * width + 2 * width + width);
      }
      incoming = width;
      width *= 2;
      pixels /= 4;
    }
    return TAPS * products;
  }
}
