/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.encoder.Encoder;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.PatchSubset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Equally large random samples of all sets, encoded: Frechet distances depend on how many images
 * there are, and nearest neighbours too.
 *
 * @param encoder what gave the features
 */
record PreparedSets(
    Encoder encoder,
    ImageSet train,
    ImageSet heldOut,
    Optional<ImageSet> secondSite,
    List<ImageSet> synthetic) {

  /**
   * @param most images that are taken of each set at most
   */
  static PreparedSets of(
      EvaluationInput input, Encoder encoder, int most, long seed, Progress progress) {
    int count =
        Stream.concat(
                Stream.of(input.train(), input.heldOut()),
                Stream.concat(
                    input.secondSite().stream(),
                    input.synthetic().stream().map(SyntheticSet::patches)))
            .mapToInt(PatchSource::count)
            .reduce(most, Math::min);
    List<ImageSet> synthetic = new ArrayList<>();
    for (SyntheticSet set : input.synthetic()) {
      synthetic.add(encoded(set.name(), set.patches(), encoder, count, seed, progress));
    }
    return new PreparedSets(
        encoder,
        encoded(EvaluationInput.TRAIN, input.train(), encoder, count, seed, progress),
        encoded(EvaluationInput.HELD_OUT, input.heldOut(), encoder, count, seed, progress),
        input
            .secondSite()
            .map(s -> encoded(EvaluationInput.SECOND_SITE, s, encoder, count, seed, progress)),
        List.copyOf(synthetic));
  }

  /** The same images in another feature space. */
  PreparedSets encodedBy(Encoder other, Progress progress) {
    UnaryOperator<ImageSet> encode =
        set -> new ImageSet(set.name(), set.patches(), other.encode(set.patches(), progress));
    return new PreparedSets(
        other,
        encode.apply(train),
        encode.apply(heldOut),
        secondSite.map(encode),
        synthetic.stream().map(encode).toList());
  }

  private static ImageSet encoded(
      String name, PatchSource set, Encoder encoder, int count, long seed, Progress progress) {
    PatchSource sample = PatchSubset.random(set, count, seed);
    return new ImageSet(name, sample, encoder.encode(sample, progress));
  }

  /** How many images each sample has. */
  int count() {
    return train.features().length;
  }

  /** Real sets first. */
  List<ImageSet> all() {
    return Stream.concat(
            Stream.of(train, heldOut), Stream.concat(secondSite.stream(), synthetic.stream()))
        .toList();
  }
}
