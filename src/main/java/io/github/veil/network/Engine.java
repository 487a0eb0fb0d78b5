/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import com.sun.management.OperatingSystemMXBean;
import io.github.veil.core.Require;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts ND4J. Call {@link #start()} before anything else in this package: the memory limits take
 * effect only when they are set before ND4J's first class is loaded.
 *
 * @param maxPhysicalBytes how much memory the whole process may hold before an allocation outside
 *     the Java heap is refused, in bytes; JavaCPP's own default of 4 times the heap follows -Xmx
 */
public record Engine(long maxPhysicalBytes) {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final String MAX_PHYSICAL = "org.bytedeco.javacpp.maxphysicalbytes";
  private static final String MAX_BYTES = "org.bytedeco.javacpp.maxbytes";
  private static final double DEFAULT_SHARE = 0.9;

  public Engine {
    Require.atLeast(maxPhysicalBytes, 1L << 28, "The memory limit in bytes");
  }

  /** An engine that may use 90 % of the machine's memory. */
  public static Engine standard() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Engine(Math.max(1L << 28, (long) (DEFAULT_SHARE * system.getTotalMemorySize())));
  }

  /**
   * Starts ND4J with the standard limits and logs what it says.
   *
   * @return what computes
   * @throws IllegalStateException with a sentence for the user when ND4J's native libraries are
   *     missing for this platform
   */
  public static Backend start() {
    return standard().start(LOG::info);
  }

  /**
   * Starts ND4J. Starting again is harmless and quick.
   *
   * @param messages receives sentences for the user: the unpacking at the first start, and a
   *     warning when the fast build is missing
   */
  public Backend start(Consumer<String> messages) {
    setIfAbsent(MAX_PHYSICAL, maxPhysicalBytes);
    setIfAbsent(MAX_BYTES, maxPhysicalBytes);
    ND4JClassLoading.setNd4jClassloaderFromClass(Engine.class);
    if (isFirstStart()) {
      messages.accept(
          "First start: the numerical libraries are being unpacked (about 440 MB, a few seconds).");
    }
    Backend backend = load();
    backend.warning().ifPresent(messages);
    backend.withoutGpu(Engine.class.getClassLoader()).ifPresent(messages);
    return backend;
  }

  private static Backend load() {
    try {
      boolean cpu = Nd4j.getEnvironment().isCPU();
      NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
      if (cpu) {
        useBlasOnOneThread();
      }
      keepFreedMemory();
      boolean oneDnn = ops.buildInfo().contains("HAVE_ONEDNN");
      return new Backend(cpu ? "CPU" : "CUDA", oneDnn, ops.ompGetMaxThreads(), version());
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(missingNatives(e), e);
    }
  }

  /**
   * After each of its calls a thread of OpenBLAS waits for the next one in a loop, for as long as a
   * step of a small network takes, in the way of those that compute. Nothing large needs it: oneDNN
   * multiplies matrices.
   */
  private static void useBlasOnOneThread() {
    Nd4j.factory().blas().setMaxThreads(1);
  }

  /** Without JNA, which Fiji ships, steps take longer: no reason to stop. */
  private static void keepFreedMemory() {
    try {
      LOG.debug("The C library keeps freed memory: {}.", FreedMemory.keep());
    } catch (LinkageError e) {
      LOG.debug("There is no JNA to ask the C library by.", e);
    }
  }

  static String missingNatives(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return String.format(
        "ND4J could not start on %s (%s); install the nd4j-native and openblas jars for this"
            + " platform (Linux, Windows or macOS on x86-64, or macOS on arm64).",
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage().strip());
  }

  private static void setIfAbsent(String property, long value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Long.toString(value));
    }
  }

  /** Whether JavaCPP's cache does not hold ND4J's libraries yet. */
  private static boolean isFirstStart() {
    try {
      Path cache = Loader.getCacheDir().toPath();
      try (Stream<Path> entries = Files.list(cache)) {
        return entries.noneMatch(
            entry -> entry.getFileName().toString().matches("nd4j-(native|cuda).*"));
      }
    } catch (IOException | LinkageError e) {
      LOG.debug("JavaCPP's cache cannot be read.", e);
      return false;
    }
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in =
        Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      LOG.debug("ND4J's version cannot be read.", e);
    }
    return properties.getProperty("version", "of unknown version");
  }
}
