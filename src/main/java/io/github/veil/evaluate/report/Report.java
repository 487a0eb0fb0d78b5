/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * An evaluation to be read, printed and filed.
 *
 * @param title the heading
 * @param facts what was compared, how and when, each in one sentence
 * @param findings the summary
 * @param sections the chapters
 */
public record Report(
    String title, List<String> facts, List<Finding> findings, List<Section> sections) {

  public Report {
    facts = List.copyOf(facts);
    findings = List.copyOf(findings);
    sections = List.copyOf(sections);
  }

  /** All tables in their order. */
  public Stream<ReportTable> tables() {
    return blocks(Block.Table.class).map(Block.Table::table);
  }

  /** All pictures in their order. */
  public Stream<Block.Picture> pictures() {
    return blocks(Block.Picture.class);
  }

  private <B extends Block> Stream<B> blocks(Class<B> type) {
    return sections.stream()
        .flatMap(section -> section.blocks().stream())
        .filter(type::isInstance)
        .map(type::cast);
  }
}
