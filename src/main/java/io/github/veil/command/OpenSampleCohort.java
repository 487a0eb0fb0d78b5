/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import io.github.veil.core.Progress;
import io.github.veil.image.VolumeIO;
import io.github.veil.phantom.PhantomConfig;
import java.awt.HeadlessException;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Makes a cohort of procedural heads or spines, opens it, and writes it to a folder. */
@Plugin(
    type = Command.class,
    headless = true,
    menuPath = "Plugins>Veil>Open Sample Cohort",
    description =
        "Makes MR images of procedural heads with the exact mask of their arteries, or of spines with"
            + " their vertebral units: sample data that shows nobody.")
public class OpenSampleCohort extends ContextCommand {

  @Parameter(visibility = ItemVisibility.MESSAGE, persist = false)
  private final String header =
      Help.header(
          "Open Sample Cohort",
          "open-sample-cohort",
          "Makes heads or spines that belong to nobody, as MR images with exact masks.",
          "The same seed makes the same ones.");

  @Parameter(
      visibility = ItemVisibility.MESSAGE,
      required = false,
      persist = false,
      initializer = "updateReadOut",
      validater = "updateReadOut")
  private String read_out = "";

  private final ReadOut readOut = new ReadOut(2);

  @Parameter(
      label = "Anatomy",
      choices = {SampleWords.HEAD, SampleWords.SPINE},
      persist = false,
      description =
          "head: heads with the mask of their arteries; spine: sagittal slices of spines with masks"
              + " of vertebrae and discs, and a table of the vertebral units C3 to L5.")
  private String anatomy = SampleWords.HEAD;

  @Parameter(
      label = "Patients",
      min = "1",
      max = "999",
      persist = false,
      description = "How many patients to make, 1 to 999.")
  private int patients = PhantomConfig.DEFAULT_PATIENTS;

  @Parameter(
      label = "Size",
      choices = {"small", "medium", "full"},
      persist = false,
      description =
          "Voxels per volume over the same field of view: heads small 96x112x40, medium 208x256x84,"
              + " full = the site's own voxels (312x384x127 at site A); spines 112x368x5, 168x552x5"
              + " or 224x736x5.")
  private String size = "small";

  @Parameter(
      label = "Modalities",
      persist = false,
      description =
          "Images per patient: any of TOF, T1, T2, PD separated by commas, \"all\", or \"usual\" (TOF"
              + " of heads, T2 of spines). The masks always come with them.")
  private String modalities = SampleWords.USUAL;

  @Parameter(
      label = "Site",
      choices = {"A", "B"},
      persist = false,
      description = "Scanner and protocol: A is 3 T with 0.5x0.5x0.7 mm, B is 1.5 T and noisier.")
  private String site = "A";

  @Parameter(
      label = "Seed",
      persist = false,
      description = "Any whole number; the same seed gives the same voxels.")
  private long seed = PhantomConfig.DEFAULT_SEED;

  @Parameter(
      label = "Tissue labels too",
      persist = false,
      description =
          "Also make a label image of all tissues (heads: 0 air, 1 fluid, 2 grey matter, …).")
  private boolean tissues;

  @Parameter(
      label = "Output folder (blank: only open)",
      style = "directory",
      required = false,
      persist = false,
      description =
          "Where to write P001_TOF, P001_vessels, … and cohort.csv; blank writes nothing.")
  private File output = new File("");

  @Parameter(
      label = "File format",
      choices = {"NIfTI", "TIFF"},
      persist = false,
      description = "NIfTI (.nii.gz, for any MRI software) or TIFF (.tif, for ImageJ).")
  private String format = SampleFormat.DEFAULT.label();

  @Parameter(
      label = "Overwrite files",
      persist = false,
      description = "Whether existing files in the output folder may be replaced.")
  private boolean overwrite;

  @Parameter(
      label = "Open images",
      persist = false,
      description = "Whether to show the images; switch off to write large cohorts to a folder.")
  private boolean show = true;

  @Parameter private LogService log;

  /** Called by SciJava before a dialog opens and after each change of a field. */
  private void updateReadOut() {
    read_out = readOut.of(this, () -> SampleReadOut.of(subjects()));
  }

  private SampleSubjects subjects() {
    return new SampleWords(anatomy, size, modalities, site, tissues).subjects(seed, patients);
  }

  @Override
  public void run() {
    new CommandRun(this, "Open Sample Cohort", log).run(context(), output, this::make);
  }

  private String make(Progress progress) throws IOException {
    SampleCohort cohort =
        new SampleCohort(subjects(), CommandRun.path(output), SampleFormat.of(format), overwrite);
    int made = cohort.make(new VolumeIO(), show ? this::show : imp -> {}, progress);
    if (made < patients) {
      throw new CancellationException(
          "Making the sample cohort was cancelled after %d of %d patients."
              .formatted(made, patients));
    }
    return "Open Sample Cohort: %d patients.".formatted(made);
  }

  private void show(ImagePlus image) {
    try {
      image.show();
    } catch (HeadlessException e) {
      log.warn(
          "There is no display to show " + image.getTitle() + "; set output to keep the images.");
    }
  }
}
