/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteClockTest {

  @Test
  void parse_timestamp_isANumber() {
    assertEquals(20260228235959L, SiteClock.parse("20260228235959"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026", "20261322183000", "20260101250000", "today"})
  void parse_noTimestamp_isRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> SiteClock.parse(text));
  }
}
