/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.core.Require;
import io.github.veil.train.ModelZip;
import java.io.IOException;
import java.nio.file.Path;

/** A trained translation in one file. */
public final class CycleModelZip {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CycleModelZip() {}

  /**
   * Reads the model card alone; loads no network library.
   *
   * @throws IOException if the file cannot be read or is no model of a translation
   */
  public static CycleCard card(Path file) throws IOException {
    CycleCard card;
    try {
      card = JSON.readValue(ModelZip.text(file, ModelZip.CARD), CycleCard.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "The model \"" + file + "\" is not one of a translation; train one with Translate MRI.",
          e);
    }
    if (!CycleCard.KIND.equals(card.kind())) {
      throw new IOException(
          "The model \"" + file + "\" is not one of a translation; train one with Translate MRI.");
    }
    Require.that(
        card.format() <= CycleCard.FORMAT,
        "The model \"%s\" was written by a newer Veil (%s); update Veil to use it.",
        file,
        card.veil());
    return card;
  }
}
