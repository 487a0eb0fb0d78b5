/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import io.github.veil.core.Progress;
import io.github.veil.image.IntensityScaling;
import io.github.veil.image.Volume;
import io.github.veil.patch.slice.SliceCollector;
import io.github.veil.patch.slice.SliceConfig;
import io.github.veil.patch.slice.SliceSet;
import io.github.veil.phantom.Modality;
import io.github.veil.phantom.PhantomConfig;
import io.github.veil.phantom.ScannerPreset;
import io.github.veil.train.AdversarialLoss;
import io.github.veil.train.TrainingResult;
import io.github.veil.train.cycle.CycleConfig;
import io.github.veil.train.cycle.CycleConfig.GeneratorKind;
import io.github.veil.train.cycle.CycleJob;
import io.github.veil.train.cycle.CycleListener;
import io.github.veil.train.cycle.CyclePresets;
import io.github.veil.train.cycle.CycleResult;
import io.github.veil.train.cycle.CycleTraining;
import io.github.veil.train.cycle.Direction;
import io.github.veil.train.cycle.SliceAugmentation;
import io.github.veil.train.cycle.SliceDescription;
import io.github.veil.train.translate.SliceSetSource;
import io.github.veil.train.translate.TranslationModel;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * T1 to T2, learnt from unpaired halves of the sample cohort's patients, and judged on patients
 * that were never seen and whose true T2 is known; beside mappings of intensities alone.
 *
 * <p>Patients (seed 1, 96 x 112 x 40 voxels): the first {@value #HALF} give T1, the next {@value
 * #HALF} T2; then {@value #VALIDATION} for choosing settings, then {@value #TEST} for the test,
 * which is looked at once settings are chosen ({@code on=test}).
 */
public final class TranslationStudy {

  private static final int HALF = 12;
  private static final int VALIDATION = 3;
  private static final int TEST = 6;
  private static final int CONTENT_SAMPLE = 4;

  private final PhantomScans scans;
  private final IntensityScaling scaling = IntensityScaling.ofPercentiles();
  private final Options options;
  private final Path folder;

  private TranslationStudy(Options options) {
    this.options = options;
    this.folder = Path.of(options.text("folder"));
    this.scans =
        new PhantomScans(
            PhantomConfig.small(1, 2 * HALF + VALIDATION + TEST, ScannerPreset.siteA()),
            folder.resolve("cohort"));
  }

  /**
   * @param args folder=… and optionally on=validation|test, size, width, generator, loss, cycle,
   *     identity, rate, steps, minutes, crop, buffer, decay, seed (key=value); a model that is in
   *     the folder is judged without training it again, a checkpoint there is gone on from
   */
  public static void main(String[] args) throws IOException {
    TranslationStudy study = new TranslationStudy(Options.parse(args, 0));
    if (study.train()) {
      study.judge();
    } else {
      System.out.println("The time is up before all steps are done; call it again to go on.");
    }
  }

  /** Whether a model with all its steps is there. */
  private boolean train() throws IOException {
    Path model = folder.resolve("model.zip");
    if (Files.exists(model) && !Files.exists(folder.resolve("checkpoint.zip"))) {
      return true;
    }
    CycleJob job = job();
    CycleResult result =
        Files.exists(job.checkpointFile())
            ? CycleTraining.resume(job, CycleListener.NONE, untilTimeIsUp())
            : CycleTraining.start(job, CycleListener.NONE, untilTimeIsUp());
    return result.ending() != TrainingResult.Ending.CANCELED;
  }

  /**
   * After the minutes that were asked for: cancelled, which leaves a checkpoint, or with
   * finish=true ended with the model as it is then.
   */
  private Progress untilTimeIsUp() {
    double minutes = real("minutes", Double.POSITIVE_INFINITY);
    boolean finish = options.text("finish", "false").equals("true");
    long start = System.nanoTime();
    return new Progress() {
      @Override
      public void report(long done, long total, String message) {}

      @Override
      public boolean isCanceled() {
        return !finish && isTimeUp();
      }

      @Override
      public boolean wantsToFinish() {
        return finish && isTimeUp();
      }

      private boolean isTimeUp() {
        return (System.nanoTime() - start) / 6e10 > minutes;
      }
    };
  }

  private CycleJob job() throws IOException {
    int size = number("size", 64);
    SliceConfig slices = SliceConfig.ofSize(size);
    CycleConfig base = CyclePresets.named(CyclePresets.QUICK_LOOK);
    CycleConfig config =
        new CycleConfig(
            base.preset(),
            new CycleConfig.Networks(
                GeneratorKind.valueOf(options.text("generator", "RESNET")),
                size,
                1,
                1,
                number("width", 16),
                number("criticwidth", 16),
                real("dropout", 0)),
            new CycleConfig.Losses(
                AdversarialLoss.valueOf(options.text("loss", "LEAST_SQUARES")),
                real("cycle", 10),
                real("identity", 0)),
            new CycleConfig.Optimization(
                real("rate", 5e-4), 0.5, number("batch", 1), number("buffer", 50)),
            new SliceAugmentation(true, false, real("crop", 0.1)),
            new CycleConfig.Schedule(number("steps", 8000), 0, real("decay", 0.5), 0, 500, 0),
            base.privacy(),
            options.text("seed", "1"));
    SliceDescription description = new SliceDescription("T1", "T2", slices, scaling, scaling);
    return new CycleJob(
        config,
        set(Modality.T1, 0, HALF, slices),
        set(Modality.T2, HALF, 2 * HALF, slices),
        description,
        CycleJob.PublicSlices.NONE,
        folder,
        null,
        true);
  }

  private SliceSetSource set(Modality modality, int from, int to, SliceConfig config) {
    SliceSet set =
        new SliceCollector(config, scaling)
            .collect(modality.name(), scans.sources(modality, from, to), Progress.NONE);
    return new SliceSetSource(set);
  }

  private void judge() throws IOException {
    boolean test = options.text("on", "validation").equals("test");
    int from = 2 * HALF + (test ? VALIDATION : 0);
    int to = from + (test ? TEST : VALIDATION);
    Map<String, IntensityMap> maps = new LinkedHashMap<>();
    float[] trainT1 = pooled(Modality.T1, 0, HALF);
    float[] trainT2 = pooled(Modality.T2, HALF, 2 * HALF);
    maps.put("T1 as it is", IntensityMap.identity());
    maps.put("histogram matching", IntensityMap.matching(trainT1, trainT2));
    maps.put("histogram matching, inverted", IntensityMap.inverseMatching(trainT1, trainT2));
    maps.put(
        "best mapping of intensities (needs pairs)",
        IntensityMap.leastSquares(trainT1, pooled(Modality.T2, 0, HALF)));
    int[] size = scans.dimensions();
    Map<String, VolumeScores> scores = new LinkedHashMap<>();
    maps.keySet().forEach(name -> scores.put(name, new VolumeScores(size[0], size[1])));
    VolumeScores translated = new VolumeScores(size[0], size[1]);
    VolumeScores cycled = new VolumeScores(size[0], size[1]);
    List<float[][]> shown = new ArrayList<>();
    try (TranslationModel g = TranslationModel.open(folder.resolve("model.zip"), Direction.G);
        TranslationModel f = TranslationModel.open(folder.resolve("model.zip"), Direction.F)) {
      for (int i = from; i < to; i++) {
        float[] t1 = scaled(scans.volume(Modality.T1, i));
        float[] t2 = scaled(scans.volume(Modality.T2, i));
        maps.forEach((name, map) -> scores.get(name).add(t2, map.apply(t1)));
        ImagePlus there = g.translate(scans.image(Modality.T1, i), "there", Progress.NONE);
        float[] made = values(there);
        translated.add(t2, made);
        cycled.add(t1, values(f.translate(there, "back", Progress.NONE)));
        shown.add(new float[][] {t1, maps.get("histogram matching, inverted").apply(t1), made, t2});
      }
    }
    scores.put("CycleGAN, unpaired", translated);
    print(scores, cycled, test, to - from);
    picture(shown, size);
  }

  private void print(
      Map<String, VolumeScores> scores, VolumeScores cycled, boolean test, int patients) {
    System.out.printf("%d %s patients%n%n", patients, test ? "test" : "validation");
    System.out.println("| T1 to T2 by | PSNR (dB) | SSIM | mean error (share of the range) |");
    System.out.println("|---|---|---|---|");
    scores.forEach((name, score) -> System.out.println(score.row(name)));
    System.out.println(cycled.row("CycleGAN, to T2 and back, against T1"));
  }

  /** Values from 0 (percentile 1) to 1 (percentile 99.9), x fastest. */
  private float[] scaled(Volume volume) {
    DoubleUnaryOperator scaler = scaling.scaler(volume);
    float[] values = new float[(int) volume.data().size()];
    int i = 0;
    for (FloatType voxel : Views.flatIterable(volume.data())) {
      values[i++] = (float) ((scaler.applyAsDouble(voxel.get()) + 1) / 2);
    }
    return values;
  }

  private float[] pooled(Modality modality, int from, int to) throws IOException {
    List<float[]> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      all.add(scaled(scans.volume(modality, i)));
    }
    int length = all.get(0).length;
    float[] pool = new float[all.size() * length];
    for (int i = 0; i < all.size(); i++) {
      System.arraycopy(all.get(i), 0, pool, i * length, length);
    }
    return pool;
  }

  private static float[] values(ImagePlus image) {
    int area = image.getWidth() * image.getHeight();
    float[] values = new float[area * image.getNSlices()];
    for (int z = 0; z < image.getNSlices(); z++) {
      System.arraycopy(image.getStack().getPixels(z + 1), 0, values, z * area, area);
    }
    return values;
  }

  /** One row for each of a few slices: T1, inverted histogram matching, translation, true T2. */
  private void picture(List<float[][]> shown, int[] size) throws IOException {
    int gap = 4;
    int scale = 2;
    int pitchX = size[0] * scale + gap;
    int pitchY = size[1] * scale + gap;
    ColorProcessor canvas = new ColorProcessor(4 * pitchX - gap, CONTENT_SAMPLE * pitchY - gap);
    canvas.setColor(Color.WHITE);
    canvas.fill();
    for (int row = 0; row < CONTENT_SAMPLE; row++) {
      float[][] patient = shown.get(row % shown.size());
      int slice = size[2] * (row + 1) / (CONTENT_SAMPLE + 1);
      for (int column = 0; column < patient.length; column++) {
        FloatProcessor pixels = new FloatProcessor(size[0], size[1]);
        System.arraycopy(
            patient[column], slice * size[0] * size[1], pixels.getPixels(), 0, size[0] * size[1]);
        pixels.setMinAndMax(0, 1);
        canvas.insert(
            pixels.resize(size[0] * scale, size[1] * scale).convertToByte(true).convertToRGB(),
            column * pitchX,
            row * pitchY);
      }
    }
    new FileSaver(new ImagePlus("T1 to T2", canvas))
        .saveAsPng(folder.resolve("translation.png").toString());
  }

  private int number(String key, int fallback) {
    return Integer.parseInt(options.text(key, Integer.toString(fallback)));
  }

  private double real(String key, double fallback) {
    return Double.parseDouble(options.text(key, Double.toString(fallback)));
  }
}
