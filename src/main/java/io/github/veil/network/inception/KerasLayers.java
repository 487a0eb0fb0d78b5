/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network.inception;

import io.github.veil.core.Require;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The layers in a file that Keras wrote: one group each, with its weights somewhere below. */
final class KerasLayers {

  private static final String WHOLE_MODEL = "model_weights";

  private final Group root;

  KerasLayers(HdfFile file) {
    this.root = file.getChild(WHOLE_MODEL) instanceof Group model ? model : file;
  }

  /**
   * The layers called {@code type}, {@code type_1}, {@code type_2}, …, by number: Keras numbers
   * them as it creates them.
   */
  List<Group> ofType(String type) {
    Pattern pattern = Pattern.compile(Pattern.quote(type) + "(?:_(\\d{1,9}))?");
    SortedMap<Integer, Group> layers = new TreeMap<>();
    for (Node node : root) {
      Matcher name = pattern.matcher(node.getName());
      if (node instanceof Group layer && name.matches()) {
        layers.put(name.group(1) == null ? 0 : Integer.parseInt(name.group(1)), layer);
      }
    }
    return List.copyOf(layers.values());
  }

  /** The weights of a layer by their name in Keras, for instance {@code kernel}. */
  static Dataset weights(Group layer, String name) {
    return find(layer, name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "layer %s has no weights called \"%s\"".formatted(layer.getName(), name)));
  }

  /** Weights that a layer need not have. */
  static Optional<Dataset> find(Group group, String name) {
    for (Node node : group) {
      Optional<Dataset> found =
          node instanceof Group inner
              ? find(inner, name)
              : Optional.of(node)
                  .filter(n -> n.getName().replaceFirst(":\\d+$", "").equals(name))
                  .map(Dataset.class::cast);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The values in row-major order, which must be 32-bit floats. */
  static float[] floats(Dataset weights) {
    Object values = weights.getDataFlat();
    Require.that(
        values instanceof float[], "the weights %s are no 32-bit floats", weights.getPath());
    return (float[]) values;
  }
}
