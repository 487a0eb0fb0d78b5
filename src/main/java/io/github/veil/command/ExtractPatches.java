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
import io.github.veil.image.IntensityScaling;
import io.github.veil.image.VolumeIO;
import io.github.veil.patch.Cohort;
import io.github.veil.patch.CohortExtraction;
import io.github.veil.patch.CohortFolder;
import io.github.veil.patch.CohortList;
import io.github.veil.patch.CohortRules;
import io.github.veil.patch.ExtractionConfig;
import io.github.veil.patch.PatchExtractor;
import io.github.veil.patch.PatchSet;
import io.github.veil.patch.PatchSetInfo;
import io.github.veil.patch.PatientCutter;
import io.github.veil.patch.PatientSummary;
import io.github.veil.patch.Plane;
import io.github.veil.patch.PositionTable;
import io.github.veil.patch.PositionedExtractor;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Cuts square patches out of labelled MR images: of the active image, of a folder of patients, or
 * of a list of files. See {@link CohortExtraction} for what it does.
 */
@Plugin(
    type = Command.class,
    headless = true,
    menuPath = "Plugins>Veil>Extract Patches",
    description = "Cuts patches with labels out of MR volumes, as training data for Veil's GANs.")
public class ExtractPatches extends ContextCommand implements PartialSuccess {

  private static final String PERCENTILES = "percentiles";
  private static final String RANGE = "range";
  private static final String NONE = "none";

  @Parameter(visibility = ItemVisibility.MESSAGE, persist = false)
  private final String header =
      Help.header(
          "Extract Patches",
          "extract-patches",
          "Cuts patches of one size out of MR volumes, a share of them centred on foreground:",
          "training data for a GAN. Takes the active image, or a folder or list of patients.");

  @Parameter(
      visibility = ItemVisibility.MESSAGE,
      required = false,
      persist = false,
      initializer = "updateReadOut",
      validater = "updateReadOut")
  private String read_out = "";

  private final ReadOut readOut = new ReadOut(3);

  private List<String> leftOut = List.of();

  @Parameter(
      label = "Image",
      description =
          "The volume to cut (one channel, one frame); ignored when a folder or list is given",
      required = false,
      persist = false)
  private ImagePlus image;

  @Parameter(
      label = "Label image (title)",
      description =
          "Title of an open image of the same size whose voxels above 0 are foreground;"
              + " empty for none",
      required = false,
      persist = false)
  private String label = "";

  @Parameter(
      label = "Label above (intensity)",
      description =
          "Instead of a label image: foreground is every voxel with an unscaled intensity above"
              + " this number; empty for none",
      required = false,
      persist = false)
  private String label_above = "";

  @Parameter(
      label = "Folder of patients",
      description = "Folder with one image and one label per patient; empty for none",
      style = "directory",
      required = false,
      persist = false)
  private File folder = new File("");

  @Parameter(
      label = "List of patients (CSV)",
      description = "CSV file with the columns patient, image, label, class; empty for none",
      style = "open",
      required = false,
      persist = false)
  private File list = new File("");

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String file_section =
      MessageText.heading("Advanced: how files in the folder belong together");

  @Parameter(
      label = "Image files",
      description =
          "Name pattern of the images in the folder, for instance *_TOF.*; with a slash: path"
              + " pattern, for instance images/*.nii.gz",
      required = false,
      persist = false)
  private String image_pattern = CohortRules.DEFAULT_IMAGE_PATTERN;

  @Parameter(
      label = "Label files",
      description =
          "Name pattern of the labels in the folder, for instance *_vessels.*; empty for none",
      required = false,
      persist = false)
  private String label_pattern = CohortRules.DEFAULT_LABEL_PATTERN;

  @Parameter(
      label = "Patient rule",
      description =
          "Regular expression with one group that finds the patient in the file's path, for"
              + " instance ^(sub-[0-9]+)/; empty: the part of the name before the first underscore",
      required = false,
      persist = false)
  private String patient_rule = "";

  @Parameter(
      label = "Class table (CSV)",
      description = "CSV file with the columns patient and class; empty for no classes",
      style = "open",
      required = false,
      persist = false)
  private File class_table = new File("");

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String patch_section = MessageText.heading("Patches");

  @Parameter(
      label = "Table of positions (CSV)",
      description =
          "CSV file with the columns patient, slice, x, y (0-based) and, if there are any, class and"
              + " further attributes: cut there instead of at random; empty for none",
      style = "open",
      required = false,
      persist = false)
  private File positions = new File("");

  @Parameter(
      label = "Patch size (pixels)",
      description = "Width and height of a patch, in pixels; at least 8",
      min = "8",
      persist = false)
  private int patch_size = ExtractionConfig.DEFAULT_PATCH_SIZE;

  @Parameter(
      label = "Patches per patient",
      description = "How many patches to cut from each patient; at least 1",
      min = "1",
      persist = false)
  private int patches_per_patient = ExtractionConfig.DEFAULT_PATCHES_PER_PATIENT;

  @Parameter(
      label = "Share centred on foreground (0 to 1)",
      description =
          "Which share of the patches has a foreground voxel at its centre, 0 to 1; the others lie"
              + " anywhere in the volume",
      min = "0",
      max = "1",
      stepSize = "0.1",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double centred_share = ExtractionConfig.DEFAULT_CENTRED_SHARE;

  @Parameter(
      label = "Plane",
      description = "Plane of the patches: axial (x, y), coronal (x, z) or sagittal (y, z)",
      choices = {"axial", "coronal", "sagittal"},
      persist = false)
  private String plane = ExtractionConfig.DEFAULT_PLANE.key();

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String scaling_section = MessageText.heading("Intensities");

  @Parameter(
      label = "Intensity scaling",
      description =
          "percentiles: two percentiles of each patient's own volume become -1 and 1; range: two"
              + " intensities do, the same for all and independent of the data; none: intensities"
              + " lie within -1 and 1 already",
      choices = {PERCENTILES, RANGE, NONE},
      persist = false)
  private String scaling = PERCENTILES;

  @Parameter(
      label = "Lower percentile (%)",
      description = "With scaling percentiles: the percentile that becomes -1, 0 to 100",
      min = "0",
      max = "100",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double percentile_low = IntensityScaling.DEFAULT_LOW_PERCENTILE;

  @Parameter(
      label = "Upper percentile (%)",
      description =
          "With scaling percentiles: the percentile that becomes 1, above the lower one, at most"
              + " 100",
      min = "0",
      max = "100",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double percentile_high = IntensityScaling.DEFAULT_HIGH_PERCENTILE;

  @Parameter(
      label = "Range: minimum (intensity)",
      description = "With scaling range: the intensity that becomes -1",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double range_min = 0;

  @Parameter(
      label = "Range: maximum (intensity)",
      description = "With scaling range: the intensity that becomes 1; above the minimum",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double range_max = 255;

  @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
  private final String result_section = MessageText.heading("Results");

  @Parameter(
      label = "Seed",
      description = "Any whole number; the same seed cuts the same patches",
      persist = false)
  private long seed = ExtractionConfig.DEFAULT_SEED;

  @Parameter(
      label = "Output (TIFF)",
      description =
          "TIFF file to write, with a table (.csv) and a description (.json) beside it; empty to"
              + " show the patches only",
      style = "save",
      required = false,
      persist = false)
  private File output = new File("");

  @Parameter(
      label = "Overwrite",
      description = "Whether existing output files may be replaced (true or false)",
      required = false,
      persist = false)
  private boolean overwrite = false;

  @Parameter(
      label = "Show",
      description = "Whether to show the patches as a stack (true or false)",
      required = false,
      persist = false)
  private boolean show = true;

  @Parameter(
      label = "Patches",
      description = "16-bit hyperstack: channel 1 = image, channel 2 = label, slice = patch",
      type = ItemIO.OUTPUT)
  private ImagePlus patches;

  @Parameter private LogService log;

  /** Called by SciJava before a dialog opens and after each change of a field. */
  private void updateReadOut() {
    read_out = readOut.of(this, this::foresee);
  }

  private List<String> foresee() throws IOException {
    Cohort cohort = cohort();
    boolean thresholded = !Double.isNaN(threshold());
    if (cohort == null) {
      return ExtractionReadOut.ofImage(config(), image, thresholded || !label.isEmpty());
    }
    boolean labelled = cohort.patients().stream().anyMatch(patient -> patient.label() != null);
    return ExtractionReadOut.ofCohort(config(), cohort, thresholded || labelled);
  }

  @Override
  public void run() {
    File status = CommandRun.isGiven(output) ? output.getAbsoluteFile().getParentFile() : null;
    new CommandRun(this, "Extract Patches", log).run(getContext(), status, this::extract);
  }

  private String extract(Progress progress) throws IOException {
    Require.that(
        show || CommandRun.isGiven(output),
        "Neither show nor output is set, so nothing would be kept.");
    ExtractionConfig config = config();
    CohortInput input = input();
    String title = input.name() + " patches";
    CohortExtraction extraction =
        new CohortExtraction(
            config, input.patients(), input.skipped(), input.labelled(), cutter(config));
    if (!CommandRun.isGiven(output)) {
      CohortExtraction.Result result = extraction.toImage(title, progress);
      PatchResults.showSummary(result.info().patients());
      present(result.image(), PatchSet.of(result.image(), result.rows()));
      return sentence(result.info());
    }
    Path tif = output.toPath();
    PatchSetInfo info = extraction.toFile(tif, overwrite, progress);
    PatchResults.showSummary(info.patients());
    if (show) {
      present(PatchImages.open(tif, title), PatchSet.open(tif));
    }
    return sentence(info);
  }

  private ExtractionConfig config() throws IOException {
    boolean placed = CommandRun.isGiven(positions);
    return new ExtractionConfig(
        patch_size,
        placed ? PositionTable.read(positions.toPath()).mostPerPatient() : patches_per_patient,
        placed ? 1 : centred_share,
        Plane.of(plane),
        intensityScaling(),
        seed);
  }

  private PatientCutter cutter(ExtractionConfig config) throws IOException {
    return CommandRun.isGiven(positions)
        ? new PositionedExtractor(config, PositionTable.read(positions.toPath()))
        : new PatchExtractor(config);
  }

  private IntensityScaling intensityScaling() {
    return switch (scaling) {
      case PERCENTILES -> IntensityScaling.ofPercentiles(percentile_low, percentile_high);
      case RANGE -> IntensityScaling.ofRange(range_min, range_max);
      case NONE -> IntensityScaling.none();
      default ->
          throw new IllegalArgumentException(
              "The scaling must be percentiles, range or none, but is \"" + scaling + "\".");
    };
  }

  private CohortInput input() throws IOException {
    Cohort cohort = cohort();
    if (cohort == null) {
      return CohortInput.ofImage(image, label, threshold(), classes());
    }
    Path source = (CommandRun.isGiven(folder) ? folder : list).toPath();
    return CohortInput.ofFiles(source, cohort, threshold(), new VolumeIO(getContext()));
  }

  /** The files to cut; null for the open image. */
  private Cohort cohort() throws IOException {
    Require.that(
        !CommandRun.isGiven(folder) || !CommandRun.isGiven(list),
        "Both folder and list are given; choose one of them.");
    if (CommandRun.isGiven(folder)) {
      String labels = Double.isNaN(threshold()) ? label_pattern : "";
      return CohortFolder.scan(
          folder.toPath(), new CohortRules(image_pattern, labels, patient_rule, false, classes()));
    }
    return CommandRun.isGiven(list) ? CohortList.read(list.toPath(), classes(), false) : null;
  }

  private Map<String, String> classes() throws IOException {
    return CommandRun.isGiven(class_table) ? CohortList.classes(class_table.toPath()) : Map.of();
  }

  private double threshold() {
    if (label_above == null || label_above.isBlank()) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(label_above.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "label_above must be a number or empty, but is \"" + label_above + "\".", e);
    }
  }

  @Override
  public List<String> leftOut() {
    return leftOut;
  }

  private String sentence(PatchSetInfo info) {
    leftOut =
        info.patients().stream()
            .filter(PatientSummary::isSkipped)
            .map(patient -> "Patient " + patient.patient() + ": " + patient.note())
            .toList();
    int bad = leftOut.size();
    return "Extract Patches: %d patches, patients: %d%s"
        .formatted(
            info.count(),
            info.patients().size() - bad,
            bad == 0 ? "." : "; " + bad + " skipped, see the Results table.");
  }

  private void present(ImagePlus stack, PatchSet set) {
    patches = stack;
    if (!GraphicsEnvironment.isHeadless()) {
      PatchResults.showPatches(set.rows());
    } else if (IJ.isMacro() || Interpreter.isBatchMode()) {
      stack.show();
    }
  }
}
