/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.train.ModelCard;
import io.github.veil.train.ModelZip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What Generate Synthetic Images will draw, from the model's own description. */
final class GenerationReadOut {

  private static final int BYTES_PER_PIXEL = 2;

  private GenerationReadOut() {}

  static List<String> of(Path model, int count) throws IOException {
    ModelCard card = ModelZip.card(model);
    double bytes =
        (double) count * card.channels() * card.patchSize() * card.patchSize() * BYTES_PER_PIXEL;
    return List.of(
        "<b>%,d images</b> of %d x %d pixels%s (%s x %s %s), %s as a stack"
            .formatted(
                count,
                card.patchSize(),
                card.patchSize(),
                card.channels() > 1 ? " with labels" : "",
                number(card.pixelWidth()),
                number(card.pixelHeight()),
                MessageText.escaped(card.unit()),
                ReadOut.bytes(bytes)),
        privacy(model, card));
  }

  private static String privacy(Path model, ModelCard card) throws IOException {
    if (!card.privateTraining()) {
      return ReadOut.problem(
          "The model was trained without privacy: its images may show real patients.");
    }
    JsonNode statement = new ObjectMapper().readTree(ModelZip.text(model, ModelZip.PRIVACY));
    JsonNode epsilon = statement.path("epsilon");
    return epsilon.isNumber()
        ? "Privacy of the model: epsilon %.3f for a %s, delta %s"
            .formatted(
                epsilon.asDouble(),
                MessageText.escaped(statement.path("unit").asText()),
                statement.path("delta").asText())
        : ReadOut.problem(statement.path("status").asText());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value).replaceFirst("\\.?0+$", "");
  }
}
