/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Plot;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossCurvesTest {

  @Test
  void add_missingValues_leavesGapsOnlyInTheirCurve() {
    LossCurves curves = new LossCurves();
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("generator", 1.0);
    values.put("critic", Double.NaN);
    curves.add(1, values);
    curves.add(2, Map.of("generator", 3.0, "critic", -1.0));
    List<LossCurves.Curve> all = curves.curves();
    assertEquals(List.of("generator", "critic"), all.stream().map(c -> c.name()).toList());
    assertArrayEquals(new double[] {1, 2}, all.get(0).x());
    assertArrayEquals(new double[] {-1}, all.get(1).y());
  }

  @Test
  void add_longTraining_isThinnedToTheSameLine() {
    LossCurves curves = new LossCurves();
    int iterations = 10 * LossCurves.MOST_POINTS + 3;
    for (int i = 0; i < iterations; i++) {
      curves.add(i, Map.of("loss", 2.0 * i + 1));
    }
    LossCurves.Curve curve = curves.curves().get(0);
    assertTrue(curve.x().length <= LossCurves.MOST_POINTS);
    assertTrue(curve.x().length >= LossCurves.MOST_POINTS / 2);
    assertEquals(iterations - 1, curve.x()[curve.x().length - 1]);
    for (int i = 0; i < curve.x().length; i++) {
      assertEquals(2 * curve.x()[i] + 1, curve.y()[i], 1e-6);
    }
  }

  /** The eight losses of a CycleGAN. */
  @Test
  void chart_eightCurves_listsEachOnce() {
    LossCurves curves = new LossCurves();
    for (int i = 0; i < 20; i++) {
      for (int k = 0; k < 8; k++) {
        curves.add(i, Map.of("loss_" + k, k + Math.sin(i)));
      }
    }
    Plot plot = LossChart.of(curves, "eight");
    assertEquals(16, plot.getNumPlotObjects(), "raw and smooth curves");
    String[] labels = plot.getDataObjectDesignations();
    assertTrue(labels[0].endsWith("loss_0 raw"), labels[0]);
    assertTrue(labels[1].endsWith("__loss_0"), labels[1]);
  }

  /** 2 channels: image (value 100 + its number) over label (0 or 255). */
  @Test
  void montage_twoChannels_putsTheLabelBelowItsImage() {
    ImageStack pixels = new ImageStack(8, 8);
    for (int i = 0; i < 3; i++) {
      pixels.addSlice(new ij.process.ByteProcessor(8, 8, filled(100 + i)));
      pixels.addSlice(new ij.process.ByteProcessor(8, 8, filled(i == 1 ? 255 : 0)));
    }
    ImagePlus stack = new ImagePlus("p", pixels);
    stack.setDimensions(2, 3, 1);
    CompositeImage composite = new CompositeImage(stack, CompositeImage.GRAYSCALE);
    for (int channel = 1; channel <= 2; channel++) {
      composite.setPosition(channel, 1, 1);
      composite.setDisplayRange(0, 255);
    }
    // Cells of 10 x 22 pixels; at twice the size all three fit into 60 x 44.
    BufferedImage montage = PreviewMontage.of(composite, 60, 44);
    for (int i = 0; i < 3; i++) {
      assertEquals(100 + i, montage.getRGB(20 * i + 8, 8) & 0xff);
      assertEquals(i == 1 ? 255 : 0, montage.getRGB(20 * i + 8, 28) & 0xff);
    }
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[64];
    java.util.Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
