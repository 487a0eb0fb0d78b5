/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.log.LogService;

class CommandRunTest {

  @TempDir Path folder;

  private static final class Recorder implements Cancelable {
    private String reason;

    @Override
    public boolean isCanceled() {
      return reason != null;
    }

    @Override
    public void cancel(String text) {
      reason = text;
    }

    @Override
    public String getCancelReason() {
      return reason;
    }
  }

  private String run(File output, CommandRun.Work work) {
    Recorder command = new Recorder();
    try (Context context = new Context()) {
      new CommandRun(command, "Test Command", context.service(LogService.class))
          .run(context, output, work);
    }
    return command.reason;
  }

  private JsonNode status(Path where) throws IOException {
    return new ObjectMapper().readTree(where.resolve("veil-status.json").toFile());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void run_success_saysWhatCameOut() throws IOException {
    assertNull(run(folder.toFile(), progress -> "Three things were made."));
    JsonNode status = status(folder);
    assertEquals("Test Command", status.get("command").asText());
    assertTrue(status.get("ok").asBoolean());
    assertEquals("Three things were made.", status.get("message").asText());
    Duration age = Duration.between(Instant.parse(status.get("time").asText()), Instant.now());
    assertTrue(age.toMinutes() == 0 && !age.isNegative(), age.toString());
    assertEquals(0, status.get("leftOut").size());
    assertEquals("", status.get("macro").asText(), "no command of a menu");
    assertEquals(6, status.size());
  }

  @Test
  void run_failure_cancelsWithTheSentenceAndTouchesNoOtherFile() throws IOException {
    Files.writeString(folder.resolve("model.zip"), "mine");
    String reason =
        run(
            folder.toFile(),
            progress -> {
              throw new FileAlreadyExistsException("model.zip");
            });
    assertEquals(
        "\"model.zip\" exists already; choose another name or set overwrite=true.", reason);
    assertFalse(status(folder).get("ok").asBoolean());
    assertEquals(reason, status(folder).get("message").asText());
    assertEquals("mine", Files.readString(folder.resolve("model.zip")));
    assertEquals(List.of("model.zip", "veil-status.json"), names());
  }

  @Test
  void run_cancelled_isNotOk() throws IOException {
    String reason =
        run(
            folder.toFile(),
            progress -> {
              throw new CancellationException("It was cancelled.");
            });
    assertEquals("It was cancelled.", reason);
    assertFalse(status(folder).get("ok").asBoolean());
    assertEquals("It was cancelled.", status(folder).get("message").asText());
  }

  @Test
  void run_unexpectedError_isOneSentenceThatNamesIt() throws IOException {
    String reason =
        run(
            folder.toFile(),
            progress -> {
              throw new IllegalStateException("odd");
            });
    assertEquals(
        "It failed by an unexpected error (IllegalStateException: odd); please report it.", reason);
    assertEquals(reason, status(folder).get("message").asText());
  }

  @Test
  void run_afterAFailure_successReplacesTheStatus() throws IOException {
    run(
        folder.toFile(),
        progress -> {
          throw new IOException("No.");
        });
    run(folder.toFile(), progress -> "Yes.");
    assertTrue(status(folder).get("ok").asBoolean());
  }

  @Test
  void run_failureBeforeTheFolderExists_makesItForTheStatus() throws IOException {
    Path deep = folder.resolve("a").resolve("b");
    run(
        deep.toFile(),
        progress -> {
          throw new IllegalArgumentException("Bad input.");
        });
    assertEquals("Bad input.", status(deep).get("message").asText());
  }

  @Test
  void run_folderThatCannotHoldTheStatus_keepsTheResult() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertNull(run(file.toFile(), progress -> "Made."));
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void run_noFolder_writesNothing() throws IOException {
    assertNull(run(new File(""), progress -> "Made."));
    assertNull(run(null, progress -> "Made."));
    assertEquals(List.of(), names());
  }
}
