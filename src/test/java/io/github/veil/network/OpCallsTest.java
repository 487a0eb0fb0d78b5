/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class OpCallsTest {

  private static final int[] HALVING = {4, 4, 2, 2, 1, 1, 1, 1, 0, 0, 1};

  @BeforeAll
  static void start() {
    Engine.start();
  }

  private static INDArray random(long seed, long... shape) {
    INDArray array = Ops.allocate(DataType.FLOAT, shape);
    Arrays32.fill(array, Arrays32.random(seed), 1);
    return array;
  }

  @Test
  void keptCalls_equalNewOnes_forOtherArraysShapesAndNumbersOfInputs() {
    INDArray bias = random(9, 5);
    for (int call = 0; call < 6; call++) {
      int size = call % 2 == 0 ? 8 : 12;
      INDArray x = random(call, 1 + call, 3, size, size);
      INDArray w = random(call + 20, 5, 3, 4, 4);
      INDArray[] inputs = call % 3 == 0 ? of(x, w) : of(x, w, bias);
      INDArray actual = Ops.allocate(DataType.FLOAT, 1 + call, 5, size / 2, size / 2);
      OpCalls.call("conv2d", inputs, of(actual), HALVING);
      assertIsOfNewCall(actual, "conv2d", inputs, HALVING);
    }
  }

  @Test
  void transposedProducts_areNotTakenForOthers() {
    INDArray a = random(1, 6, 6);
    INDArray b = random(2, 6, 6);
    INDArray actual = Ops.allocate(DataType.FLOAT, 6, 6);
    for (int[] transposed : new int[][] {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {1, 1, 0}, {0, 0, 0}}) {
      OpCalls.call("matmul", of(a, b), of(actual), transposed);
      assertIsOfNewCall(actual, "matmul", of(a, b), transposed);
    }
  }

  @Test
  void threads_doNotShareWhatIsKept() {
    INDArray[] a = IntStream.range(0, 64).mapToObj(i -> random(i, 9, 9)).toArray(INDArray[]::new);
    INDArray[] squares =
        IntStream.range(0, 64)
            .mapToObj(i -> Ops.allocate(DataType.FLOAT, 9, 9))
            .toArray(INDArray[]::new);
    IntStream.range(0, 64)
        .parallel()
        .forEach(i -> OpCalls.call("matmul", of(a[i], a[i]), of(squares[i]), 0, 0, 0));
    for (int i = 0; i < a.length; i++) {
      assertIsOfNewCall(squares[i], "matmul", of(a[i], a[i]), 0, 0, 0);
    }
  }

  /**
   * In a Java of its own, whose heap is resident from the start: what native contexts keep is
   * counted by nobody else. A description of every array would take 39 MB here.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void manyCalls_keepNoNativeMemory() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ManyCalls.class.getName())
            .redirectErrorStream(true)
            .start();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), log);
    Matcher growth = Pattern.compile(ManyCalls.GROWTH + "(-?\\d+)").matcher(log);
    assertTrue(growth.find(), log);
    assertEquals(0, Long.parseLong(growth.group(1)), 8_000, "kB");
  }

  @Test
  void callThatFails_leavesTheNextOneRight() {
    INDArray a = random(1, 4, 4);
    INDArray wrong = random(2, 5, 4);
    INDArray actual = Ops.allocate(DataType.FLOAT, 4, 4);
    assertThrows(
        RuntimeException.class, () -> OpCalls.call("matmul", of(a, wrong), of(actual), 0, 0, 0));
    OpCalls.call("matmul", of(a, a), of(actual), 0, 0, 0);
    assertIsOfNewCall(actual, "matmul", of(a, a), 0, 0, 0);
  }

  private static void assertIsOfNewCall(
      INDArray actual, String name, INDArray[] inputs, int... arguments) {
    INDArray expected = Ops.allocate(DataType.FLOAT, actual.shape());
    OpCalls.callOnce(name, inputs, of(expected), new double[0], arguments);
    assertEquals(expected, actual);
  }

  private static INDArray[] of(INDArray... arrays) {
    return arrays;
  }
}
