/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import ij.IJ;
import ij.ImagePlus;
import io.github.veil.app.SmallTemplate;
import io.github.veil.app.Veil;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A site with the jars of this platform, served on this machine and installed into an empty folder:
 * Veil starts from what was installed and what Fiji has, and runs its own script template. The
 * project's class path is searched for these jars, so that nothing is downloaded.
 */
@Tag("slow")
class InstalledSiteTest {

  private static final String TEMPLATE = "script_templates/Veil/Private_Synthetic_Patches.ijm";

  @TempDir private static Path folder;

  @Test
  void veil_fromTheInstalledJarsAlone_runsItsTemplate() throws Exception {
    List<SitePom.Item> items = new SitePom().items("update-site");
    Path site = buildSite(items);
    Path installation = folder.resolve("Fiji");
    String platform;
    try (Stream<Path> platforms = Files.list(folder.resolve("in/jars"))) {
      platform = platforms.filter(Files::isDirectory).findFirst().get().getFileName().toString();
    }
    HttpServer server = serve(site);
    try {
      URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
      SiteInstaller.install(address, platform, installation);
    } finally {
      server.stop(0);
    }
    ModuleNames.check(installation.resolve("jars").resolve(platform));
    Process process = start(classPath(items, installation), template(installation));
    assertTrue(process.waitFor(4, TimeUnit.MINUTES), "Veil did not end.");
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("log.txt")));
    ImagePlus images = IJ.openImage(folder.resolve("synthetic/synthetic.tif").toString());
    assertEquals(List.of(32, 32, 2, SmallTemplate.IMAGES), shape(images));
    assertTrue(images.getStack().getProcessor(1).getStats().stdDev > 0);
  }

  private static List<Integer> shape(ImagePlus images) {
    int[] shape = images.getDimensions();
    return List.of(shape[0], shape[1], shape[2], shape[3] * shape[4]);
  }

  private static Path buildSite(List<SitePom.Item> items) throws IOException {
    Path input = folder.resolve("in");
    for (SitePom.Item item : items) {
      Optional<Path> jar = item.find(mavenJars());
      if (jar.isPresent()) {
        Path target = input.resolve(item.filename(jar.get()));
        Files.createDirectories(target.getParent());
        Files.copy(jar.get(), target);
      }
    }
    zip(classes(), input.resolve("jars/veil-0.1.0-SNAPSHOT.jar"));
    Path site = folder.resolve("site");
    new SiteBuilder(SiteNotes.read("veil"), SiteRules.standard(), 20260101000000L)
        .build(input, site);
    return site;
  }

  private static Path classes() {
    try {
      return Path.of(Veil.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void zip(Path classes, Path jar) throws IOException {
    try (FileSystem zip =
            FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = zip.getPath(classes.relativize(file).toString());
        if (target.getParent() != null) {
          Files.createDirectories(target.getParent());
        }
        Files.copy(file, target);
      }
    }
  }

  private static HttpServer serve(Path site) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Path file = site.resolve(exchange.getRequestURI().getPath().substring(1));
          exchange.sendResponseHeaders(200, Files.size(file));
          Files.copy(file, exchange.getResponseBody());
          exchange.close();
        });
    server.start();
    return server;
  }

  /** The installed jars, and of the project's class path only what Fiji has. */
  private static String classPath(List<SitePom.Item> items, Path installation) throws IOException {
    List<Path> delivered = items.stream().flatMap(item -> item.find(mavenJars()).stream()).toList();
    FijiJars fiji = FijiJars.read();
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> installed = Files.walk(installation)) {
      installed.filter(Files::isRegularFile).forEach(jars::add);
    }
    mavenJars().stream()
        .filter(jar -> !delivered.contains(jar))
        .filter(jar -> fiji.taken(jar.getParent().getParent().getFileName().toString()))
        .forEach(jars::add);
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static List<Path> mavenJars() {
    String path = System.getProperty("surefire.test.class.path", "");
    String all = path.isEmpty() ? System.getProperty("java.class.path") : path;
    return Stream.of(all.split(File.pathSeparator))
        .map(Path::of)
        .filter(jar -> jar.toString().endsWith(".jar"))
        .toList();
  }

  /** The template out of the installed jar, with less to do. */
  private static Path template(Path installation) throws IOException {
    Path jar = installation.resolve("jars/veil-0.1.0-SNAPSHOT.jar");
    String results = folder.toString().replace('\\', '/');
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      String macro = Files.readString(zip.getPath(TEMPLATE));
      String here =
          macro.replaceFirst(
              "folder = .*", Matcher.quoteReplacement("folder = \"" + results + "\";"));
      return Files.writeString(folder.resolve("template.ijm"), SmallTemplate.of(here));
    }
  }

  private static Process start(String classPath, Path macro) throws IOException {
    File log = folder.resolve("log.txt").toFile();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx2g",
            "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("cache"),
            "-cp",
            classPath,
            Veil.class.getName(),
            "run",
            macro.toString())
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }
}
