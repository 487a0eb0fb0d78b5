/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import java.util.List;

/**
 * What the updater shows of a file.
 *
 * @param description one sentence
 * @param dependencies files that must be installed too, by path without version; may belong to
 *     another site
 * @param links web pages
 * @param authors names
 */
record FileNotes(
    String description, List<String> dependencies, List<String> links, List<String> authors) {

  static final FileNotes NONE = new FileNotes("", null, null, null);

  FileNotes {
    description = description == null ? "" : description;
    dependencies = dependencies == null ? List.of() : List.copyOf(dependencies);
    links = links == null ? List.of() : List.copyOf(links);
    authors = authors == null ? List.of() : List.copyOf(authors);
  }
}
