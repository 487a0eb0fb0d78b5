/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import io.github.veil.train.ImageGenerator;
import io.github.veil.train.ImageGenerator.Drawing;
import io.github.veil.train.ImageGenerator.Request;
import io.github.veil.train.ModelCard;
import io.github.veil.train.ModelZip;
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

/** Draws synthetic patches, with labels where the model makes them, from a model zip. */
@Plugin(
    type = Command.class,
    headless = true,
    menuPath = "Plugins>Veil>Generate Synthetic Images",
    description = "Draws synthetic patches, with labels where the model makes them.")
public class GenerateImages extends ContextCommand {

  @Parameter(visibility = ItemVisibility.MESSAGE, persist = false)
  private final String header =
      Help.header(
          "Generate Synthetic Images",
          "generate-synthetic-images",
          "Draws as many images as you like from a trained model.",
          "Drawing costs no privacy; the model's statement holds for all of them.");

  @Parameter(
      visibility = ItemVisibility.MESSAGE,
      required = false,
      persist = false,
      initializer = "updateReadOut",
      validater = "updateReadOut")
  private String read_out = "";

  private final ReadOut readOut = new ReadOut(3);

  @Parameter(
      label = "Model zip",
      description = "The model.zip that Train Private GAN wrote.",
      style = "open,extensions:zip",
      persist = false)
  private File model = new File("");

  @Parameter(
      label = "Number of images",
      description =
          "How many images are drawn, 1 to 10,000,000; ignored where counts per class are given.",
      min = "1",
      persist = false)
  private int count = 100;

  @Parameter(
      label = "Counts per class",
      description =
          "Of a conditional model: how many images of which class, as in L1:200, L5:50 or 200 of L1,"
              + " 50 of L5; each:20 for 20 of every class. Blank: classes as in training.",
      required = false,
      persist = false)
  private String counts = "";

  @Parameter(
      label = "Attributes",
      description =
          "Of a conditional model: a value, a range, or mean+-deviation for attributes, as in"
              + " age=60..80; sex=F. Blank: as in training.",
      required = false,
      persist = false)
  private String attributes = "";

  @Parameter(
      label = "Truncation",
      description =
          "Latent numbers beyond this are drawn again, 0.1 to 10: smaller gives more usual and less"
              + " varied images. 0 draws from the whole normal distribution.",
      min = "0",
      max = "10",
      stepSize = "0.1",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double truncation = 0;

  @Parameter(
      label = "Interpolation strip",
      description =
          "Also draws a picture of the way between two classes, as in L1 to L5, or between latent"
              + " vectors: latents. Blank: no picture.",
      required = false,
      persist = false)
  private String strip = "";

  @Parameter(
      label = "Seed",
      description = "A whole number gives the same images again. Blank: new images each time.",
      required = false,
      persist = false)
  private String seed = "";

  @Parameter(
      label = "Label threshold",
      description = "Certainty from which a label pixel is foreground, between 0 and 1.",
      min = "0",
      max = "1",
      stepSize = "0.05",
      style = NumberFormats.DECIMAL,
      persist = false)
  private double label_threshold = 0.5;

  @Parameter(
      label = "Output folder",
      description = "Where images and privacy statement are written. Blank: only shown.",
      style = "directory",
      required = false,
      persist = false)
  private File output = new File("");

  @Parameter(
      label = "File format",
      description =
          "One TIFF stack with a table, or a TIFF or NIfTI file for each image and each label.",
      choices = {SyntheticOutput.STACK, SyntheticOutput.TIFF_FILES, SyntheticOutput.NIFTI_FILES},
      persist = false)
  private String format = SyntheticOutput.STACK;

  @Parameter(
      label = "Overwrite",
      description = "Replace files that exist already.",
      persist = false)
  private boolean overwrite = false;

  @Parameter(
      label = "Show images",
      description = "Open the stack; switch off for more images than fit in memory.",
      persist = false)
  private boolean show = true;

  @Parameter(label = "Synthetic images", type = ItemIO.OUTPUT)
  private ImagePlus images;

  @Parameter(label = "Interpolation strip", type = ItemIO.OUTPUT)
  private ImagePlus strip_picture;

  @Parameter private LogService log;

  /** Called by SciJava before a dialog opens and after each change of a field. */
  private void updateReadOut() {
    read_out = readOut.of(this, this::foresee);
  }

  private List<String> foresee() throws IOException {
    return CommandRun.isGiven(model)
        ? GenerationReadOut.of(model.toPath(), requests())
        : List.of("Choose a model zip to see what it draws.");
  }

  private GenerationRequests requests() {
    return new GenerationRequests(count, counts, attributes);
  }

  @Override
  public void run() {
    new CommandRun(this, "Generate Synthetic Images", log).run(context(), output, this::generate);
  }

  private String generate(Progress progress) throws IOException {
    Require.that(CommandRun.isGiven(model), "Choose the model zip to draw images from.");
    Require.that(
        show || CommandRun.isGiven(output),
        "Nothing would come out: set show=true or choose an output folder.");
    Path zip = model.toPath();
    ModelCard card = ModelZip.card(zip);
    List<Request> requested = requests().of(card.conditions());
    RandomSource random = RandomSource.ofSeed(seed);
    Drawing drawing = new Drawing(random, label_threshold, truncation);
    SyntheticOutput results =
        new SyntheticOutput(card, CommandRun.path(output), format, overwrite, show);
    StripOutput picture =
        new StripOutput(strip, card.conditions(), CommandRun.path(output), overwrite);
    boolean complete =
        results.write(sink -> ImageGenerator.generate(zip, requested, drawing, sink, progress));
    if (!complete) {
      throw new CancellationException("Generating images was cancelled; nothing was written.");
    }
    ImagePlus drawn = picture.make(zip, requests().wishes(), drawing);
    strip_picture = show ? drawn : null;
    images = results.image(ResultNames.ofModel(zip) + " synthetic images");
    return results.publishStatement(zip);
  }
}
