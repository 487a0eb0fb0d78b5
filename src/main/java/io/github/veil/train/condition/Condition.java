/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.condition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked of generated images.
 *
 * @param values by the name of the attribute: a level ("L1") or number ("63"), a range ("50..70",
 *     every number equally likely), or a mean and a standard deviation ("60+-8", cut at the
 *     attribute's range). What is left out is drawn by the model's frequencies.
 */
public record Condition(Map<String, String> values) {

  /** Nothing is asked for. */
  public static final Condition ANY = new Condition(Map.of());

  public Condition {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Images of one class. */
  public static Condition ofClass(String name) {
    return new Condition(Map.of(Attribute.CLASS, name));
  }
}
