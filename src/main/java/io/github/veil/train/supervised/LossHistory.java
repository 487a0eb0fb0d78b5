/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import java.util.List;
import java.util.Locale;

/**
 * How a training went.
 *
 * @param epochLosses mean loss of the batches of each epoch, oldest first
 */
public record LossHistory(List<Double> epochLosses) {

  public LossHistory {
    epochLosses = List.copyOf(epochLosses);
  }

  /** A table of epoch and loss as comma-separated text. */
  public String toCsv() {
    StringBuilder text = new StringBuilder("epoch,loss\n");
    for (int i = 0; i < epochLosses.size(); i++) {
      text.append(String.format(Locale.ROOT, "%d,%.6g%n", i + 1, epochLosses.get(i)));
    }
    return text.toString();
  }
}
