/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.util.List;

/** Another set's patches; a test overrides what is to be different. */
class ChangedPatches implements PatchSource {

  final PatchSource inner;

  ChangedPatches(PatchSource inner) {
    this.inner = inner;
  }

  @Override
  public int count() {
    return inner.count();
  }

  @Override
  public int size() {
    return inner.size();
  }

  @Override
  public int channels() {
    return inner.channels();
  }

  @Override
  public void read(int index, float[] target, int offset) {
    inner.read(index, target, offset);
  }

  @Override
  public List<PatchRow> rows() {
    return inner.rows();
  }
}
