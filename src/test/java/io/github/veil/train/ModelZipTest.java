/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelZipTest {

  @TempDir Path folder;

  @Test
  void card_withASettingOfTheFuture_asksForAnUpdate() throws IOException {
    String loss = "\"loss\":";
    String config =
        new ObjectMapper().writeValueAsString(GanPresets.named(GanPresets.QUICK_LOOK, false));
    assertTrue(config.contains(loss), config);
    String newer = config.replace(loss, "\"colour\":1," + loss);
    Path file = zip("{\"format\":1,\"config\":" + newer + "}");
    IOException fault = assertThrows(IOException.class, () -> ModelZip.card(file));
    assertEquals(
        "The model \""
            + file
            + "\" has a setting that this Veil does not know (colour in "
            + ModelZip.CARD
            + "); update Veil to use it.",
        fault.getMessage());
  }

  @Test
  void card_cutOff_isDamaged() throws IOException {
    Path file = zip("{\"format\": 1, ");
    IOException fault = assertThrows(IOException.class, () -> ModelZip.card(file));
    assertEquals(
        "The model \""
            + file
            + "\" has a damaged description ("
            + ModelZip.CARD
            + "); train it again.",
        fault.getMessage());
  }

  private Path zip(String card) throws IOException {
    Path file = folder.resolve("model.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry(ModelZip.CARD));
      out.write(card.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
