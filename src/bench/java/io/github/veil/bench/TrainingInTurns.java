/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * A training as a user starts it, one iteration per step: it waits in its progress reports for its
 * turn.
 */
final class TrainingInTurns implements Work {

  private final Semaphore asked = new Semaphore(0);
  private final Semaphore done = new Semaphore(0);
  private final Path folder = Files.createTempDirectory("veil-bench");
  private final CompletableFuture<Void> training;
  private volatile boolean canceled;

  /** Starts a training that leaves its results in a folder. */
  @FunctionalInterface
  interface Training {
    void run(Path folder, Progress progress) throws IOException;
  }

  /** Runs the first iteration. */
  TrainingInTurns(Training training) throws Exception {
    this.training =
        CompletableFuture.runAsync(() -> train(training), task -> new Thread(task).start());
    step();
  }

  private void train(Training task) {
    try {
      asked.acquire();
      task.run(folder, new Turns());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets one iteration pass for every permit. */
  private final class Turns implements Progress {

    @Override
    public void report(long finished, long total, String message) {
      done.release();
      asked.acquireUninterruptibly();
    }

    @Override
    public boolean isCanceled() {
      return canceled;
    }
  }

  @Override
  public void step() throws Exception {
    asked.release();
    CompletableFuture.anyOf(training, CompletableFuture.runAsync(done::acquireUninterruptibly))
        .get();
  }

  @Override
  public void close() {
    canceled = true;
    asked.release();
    training.join();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
