/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.core.Require;
import java.io.IOException;
import java.io.InputStream;
import java.util.TreeMap;

/**
 * The notes on all files of a site, by path without version; read from {@code <site>.json} beside
 * this class.
 *
 * @param files sorted by path
 */
record SiteNotes(TreeMap<String, FileNotes> files) {

  /**
   * Reads the notes of a site.
   *
   * @param site {@code veil} or {@code cuda}
   * @throws IllegalArgumentException if there is no such site
   */
  static SiteNotes read(String site) throws IOException {
    try (InputStream in = SiteNotes.class.getResourceAsStream(site + ".json")) {
      Require.that(in != null, "There is no site \"%s\"; choose veil or cuda.", site);
      return new ObjectMapper().readValue(in, SiteNotes.class);
    }
  }

  /**
   * The notes of one file; an unknown file is an error, because users could not tell what it is.
   */
  FileNotes of(String filename) {
    FileNotes notes = files.get(SiteFile.stripVersion(filename));
    Require.that(
        notes != null,
        "Nothing is known about %s; describe it in the site's JSON file, or leave it out.",
        filename);
    return notes;
  }
}
