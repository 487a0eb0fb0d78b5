/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.encoder;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * An encoder's numbers: the filters of each layer, then mean and scale of the features, as
 * big-endian 32-bit floats without a header; {@link ConvEncoder#SHAPES} says how many.
 */
public final class EncoderFile {

  private EncoderFile() {}

  /** Writes {@code encoder}; the stream stays open. */
  public static void write(ConvEncoder encoder, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    for (ConvLayer layer : encoder.layers()) {
      for (float[] filter : layer.filters()) {
        writeAll(filter, data);
      }
    }
    writeAll(encoder.mean(), data);
    writeAll(encoder.scale(), data);
    data.flush();
  }

  static ConvEncoder read(String name, InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(new java.io.BufferedInputStream(in));
    List<ConvLayer> layers = new ArrayList<>();
    for (int[] shape : ConvEncoder.SHAPES) {
      float[][] filters = new float[shape[2]][];
      for (int o = 0; o < filters.length; o++) {
        filters[o] = readAll(shape[0] * shape[0] * shape[1], data);
      }
      layers.add(new ConvLayer(shape[1], shape[2], shape[0], filters));
    }
    float[] mean = readAll(ConvEncoder.features(), data);
    return new ConvEncoder(name, layers, mean, readAll(mean.length, data));
  }

  private static void writeAll(float[] values, DataOutputStream out) throws IOException {
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] readAll(int count, DataInputStream in) throws IOException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
