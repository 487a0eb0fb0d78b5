/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.IJ;
import ij.ImagePlus;
import ij.macro.Interpreter;
import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.image.VolumeIO;
import io.github.veil.patch.slice.SliceConfig;
import io.github.veil.train.TrainingResult;
import io.github.veil.train.cycle.CycleConfig;
import io.github.veil.train.cycle.CycleJob;
import io.github.veil.train.cycle.CyclePresets;
import io.github.veil.train.cycle.CycleResult;
import io.github.veil.train.cycle.CycleTraining;
import io.github.veil.train.cycle.Direction;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Learns to translate between two sets of scans, and translates scans with what was learnt. */
@Plugin(
    type = Command.class,
    headless = true,
    menuPath = "Plugins>Veil>Translate MRI (CycleGAN)",
    description = "Turns MR images of one kind into another, learnt from two unpaired sets.")
public class TranslateMri extends ContextCommand implements PartialSuccess {

  private static final String NAME = "Translate MRI (CycleGAN)";
  private static final String TRAIN = "train";
  private static final String APPLY = "apply";

  @Parameter(visibility = ItemVisibility.MESSAGE, persist = false)
  private final String header =
      Help.header(
          NAME,
          "translate-mri",
          "Learns from two unpaired sets of scans, X and Y, to turn one kind into the other:",
          "one real scan in, one synthetic scan out. A translation by itself promises no privacy",
          "to the person who was scanned. Method: Zhu et al. 2017, ICCV.");

  @Parameter(
      visibility = ItemVisibility.MESSAGE,
      required = false,
      persist = false,
      initializer = "updateReadOut",
      validater = "updateReadOut")
  private String read_out = "";

  private final ReadOut readOut = new ReadOut(5);

  private List<String> leftOut = List.of();

  @Parameter(
      label = "Mode",
      description =
          "train: learn to translate between the sets X and Y; apply: translate scans"
              + " with a trained model.",
      choices = {TRAIN, APPLY},
      persist = false)
  private String mode = TRAIN;

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String scans_section = MessageText.heading("Scans");

  @Parameter(
      label = "Set X",
      description =
          "Folder of scans, one scan, a list (CSV with the columns patient and image), or"
              + " the title of an open stack; several separated by semicolons. When applying Y"
              + " to X: not used. Blank when applying: the active image.",
      style = "both",
      required = false,
      persist = false)
  private File scans_x = new File("");

  @Parameter(
      label = "Files of X",
      description =
          "Name pattern of the scans in a folder of X, for instance *_T1.*; with a slash:"
              + " path pattern, for instance t1/*.nii.gz",
      required = false,
      persist = false)
  private String files_x = ScanSet.DEFAULT_PATTERN_X;

  @Parameter(
      label = "Set Y",
      description =
          "As set X. The sets need not be paired, nor of the same patients. When applying"
              + " X to Y: not used.",
      style = "both",
      required = false,
      persist = false)
  private File scans_y = new File("");

  @Parameter(
      label = "Files of Y",
      description = "Name pattern of the scans in a folder of Y, for instance *_T2.*",
      required = false,
      persist = false)
  private String files_y = ScanSet.DEFAULT_PATTERN_Y;

  @Parameter(
      label = "Output folder",
      description =
          "Training: where the model zip, history, charts, statement and checkpoint go."
              + " Applying: where translated scans go, named after their originals; blank to"
              + " show the active image only.",
      style = "directory",
      required = false,
      persist = false)
  private File output = new File("");

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String apply_section = MessageText.heading("To apply");

  @Parameter(
      label = "Model zip",
      description = "The model.zip that a training of this command wrote.",
      style = "open,extensions:zip",
      required = false,
      persist = false)
  private File model = new File("");

  @Parameter(
      label = "Direction",
      description = "X to Y (by G) translates set X, Y to X (by F) translates set Y.",
      choices = {TranslationInput.X_TO_Y, TranslationInput.Y_TO_X},
      persist = false)
  private String direction = TranslationInput.X_TO_Y;

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String train_section = MessageText.heading("To train");

  @Parameter(
      label = "Preset",
      description = "Starting point for every field that is left at 0, blank or \"preset\".",
      choices = {CyclePresets.QUICK_LOOK, CyclePresets.SOURCE, CyclePresets.ZHU},
      persist = false)
  private String preset = CyclePresets.QUICK_LOOK;

  @Parameter(
      label = "Steps",
      description = "Training steps, one batch of X and one of Y each. 0: the preset.",
      min = "0",
      persist = false)
  private long steps = 0;

  @Parameter(
      label = "Time limit (minutes)",
      description = "Stop after this wall-clock time with what was learnt by then. 0: no limit.",
      min = "0",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double max_minutes = 0;

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String slice_section = MessageText.heading("Slices (a model remembers them)");

  @Parameter(
      label = "Plane",
      description = "Plane of the slices: axial (x, y), coronal (x, z) or sagittal (y, z).",
      choices = {"axial", "coronal", "sagittal"},
      persist = false)
  private String plane = "axial";

  @Parameter(
      label = "Slices to learn from",
      description = "First and last slice, counted from 1, for instance 20-90. Blank: all.",
      required = false,
      persist = false)
  private String slice_range = "";

  @Parameter(
      label = "Working size (pixels)",
      description =
          "Width and height of the images that the networks see, 64 to 512, a multiple of"
              + " 8. 0: the preset.",
      min = "0",
      persist = false)
  private int working_size = 0;

  @Parameter(
      label = "Working pixel (mm)",
      description =
          "Width of a working pixel in the scans' unit: larger slices are cut into tiles"
              + " that are blended when applying. 0: every slice is fitted into one working"
              + " image, its aspect kept.",
      min = "0",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double working_pixel = 0;

  @Parameter(
      label = "Neighbouring slices",
      description =
          "How many slices above and below are seen and translated along with each slice"
              + " (2.5D), 0 to 4: volumes come out smoother across slices.",
      min = "0",
      max = "4",
      persist = false)
  private int neighbours = 0;

  @Parameter(
      label = "Least content (0 to 1)",
      description =
          "Slices of which a smaller share of the working image is brighter than a tenth"
              + " of the intensity range are not learnt from.",
      min = "0",
      max = "1",
      stepSize = "0.05",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double least_content = SliceConfig.DEFAULT_LEAST_CONTENT;

  @Parameter(
      label = "Intensities of X",
      description =
          "Lowest and highest intensity of X, for instance 0-1200: the same for all scans"
              + " and independent of the data. Blank: percentiles 1 and 99.9 of each scan by"
              + " itself.",
      required = false,
      persist = false)
  private String range_x = "";

  @Parameter(
      label = "Intensities of Y",
      description =
          "The same for Y; translated scans get these intensities. Blank: percentiles,"
              + " and translated scans go from 0 to 1.",
      required = false,
      persist = false)
  private String range_y = "";

  @Parameter(
      label = "Patient rule",
      description =
          "Regular expression with one group that finds the patient in the file's path,"
              + " for instance ^(sub-[0-9]+)/; blank: the part of the name before the first"
              + " underscore.",
      required = false,
      persist = false)
  private String patient_rule = "";

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String privacy_section =
      MessageText.heading("Privacy of the training patients (not of the scan that is translated)");

  @Parameter(
      label = "Differential privacy",
      description =
          "Train all four networks by DP-SGD, which protects each patient with all slices of both sets. Without it the model promises nothing about"
              + " the training patients.",
      persist = false)
  private boolean privacy = false;

  @Parameter(
      label = "Target epsilon",
      description =
          "Privacy budget that training never exceeds; smaller is more private, 1 to 10"
              + " is usual. 0: no budget, the noise multiplier decides.",
      min = "0",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double target_epsilon = GanOptions.DEFAULT_EPSILON;

  @Parameter(
      label = "Noise multiplier",
      description =
          "Standard deviation of the noise in units of the clip norm, 0.3 to 10. 0:"
              + " computed from the target epsilon.",
      min = "0",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double noise_multiplier = 0;

  @Parameter(
      label = "Delta",
      description =
          "Probability with which the guarantee may fail; must be below 1/N for N"
              + " protected units. 0: min(1e-5, 1/(10 N)).",
      min = "0",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double delta = 0;

  @Parameter(
      label = "Clip norm",
      description = "Largest L2 norm of one unit's gradient, greater than 0. 0: 1.",
      min = "0",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double clip_norm = 0;

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String network_section =
      MessageText.heading("Advanced: networks, losses and optimiser");

  @Parameter(
      label = "Generator",
      description =
          "U-Net (as the source) or ResNet (Zhu et al. 2017); \"preset\" keeps the" + " preset's.",
      choices = {GanOptions.PRESET, "U-Net", "ResNet"},
      persist = false)
  private String generator = GanOptions.PRESET;

  @Parameter(
      label = "Width",
      description =
          "Channels of the first layer of generators and critics, 1 to 256. 0: the" + " preset.",
      min = "0",
      persist = false)
  private int width = 0;

  @Parameter(
      label = "Adversarial loss",
      description =
          "Cross-entropy (as the source) or least squares; \"preset\" keeps the preset's.",
      choices = {GanOptions.PRESET, "cross-entropy", "least squares"},
      persist = false)
  private String adversarial_loss = GanOptions.PRESET;

  @Parameter(
      label = "Cycle weight",
      description = "Lambda: how much it counts that a scan comes back as it was. 0: the preset.",
      min = "0",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double cycle_weight = 0;

  @Parameter(
      label = "Identity weight",
      description =
          "How much it counts, in units of lambda, that a generator leaves scans of its"
              + " target as they are. 0: the preset; -1: none, better where contrasts are"
              + " inverted, as T1 and T2 are.",
      min = "-1",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double identity_weight = 0;

  @Parameter(
      label = "Batch size",
      description =
          "Slices of each set in a step; with privacy, protected units expected in a"
              + " step. 0: the preset.",
      min = "0",
      persist = false)
  private int batch_size = 0;

  @Parameter(
      label = "Learning rate",
      description = "Adam's step, for instance 0.0002. 0: the preset.",
      min = "0",
      stepSize = "0.0001",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double learning_rate = 0;

  @Parameter(
      label = "Constant share (0 to 1)",
      description =
          "Share of the steps with a constant learning rate; it then falls in a line to"
              + " 0. 0: the preset; 1: it never falls.",
      min = "0",
      max = "1",
      stepSize = "0.1",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double constant_share = 0;

  @Parameter(
      label = "Image buffer",
      description =
          "How many earlier translations the critics are shown again. 0: the preset; -1:"
              + " none, as privacy demands.",
      min = "-1",
      persist = false)
  private int image_buffer = 0;

  @Parameter(
      label = "Augmentation",
      description =
          "What happens to slices at random: mirrored left and right, or also cut to nine"
              + " tenths; \"preset\" keeps the preset's.",
      choices = {GanOptions.PRESET, "none", "flips", "flips and crops"},
      persist = false)
  private String augmentation = GanOptions.PRESET;

  @Parameter(
      label = "Seed",
      description =
          "A whole number makes the run repeatable AND VOIDS ITS PRIVACY: who knows the"
              + " seed knows the noise. Blank: secure randomness.",
      required = false,
      persist = false)
  private String seed = "";

  @Parameter(
      label = "Checkpoint every (steps)",
      description = "How often a checkpoint to resume from is written. 0: the preset.",
      min = "0",
      persist = false)
  private int checkpoint_every = 0;

  @Parameter(
      label = "Preview every (steps)",
      description = "How often previews are drawn. 0: the preset.",
      min = "0",
      persist = false)
  private int preview_every = 0;

  @Parameter(
      label = "Ledger",
      description =
          "Privacy ledger of these data; several models on the same data must share it."
              + " Blank: privacy.ledger in the output folder.",
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
      description = "Replace a model of an earlier training, or scans that are translated already.",
      persist = false)
  private boolean overwrite = false;

  @Parameter(
      label = "Show results",
      description =
          "Show preview and chart, or the translated scan; without a screen they are in"
              + " the output folder.",
      persist = false)
  private boolean show = true;

  @Parameter(label = "Result", type = ItemIO.OUTPUT)
  private ImagePlus result;

  @Parameter private LogService log;

  /** Called by SciJava before a dialog opens and after each change of a field. */
  private void updateReadOut() {
    read_out = readOut.of(this, this::foresee);
  }

  private List<String> foresee() throws IOException {
    return isTraining()
        ? TranslationReadOut.ofTraining(options(), setX(), setY(), ledgerFile(), resume)
        : TranslationReadOut.ofApplication(input());
  }

  @Override
  public void run() {
    new CommandRun(this, NAME, log)
        .run(
            context(),
            output,
            progress -> {
              VolumeIO io = new VolumeIO(context());
              return isTraining() ? train(io, progress) : apply(io, progress);
            });
  }

  private boolean isTraining() {
    Require.that(
        mode.equals(TRAIN) || mode.equals(APPLY),
        "mode must be train or apply, but is \"%s\".",
        mode);
    return mode.equals(TRAIN);
  }

  private String train(VolumeIO io, Progress progress) throws IOException {
    Require.that(CommandRun.isGiven(output), "output is blank; choose a folder for the model.");
    CycleConfig config = options().config();
    TranslationData data = TranslationData.collect(options(), setX(), setY(), io, progress);
    leftOut = data.leftOut();
    CycleJob job = data.job(config, output.toPath(), ledgerFile(), overwrite);
    CycleResult trained;
    try (CycleDisplay display = new CycleDisplay(job, show)) {
      Progress watched = display.watch(progress);
      trained =
          resume
              ? CycleTraining.resume(job, display, watched)
              : CycleTraining.start(job, display, watched);
      ImagePlus preview = display.finish(trained);
      result = show ? preview : null;
    }
    String sentence = CycleDisplay.sentence(trained, job, leftOut);
    if (trained.ending() == TrainingResult.Ending.CANCELED) {
      throw new CancellationException(sentence);
    }
    return sentence;
  }

  private String apply(VolumeIO io, Progress progress) throws IOException {
    TranslationRun translated = TranslationRun.of(input(), io, progress);
    leftOut = translated.leftOut();
    if (show && !translated.images().isEmpty()) {
      present(translated.images());
    }
    return translated.sentence();
  }

  /** The first image is the command's output; without a screen only show() reaches a macro. */
  private void present(List<ImagePlus> images) {
    result = images.get(0);
    boolean headless = GraphicsEnvironment.isHeadless();
    if (!headless || IJ.isMacro() || Interpreter.isBatchMode()) {
      images.stream().skip(headless ? 0 : 1).forEach(ImagePlus::show);
    }
  }

  private ScanSet setX() throws IOException {
    return ScanSet.of(scans_x, "Set X", files_x, patient_rule);
  }

  private ScanSet setY() throws IOException {
    return ScanSet.of(scans_y, "Set Y", files_y, patient_rule);
  }

  private TranslationInput input() throws IOException {
    Direction way = TranslationInput.direction(direction);
    return way == Direction.G
        ? TranslationInput.of(model, way, scans_x, "Set X", files_x, output, overwrite)
        : TranslationInput.of(model, way, scans_y, "Set Y", files_y, output, overwrite);
  }

  private Path ledgerFile() {
    boolean beside = !CommandRun.isGiven(ledger) && CommandRun.isGiven(output);
    return beside ? output.toPath().resolve("privacy.ledger") : CommandRun.path(ledger);
  }

  private TranslationOptions options() {
    return new TranslationOptions(
        preset,
        new TranslationOptions.SliceFields(
            plane,
            slice_range,
            working_size,
            working_pixel,
            neighbours,
            least_content,
            range_x,
            range_y),
        new TranslationOptions.Privacy(privacy, target_epsilon, noise_multiplier, delta, clip_norm),
        new TranslationOptions.Schedule(
            steps, max_minutes, constant_share, checkpoint_every, preview_every),
        new TranslationOptions.Losses(adversarial_loss, cycle_weight, identity_weight),
        new TranslationOptions.Networks(
            generator, width, batch_size, learning_rate, image_buffer, augmentation),
        seed);
  }

  @Override
  public List<String> leftOut() {
    return leftOut;
  }
}
