/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import io.github.veil.core.Progress;

/** Says which of several sets is being worked on. */
record NamedProgress(String name, Progress inner) implements Progress {

  @Override
  public void report(long done, long total, String message) {
    inner.report(done, total, name + ": " + message);
  }

  @Override
  public boolean isCanceled() {
    return inner.isCanceled();
  }
}
