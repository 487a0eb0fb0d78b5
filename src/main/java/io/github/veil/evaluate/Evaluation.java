/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import ij.ImagePlus;
import io.github.veil.core.Progress;
import io.github.veil.evaluate.encoder.Encoder;
import io.github.veil.evaluate.report.Finding;
import io.github.veil.evaluate.report.Report;
import io.github.veil.evaluate.report.Section;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Asks all questions of all synthetic sets. */
public final class Evaluation {

  private final EvaluationInput input;
  private final Optional<TestPatients> patients;
  private final EvaluationConfig config;
  private final List<Section> sections = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> notTested = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  /**
   * @param patients whole volumes for the segmentation test
   */
  public Evaluation(
      EvaluationInput input, Optional<TestPatients> patients, EvaluationConfig config) {
    this.input = input;
    this.patients = patients;
    this.config = config;
  }

  /**
   * What came out.
   *
   * @param maps to click on
   * @param leftOut inputs that could not be used, one sentence each
   */
  public record Result(Report report, List<EmbeddingMap> maps, List<String> leftOut) {}

  /**
   * Runs the evaluation.
   *
   * @param encoder the feature space of distances, attacks and maps
   * @param further a second space, for distances alone
   * @param errorMaps receives an RGB stack per training set and test patient, one after the other
   * @throws CancellationException if the user asked to stop; then nothing came out
   * @throws IOException if a model or a patient cannot be read
   */
  public Result run(
      Encoder encoder, Optional<Encoder> further, Consumer<ImagePlus> errorMaps, Progress progress)
      throws IOException {
    PreparedSets sets = PreparedSets.of(input, encoder, config.images(), config.seed(), progress);
    if (asked(Question.REAL)) {
      add(
          new FidelityStudy(sets, further, config.pairwiseImages(), input.labelled(), progress)
              .run());
    }
    if (asked(Question.USEFUL)) {
      useful(errorMaps, progress);
    }
    if (asked(Question.SAFE)) {
      add(new AttackStudy(sets, input.synthetic(), config.seed(), progress).run());
    }
    LookingStudy.Result looking =
        new LookingStudy(sets, config.mappedImages(), config.showReal(), config.seed(), progress)
            .run();
    if (input.classed() && asked(Question.USEFUL)) {
      List<String> names = input.synthetic().stream().map(SyntheticSet::name).toList();
      sections.add(0, ConditionalSummary.of(sections, names));
    }
    add(looking.chapter());
    return new Result(report(sets), looking.maps(), List.copyOf(leftOut));
  }

  private boolean asked(Question question) {
    return config.questions().contains(question);
  }

  private void add(Chapter chapter) {
    sections.add(chapter.section());
    findings.addAll(chapter.findings());
    leftOut.addAll(chapter.leftOut());
  }

  private void useful(Consumer<ImagePlus> errorMaps, Progress progress) throws IOException {
    if (!input.labelled()) {
      notTested.add("Segmentation was not tested: not every set has labels.");
    } else if (patients.isEmpty()) {
      notTested.add("Segmentation was not tested: no folder of test patients was given.");
    } else {
      add(new UtilityStudy(input, patients.get(), config, errorMaps, progress).run());
    }
    if (input.classed()) {
      add(ClassStudy.run(input, config, progress));
    } else {
      notTested.add("Classification was not tested: not every set names classes.");
    }
  }

  private Report report(PreparedSets sets) {
    List<String> facts = new ArrayList<>();
    facts.add("Made on %s by Veil, seed %d.".formatted(LocalDate.now(), config.seed()));
    facts.add(
        "Real sets: training %d images, held out %d. Synthetic sets: %s."
            .formatted(
                input.train().count(),
                input.heldOut().count(),
                String.join(
                    "; ",
                    input.synthetic().stream()
                        .map(set -> set.name() + " (" + set.patches().count() + " images)")
                        .toList())));
    facts.add(
        "Distances and attacks use %d images of each set, drawn at random."
            .formatted(sets.count()));
    facts.add(
        config.showReal()
            ? "This page shows real images of patients: treat it like the patients' data."
            : "This page shows no real image, but its figures were computed from real ones.");
    facts.add(
        "The figures were computed from real data outside any privacy guarantee: publishing them, or"
            + " choosing a model by them, is not covered by the models' epsilon.");
    facts.addAll(notTested);
    facts.addAll(leftOut);
    List<Finding> ordered = new ArrayList<>();
    for (Question question : Question.values()) {
      findings.stream().filter(f -> f.question().equals(question.text())).forEach(ordered::add);
    }
    return new Report("Evaluation of synthetic images", facts, ordered, sections);
  }
}
