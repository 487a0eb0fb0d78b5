/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import io.github.veil.image.VolumeIO;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchFolderTest {

  @TempDir Path folder;

  @Test
  void open_imagesWithLabels_readsThemInOrderOfName() throws IOException {
    save("000002_image.tif", -0.5f);
    save("000001_image.tif", 0.25f);
    saveLabel("000001_label.tif", 8, 1);
    saveLabel("000002_label.tif", 8, 0);

    PatchSource patches = open();

    assertEquals(2, patches.count());
    assertEquals(8, patches.size());
    assertEquals(2, patches.channels());
    float[] pixels = new float[128];
    patches.read(0, pixels, 0);
    assertEquals(0.25f, pixels[63], 1e-4);
    assertEquals(1f, pixels[64 + 5]);
    assertEquals(-1f, pixels[64]);
    assertEquals(1 / 64.0, patches.rows().get(0).foregroundShare());
    assertEquals("000001", patches.rows().get(0).patient());
    patches.read(1, pixels, 0);
    assertEquals(-0.5f, pixels[0], 1e-4);
    assertEquals(-1f, pixels[64 + 5]);
  }

  @Test
  void open_imagesAlone_haveOneChannelAndTheirNamesAsPatients() throws IOException {
    save("some_scan.tif", 1);

    PatchSource patches = open();

    assertEquals(1, patches.channels());
    assertEquals("some_scan", patches.rows().get(0).patient());
  }

  @Test
  void open_floatLabelsOfZeroAndOne_zeroIsBackground() throws IOException {
    save("a_image.tif", 0);
    IJ.save(new ImagePlus("", new FloatProcessor(8, 8)), folder.resolve("a_label.tif").toString());

    float[] pixels = new float[128];
    open().read(0, pixels, 0);

    assertEquals(-1f, pixels[64]);
  }

  @Test
  void open_imageWithoutItsLabel_namesIt() throws IOException {
    save("a_image.tif", 0);
    save("b_image.tif", 0);
    saveLabel("a_label.tif", 8, 1);

    assertFails("\"b\"");
  }

  @Test
  void open_labelOfAnotherSize_namesBoth() throws IOException {
    save("a_image.tif", 0);
    saveLabel("a_label.tif", 16, 1);

    assertFails("a_label.tif");
  }

  @Test
  void open_emptyFolder_saysSo() {
    assertFails(folder.toString());
  }

  private void assertFails(String expected) {
    String message = assertThrows(IOException.class, this::open).getMessage();
    assertTrue(message.contains(expected), message);
  }

  private PatchSource open() throws IOException {
    return PatchFolder.open(folder, new VolumeIO()::openImage);
  }

  private void save(String name, float value) {
    FloatProcessor pixels = new FloatProcessor(8, 8);
    pixels.add(value);
    IJ.save(new ImagePlus("", pixels), folder.resolve(name).toString());
  }

  private void saveLabel(String name, int size, int value) {
    ByteProcessor pixels = new ByteProcessor(size, size);
    pixels.set(5, value);
    IJ.save(new ImagePlus("", pixels), folder.resolve(name).toString());
  }
}
