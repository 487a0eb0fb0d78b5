/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * The update site: {@link io.github.veil.app.site.SiteBuilder} turns a folder of jars, laid out as
 * in a Fiji installation, into what Fiji's updater downloads. {@link
 * io.github.veil.app.site.SiteRules} says what such a folder may hold, {@link
 * io.github.veil.app.site.SiteIndexWriter} and {@link io.github.veil.app.site.SiteIndexReader} know
 * the format of {@code db.xml.gz}, {@link io.github.veil.app.site.JarChecksum} the updater's
 * checksum. Source of all three: imagej-updater (github.com/imagej/imagej-updater).
 */
package io.github.veil.app.site;
