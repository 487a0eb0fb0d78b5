/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The losses of a training so far, one row per recorded step. With privacy all losses are NaN: each
 * is a statistic of real slices that no noise hides.
 */
public final class CycleHistory {

  private static final String COUNTERS = "step,epoch,learning_rate";
  private static final String EPSILON = "epsilon";

  /**
   * The losses of one step, by the names of the source.
   *
   * @param genG adversarial loss of G
   * @param genF adversarial loss of F
   * @param discX loss of the critic of X, halved
   * @param discY loss of the critic of Y, halved
   * @param totalCycle both cycle losses, times lambda
   * @param identity both identity losses, times lambda and the identity weight
   * @param totalGenG all that G minimises: adversarial, cycle, and its part of the identity loss
   * @param totalGenF all that F minimises
   */
  public record Losses(
      double genG,
      double genF,
      double discX,
      double discY,
      double totalCycle,
      double identity,
      double totalGenG,
      double totalGenF) {

    /** Column names in {@code history.csv} and in charts, in the order of {@link #values}. */
    public static final List<String> NAMES =
        List.of(
            "gen_g_loss",
            "gen_f_loss",
            "disc_x_loss",
            "disc_y_loss",
            "total_cycle_loss",
            "identity_loss",
            "total_gen_g_loss",
            "total_gen_f_loss");

    /** What private training records: nothing. */
    public static final Losses HIDDEN = of(nan());

    private static double[] nan() {
      double[] values = new double[NAMES.size()];
      Arrays.fill(values, Double.NaN);
      return values;
    }

    /** All losses in the order of {@link #NAMES}. */
    public double[] values() {
      return new double[] {genG, genF, discX, discY, totalCycle, identity, totalGenG, totalGenF};
    }

    static Losses of(double[] v) {
      return new Losses(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]);
    }
  }

  /**
   * One recorded step.
   *
   * @param step 1-based
   * @param epoch passes over the larger set so far
   * @param learningRate of this step
   * @param losses means since the row before, the values before the update; NaN with privacy
   * @param epsilon claimed epsilon so far; NaN without privacy
   */
  public record Row(long step, double epoch, double learningRate, Losses losses, double epsilon) {

    private String csv() {
      String cells =
          Arrays.stream(losses.values()).mapToObj(Row::cell).collect(Collectors.joining(","));
      return String.format(
          Locale.ROOT, "%d,%.4f,%s,%s,%s", step, epoch, cell(learningRate), cells, cell(epsilon));
    }

    private static String cell(double value) {
      return Double.isNaN(value) ? "" : Float.toString((float) value);
    }

    private static Row parse(String line) {
      String[] cells = line.split(",", -1);
      int count = Losses.NAMES.size();
      double[] values = new double[count];
      Arrays.setAll(values, i -> number(cells[3 + i]));
      return new Row(
          Long.parseLong(cells[0]),
          Double.parseDouble(cells[1]),
          number(cells[2]),
          Losses.of(values),
          number(cells[3 + count]));
    }

    private static double number(String cell) {
      return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
  }

  private final List<Row> rows = new ArrayList<>();

  /** Appends a row. */
  public void add(Row row) {
    rows.add(row);
  }

  /** All rows, oldest first. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** The table as comma-separated text; empty cells are numbers that do not exist. */
  public String toCsv() {
    StringBuilder text = new StringBuilder(COUNTERS);
    Losses.NAMES.forEach(name -> text.append(',').append(name));
    text.append(',').append(EPSILON).append('\n');
    rows.forEach(row -> text.append(row.csv()).append('\n'));
    return text.toString();
  }

  /** Writes {@link #toCsv()} in one piece, replacing an older file. */
  public void write(Path file) throws IOException {
    AtomicFile.text(file, true, toCsv());
  }

  /** Reads what {@link #toCsv()} gave. */
  public static CycleHistory parse(String csv) {
    CycleHistory history = new CycleHistory();
    csv.lines().skip(1).filter(line -> !line.isBlank()).map(Row::parse).forEach(history::add);
    return history;
  }

  /** Reads a file that {@link #write} made. */
  public static CycleHistory read(Path file) throws IOException {
    return parse(Files.readString(file));
  }
}
