/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.image.Volume;
import io.github.veil.image.VolumeIO;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reference inputs and values, computed with other programs (numpy, scipy, scikit-image, mpmath).
 */
public final class GoldenFiles {

  private final String folder;

  /**
   * @param folder below {@code golden} in the test resources
   */
  public GoldenFiles(String folder) {
    this.folder = folder;
  }

  public JsonNode expected() throws IOException {
    return new ObjectMapper().readTree(file("expected.json").toFile());
  }

  public Path file(String name) {
    try {
      return Path.of(GoldenFiles.class.getResource("/golden/" + folder + "/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public double[][] matrix(String name) throws IOException {
    return matrix(name, 0);
  }

  /** A CSV file of numbers after {@code header} lines. */
  public double[][] matrix(String name, int header) throws IOException {
    return Files.readAllLines(file(name)).stream()
        .skip(header)
        .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  public Volume volume(String name) throws IOException {
    return new VolumeIO().open(file(name));
  }

  /** JSON's null stands for undefined, ours is NaN. */
  public static void assertMatches(
      JsonNode expected, String key, double actual, double tolerance, String where) {
    JsonNode value = expected.get(key);
    String message = where + ": " + key;
    if (value.isNull()) {
      assertEquals(Double.NaN, actual, message);
    } else {
      assertEquals(value.asDouble(), actual, tolerance, message);
    }
  }
}
