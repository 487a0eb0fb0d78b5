/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.train.ImageGenerator;
import io.github.veil.train.ModelCard;
import io.github.veil.train.ModelZip;
import io.github.veil.train.condition.Attribute;
import io.github.veil.train.condition.ConditionSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What Generate Synthetic Images will draw, from the model's own description. */
final class GenerationReadOut {

  private static final int BYTES_PER_PIXEL = 2;
  private static final int MOST_NAMED = 30;

  private GenerationReadOut() {}

  static List<String> of(Path model, GenerationRequests requests) throws IOException {
    ModelCard card = ModelZip.card(model);
    List<ImageGenerator.Request> requested = requests.of(card.conditions());
    long count = requested.stream().mapToLong(ImageGenerator.Request::count).sum();
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
        known(card.conditions()),
        privacy(model, card));
  }

  /** What a conditional model can be asked for. */
  private static String known(ConditionSchema schema) {
    return schema.none()
        ? "The model is unconditional: it takes no counts per class and no attributes."
        : "It can be asked for: "
            + MessageText.escaped(
                schema.attributes().stream()
                    .map(GenerationReadOut::described)
                    .collect(Collectors.joining("; ")));
  }

  private static String described(Attribute attribute) {
    List<String> levels = attribute.levels();
    return attribute.categorical()
        ? attribute.name()
            + " "
            + String.join(", ", levels.subList(0, Math.min(MOST_NAMED, levels.size())))
            + (levels.size() > MOST_NAMED ? ", …" : "")
        : attribute.name() + " " + number(attribute.low()) + " to " + number(attribute.high());
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
