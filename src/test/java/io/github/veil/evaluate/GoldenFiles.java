/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reference values of {@code src/test/resources/golden}. */
public final class GoldenFiles {

  private GoldenFiles() {}

  public static JsonNode json(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new ObjectMapper().readTree(in);
    }
  }

  public static double[][] matrix(String name) throws IOException {
    return matrix(name, 0);
  }

  /** A CSV file of numbers after {@code skip} header lines. */
  public static double[][] matrix(String name, int skip) throws IOException {
    List<double[]> rows = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8))) {
      for (String line : in.lines().skip(skip).toList()) {
        String[] cells = line.split(",");
        double[] row = new double[cells.length];
        for (int i = 0; i < row.length; i++) {
          row[i] = Double.parseDouble(cells[i]);
        }
        rows.add(row);
      }
    }
    return rows.toArray(double[][]::new);
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = GoldenFiles.class.getResourceAsStream("/golden/" + name);
    if (in == null) {
      throw new IOException("There is no reference file " + name + ".");
    }
    return in;
  }
}
