/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.AtomicFile;
import io.github.veil.core.Require;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A file of named texts and named float arrays that is either whole or not there. */
public final class CheckpointFile {

  private CheckpointFile() {}

  /** Writes all, replacing an older file in one piece. */
  public static void save(Path file, Map<String, String> texts, Map<String, INDArray> arrays)
      throws IOException {
    AtomicFile.viaStream(
        file,
        true,
        raw -> {
          try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(raw, 1 << 16))) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, String> text : texts.entrySet()) {
              zip.putNextEntry(new ZipEntry(text.getKey()));
              zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
              zip.closeEntry();
            }
            for (Map.Entry<String, INDArray> array : arrays.entrySet()) {
              zip.putNextEntry(new ZipEntry(array.getKey()));
              NativeArrays.write(array.getValue(), zip);
              zip.closeEntry();
            }
          }
        });
  }

  /** What is made of a checkpoint's texts. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * @param texts gives a text by its name
     */
    T read(Texts texts) throws IOException;
  }

  /** Texts by name. */
  @FunctionalInterface
  public interface Texts {
    String get(String name) throws IOException;
  }

  /**
   * Reads the texts.
   *
   * @throws IllegalArgumentException if there is no such file
   * @throws IOException with a sentence if it cannot be read
   */
  public static <T> T open(Path file, Reader<T> reader) throws IOException {
    Require.that(
        Files.isRegularFile(file),
        "There is no checkpoint \"%s\" to resume from; start a new training instead.",
        file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return reader.read(name -> text(zip, name));
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  /** Fills arrays of the same lengths as those that were saved under their names. */
  public static void restore(Path file, Map<String, INDArray> arrays) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Map.Entry<String, INDArray> array : arrays.entrySet()) {
        try (InputStream in = entry(zip, array.getKey())) {
          NativeArrays.read(in, array.getValue());
        }
      }
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  private static String text(ZipFile zip, String name) throws IOException {
    try (InputStream in = entry(zip, name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("It has no part \"" + name + "\".");
    }
    return zip.getInputStream(entry);
  }

  private static IOException damaged(Path file, IOException cause) {
    return new IOException(
        "The checkpoint \""
            + file
            + "\" cannot be read; it may be damaged, or of another version of Veil. "
            + cause.getMessage(),
        cause);
  }
}
