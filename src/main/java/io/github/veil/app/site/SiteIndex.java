/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code db.xml.gz} says: the files of a site.
 *
 * @param files by {@link SiteFile#key()}, in its order
 */
record SiteIndex(SortedMap<String, SiteFile> files) {

  /** The name of the index's file. */
  static final String NAME = "db.xml.gz";

  static SiteIndex of(Collection<SiteFile> files) {
    SortedMap<String, SiteFile> sorted = new TreeMap<>();
    for (SiteFile file : files) {
      SiteFile twin = sorted.put(file.key(), file);
      if (twin != null) {
        throw new IllegalArgumentException(
            String.format(
                "The updater takes %s and %s for versions of the same file; rename one.",
                twin.filename(), file.filename()));
      }
    }
    return new SiteIndex(sorted);
  }

  Optional<SiteFile> find(String key) {
    return Optional.ofNullable(files.get(key));
  }
}
