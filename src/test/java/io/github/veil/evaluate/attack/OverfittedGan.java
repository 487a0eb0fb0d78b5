/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.evaluate.encoder.*;
import io.github.veil.evaluate.fidelity.FrechetDistance;
import io.github.veil.patch.*;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.train.*;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;

final class OverfittedGan {
  public static void main(String[] a) throws Exception {
    long seed = Long.parseLong(a[0]);
    int iterations = Integer.parseInt(a[1]);
    int patients = Integer.parseInt(a[2]);
    boolean priv = Boolean.parseBoolean(a[3]);
    int gw = Integer.parseInt(a[4]), cw = Integer.parseInt(a[5]);
    AdversarialLoss loss = AdversarialLoss.valueOf(a[6]);
    double lr = Double.parseDouble(a[7]);
    long t = System.nanoTime();
    int each = 50 / patients;
    io.github.veil.evaluate.utility.PhantomCohort c =
        new io.github.veil.evaluate.utility.PhantomCohort(
            seed,
            3 * patients,
            ExtractionConfig.defaults().withPatchSize(32).withPatches(each, 0.5));
    PatchSource[] p = new PatchSource[3];
    for (int i = 0; i < 3; i++) p[i] = c.patches(c.patients(i * patients, (i + 1) * patients));
    System.out.println("phantoms " + (System.nanoTime() - t) / 1e9);
    int pieces = Integer.parseInt(a[8]);
    Path before = null;
    for (int piece = 0; piece < pieces; piece++) {
      PrivacySettings ps =
          priv
              ? new PrivacySettings(true, PrivacyUnit.PATCH, 0, 8, 0, false, 1, 16, true)
              : PrivacySettings.NONE;
      GanConfig config =
          new GanConfig(
              "x",
              loss,
              new GanConfig.Networks(32, gw, cw, 128),
              new GanConfig.Optimization(GanConfig.OptimizerKind.ADAM, lr, lr, 0, 1, 25, 0),
              new GanConfig.Schedule(iterations, 0, 0, 100000),
              ps,
              "" + seed);
      Path f = Files.createTempDirectory("of");
      t = System.nanoTime();
      GanTraining.start(
          new GanJob(
              config, p[0], GanJob.PatchDescription.UNKNOWN, f, f.resolve("l"), before, false),
          TrainingListener.NONE,
          Progress.NONE);
      System.out.println("train " + (System.nanoTime() - t) / 1e9);
      List<float[]> syn = new ArrayList<>();
      ImageGenerator.generate(
          f.resolve("model.zip"),
          500,
          RandomSource.seeded(seed),
          0.5,
          (px, r) -> syn.add(px.clone()),
          Progress.NONE);
      PatchSource s =
          new PatchSource() {
            public int count() {
              return syn.size();
            }

            public int size() {
              return 32;
            }

            public int channels() {
              return 2;
            }

            public void read(int i, float[] x, int o) {
              System.arraycopy(syn.get(i), 0, x, o, 2048);
            }

            public List<PatchRow> rows() {
              return List.of();
            }
          };
      ConvEncoder e = ConvEncoder.embedded();
      double[][] m = e.encode(p[0], Progress.NONE),
          h = e.encode(p[1], Progress.NONE),
          fr = e.encode(p[2], Progress.NONE),
          sy = e.encode(s, Progress.NONE);
      double[][] mp = px(p[0]), hp = px(p[1]), fp = px(p[2]), sp = px(s);
      List<String> mi = p[0].rows().stream().map(PatchRow::patient).toList(),
          hi = p[1].rows().stream().map(PatchRow::patient).toList();
      show("distance", DistanceScores.nearest(m, sy), mi, DistanceScores.nearest(h, sy), hi);
      show("distance px", DistanceScores.nearest(mp, sp), mi, DistanceScores.nearest(hp, sp), hi);
      show(
          "calibrated",
          DistanceScores.ganLeaksCalibrated(m, Arrays.copyOf(sy, fr.length), fr),
          mi,
          DistanceScores.ganLeaksCalibrated(h, Arrays.copyOf(sy, fr.length), fr),
          hi);
      show(
          "calibrated px",
          DistanceScores.ganLeaksCalibrated(mp, Arrays.copyOf(sp, fp.length), fp),
          mi,
          DistanceScores.ganLeaksCalibrated(hp, Arrays.copyOf(sp, fp.length), fp),
          hi);
      show(
          "logan",
          CriticScores.of(f.resolve("model.zip"), p[0], Progress.NONE),
          mi,
          CriticScores.of(f.resolve("model.zip"), p[1], Progress.NONE),
          hi);
      show("fresh", DistanceScores.nearest(m, fr), mi, DistanceScores.nearest(h, fr), hi);
      System.out.println(
          "FD train "
              + FrechetDistance.of(m, sy).value()
              + " held "
              + FrechetDistance.of(h, sy).value()
              + " real "
              + FrechetDistance.of(m, h).value());
      NearestDistances nt = NearestDistances.of(sy, m), nh = NearestDistances.of(sy, h);
      before = f.resolve("model.zip");
      System.out.println(
          "share nearer "
              + nt.shareNearerThan(nh)
              + " cluster p "
              + ClusterAttack.of(m, h, sy, Stream.concat(mi.stream(), hi.stream()).toList(), 999, 1)
                  .pValue());
    }
  }

  static double[][] px(PatchSource s) {
    double[][] r = new double[s.count()][1024];
    float[] b = new float[2048];
    for (int i = 0; i < r.length; i++) {
      s.read(i, b, 0);
      for (int j = 0; j < 1024; j++) r[i][j] = b[j];
    }
    return r;
  }

  static void show(String n, double[] m, List<String> mi, double[] h, List<String> hi) {
    MembershipAttack a =
        MembershipAttack.of(n, Candidates.patches(m, mi), Candidates.patches(h, hi), 0.95);
    MembershipAttack b =
        MembershipAttack.of(
            n, Candidates.patches(m, mi).byPatient(), Candidates.patches(h, hi).byPatient(), 0.95);
    System.out.printf(
        "%-14s AUC %.3f [%.3f %.3f] TPR1%% %.2f  patients %.3f [%.3f %.3f]%n",
        n,
        a.roc().auc(),
        a.auc().low(),
        a.auc().high(),
        a.tprAtPercent().tpr(),
        b.roc().auc(),
        b.auc().low(),
        b.auc().high());
  }
}
