/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import java.util.List;

/**
 * A command that leaves out inputs it cannot use, and goes on with the others. Programs learn of it
 * from the launcher's exit status and from {@code veil-status.json}.
 */
public interface PartialSuccess {

  /** What the last run left out, one sentence each; empty when all went as asked. */
  List<String> leftOut();
}
