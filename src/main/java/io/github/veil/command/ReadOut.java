/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.IJ;
import ij.Macro;
import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.scijava.command.ContextCommand;

/**
 * Lines of a dialog that say what pressing OK would do with the fields as they are. The work is
 * done beside Swing's thread, which waits for it only for the blink of an eye. Without a dialog
 * (headless, or called by a macro with options) nothing is done at all.
 */
final class ReadOut {

  private static final long PATIENCE_MILLIS = 300;
  private static final int WIDTH_PIXELS = 560;

  private final int lines;
  private String key = "";
  private FutureTask<String> task = new FutureTask<>(() -> "");

  /**
   * @param lines that the text usually has: so much room is kept, for the dialog does not grow
   */
  ReadOut(int lines) {
    this.lines = lines;
  }

  /**
   * The text for the command's present fields.
   *
   * @param work makes lines of it, or throws a sentence that names the field at fault; interrupted
   *     when the fields change meanwhile
   */
  String of(ContextCommand command, Callable<List<String>> work) {
    boolean hasDialog =
        !GraphicsEnvironment.isHeadless() && !(IJ.isMacro() && Macro.getOptions() != null);
    return hasDialog ? of(MacroLine.of(command.context(), command), work) : "";
  }

  /**
   * @param newKey when it is the same as in the call before, so is the answer
   */
  synchronized String of(String newKey, Callable<List<String>> work) {
    if (!newKey.equals(key)) {
      task.cancel(true);
      key = newKey;
      task = new FutureTask<>(() -> html(work.call()));
      Thread thread = new Thread(task, "Veil read-out");
      thread.setDaemon(true);
      thread.start();
    }
    try {
      return task.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return html(
          List.of("Still looking at the files; this line is renewed with the next change."));
    } catch (ExecutionException e) {
      return html(List.of("<font color=\"#b00000\">" + problem(e.getCause()) + "</font>"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static String problem(Throwable cause) {
    return escaped(CommandErrors.sentence(cause));
  }

  private String html(List<String> text) {
    return "<html><table width=\""
        + WIDTH_PIXELS
        + "\" bgcolor=\"#eef2f7\" cellpadding=\"4\"><tr><td>"
        + String.join("<br>", text)
        + "<br>&nbsp;".repeat(Math.max(0, lines - text.size()))
        + "</td></tr></table></html>";
  }

  /** Text in which nothing is taken for a tag. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** A number of bytes for people, in decimal units. */
  static String bytes(double bytes) {
    return bytes < 1e9
        ? "%,d MB".formatted(Math.max(1, Math.round(bytes / 1e6)))
        : "%.1f GB".formatted(bytes / 1e9);
  }
}
