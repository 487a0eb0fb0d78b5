/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.AtomicFile;
import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.network.Engine;
import io.github.veil.network.GanArchitecture;
import io.github.veil.network.Initialisation;
import io.github.veil.train.TrainingResult.Ending;
import io.github.veil.train.condition.ConditionSchema;
import io.github.veil.train.condition.ConditionTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a GAN on patches and writes its results: the one door to training, for commands and
 * scripts.
 *
 * <p>In the job's folder it leaves {@code model.zip}, {@code history.csv}, {@code privacy.json},
 * {@code privacy.txt} and {@code privacy.html}; while it runs, and after a cancel, {@code
 * checkpoint.zip} to {@link #resume} from. The checkpoint is removed when the training is complete:
 * it holds the secret random key.
 */
public final class GanTraining {

  private static final Logger LOG = LoggerFactory.getLogger(GanTraining.class);

  private GanTraining() {}

  /**
   * Starts a new training.
   *
   * @throws IllegalArgumentException if a setting makes no sense for these patches
   * @throws IOException if a file cannot be read or written, or exists already
   */
  public static TrainingResult start(GanJob job, TrainingListener listener, Progress progress)
      throws IOException {
    AtomicFile.refuseExisting(job.modelFile(), job.overwrite());
    AtomicFile.refuseExisting(job.checkpointFile(), job.overwrite());
    GanConfig config = configFor(job);
    ConditionSchema schema = new ConditionSetup(job, config).schema();
    Checkpoint.Contents fresh =
        new Checkpoint.Contents(
            config,
            DataFingerprint.of(job.patches()),
            TrainingState.start(config.seed()),
            CriticPace.start(config.optimization()),
            new History(),
            schema,
            labels(job, schema));
    return train(job, fresh, false, listener, progress);
  }

  /**
   * Continues a training from its checkpoint, as if it had never stopped: on one machine the
   * weights come out bit for bit the same. All settings are the checkpoint's; the job's config may
   * differ in the schedule's time limit only, which counts anew.
   *
   * @throws IllegalArgumentException if the patches are not those of the checkpoint
   * @throws IOException if there is no checkpoint, or it cannot be read
   */
  public static TrainingResult resume(GanJob job, TrainingListener listener, Progress progress)
      throws IOException {
    Checkpoint.Contents contents = Checkpoint.open(job.checkpointFile());
    Require.that(
        contents.data().equals(DataFingerprint.of(job.patches())),
        "The checkpoint \"%s\" belongs to other patches; open the patch set it was trained on.",
        job.checkpointFile());
    Require.that(
        contents.labels().equals(labels(job, contents.schema())),
        "The checkpoint \"%s\" was trained with other classes or attributes than the patch table now"
            + " has; restore the table, or start a new training.",
        job.checkpointFile());
    return train(job, contents, true, listener, progress);
  }

  private static String labels(GanJob job, ConditionSchema schema) {
    return DataFingerprint.of(new ConditionTable(schema, job.patches().rows()));
  }

  /** Network sizes come from the initial model where there is one. */
  private static GanConfig configFor(GanJob job) throws IOException {
    GanConfig config = job.config();
    if (job.initialModel() == null) {
      return config;
    }
    ModelCard card = ModelZip.card(job.initialModel());
    Require.that(
        card.patchSize() == job.patches().size() && card.channels() == job.patches().channels(),
        "The initial model \"%s\" makes patches of %d x %d pixels with %d channels, but these"
            + " patches have %d x %d pixels and %d channels.",
        job.initialModel(),
        card.patchSize(),
        card.patchSize(),
        card.channels(),
        job.patches().size(),
        job.patches().size(),
        job.patches().channels());
    requireSameConditions(job, card);
    return config.with(card.config().networks());
  }

  private static void requireSameConditions(GanJob job, ModelCard card) {
    ConditionSchema here = new ConditionSetup(job, job.config()).schema();
    Require.that(
        here.meansTheSameAs(card.conditions()),
        "The initial model \"%s\" is told %s of each image, but this training %s; give the"
            + " conditions as that model has them, or train without an initial model.",
        job.initialModel(),
        card.conditions().names(),
        here.names());
  }

  private static TrainingResult train(
      GanJob job,
      Checkpoint.Contents start,
      boolean resumed,
      TrainingListener listener,
      Progress progress)
      throws IOException {
    GanConfig config = start.config();
    PrivacySettings settings = config.privacy();
    PrivacyUnits units =
        PrivacyUnits.of(job.patches().rows(), settings.unit(), settings.patchesPerUnit());
    try (PrivacySession privacy = settings.enabled() ? session(job, start, units) : null) {
      LOG.info("Training on {}.", Engine.start().description());
      Conditions conditions =
          new ConditionSetup(job, config)
              .conditions(start.schema(), resumed, privacy, units, start.state().random());
      GanNetworks networks =
          new GanNetworks(
              architecture(config, job, conditions.schema()), config, start.state().random());
      try (GanTrainer trainer = new GanTrainer(job, start, networks, privacy, units, conditions)) {
        if (resumed) {
          Checkpoint.restore(job.checkpointFile(), networks);
          networks.resumeAfter(start.state());
        } else if (job.initialModel() != null) {
          loadInitialWeights(job, networks);
        }
        Ending ending = trainer.run(listener, progress);
        if (privacy != null) {
          privacy.settle(trainer.state().criticSteps());
        }
        return finish(job, trainer, networks, privacy, units, ending);
      }
    }
  }

  private static PrivacySession session(GanJob job, Checkpoint.Contents start, PrivacyUnits units)
      throws IOException {
    GanConfig config = start.config();
    int count = units.count();
    return PrivacySession.open(
        job.ledger(),
        config.privacy(),
        start.data(),
        count,
        start.state(),
        history -> PrivacyPlan.of(config, count, history));
  }

  private static GanArchitecture architecture(
      GanConfig config, GanJob job, ConditionSchema schema) {
    GanConfig.Networks sizes = config.networks();
    return new GanArchitecture(
        job.patches().size(),
        job.patches().channels(),
        sizes.latent(),
        schema.width(),
        sizes.generatorWidth(),
        sizes.criticWidth(),
        sizes.maxWidth(),
        Initialisation.HE,
        !schema.none());
  }

  private static void loadInitialWeights(GanJob job, GanNetworks networks) throws IOException {
    copy(ModelZip.generator(job.initialModel()), networks.generator, job);
    copy(ModelZip.critic(job.initialModel()), networks.critic, job);
    networks.average.assign(networks.generator.params());
  }

  private static void copy(ComputationGraph from, ComputationGraph to, GanJob job) {
    Require.that(
        from.numParams() == to.numParams(),
        "The networks of the initial model \"%s\" do not fit this training.",
        job.initialModel());
    to.params().assign(from.params());
    from.close();
  }

  private static TrainingResult finish(
      GanJob job,
      GanTrainer trainer,
      GanNetworks networks,
      PrivacySession privacy,
      PrivacyUnits units,
      Ending ending)
      throws IOException {
    SyntheticPatches preview = trainer.preview();
    if (ending == Ending.CANCELED) {
      return new TrainingResult(ending, null, job.checkpointFile(), trainer.history(), preview);
    }
    GanReport report = new GanReport(job, trainer, privacy, units);
    INDArray last = networks.generator.params().dup();
    networks.generator.params().assign(networks.releasedWeights());
    try {
      ModelZip.write(
          job.modelFile(),
          true,
          networks.generator,
          networks.critic,
          report.card(),
          report.texts());
    } finally {
      networks.generator.params().assign(last);
      last.close();
    }
    report.writeBeside();
    Files.deleteIfExists(job.checkpointFile());
    return new TrainingResult(ending, job.modelFile(), null, trainer.history(), preview);
  }

  /** What a private training would cost, before it starts; null without privacy. */
  public static PrivacyPlan plan(GanJob job) {
    PrivacySettings settings = job.config().privacy();
    if (!settings.enabled()) {
      return null;
    }
    PrivacyUnits units =
        PrivacyUnits.of(job.patches().rows(), settings.unit(), settings.patchesPerUnit());
    return PrivacyPlan.of(job.config(), units.count(), List.of());
  }
}
