/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import io.github.veil.core.Progress;
import io.github.veil.train.GanConfig;
import io.github.veil.train.GanJob;
import io.github.veil.train.GanPresets;
import io.github.veil.train.GanTraining;
import io.github.veil.train.TrainingResult;
import io.github.veil.train.condition.Attribute;
import io.github.veil.train.condition.Conditioning;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Trains a generator of synthetic patches, with or without differential privacy. */
@Plugin(
    type = Command.class,
    headless = true,
    menuPath = "Plugins>Veil>Train Private GAN",
    description = "Trains a generator of synthetic MRI patches, with differential privacy.")
public class TrainPrivateGan extends ContextCommand {

  @Parameter(visibility = ItemVisibility.MESSAGE, persist = false)
  private final String header =
      Help.header(
          "Train Private GAN",
          "train-private-gan",
          "Learns to draw patches like those of your patients.",
          "With privacy, what it learns of any one of them is provably limited.",
          "Fields left at 0 or blank take the preset's value.",
          "Method: Kossen et al. 2022, Front. Artif. Intell.");

  @Parameter(
      visibility = ItemVisibility.MESSAGE,
      required = false,
      persist = false,
      initializer = "updateReadOut",
      validater = "updateReadOut")
  private String read_out = "";

  private final ReadOut readOut = new ReadOut(8);

  private final TrainingReadOut plan = new TrainingReadOut();

  @Parameter(
      label = "Patch set file",
      description =
          "Patches that Extract Patches wrote (.tif). Blank: the active image, a stack of patches"
              + " with the channels image and label; or the title of such a stack.",
      style = "open",
      required = false,
      persist = false)
  private File patches = new File("");

  @Parameter(
      label = "Output folder",
      description = "Where the model zip, history, charts, statement and checkpoint go.",
      style = "directory",
      persist = false)
  private File output = new File("");

  @Parameter(
      label = "Preset",
      description =
          "Starting point for every field that is left at 0 or blank; choosing one puts its values"
              + " into the fields.",
      choices = {GanPresets.QUICK_LOOK, GanPresets.KOSSEN, GanPresets.BEST_KNOWN},
      callback = "fillFromPreset",
      persist = false)
  private String preset = GanPresets.QUICK_LOOK;

  @Parameter(
      label = "Model",
      description =
          "What images are drawn by: nothing, or conditions such as a class, which the critic judges"
              + " by naming them (auxiliary classifier) or in its score (projection).",
      choices = {
        GanOptions.Conditional.NONE,
        GanOptions.Conditional.AUXILIARY,
        GanOptions.Conditional.PROJECTION
      },
      persist = false)
  private String kind = GanOptions.Conditional.NONE;

  @Parameter(
      label = "Conditions",
      description =
          "For conditional models: columns of the patch table, separated by semicolons; each may"
              + " have its values or its range, as in class; sex=F,M; age=18..90.",
      required = false,
      persist = false)
  private String conditions = Attribute.CLASS;

  @Parameter(
      label = "Frequencies of conditions",
      description =
          "How often each class is drawn in training: auto (as in the table, or uniform with"
              + " privacy), uniform, table, noisy (counted once with noise that is charged), or a list"
              + " such as L1=2, L2=1.",
      required = false,
      persist = false)
  private String frequencies = Conditioning.AUTO;

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String privacy_section = MessageText.heading("Privacy");

  @Parameter(
      label = "Differential privacy",
      description =
          "Train by DP-SGD. Without it the model promises nothing, and may show real patients.",
      callback = "refillFromPreset",
      persist = false)
  private boolean privacy = true;

  @Parameter(
      label = "Target epsilon",
      description =
          "Privacy budget that training never exceeds, also when a noise multiplier is given;"
              + " smaller is more private, 1 to 10 is usual. 0: no budget, the noise multiplier"
              + " decides.",
      min = "0",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double target_epsilon = GanOptions.DEFAULT_EPSILON;

  @Parameter(
      label = "Noise multiplier",
      description =
          "Standard deviation of the noise in units of the clip norm, 0.3 to 10."
              + " 0: computed from the target epsilon.",
      min = "0",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double noise_multiplier = 0;

  @Parameter(
      label = "Delta",
      description =
          "Probability with which the guarantee may fail; must be below 1/N for N protected units."
              + " 0: min(1e-5, 1/(10 N)).",
      min = "0",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double delta = 0;

  @Parameter(
      label = "Privacy unit",
      description =
          "What is protected: a single patch (weak: a patient has many), or all of a volume or"
              + " patient.",
      choices = {"patch", "volume", "patient"},
      persist = false)
  private String unit = "patch";

  @Parameter(
      label = "Patches per unit and step",
      description = "At most this many patches of a volume or patient enter one step. 0: 16.",
      min = "0",
      persist = false)
  private int unit_cap = 0;

  @Parameter(
      label = "Clip norm",
      description = "Largest L2 norm of one unit's gradient, greater than 0. 0: 1.",
      min = "0",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double clip_norm = 0;

  @Parameter(
      label = "Clipping",
      description =
          "What is clipped to the clip norm C: a unit's whole gradient (flat), or each of the L"
              + " layers by itself to C / sqrt(L). The guarantee is the same.",
      choices = {"flat", "per-layer"},
      persist = false)
  private String clipping = "flat";

  @Parameter(
      label = "Accountant",
      description =
          "Which accountant's epsilon is claimed: RDP (as Opacus) or PLD (tighter). Both are"
              + " printed.",
      choices = {"RDP", "PLD"},
      persist = false)
  private String accountant = "RDP";

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String length_section = MessageText.heading("How long");

  @Parameter(
      label = "Iterations",
      description = "Generator steps. 0: from the epochs, or the preset.",
      min = "0",
      persist = false)
  private long iterations = 0;

  @Parameter(
      label = "Epochs",
      description = "N / batch size generator steps each. 0: the preset.",
      min = "0",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double epochs = 0;

  @Parameter(
      label = "Time limit (minutes)",
      description = "Stop after this wall-clock time with what was learnt by then. 0: no limit.",
      min = "0",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double max_minutes = 0;

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String network_section =
      MessageText.heading(
          "Advanced: networks and optimiser (0 and \"preset\": as the preset says)");

  @Parameter(
      label = "Batch size",
      description = "Patches (or protected units) expected in a step. 0: the preset.",
      min = "0",
      persist = false)
  private int batch_size = 0;

  @Parameter(
      label = "Critic steps",
      description = "Critic steps for each generator step. 0: the preset.",
      min = "0",
      persist = false)
  private int critic_steps = 0;

  @Parameter(
      label = "Adaptive critic steps",
      description =
          "Start with 1 critic step for each generator step, and take more whenever the critic falls"
              + " behind; the critic steps in all stay the same. Costs no privacy.",
      persist = false)
  private boolean adaptive_critic = false;

  @Parameter(
      label = "Loss",
      description = "Adversarial loss; \"preset\" keeps the preset's.",
      choices = {"preset", "Wasserstein", "hinge", "logistic"},
      persist = false)
  private String loss = GanOptions.PRESET;

  @Parameter(
      label = "Optimiser",
      description = "\"preset\" keeps the preset's.",
      choices = {"preset", "RMSprop", "Adam"},
      persist = false)
  private String optimizer = GanOptions.PRESET;

  @Parameter(
      label = "Generator learning rate",
      description = "0: the preset.",
      min = "0",
      stepSize = "0.0001",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double generator_rate = 0;

  @Parameter(
      label = "Critic learning rate",
      description = "0: the preset.",
      min = "0",
      stepSize = "0.0001",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double critic_rate = 0;

  @Parameter(
      label = "Weight clip",
      description =
          "Critic weights are kept in [-c, c], as Wasserstein needs (0.01). 0: the preset; -1:"
              + " never.",
      min = "-1",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double weight_clip = 0;

  @Parameter(
      label = "Spectral norm",
      description =
          "Largest spectral norm of each of the critic's layers, which keeps images of a class"
              + " varied. 0: 2 for conditional models, else none; -1: none.",
      min = "-1",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double spectral_norm = 0;

  @Parameter(
      label = "Diversity",
      description =
          "Weight of a loss by which two images of one class must differ as their latent vectors do."
              + " 0: 0.5 for conditional models, else none; -1: none.",
      min = "-1",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double diversity = 0;

  @Parameter(
      label = "Generator width",
      description = "Channels of the generator's last hidden layer. 0: the preset.",
      min = "0",
      persist = false)
  private int generator_width = 0;

  @Parameter(
      label = "Critic width",
      description = "Channels of the critic's first layer. 0: the preset.",
      min = "0",
      persist = false)
  private int critic_width = 0;

  @Parameter(
      label = "Latent length",
      description = "Length of the latent vector. 0: the preset.",
      min = "0",
      persist = false)
  private int latent = 0;

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String start_section =
      MessageText.heading("Advanced: starting point, repetition and ledger");

  @Parameter(
      label = "Initial model",
      description =
          "Model zip to start from, for instance one trained on public data; its network sizes are"
              + " kept. Blank: random weights.",
      style = "open,extensions:zip",
      required = false,
      persist = false)
  private File initial_model = new File("");

  @Parameter(
      label = "Seed",
      description =
          "A whole number makes the run repeatable AND VOIDS ITS PRIVACY: who knows the seed knows"
              + " the noise. Blank: secure randomness.",
      required = false,
      persist = false)
  private String seed = "";

  @Parameter(
      label = "Checkpoint every (iterations)",
      description = "How often a checkpoint to resume from is written. 0: the preset.",
      min = "0",
      persist = false)
  private int checkpoint_every = 0;

  @Parameter(
      label = "Ledger",
      description =
          "Privacy ledger of these data; several models on the same data must share it. Blank:"
              + " privacy.ledger in the output folder.",
      style = "save",
      required = false,
      persist = false)
  private File ledger = new File("");

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String result_section = MessageText.heading("Results");

  @Parameter(
      label = "Resume",
      description = "Continue the training whose checkpoint is in the output folder.",
      persist = false)
  private boolean resume = false;

  @Parameter(
      label = "Overwrite",
      description = "Replace results of an earlier training in the output folder.",
      persist = false)
  private boolean overwrite = false;

  @Parameter(
      label = "Show results",
      description = "Show preview and chart; without a screen they are in the output folder.",
      persist = false)
  private boolean show = true;

  @Parameter(label = "Preview", type = ItemIO.OUTPUT)
  private ImagePlus preview;

  @Parameter private LogService log;

  /** Called by SciJava before a dialog opens and after each change of a field. */
  private void updateReadOut() {
    read_out =
        readOut.of(
            this, () -> plan.of(options().config(), patches.getPath(), ledgerFile(), resume));
  }

  /** Called by SciJava when a preset is chosen. */
  private void fillFromPreset() {
    GanConfig chosen = GanPresets.named(preset, privacy);
    GanConfig.Optimization how = chosen.optimization();
    iterations = chosen.schedule().iterations();
    epochs = chosen.schedule().epochs();
    checkpoint_every = chosen.schedule().checkpointEvery();
    loss = GanOptions.choice(chosen.loss());
    optimizer = GanOptions.choice(how.optimizer());
    generator_rate = how.generatorRate();
    critic_rate = how.criticRate();
    weight_clip = how.weightClip() == 0 ? GanOptions.NEVER : how.weightClip();
    critic_steps = how.criticSteps();
    batch_size = how.batchSize();
    latent = chosen.networks().latent();
    generator_width = chosen.networks().generatorWidth();
    critic_width = chosen.networks().criticWidth();
  }

  /** Called when privacy is switched: a preset may have other values with it and without. */
  private void refillFromPreset() {
    boolean filled = batch_size != 0 && latent != 0;
    if (filled) {
      fillFromPreset();
    }
  }

  @Override
  public void run() {
    new CommandRun(this, "Train Private GAN", log).run(context(), output, this::train);
  }

  private String train(Progress progress) throws IOException {
    PatchInput input = PatchInput.open(patches.getPath());
    GanJob job = job(input);
    TrainingResult result;
    try (GanDisplay display = new GanDisplay(job, input.name(), show)) {
      Progress watched = display.watch(progress);
      result =
          resume
              ? GanTraining.resume(job, display, watched)
              : GanTraining.start(job, display, watched);
      preview = display.finish(result);
    }
    String sentence = GanDisplay.sentence(result, job);
    if (result.ending() == TrainingResult.Ending.CANCELED) {
      throw new CancellationException(sentence);
    }
    return sentence;
  }

  private GanJob job(PatchInput input) {
    return new GanJob(
        options().config(),
        input.set(),
        input.description(),
        CommandRun.path(output),
        ledgerFile(),
        CommandRun.path(initial_model),
        overwrite);
  }

  private Path ledgerFile() {
    boolean beside = !CommandRun.isGiven(ledger) && CommandRun.isGiven(output);
    return beside ? output.toPath().resolve("privacy.ledger") : CommandRun.path(ledger);
  }

  GanOptions options() {
    return new GanOptions(
        preset,
        new GanOptions.Privacy(
            privacy,
            target_epsilon,
            noise_multiplier,
            delta,
            unit,
            unit_cap,
            clip_norm,
            clipping,
            accountant),
        new GanOptions.Schedule(iterations, epochs, max_minutes, checkpoint_every),
        new GanOptions.Optimization(
            loss,
            optimizer,
            generator_rate,
            critic_rate,
            weight_clip,
            critic_steps,
            batch_size,
            adaptive_critic,
            spectral_norm,
            diversity),
        new GanOptions.Networks(latent, generator_width, critic_width),
        seed,
        new GanOptions.Conditional(kind, conditions, frequencies));
  }
}
