/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.train.PrivacySettings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.Pointer;

/**
 * A process that {@code bench.py} times: {@code Contestant work key=value …}. It prints {@code
 * ready} once set up; for every line with a number n that it reads it does the work n times and
 * prints {@code done} and {@code key=value} pairs; it ends with its input. The runner reads time
 * and memory from outside, so that every contestant is measured by the same clock.
 */
public final class Contestant {

  /** Sets a work up. */
  @FunctionalInterface
  interface Factory {
    Work create(Options options) throws Exception;
  }

  private static final Map<String, Factory> WORKS =
      Map.ofEntries(
          Map.entry("critic", options -> CriticWork.create(options, CriticWork.Kind.PLAIN)),
          Map.entry(
              "private-gradient",
              options -> CriticWork.create(options, CriticWork.Kind.WITHOUT_NOISE)),
          Map.entry(
              "private-critic", options -> CriticWork.create(options, CriticWork.Kind.PRIVATE)),
          Map.entry("generator", GeneratorWork::create),
          Map.entry("training", options -> TrainingWork.create(options, PrivacySettings.NONE)),
          Map.entry(
              "private-training", options -> TrainingWork.create(options, TrainingWork.PRIVATE)),
          Map.entry("patches", PatchWork::create),
          Map.entry("segmentation", SegmentationWork::create),
          Map.entry("volume", VolumeWork::create),
          Map.entry("frechet", MeasureWork::frechet),
          Map.entry("pairwise-ssim", MeasureWork::pairwiseSsim),
          Map.entry("hausdorff", MeasureWork::hausdorff),
          Map.entry("tsne", MeasureWork::tsne),
          Map.entry("translation", CycleWork::create));

  private Contestant() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err);
    Factory factory = WORKS.get(arguments[0]);
    if (factory == null) {
      throw new IllegalArgumentException(
          "There is no work \"" + arguments[0] + "\"; choose one of " + WORKS.keySet() + ".");
    }
    try (Work work = factory.create(Options.parse(arguments, 1));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
      out.println("ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        for (int i = Integer.parseInt(line.strip()); i > 0; i--) {
          work.step();
        }
        out.println(reply(work));
      }
    }
  }

  private static String reply(Work work) {
    StringBuilder reply = new StringBuilder("done");
    Map<String, Double> measures = new TreeMap<>(work.measures());
    measures.put("heap_bytes", (double) Runtime.getRuntime().totalMemory());
    measures.put("native_bytes", (double) Pointer.totalBytes());
    measures.forEach((key, value) -> reply.append(' ').append(key).append('=').append(value));
    return reply.toString();
  }
}
