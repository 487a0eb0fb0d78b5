/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import com.sun.management.OperatingSystemMXBean;
import io.github.veil.core.Progress;
import io.github.veil.evaluate.embedding.Trustworthiness;
import io.github.veil.evaluate.embedding.Tsne;
import io.github.veil.evaluate.embedding.TsneConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * t-SNE of a CSV matrix: prints CPU seconds of the whole process (start-up, compiler and garbage
 * collector included), the divergence and the trustworthiness. Beside it: tsne_bench.py.
 */
public final class TsneBench {

  private TsneBench() {}

  /**
   * @param args the CSV file
   */
  public static void main(String[] args) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(args[0]));
    double[][] rows = new double[lines.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.stream(lines.get(i).split(",")).mapToDouble(Double::parseDouble).toArray();
    }
    Tsne tsne = Tsne.embed(rows, TsneConfig.DEFAULT, Progress.NONE);
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double seconds = system.getProcessCpuTime() / 1e9;
    System.out.printf(
        Locale.ROOT,
        "veil    %6.1f CPU s  KL %.3f  trustworthiness %.4f%n",
        seconds,
        tsne.divergence(),
        Trustworthiness.of(rows, tsne.points(), 12));
  }
}
