/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import io.github.veil.core.Require;
import java.util.stream.IntStream;

/**
 * Exact nearest neighbours by Euclidean distance, found by comparing every pair: for tens of
 * dimensions and tens of thousands of rows nothing exact is much faster.
 *
 * @param indices [query][rank]: rows of the reference set, nearest first, ties by smaller index
 * @param distances [query][rank]: their distances, ascending
 */
public record Neighbours(int[][] indices, double[][] distances) {

  /**
   * The nearest rows of {@code references} to each query.
   *
   * @param k how many, 1 to the number of references
   */
  public static Neighbours among(double[][] queries, double[][] references, int k) {
    Points.requireSameColumns(queries, "The query set", references, "The reference set");
    return find(queries, references, k, false);
  }

  /**
   * The nearest <em>other</em> rows to each row; a copy under another index counts.
   *
   * @param k how many, 1 to the number of rows - 1
   */
  public static Neighbours within(double[][] points, int k) {
    Points.requireMatrix(points, "The set of points");
    return find(points, points, k, true);
  }

  private static Neighbours find(
      double[][] queries, double[][] references, int k, boolean skipSelf) {
    Require.within(k, 1, references.length - (skipSelf ? 1 : 0), "The number of neighbours");
    int[][] indices = new int[queries.length][];
    double[][] distances = new double[queries.length][];
    IntStream.range(0, queries.length)
        .parallel()
        .forEach(
            i -> {
              Nearest nearest = new Nearest(k);
              for (int j = 0; j < references.length; j++) {
                if (!skipSelf || i != j) {
                  nearest.offer(j, Points.squaredDistance(queries[i], references[j]));
                }
              }
              indices[i] = nearest.indices;
              distances[i] = nearest.distances();
            });
    return new Neighbours(indices, distances);
  }

  /** The k smallest of a sequence of squared distances, kept in order. */
  private static final class Nearest {

    private final int[] indices;
    private final double[] squares;
    private int size;

    Nearest(int k) {
      indices = new int[k];
      squares = new double[k];
    }

    void offer(int index, double square) {
      if (size == squares.length && square >= squares[size - 1]) {
        return;
      }
      int place = size < squares.length ? size++ : size - 1;
      while (place > 0 && squares[place - 1] > square) {
        squares[place] = squares[place - 1];
        indices[place] = indices[place - 1];
        place--;
      }
      squares[place] = square;
      indices[place] = index;
    }

    double[] distances() {
      for (int i = 0; i < squares.length; i++) {
        squares[i] = Math.sqrt(squares[i]);
      }
      return squares;
    }
  }
}
