/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class EngineTest {

  @Test
  void start_onThisMachine_describesTheBackendInOneLine() {
    Backend backend = Engine.start();
    String pattern = "(CPU, (no )?oneDNN, \\d+ threads?|CUDA), ND4J 1\\.0\\.0-M2\\.1";
    assertTrue(backend.description().matches(pattern), backend.description());
    assertEquals(backend, Engine.start());
  }

  /** A page that the system gives anew is a fault; a block has 6,144 pages. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void start_onLinux_letsTheCLibraryKeepWhatIsFreed() throws IOException {
    Engine.start();
    assumeTrue(FreedMemory.keep(), "a C library without mallopt");
    touch(10);
    long before = pageFaults();
    touch(50);
    long faults = pageFaults() - before;
    assertTrue(faults < 50 * 6144 / 4, faults + " page faults");
  }

  private static void touch(int times) {
    for (int i = 0; i < times; i++) {
      Pointer block = Pointer.malloc(24 << 20);
      Pointer.memset(block, i, 24 << 20);
      Pointer.free(block);
    }
  }

  private static long pageFaults() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[7]);
  }

  @Test
  void backend_withoutOneDnn_warnsAndSaysWhatToInstall() {
    String warning = new Backend("CPU", false, 2, "1.0.0-M2.1").warning().orElseThrow();
    assertTrue(warning.contains("-onednn-avx2"));
    assertFalse(new Backend("CPU", true, 2, "1.0.0-M2.1").warning().isPresent());
    assertFalse(new Backend("CUDA", false, 2, "1.0.0-M2.1").warning().isPresent());
  }

  @Test
  void backend_gpuInstalledButSilent_saysThatTheCpuComputes() throws IOException {
    Backend cpu = new Backend("CPU", true, 2, "1.0.0-M2.1");
    URL found = Path.of("backend").toUri().toURL();
    ClassLoader withGpu =
        new ClassLoader() {
          @Override
          public URL getResource(String name) {
            return name.endsWith("JCublasBackend.class") ? found : null;
          }
        };
    assertTrue(cpu.withoutGpu(withGpu).orElseThrow().contains("no GPU answers"));
    assertFalse(cpu.withoutGpu(getClass().getClassLoader()).isPresent());
    assertFalse(new Backend("CUDA", false, 2, "1.0.0-M2.1").withoutGpu(withGpu).isPresent());
  }

  @Test
  void backend_withOneThread_readsWell() {
    assertEquals(
        "CPU, no oneDNN, 1 thread, ND4J 1.0.0-M2.1",
        new Backend("CPU", false, 1, "1.0.0-M2.1").description());
  }

  @Test
  void missingNatives_namesTheRootCauseAndTheRemedy() {
    Throwable cause =
        new ExceptionInInitializerError(new UnsatisfiedLinkError("no jnind4jcpu in library path"));
    String sentence = Engine.missingNatives(cause);
    assertTrue(sentence.contains("no jnind4jcpu in library path"), sentence);
    assertTrue(sentence.contains("install"), sentence);
  }

  @Test
  void engine_tinyMemoryLimit_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Engine(1000));
  }
}
