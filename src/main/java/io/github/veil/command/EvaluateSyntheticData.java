/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.evaluate.Evaluation;
import io.github.veil.evaluate.EvaluationConfig;
import io.github.veil.evaluate.EvaluationInput;
import io.github.veil.evaluate.Question;
import io.github.veil.evaluate.SyntheticSet;
import io.github.veil.evaluate.TestPatients;
import io.github.veil.evaluate.encoder.ConvEncoder;
import io.github.veil.evaluate.encoder.InceptionEncoder;
import io.github.veil.image.VolumeIO;
import io.github.veil.patch.CohortRules;
import io.github.veil.patch.PatchSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Holds synthetic images against real ones: fidelity, utility, privacy attacks, one report. */
@Plugin(
    type = Command.class,
    headless = true,
    menuPath = "Plugins>Veil>Evaluate Synthetic Data",
    description = "Are synthetic images real enough, useful enough, safe enough? One report.")
public class EvaluateSyntheticData extends ContextCommand implements PartialSuccess {

  private static final String SETS =
      "A patch set file (.tif), a folder with one file per image, or the title of an open stack.";

  @Parameter(visibility = ItemVisibility.MESSAGE, persist = false)
  private final String header =
      Help.header(
          "Evaluate Synthetic Data",
          "evaluate-synthetic-data",
          "Are the images real enough, useful enough, safe enough? Compares synthetic sets with",
          "the training images and with held-out patients, and writes one report.",
          "The figures come from real data: no epsilon covers them.");

  @Parameter(
      visibility = ItemVisibility.MESSAGE,
      required = false,
      persist = false,
      initializer = "updateReadOut",
      validater = "updateReadOut")
  private String read_out = "";

  private final ReadOut readOut = new ReadOut(3);

  @Parameter(
      label = "Training set",
      description = "The real patches that the models were trained on. " + SETS,
      style = "both",
      required = false,
      persist = false)
  private File train = new File("");

  @Parameter(
      label = "Held-out set",
      description = "Real patches of patients that no model has seen. " + SETS,
      style = "both",
      required = false,
      persist = false)
  private File held_out = new File("");

  @Parameter(
      label = "Synthetic sets",
      description = "One set, or several separated by semicolons. " + SETS,
      style = "both",
      required = false,
      persist = false)
  private File synthetic = new File("");

  @Parameter(
      label = "Model zips",
      description =
          "The model of each synthetic set, in the same order, separated by semicolons; for its"
              + " privacy statement and for attacks by its critic. Blank: none.",
      style = "open",
      required = false,
      persist = false)
  private File models = new File("");

  @Parameter(
      label = "Second site's set",
      description = "Real patches from another hospital or scanner. Blank: none. " + SETS,
      style = "both",
      required = false,
      persist = false)
  private File second_site = new File("");

  @Parameter(
      label = "Output folder",
      description = "Where the report, tables, plots and error maps go.",
      style = "directory",
      persist = false)
  private File output = new File("");

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String question_section = MessageText.heading("Questions");

  @Parameter(
      label = "Real enough?",
      description = "Compare features, variety, intensities, texture and labels.",
      persist = false)
  private boolean fidelity = true;

  @Parameter(
      label = "Useful enough?",
      description =
          "Train networks on synthetic and on real images, and test both on real patients.",
      persist = false)
  private boolean utility = true;

  @Parameter(
      label = "Safe enough?",
      description = "Attack the synthetic sets: nearest neighbours, membership, clusters.",
      persist = false)
  private boolean attacks = true;

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String patient_section =
      MessageText.heading("Useful enough? Whole volumes of patients for the segmentation test");

  @Parameter(
      label = "Folder of test patients",
      description =
          "Volumes with labels of patients who are not in the training set, for the segmentation"
              + " test. Blank: no segmentation test.",
      style = "directory",
      required = false,
      persist = false)
  private File test_folder = new File("");

  @Parameter(
      label = "Folder of the second site's patients",
      description = "The same from another hospital or scanner. Blank: none.",
      style = "directory",
      required = false,
      persist = false)
  private File other_folder = new File("");

  @Parameter(
      label = "Image pattern",
      description = "Which files of these folders are images, for instance *_TOF.*",
      persist = false)
  private String image_pattern = CohortRules.DEFAULT_IMAGE_PATTERN;

  @Parameter(
      label = "Label pattern",
      description = "Which files of these folders are labels, for instance *_vessels.*",
      persist = false)
  private String label_pattern = CohortRules.DEFAULT_LABEL_PATTERN;

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String advanced_section =
      MessageText.heading("Advanced: networks of the utility test, and how many images");

  @Parameter(
      label = "U-Net width",
      description =
          "Channels of the first level, 4 to 64. 32 and 64 are the half and the full U-Net of Livne"
              + " et al. 2019; smaller ones are faster and have one level less.",
      min = "4",
      max = "64",
      persist = false)
  private int unet_width = UtilityOptions.DEFAULT_WIDTH;

  @Parameter(
      label = "Epochs",
      description = "Passes of U-Net and classifier over their training patches; at least 1.",
      min = "1",
      persist = false)
  private int epochs = UtilityOptions.DEFAULT_EPOCHS;

  @Parameter(
      label = "Settings tried",
      description =
          "One setting of the U-Net, or the best of eight (learning rate, dropout, augmentation),"
              + " chosen on real validation patients.",
      choices = {UtilityOptions.ONE_SETTING, UtilityOptions.EIGHT_SETTINGS},
      persist = false)
  private String grid = UtilityOptions.ONE_SETTING;

  @Parameter(
      label = "Images per set",
      description =
          "How many images of each set distances and attacks use at most, 10 to 1,000,000.",
      min = "10",
      persist = false)
  private int images = EvaluationConfig.DEFAULT_IMAGES;

  @Parameter(
      label = "Images compared in pairs",
      description =
          "How many images of each set are compared pair by pair (SSIM) at most, 2 to 100,000.",
      min = "2",
      persist = false)
  private int pairwise = EvaluationConfig.DEFAULT_PAIRWISE;

  @Parameter(
      label = "Inception-v3 weights",
      description =
          "Keras' .h5 file, for FID in Inception-v3's pool3 beside the embedded encoder's distance;"
              + " 0.2 s or more per image. Blank: none.",
      style = "open,extensions:h5",
      required = false,
      persist = false)
  private File encoder_file = new File("");

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String result_section = MessageText.heading("Results");

  @Parameter(
      label = "Show real images",
      description =
          "Put real images beside synthetic ones into the report; then it must be treated like the"
              + " patients' data.",
      persist = false)
  private boolean show_real = true;

  @Parameter(
      label = "Seed",
      description = "A whole number; the same seed gives the same figures.",
      persist = false)
  private int seed = 1;

  @Parameter(
      label = "Overwrite",
      description = "Replace files that exist already.",
      persist = false)
  private boolean overwrite = false;

  @Parameter(
      label = "Show results",
      description = "Open tables, maps and error maps.",
      persist = false)
  private boolean show = true;

  @Parameter private LogService log;

  private List<String> leftOut = List.of();

  /** Called by SciJava before a dialog opens and after each change of a field. */
  private void updateReadOut() {
    read_out = readOut.of(this, this::foresee);
  }

  private List<String> foresee() throws IOException {
    boolean chosen =
        CommandRun.isGiven(train) && CommandRun.isGiven(held_out) && CommandRun.isGiven(synthetic);
    return chosen
        ? EvaluationReadOut.of(input(), config(), CommandRun.isGiven(test_folder))
        : List.of("Choose training, held-out and synthetic sets to see what will be compared.");
  }

  @Override
  public void run() {
    new CommandRun(this, "Evaluate Synthetic Data", log).run(getContext(), output, this::evaluate);
  }

  private String evaluate(Progress progress) throws IOException {
    Require.that(CommandRun.isGiven(output), "Choose an output folder for the report.");
    EvaluationOutput results = new EvaluationOutput(output.toPath(), overwrite, show);
    EvaluationInput input = input();
    Evaluation evaluation = new Evaluation(input, testPatients(input.train()), config());
    try (InceptionEncoder inception = inception()) {
      Evaluation.Result result =
          evaluation.run(
              ConvEncoder.embedded(), Optional.ofNullable(inception), results::errorMap, progress);
      leftOut = result.leftOut();
      return results.publish(result);
    }
  }

  /** Null if no file was given. */
  private InceptionEncoder inception() throws IOException {
    return CommandRun.isGiven(encoder_file) ? InceptionEncoder.open(encoder_file.toPath()) : null;
  }

  @Override
  public List<String> leftOut() {
    return leftOut;
  }

  private EvaluationInput input() throws IOException {
    PatchSets sets = new PatchSets(new VolumeIO(getContext()));
    List<String> zips = PatchSets.entries(models.getPath());
    Map<String, PatchSource> found = sets.openAll(synthetic.getPath(), "Synthetic sets");
    Require.that(
        zips.isEmpty() || zips.size() == found.size(),
        "There are %d model zips, but %d synthetic sets; give one for each, or none.",
        zips.size(),
        found.size());
    List<SyntheticSet> all = new ArrayList<>();
    for (Map.Entry<String, PatchSource> set : found.entrySet()) {
      Optional<Path> model =
          zips.isEmpty() || zips.get(all.size()).isEmpty()
              ? Optional.empty()
              : Optional.of(Path.of(zips.get(all.size())));
      all.add(new SyntheticSet(set.getKey(), set.getValue(), model));
    }
    return new EvaluationInput(
        sets.open(train.getPath(), "The training set"),
        sets.open(held_out.getPath(), "The held-out set"),
        !CommandRun.isGiven(second_site)
            ? Optional.empty()
            : Optional.of(sets.open(second_site.getPath(), "The second site's set")),
        all);
  }

  private Optional<TestPatients> testPatients(PatchSource trained) throws IOException {
    return UtilityOptions.testPatients(
        CommandRun.path(test_folder),
        CommandRun.path(other_folder),
        CohortRules.of(image_pattern, label_pattern),
        PatchSets.extraction(trained),
        new VolumeIO(getContext()));
  }

  private EvaluationConfig config() {
    Set<Question> questions = EnumSet.noneOf(Question.class);
    if (fidelity) {
      questions.add(Question.REAL);
    }
    if (utility) {
      questions.add(Question.USEFUL);
    }
    if (attacks) {
      questions.add(Question.SAFE);
    }
    return new EvaluationConfig(
        questions,
        images,
        pairwise,
        EvaluationConfig.DEFAULT_MAPPED,
        show_real,
        UtilityOptions.segmentation(unet_width, epochs, seed),
        UtilityOptions.grid(grid),
        UtilityOptions.VALIDATION_SHARE,
        UtilityOptions.classifier(epochs, seed),
        seed);
  }
}
