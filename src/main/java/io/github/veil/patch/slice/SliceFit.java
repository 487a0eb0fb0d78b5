/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch.slice;

import io.github.veil.image.PlaneResampler;
import java.util.Arrays;

/**
 * How slices of one scan become working images, and how these become slices again. A slice is
 * resampled to square pixels, so that its aspect is kept, and laid in the middle of a canvas of
 * background, which one working image or several that overlap cover.
 */
public final class SliceFit {

  /** Tiles share a quarter of their width. */
  private static final int OVERLAP = 4;

  private final int gridWidth;
  private final int gridHeight;
  private final AxisTiles columns;
  private final AxisTiles rows;
  private final PlaneResampler in;
  private final PlaneResampler out;

  private SliceFit(int width, int height, int gridWidth, int gridHeight, int size) {
    this.gridWidth = gridWidth;
    this.gridHeight = gridHeight;
    this.columns = AxisTiles.of(Math.max(size, gridWidth), size, size / OVERLAP, size);
    this.rows = AxisTiles.of(Math.max(size, gridHeight), size, size / OVERLAP, size);
    this.in = new PlaneResampler(width, height, gridWidth, gridHeight);
    this.out = new PlaneResampler(gridWidth, gridHeight, width, height);
  }

  /**
   * @param width of a slice, pixels
   * @param height of a slice, pixels
   * @param pixelWidth width of one of its pixels, in the unit of the configuration's pixel size
   * @param pixelHeight height of one of its pixels
   */
  public static SliceFit of(
      int width, int height, double pixelWidth, double pixelHeight, SliceConfig config) {
    double pixel =
        config.pixelSize() > 0
            ? config.pixelSize()
            : Math.max(width * pixelWidth, height * pixelHeight) / config.size();
    return new SliceFit(
        width,
        height,
        pixels(width * pixelWidth / pixel),
        pixels(height * pixelHeight / pixel),
        config.size());
  }

  private static int pixels(double extent) {
    return (int) Math.max(1, Math.round(extent));
  }

  /** How many working images cover a slice. */
  public int tiles() {
    return columns.starts().length * rows.starts().length;
  }

  /**
   * @param slice row by row, scaled to [-1, 1]
   * @return a new canvas, row by row
   */
  public float[] canvas(float[] slice) {
    float[] grid = in.resample(slice);
    float[] canvas = new float[columns.length() * rows.length()];
    Arrays.fill(canvas, SliceConfig.BACKGROUND);
    for (int y = 0; y < gridHeight; y++) {
      System.arraycopy(grid, y * gridWidth, canvas, gridStart(y), gridWidth);
    }
    return canvas;
  }

  /** The slice, in its own pixels, that a canvas holds. */
  public float[] slice(float[] canvas) {
    float[] grid = new float[gridWidth * gridHeight];
    for (int y = 0; y < gridHeight; y++) {
      System.arraycopy(canvas, gridStart(y), grid, y * gridWidth, gridWidth);
    }
    return out.resample(grid);
  }

  private int gridStart(int y) {
    int top = (rows.length() - gridHeight) / 2;
    int left = (columns.length() - gridWidth) / 2;
    return (top + y) * columns.length() + left;
  }

  /** Copies working image {@code tile} of a canvas to {@code target}, from {@code at} on. */
  public void cut(float[] canvas, int tile, float[] target, int at) {
    eachRow(tile, (from, to, length) -> System.arraycopy(canvas, from, target, at + to, length));
  }

  /** What is done with a row of a working image. */
  @FunctionalInterface
  interface RowCopy {
    /**
     * @param from index of the row's first pixel on the canvas
     * @param to its index in the working image
     */
    void copy(int from, int to, int length);
  }

  void eachRow(int tile, RowCopy work) {
    int size = columns.tile();
    int left = columns.starts()[column(tile)];
    int top = rows.starts()[row(tile)];
    for (int y = 0; y < size; y++) {
      work.copy((top + y) * columns.length() + left, y * size, size);
    }
  }

  /**
   * Puts working images together, blended where they overlap.
   *
   * @param images [tiles, planes, size, size]
   * @return one canvas for each plane
   */
  public float[][] blend(float[] images, int planes) {
    int pixels = columns.tile() * rows.tile();
    SliceBlender blender = new SliceBlender(columns, rows);
    float[][] canvases = new float[planes][];
    for (int plane = 0; plane < planes; plane++) {
      for (int tile = 0; tile < tiles(); tile++) {
        int at = (tile * planes + plane) * pixels;
        blender.add(Arrays.copyOfRange(images, at, at + pixels), column(tile), row(tile));
      }
      canvases[plane] = blender.finish();
    }
    return canvases;
  }

  private int column(int tile) {
    return tile % columns.starts().length;
  }

  private int row(int tile) {
    return tile / columns.starts().length;
  }
}
