/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import java.awt.Component;
import java.awt.Container;
import java.awt.Window;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.swing.JEditorPane;
import javax.swing.Timer;

/**
 * Puts a read-out that came late into the dialog that waits for it. SciJava renews messages only
 * when a field changes, so the message is looked for among the open windows, for some seconds: the
 * first answer may be there before the dialog is.
 */
final class LateReadOut {

  private static final int LOOK_MILLIS = 200;
  private static final int LOOKS = 150;

  private int looks;

  private LateReadOut() {}

  /**
   * Replaces the open message that contains {@code pending}.
   *
   * @param isWanted whether {@code text} still is the answer
   */
  static void show(String pending, String text, BooleanSupplier isWanted) {
    LateReadOut late = new LateReadOut();
    Timer timer = new Timer(LOOK_MILLIS, null);
    timer.addActionListener(
        event -> {
          if (!isWanted.getAsBoolean() || late.look(pending, text)) {
            timer.stop();
          }
        });
    timer.setInitialDelay(0);
    timer.start();
  }

  private boolean look(String pending, String text) {
    return Stream.of(Window.getWindows())
            .anyMatch(window -> window.isShowing() && replace(window, pending, text))
        || ++looks >= LOOKS;
  }

  private static boolean replace(Container container, String pending, String text) {
    for (Component component : container.getComponents()) {
      if (component instanceof JEditorPane pane && pane.getText().contains(pending)) {
        pane.setText(text);
        return true;
      }
      if (component instanceof Container inner && replace(inner, pending, text)) {
        return true;
      }
    }
    return false;
  }
}
