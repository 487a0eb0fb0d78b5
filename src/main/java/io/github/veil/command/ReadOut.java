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
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.scijava.command.ContextCommand;

/**
 * Lines of a dialog that say what pressing OK would do with the fields as they are. The work is
 * done beside Swing's thread, which waits for it only for the blink of an eye; what comes later is
 * put into the dialog then. Without a dialog (headless, or called by a macro with options) nothing
 * is done at all.
 */
final class ReadOut {

  private static final long PATIENCE_MILLIS = 200;
  private static final String PENDING = "Looking at the files, one moment";

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
      task = new FutureTask<>(() -> answer(work));
      start("Veil read-out", task);
    }
    try {
      return task.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      renewWhenDone();
      return MessageText.html(List.of(PENDING), lines);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The read-out failed.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private synchronized FutureTask<String> current() {
    return task;
  }

  private String answer(Callable<List<String>> work) {
    try {
      return MessageText.html(work.call(), lines);
    } catch (Exception e) {
      return MessageText.html(List.of(problem(CommandErrors.sentence(e))), lines);
    }
  }

  private void renewWhenDone() {
    FutureTask<String> late = task;
    if (!GraphicsEnvironment.isHeadless()) {
      start("Veil late read-out", () -> renew(late));
    }
  }

  private void renew(FutureTask<String> late) {
    try {
      LateReadOut.show(PENDING, late.get(), () -> late == current());
    } catch (InterruptedException | ExecutionException | CancellationException e) {
      // The fields have changed meanwhile: another answer is on its way.
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** A sentence in red. */
  static String problem(String sentence) {
    return "<font color=\"#b00000\">" + MessageText.escaped(sentence) + "</font>";
  }

  /** A number of bytes for people, in decimal units. */
  static String bytes(double bytes) {
    return bytes < 1e9
        ? "%,d MB".formatted(Math.max(1, Math.round(bytes / 1e6)))
        : "%.1f GB".formatted(bytes / 1e9);
  }

  /** A time for people. */
  static String time(double minutes) {
    if (minutes < 1.5) {
      return "a minute";
    }
    if (minutes < 90) {
      return "%.0f minutes".formatted(minutes);
    }
    return minutes < 2880
        ? "%.0f hours".formatted(minutes / 60)
        : "%.0f days".formatted(minutes / 1440);
  }
}
