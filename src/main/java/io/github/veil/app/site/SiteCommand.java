/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import io.github.veil.app.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code update-site}: builds what Fiji's updater downloads. */
@Command(
    name = "update-site",
    description =
        "Builds a Fiji update site from a folder of jars; prints what each platform downloads.",
    mixinStandardHelpOptions = true)
public final class SiteCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--site",
      defaultValue = "veil",
      description = "Which site: veil, or cuda for the GPU backend (${DEFAULT-VALUE}).")
  private String site;

  @Option(
      names = "--from",
      required = true,
      description = "Folder that holds the jars as in a Fiji: jars/, jars/linux64/, ...")
  private Path from;

  @Option(
      names = "--to",
      required = true,
      description = "Folder of the site; its last state is brought up to date.")
  private Path to;

  @Option(
      names = "--timestamp",
      description = "Time of everything new, yyyyMMddHHmmss in UTC (the commit's time).")
  private String timestamp;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long time = timestamp == null ? SiteClock.ofCommit() : SiteClock.parse(timestamp);
    SiteBuilder builder = new SiteBuilder(SiteNotes.read(site), SiteRules.standard(), time);
    SiteIndex index = builder.build(from, to);
    JsonLines lines = new JsonLines(spec.commandLine().getOut());
    offered(index).forEach(file -> lines.print(line(file)));
    platformLines(index).forEach(lines::print);
    return 0;
  }

  private static List<SiteFile> offered(SiteIndex index) {
    return index.files().values().stream().filter(file -> file.current().isPresent()).toList();
  }

  private static Map<String, Object> line(SiteFile file) {
    SiteFile.Version version = file.current().orElseThrow();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("file", file.filename());
    line.put("timestamp", version.timestamp());
    line.put("bytes", version.size());
    line.put("checksum", version.checksum());
    return line;
  }

  /** What one installation downloads: the files of all platforms and those of its own. */
  private static List<Map<String, Object>> platformLines(SiteIndex index) {
    long common = 0;
    Map<String, Long> sizes = new TreeMap<>();
    for (SiteFile file : offered(index)) {
      long size = file.current().orElseThrow().size();
      if (file.platform().isPresent()) {
        sizes.merge(file.platform().get(), size, Long::sum);
      } else {
        common += size;
      }
    }
    long shared = common;
    return sizes.entrySet().stream()
        .map(
            entry -> {
              Map<String, Object> line = new LinkedHashMap<>();
              line.put("platform", entry.getKey());
              line.put("bytes", shared + entry.getValue());
              line.put("own_bytes", entry.getValue());
              return line;
            })
        .toList();
  }
}
