/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Calls ND4J's operations by name. On a CPU every thread keeps what ND4J makes anew for each call
 * (the operation and its native context): a call then costs 8 instead of 17 microseconds, which
 * counts where each example has calls of its own. After each call a context forgets its arrays: it
 * would keep a native description of every array that it was ever given.
 */
final class OpCalls {

  private static final ThreadLocal<Map<Key, Call>> KEPT = ThreadLocal.withInitial(HashMap::new);

  private static final double[] NONE = {};

  private OpCalls() {}

  /** Calls that differ in their arrays only. */
  private record Key(
      String name, int inputs, int outputs, IntBuffer arguments, DoubleBuffer numbers) {}

  private record Call(DynamicCustomOp op, OpContext context) {

    static Call of(Key key) {
      OpContext context = Nd4j.getExecutioner().buildContext();
      context.setIArguments(Arrays.stream(key.arguments().array()).asLongStream().toArray());
      context.setTArguments(key.numbers().array());
      return new Call(DynamicCustomOp.builder(key.name()).build(), context);
    }

    void run(INDArray[] inputs, INDArray[] outputs) {
      for (int i = 0; i < inputs.length; i++) {
        context.setInputArray(i, inputs[i]);
      }
      for (int i = 0; i < outputs.length; i++) {
        context.setOutputArray(i, outputs[i]);
      }
      try {
        Nd4j.exec(op, context);
      } finally {
        context.purge();
      }
    }
  }

  /**
   * @param arguments the operation's whole numbers, not changed afterwards
   */
  static void call(String name, INDArray[] inputs, INDArray[] outputs, int... arguments) {
    call(name, inputs, outputs, NONE, arguments);
  }

  /**
   * @param numbers the operation's other numbers, not changed afterwards either
   */
  static void call(
      String name, INDArray[] inputs, INDArray[] outputs, double[] numbers, int... arguments) {
    if (Nd4j.getEnvironment().isCPU()) {
      Key key =
          new Key(
              name,
              inputs.length,
              outputs.length,
              IntBuffer.wrap(arguments),
              DoubleBuffer.wrap(numbers));
      KEPT.get().computeIfAbsent(key, Call::of).run(inputs, outputs);
    } else {
      callOnce(name, inputs, outputs, numbers, arguments);
    }
  }

  static void callOnce(
      String name, INDArray[] inputs, INDArray[] outputs, double[] numbers, int... arguments) {
    Nd4j.exec(
        DynamicCustomOp.builder(name)
            .addInputs(inputs)
            .addOutputs(outputs)
            .addIntegerArguments(arguments)
            .addFloatingPointArguments(Arrays.stream(numbers).boxed().toArray(Double[]::new))
            .build());
  }
}
