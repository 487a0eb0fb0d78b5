/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

class OpTasksTest {

  private NativeOps ops;
  private int threads;

  @BeforeEach
  void start() {
    Engine.start();
    ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
    threads = ops.ompGetMaxThreads();
  }

  @AfterEach
  void restore() {
    ops.setOmpNumThreads(threads);
  }

  @ParameterizedTest
  @CsvSource({"0,2", "1,2", "2,1", "2,2", "2,4", "5,2", "7,3"})
  void run_everyPart_isDoneOnceByATaskOfItsOwn(int count, int most) {
    ops.setOmpNumThreads(most);
    AtomicIntegerArray done = new AtomicIntegerArray(count);
    AtomicIntegerArray tasks = new AtomicIntegerArray(most);
    OpTasks.run(
        count,
        (task, first, end) -> {
          tasks.incrementAndGet(task);
          for (int i = first; i < end; i++) {
            done.incrementAndGet(i);
          }
        });
    int[] once = new int[count];
    Arrays.fill(once, 1);
    assertArrayEquals(once, toArray(done));
    for (int task = 0; task < OpTasks.tasks(count); task++) {
      assertEquals(1, tasks.get(task));
    }
    assertEquals(most, ops.ompGetMaxThreads());
  }

  @Test
  void alone_operationsOutsideOfTasks_haveOneThread() {
    ops.setOmpNumThreads(2);
    OpTasks.alone(
        () -> {
          assertEquals(1, ops.ompGetMaxThreads());
          assertEquals(2, OpTasks.tasks(2));
          OpTasks.run(1, (task, first, end) -> assertEquals(2, ops.ompGetMaxThreads()));
          OpTasks.run(2, (task, first, end) -> assertEquals(1, ops.ompGetMaxThreads()));
          assertEquals(1, ops.ompGetMaxThreads());
        });
    assertEquals(2, ops.ompGetMaxThreads());
  }

  /** Convolutions by the library, by columns and by products of pixels. */
  @ParameterizedTest
  @CsvSource({"48,2,2", "32,64,4"})
  void critic_anyNumberOfThreads_givesTheSameBits(int size, int base, int batch) {
    float[] one = gradient(size, base, batch, 1);
    assertArrayEquals(one, gradient(size, base, batch, 2));
    assertArrayEquals(one, gradient(size, base, batch, 2));
  }

  private float[] gradient(int size, int base, int batch, int most) {
    ops.setOmpNumThreads(most);
    GanArchitecture architecture =
        new GanArchitecture(size, 2, 8, 0, base, base, 8 * base, Initialisation.HE);
    try (Executor executor = new Executor(architecture.critic(1), batch)) {
      Arrays32.fill(executor.input(), Arrays32.random(2), 1);
      executor.forward(true);
      executor.outputGradient().assign(1);
      executor.backward(true, true);
      return executor.gradient().toFloatVector();
    }
  }

  /** ND4J's own views that start behind a view's length are empty. */
  @Test
  void slices_ofAViewFarBehind_haveItsValues() {
    INDArray whole = Nd4j.create(DataType.FLOAT, 1, 1 << 20);
    Arrays32.fill(whole, Arrays32.random(3), 1);
    INDArray view = new Slices(1 << 18).of(whole.reshape(1 << 20))[3].reshape(4, 1 << 16);
    INDArray last = new Slices(1).of(view)[3];
    float[] all = whole.toFloatVector();
    float[] expected = Arrays.copyOfRange(all, all.length - (1 << 16), all.length);
    assertArrayEquals(expected, last.reshape(1 << 16).toFloatVector());
  }

  private static int[] toArray(AtomicIntegerArray values) {
    int[] all = new int[values.length()];
    Arrays.setAll(all, values::get);
    return all;
  }
}
