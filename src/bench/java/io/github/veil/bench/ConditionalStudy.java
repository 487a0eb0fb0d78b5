/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import ij.ImagePlus;
import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.evaluate.utility.ConfusionMatrix;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSet;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.PatchStackBuilder;
import io.github.veil.patch.PatchSubset;
import io.github.veil.patch.PixelSize;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.train.AdversarialLoss;
import io.github.veil.train.GanConfig;
import io.github.veil.train.GanJob;
import io.github.veil.train.GanTraining;
import io.github.veil.train.ImageGenerator;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.TrainingListener;
import io.github.veil.train.condition.Condition;
import io.github.veil.train.condition.ConditionHead;
import io.github.veil.train.condition.Conditioning;
import io.github.veil.train.supervised.Augmentation;
import io.github.veil.train.supervised.ClassifierConfig;
import io.github.veil.train.supervised.ClassifierModel;
import io.github.veil.train.supervised.ClassifierTraining;
import io.github.veil.train.supervised.SupervisedConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What conditional models are good for: a classifier trained on their images, tested on real ones.
 *
 * <p>{@code train data=spine:FOLDER|fashion:FOLDER model=FOLDER …} trains a model ({@code
 * initial=MODEL.zip} goes on from another); {@code score data=… source=real|MODEL.zip
 * on=validation|test} trains a classifier on real or on generated patches, as many of each class,
 * and prints its accuracy, and how much patches of a class vary; {@code repeat=2} draws other
 * patches and trains another classifier. {@code judge data=… source=MODEL.zip} asks a classifier
 * trained on real patches whether generated ones show their class, and {@code marks data=…
 * source=MODEL.zip} one trained on generated patches: when that one is right far more often, the
 * model marks its classes in a way that real patches do not. {@code realism} tells new generated
 * patches from real ones of the validation patients. All print CPU seconds.
 */
public final class ConditionalStudy {

  private ConditionalStudy() {}

  /** See above; options that are left out keep the defaults below. */
  public static void main(String[] arguments) throws Exception {
    Options options = Options.parse(arguments, 1);
    ClassData data = data(options.text("data"));
    switch (arguments[0]) {
      case "train" -> train(data, options);
      case "score" -> score(data, options);
      case "judge" -> judge(data, options);
      case "marks" -> marks(data, options);
      case "realism" -> realism(data, options);
      default ->
          throw new IllegalArgumentException(
              "The first argument must be train, score, judge, marks or realism.");
    }
    System.out.printf(Locale.ROOT, "CPU seconds: %.0f%n", cpuSeconds());
  }

  private static ClassData data(String text) throws Exception {
    Path folder = Path.of(text.substring(text.indexOf(':') + 1));
    return text.startsWith("spine:") ? ClassData.spine(folder) : ClassData.fashion(folder);
  }

  private static void train(ClassData data, Options options) throws IOException {
    Path folder = Path.of(options.text("model"));
    GanConfig config = config(options);
    GanJob job =
        new GanJob(
            config,
            data.train(),
            new GanJob.PatchDescription(1, 1, "pixel", "study", false),
            folder,
            folder.resolve("ledger.jsonl"),
            initialModel(options),
            true);
    var result =
        Files.exists(job.checkpointFile())
            ? GanTraining.resume(job, TrainingListener.NONE, finishing(options))
            : GanTraining.start(job, TrainingListener.NONE, Progress.NONE);
    System.out.println(result);
  }

  private static Path initialModel(Options options) {
    String path = options.text("initial", "");
    return path.isEmpty() ? null : Path.of(path);
  }

  /** With {@code finish=1} a training that goes on is only brought to its end. */
  private static Progress finishing(Options options) {
    boolean finish = options.number("finish", 0) > 0;
    return new Progress() {
      @Override
      public void report(long done, long total, String message) {}

      @Override
      public boolean isCanceled() {
        return false;
      }

      @Override
      public boolean wantsToFinish() {
        return finish;
      }
    };
  }

  private static GanConfig config(Options options) {
    double epsilon = options.number("epsilon", 0);
    PrivacySettings privacy =
        epsilon == 0
            ? PrivacySettings.NONE
            : new PrivacySettings(
                true,
                PrivacyUnit.PATCH,
                options.number("noise", 0),
                epsilon,
                options.number("delta", 1e-5),
                false,
                options.number("clip", 1),
                1,
                true);
    int width = (int) options.number("width", 32);
    int critic = (int) options.number("critic", width);
    ConditionHead head = ConditionHead.valueOf(options.text("head", "PROJECTION"));
    return new GanConfig(
        "study",
        AdversarialLoss.valueOf(options.text("loss", "HINGE")),
        new GanConfig.Networks(
            (int) options.number("latent", 64), width, critic, (int) options.number("max", 256)),
        new GanConfig.Optimization(
            GanConfig.OptimizerKind.ADAM,
            options.number("generator_rate", 5e-4),
            options.number("critic_rate", 5e-4),
            0,
            (int) options.number("critic_steps", 1),
            (int) options.number("batch", 64),
            options.number("averaging", 0.999),
            options.number("adaptive", 0) > 0),
        new GanConfig.Schedule(
            (long) options.number("iterations", 5000),
            0,
            options.number("minutes", 0),
            (int) options.number("checkpoint", 500)),
        privacy,
        options.text("seed", "1"),
        new Conditioning(
            head,
            options.text("conditions", "class"),
            Conditioning.UNIFORM,
            options.number("weight", Conditioning.defaultWeight(head)),
            10),
        new GanConfig.Regularization(
            options.number("spectral_norm", 2), options.number("diversity", 0.5)));
  }

  private static void score(ClassData data, Options options) throws IOException {
    String source = options.text("source");
    List<String> classes = ClassifierTraining.classesOf(data.train());
    PatchSource patches = patches(source, data, classes, options);
    PatchSource test = options.text("on").equals("test") ? data.test() : data.validation();
    System.out.printf(
        Locale.ROOT,
        "%s: %d patches, accuracy on %s %.4f, spread within classes %.3f, of real ones %.3f%n",
        source,
        patches.count(),
        options.text("on"),
        accuracy(patches, test, classes, options),
        spread(patches),
        spread(data.train()));
  }

  private static void judge(ClassData data, Options options) throws IOException {
    List<String> classes = ClassifierTraining.classesOf(data.train());
    PatchSource generated = patches(options.text("source"), data, classes, options);
    System.out.printf(
        Locale.ROOT,
        "generated patches that show their class: %.4f%n",
        accuracy(data.train(), generated, classes, options));
  }

  private static void marks(ClassData data, Options options) throws IOException {
    List<String> classes = ClassifierTraining.classesOf(data.train());
    Path model = Path.of(options.text("source"));
    int perClass = (int) options.number("per_class", 200);
    PatchSource known = generated(model, classes, perClass, repeat(options), options);
    PatchSource others = generated(model, classes, perClass / 2, repeat(options) + 1, options);
    System.out.printf(
        Locale.ROOT,
        "generated patches told apart by what others of the model taught: %.4f%n",
        accuracy(known, others, classes, options));
  }

  private static void realism(ClassData data, Options options) throws IOException {
    List<String> classes = ClassifierTraining.classesOf(data.train());
    Path model = Path.of(options.text("source"));
    PatchSource known = data.train();
    PatchSource others = data.validation();
    int perClass = known.count() / classes.size();
    int otherPerClass = others.count() / classes.size();
    long seed = repeat(options);
    System.out.printf(
        Locale.ROOT,
        "generated and real patches told apart: %.4f%n",
        accuracy(
            beside(known, generated(model, classes, perClass, seed, options)),
            beside(others, generated(model, classes, otherPerClass, seed + 1, options)),
            List.of("real", "generated"),
            options));
  }

  /** Patches of both, of the classes "real" and "generated". */
  private static PatchSource beside(PatchSource real, PatchSource generated) throws IOException {
    PatchStackBuilder stack = new PatchStackBuilder(real.size(), real.channels());
    List<PatchRow> rows = new ArrayList<>();
    for (PatchSource source : List.of(real, generated)) {
      String name = source == real ? "real" : "generated";
      for (int i = 0; i < source.count(); i++) {
        float[] patch = new float[source.size() * source.size() * source.channels()];
        source.read(i, patch, 0);
        PatchRow row = new PatchRow(rows.size(), "", 0, 0, 0, true, 0, name);
        rows.add(row);
        stack.add(patch, row);
      }
    }
    return PatchSet.of(stack.build("real and generated", new PixelSize(1, 1, 1, "pixel")), rows);
  }

  /** Seed of the patches and of the classifier: scores are repeated with others. */
  private static long repeat(Options options) {
    return (long) options.number("repeat", 1);
  }

  /** Real or generated patches, as many of each class. */
  private static PatchSource patches(
      String source, ClassData data, List<String> classes, Options options) throws IOException {
    int perClass = (int) options.number("per_class", data.train().count() / classes.size());
    return source.equals("real")
        ? PatchSubset.random(data.train(), perClass * classes.size(), repeat(options))
        : generated(Path.of(source), classes, perClass, repeat(options), options);
  }

  /** Accuracy on {@code test} of a classifier trained on {@code patches}. */
  private static double accuracy(
      PatchSource patches, PatchSource test, List<String> classes, Options options)
      throws IOException {
    int epochs = (int) options.number("epochs", 20);
    ClassifierConfig config =
        ClassifierConfig.standard()
            .withTraining(
                new SupervisedConfig(1e-3, 32, epochs, Augmentation.NONE, repeat(options)));
    try (ClassifierModel model =
        ClassifierTraining.train(config, patches, classes, Progress.NONE)) {
      int[] truth =
          test.rows().stream().mapToInt(row -> classes.indexOf(row.className())).toArray();
      return ConfusionMatrix.of(classes, truth, model.predict(test, Progress.NONE)).accuracy();
    }
  }

  /** Standard deviation of a pixel within a class, the root of the mean square over all. */
  private static double spread(PatchSource patches) {
    int length = patches.size() * patches.size() * patches.channels();
    Map<String, double[]> sums = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    float[] patch = new float[length];
    double squares = 0;
    for (int i = 0; i < patches.count(); i++) {
      patches.read(i, patch, 0);
      String name = patches.rows().get(i).className();
      counts.merge(name, 1, Integer::sum);
      double[] sum = sums.computeIfAbsent(name, any -> new double[length]);
      for (int k = 0; k < length; k++) {
        sum[k] += patch[k];
        squares += (double) patch[k] * patch[k];
      }
    }
    for (Map.Entry<String, double[]> entry : sums.entrySet()) {
      for (double sum : entry.getValue()) {
        squares -= sum * sum / counts.get(entry.getKey());
      }
    }
    return Math.sqrt(squares / ((double) length * patches.count()));
  }

  private static PatchSource generated(
      Path model, List<String> classes, int perClass, long seed, Options options)
      throws IOException {
    List<ImageGenerator.Request> requests = new ArrayList<>();
    for (String name : classes) {
      Condition condition = new Condition(Map.of("class", name));
      requests.add(new ImageGenerator.Request(condition, perClass));
    }
    PatchStackBuilder stack = new PatchStackBuilder(32, 1);
    List<PatchRow> rows = new ArrayList<>();
    ImageGenerator.generate(
        model,
        requests,
        new ImageGenerator.Drawing(RandomSource.seeded(seed), 0.5, options.number("truncation", 0)),
        (pixels, row) -> {
          rows.add(row.at(rows.size()));
          stack.add(pixels, row);
        },
        Progress.NONE);
    ImagePlus image = stack.build("synthetic", new PixelSize(1, 1, 1, "pixel"));
    return PatchSet.of(image, rows);
  }

  private static double cpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }
}
