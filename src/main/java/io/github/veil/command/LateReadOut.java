/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import java.awt.Component;
import java.awt.Container;
import java.awt.Window;
import javax.swing.JEditorPane;
import javax.swing.SwingUtilities;

/**
 * Puts a read-out that came late into the dialog that waits for it. SciJava renews messages only
 * when a field changes, so the message is looked for among the open windows.
 */
final class LateReadOut {

  private LateReadOut() {}

  /** Replaces each open message that contains {@code pending}. */
  static void show(String pending, String text) {
    SwingUtilities.invokeLater(
        () -> {
          for (Window window : Window.getWindows()) {
            if (window.isShowing()) {
              replace(window, pending, text);
            }
          }
        });
  }

  private static void replace(Container container, String pending, String text) {
    for (Component component : container.getComponents()) {
      if (component instanceof JEditorPane pane) {
        if (pane.getText().contains(pending)) {
          pane.setText(text);
        }
      } else if (component instanceof Container inner) {
        replace(inner, pending, text);
      }
    }
  }
}
