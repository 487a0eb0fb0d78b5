/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the C library (glibc) keep what is freed. ND4J's convolutions get and free some megabytes
 * each; glibc gives those back to the system and gets them anew, page by page, which takes up to
 * half of a step's time. Elsewhere this does nothing.
 */
final class FreedMemory {

  private static final Logger LOG = LoggerFactory.getLogger(FreedMemory.class);

  private static final int TRIM_THRESHOLD = -1;
  private static final int TOP_PAD = -2;
  private static final int MMAP_THRESHOLD = -3;

  /** Half of the areas that threads' memory is made of: the most that glibc takes. */
  private static final int LARGEST_KEPT = 32 << 20;

  /** Such an area, so that none is given back. */
  private static final int AREA = 64 << 20;

  private static final int MOST_KEPT = 1 << 30;

  private FreedMemory() {}

  /**
   * Blocks of up to 32 MB are kept from now on.
   *
   * @return whether the C library understood
   */
  static boolean keep() {
    if (!Platform.isLinux()) {
      return false;
    }
    try {
      Function mallopt = Function.getFunction(Platform.C_LIBRARY_NAME, "mallopt");
      return set(mallopt, MMAP_THRESHOLD, LARGEST_KEPT)
          && set(mallopt, TRIM_THRESHOLD, MOST_KEPT)
          && set(mallopt, TOP_PAD, AREA);
    } catch (LinkageError e) {
      LOG.debug("The C library has no mallopt.", e);
      return false;
    }
  }

  private static boolean set(Function mallopt, int parameter, int value) {
    return mallopt.invokeInt(new Object[] {parameter, value}) == 1;
  }
}
