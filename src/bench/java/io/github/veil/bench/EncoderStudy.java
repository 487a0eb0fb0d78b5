/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.encoder.ConvEncoder;
import io.github.veil.evaluate.encoder.Encoder;
import io.github.veil.evaluate.encoder.PhantomPatches;
import io.github.veil.evaluate.fidelity.FrechetDistance;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import io.github.veil.phantom.Modality;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * How well encoders order corruptions: Frechet distance to other phantom patients against the known
 * level, as rank correlation, and how far the weakest level stands out from none.
 */
public final class EncoderStudy {

  private static final int SIZE = 64;
  private static final int PATIENTS = 2;
  private static final List<Modality> MODALITIES = List.of(Modality.values());

  /** Corruptions by growing level; level 0 changes nothing. */
  private enum Corruption {
    NOISE(0.02, 0.05, 0.1, 0.2, 0.4),
    BLUR(0.5, 0.8, 1.2, 2, 3),
    ROTATION(5, 10, 20, 40, 80),
    SHIFT(0.03, 0.06, 0.12, 0.25, 0.5),
    SWIRL(0.25, 0.5, 1, 2, 4),
    MODE_DROP(0.1, 0.25, 0.5, 0.75, 1),
    COPIES(0.1, 0.25, 0.5, 0.75, 1);

    final double[] levels;

    Corruption(double... levels) {
      this.levels = levels;
    }
  }

  private EncoderStudy() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException {
    PatchSource train = new PhantomPatches(5, PATIENTS, 60, SIZE, MODALITIES);
    PatchSource holdout = new PhantomPatches(7, PATIENTS, 60, SIZE, MODALITIES);
    PatchSource base = new PhantomPatches(6, PATIENTS, 60, SIZE, MODALITIES);
    System.out.println("encoder,corruption,FD at level 0 to 5,Spearman,Kendall,level 1 / level 0");
    for (Encoder encoder : List.of(ConvEncoder.random(1), ConvEncoder.embedded())) {
      long start = System.nanoTime();
      double[][] real = encoder.encode(train, Progress.NONE);
      double rate = train.count() / ((System.nanoTime() - start) / 1e9);
      double[][] other = encoder.encode(holdout, Progress.NONE);
      double agreement = 0;
      for (Corruption corruption : Corruption.values()) {
        double[] distances = new double[corruption.levels.length + 1];
        double[] levels = new double[distances.length];
        for (int level = 0; level < distances.length; level++) {
          levels[level] = level;
          double strength = level == 0 ? 0 : corruption.levels[level - 1];
          PatchSource corrupted = corrupt(base, train, corruption, strength);
          double[][] made = encoder.encode(corrupted, Progress.NONE);
          double distance = FrechetDistance.of(real, made).value();
          distances[level] =
              corruption == Corruption.COPIES
                  ? FrechetDistance.of(other, made).value() - distance
                  : distance;
        }
        double spearman = new SpearmansCorrelation().correlation(levels, distances);
        agreement += spearman / Corruption.values().length;
        System.out.printf(
            Locale.ROOT,
            "%s,%s,%s,%.3f,%.3f,%.2f%n",
            encoder.name(),
            corruption.name().toLowerCase(Locale.ROOT),
            String.join(
                " ", Arrays.stream(distances).mapToObj(d -> String.format("%.4g", d)).toList()),
            spearman,
            new KendallsCorrelation().correlation(levels, distances),
            distances[1] / distances[0]);
      }
      System.out.printf(
          Locale.ROOT, "%s,mean Spearman %.3f, %.0f patches/s%n", encoder.name(), agreement, rate);
    }
  }

  private static PatchSource corrupt(
      PatchSource base, PatchSource train, Corruption corruption, double strength) {
    int kept = base.count() / PATIENTS / MODALITIES.size();
    return new Images(
        base.count(),
        i -> {
          boolean drawn = new SplittableRandom(i).nextDouble() < strength;
          float[] image = new float[SIZE * SIZE];
          if (corruption == Corruption.COPIES && drawn) {
            train.read(i, image, 0);
          } else if (corruption == Corruption.MODE_DROP && drawn) {
            base.read(
                i / (kept * MODALITIES.size()) * kept * MODALITIES.size() + i % kept, image, 0);
          } else {
            base.read(i, image, 0);
          }
          return strength == 0 ? image : change(image, corruption, strength, i);
        });
  }

  private static float[] change(float[] image, Corruption corruption, double strength, int index) {
    SplittableRandom random = new SplittableRandom(1000 + index);
    float[] changed = image.clone();
    for (int p = 0; p < image.length; p++) {
      double x = p % SIZE - (SIZE - 1) / 2.0;
      double y = p / SIZE - (SIZE - 1) / 2.0;
      double radius = Math.hypot(x, y);
      double value =
          switch (corruption) {
            case NOISE -> image[p] + strength * random.nextGaussian();
            case SHIFT -> image[p] + strength;
            case BLUR -> blurred(image, p, strength);
            case ROTATION -> turned(image, x, y, Math.toRadians(strength));
            case SWIRL -> turned(image, x, y, strength * Math.exp(-radius / (SIZE / 4.0)));
            case MODE_DROP, COPIES -> image[p];
          };
      changed[p] = (float) Math.max(-1, Math.min(1, value));
    }
    return changed;
  }

  private static double blurred(float[] image, int p, double sigma) {
    int reach = (int) Math.ceil(3 * sigma);
    double sum = 0;
    double weights = 0;
    for (int dy = -reach; dy <= reach; dy++) {
      for (int dx = -reach; dx <= reach; dx++) {
        double weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
        weights += weight;
        sum += weight * at(image, p % SIZE + dx, p / SIZE + dy);
      }
    }
    return sum / weights;
  }

  private static double turned(float[] image, double x, double y, double angle) {
    double sx = Math.cos(angle) * x - Math.sin(angle) * y + (SIZE - 1) / 2.0;
    double sy = Math.sin(angle) * x + Math.cos(angle) * y + (SIZE - 1) / 2.0;
    int left = (int) Math.floor(sx);
    int top = (int) Math.floor(sy);
    double fx = sx - left;
    double fy = sy - top;
    return (1 - fy) * ((1 - fx) * at(image, left, top) + fx * at(image, left + 1, top))
        + fy * ((1 - fx) * at(image, left, top + 1) + fx * at(image, left + 1, top + 1));
  }

  private static float at(float[] image, int x, int y) {
    return image[Math.max(0, Math.min(SIZE - 1, y)) * SIZE + Math.max(0, Math.min(SIZE - 1, x))];
  }

  /** Patches made on demand. */
  private record Images(int count, java.util.function.IntFunction<float[]> maker)
      implements PatchSource {

    @Override
    public int size() {
      return SIZE;
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public void read(int index, float[] target, int offset) {
      System.arraycopy(maker.apply(index), 0, target, offset, SIZE * SIZE);
    }

    @Override
    public List<PatchRow> rows() {
      return List.of();
    }
  }
}
