/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a page in docs that a test writes, between two comments. */
public record DocsBlock(Path page, String begin, String end) {

  /** Whether tests write their parts anew: {@code -Dveil.docs.write=true}. */
  public static boolean isWanted() {
    return Boolean.getBoolean("veil.docs.write");
  }

  /** What the page says now, without the comments. */
  public String read() throws IOException {
    String text = Files.readString(page);
    return text.substring(start(text), text.indexOf(end));
  }

  /** Replaces it. */
  public void write(String content) throws IOException {
    String text = Files.readString(page);
    Files.writeString(
        page, text.substring(0, start(text)) + content + text.substring(text.indexOf(end)));
  }

  /** The line after the comment that begins the part. */
  private int start(String text) {
    int from = text.indexOf(begin);
    assertTrue(
        from >= 0 && text.indexOf(end) > from, page + " lacks \"" + begin + "\" and its end");
    return from + begin.length() + 1;
  }
}
