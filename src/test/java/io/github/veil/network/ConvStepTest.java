/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The library's convolution in double is the oracle. */
class ConvStepTest {

  /**
   * Windows short enough for columns, with enough narrow channels and with one too few, and windows
   * that are longer.
   */
  @ParameterizedTest
  @CsvSource({
    "FLOAT,4,2,1,5,1,32,12,10,true",
    "FLOAT,4,2,1,5,1,32,12,10,false",
    "FLOAT,3,1,1,1,14,40,7,9,true",
    "FLOAT,4,2,1,2,8,33,64,64,true",
    "FLOAT,5,3,0,3,2,35,14,11,true",
    "FLOAT,4,2,1,5,1,31,12,10,true",
    "FLOAT,4,2,1,3,9,32,12,10,true",
    "DOUBLE,4,2,1,3,2,32,12,10,true",
    "DOUBLE,4,2,1,3,2,32,12,10,false"
  })
  void forward_shortAndLongWindows_equalTheLibrarysConvolution(
      DataType type,
      int kernel,
      int stride,
      int padding,
      int batch,
      int channels,
      int n,
      int height,
      int width,
      boolean hasBias) {
    Engine.start();
    Window window = new Window(kernel, stride, padding);
    GivenParameters given = new GivenParameters(type, hasBias ? n : 0, n, channels, kernel, kernel);
    try (Workspace workspace = Workspace.of(type)) {
      Signal in = signal(workspace, type, batch, channels, height, width);
      Signal out = signal(workspace, type, batch, n, window.count(height), window.count(width));
      new ConvStep(in, out, window, given, workspace).forward(true);
      INDArray expected = Ops.allocate(DataType.DOUBLE, out.value().shape());
      INDArray bias = hasBias ? Arrays32.inDouble(given.value("b")).reshape(n) : null;
      ConvOps.conv(
          Arrays32.inDouble(in.value()),
          Arrays32.inDouble(given.value("W")),
          bias,
          expected,
          window);
      double tolerance = type == DataType.FLOAT ? 1e-6 : 1e-14;
      assertEquals(0, Arrays32.relative(Arrays32.inDouble(out.value()), expected), tolerance);
    }
  }

  private static Signal signal(Workspace workspace, DataType type, long... shape) {
    Signal signal = new Signal(type, shape, true, workspace.addends());
    Arrays32.fill(signal.value(), Arrays32.random(shape[1]), 1);
    return signal;
  }
}
