/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.train.ModelZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CycleModelZipTest {

  @TempDir Path folder;

  @Test
  void card_withASettingOfTheFuture_asksForAnUpdate() throws IOException {
    String config = new ObjectMapper().writeValueAsString(CycleTrainingTest.config(false, 1));
    String newer = "{\"colour\":1," + config.substring(1);
    assertRefused(
        "{\"format\":1,\"kind\":\"translation\",\"config\":" + newer + "}",
        "has a setting that this Veil does not know (colour in "
            + ModelZip.CARD
            + "); update Veil to use it.");
  }

  @Test
  void card_ofAnotherModel_saysThatItIsNoTranslation() throws IOException {
    String sentence = "is not one of a translation; train one with Translate MRI.";
    assertRefused("{\"format\":1,\"config\":{\"colour\":1}}", sentence);
    assertRefused("{\"format\":1,\"kind\":\"other\"}", sentence);
    assertRefused("{\"format\":1,", sentence);
  }

  private void assertRefused(String card, String sentence) throws IOException {
    Path file = folder.resolve("model.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry(ModelZip.CARD));
      out.write(card.getBytes(StandardCharsets.UTF_8));
    }
    IOException fault = assertThrows(IOException.class, () -> CycleModelZip.card(file));
    assertEquals("The model \"" + file + "\" " + sentence, fault.getMessage());
  }
}
