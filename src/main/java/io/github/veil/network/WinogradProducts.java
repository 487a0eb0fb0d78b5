/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution, and the transposed one, by minimal filtering ({@link Tiling}), for floats in host
 * memory: with the tiles of the wide image X [tiles, depth], those of the narrow one Y [tiles, n]
 * and the weights W [n, depth] in each of 16 products, a convolution is Y = X W', a transposed one
 * X = Y W, and the gradient of the weights Y'X. The products have four ninths of the
 * multiplications of the windows themselves; Java does the rest in passes over the images.
 */
final class WinogradProducts implements WindowProducts {

  /** Values of an array of tiles at once: 8 MB as floats. */
  private static final long MOST_AT_ONCE = 1 << 21;

  /** With fewer channels the passes take longer than what they save. */
  private static final long FEWEST_CHANNELS = 128;

  /** With fewer pixels bringing the weights into their form does. */
  private static final long FEWEST_PIXELS = 1 << 10;

  /** With fewer multiplications in a batch calling for so many products does. */
  private static final long FEWEST_MULTIPLICATIONS = 1 << 29;

  /** With fewer images at once there is too little to divide among threads. */
  private static final long FEWEST_IMAGES = 2;

  private final Workspace workspace;
  private final Tiling tiling;

  /** Parts of the batch that are laid out one after the other. */
  private final int chunks;

  /** Images that are laid out at once. */
  private final int images;

  /** Parts of the narrow channels whose weights are laid out one after the other. */
  private final int blocks;

  private final Slices wideParts;
  private final Slices narrowParts;
  private final Slices weightParts;
  private final Slices columnParts;
  private final Slices gradientParts;

  /**
   * @param window {@link Tiling#covers} it, and the windows cover the wide image
   * @param wideShape [batch, c, h, w]
   * @param narrowChannels n
   */
  WinogradProducts(Window window, long[] wideShape, long narrowChannels, Workspace workspace) {
    this.workspace = workspace;
    Tiling whole = Tiling.of(window, wideShape, narrowChannels);
    int depth = whole.depth();
    images = atOnce(wideShape[0], imageLength(whole));
    chunks = (int) (wideShape[0] / images);
    int channels =
        chunks > 1 ? (int) narrowChannels : atOnce(narrowChannels, (long) Tiling.PRODUCTS * depth);
    blocks = (int) (narrowChannels / channels);
    tiling = Tiling.of(window, wideShape, channels);
    wideParts = new Slices(tiles());
    narrowParts = new Slices(tiles());
    weightParts = new Slices(channels);
    columnParts = new Slices(depth);
    gradientParts = new Slices(channels);
  }

  /** Values of an image's tiles, in the longer of its two arrays. */
  private static long imageLength(Tiling tiling) {
    int channels = Math.max(tiling.depth(), tiling.narrowChannels());
    return (long) Tiling.PRODUCTS * tiling.tiles() * channels;
  }

  /** How many of {@code all} things of a length are taken at once, in equal parts. */
  private static int atOnce(long all, long length) {
    int parts = 1;
    while (parts < all && (all % parts != 0 || all / parts * length > MOST_AT_ONCE)) {
      parts++;
    }
    return (int) (all / parts);
  }

  static boolean isCheaper(WindowStep step) {
    return Ops.isHostFloat(step.weights())
        && Tiling.covers(step.window)
        && step.windowsReachTheEdge()
        && step.wideSignal().size(1) * step.window.stride() >= FEWEST_CHANNELS
        && step.narrowChannels() >= FEWEST_CHANNELS
        && pixels(step) >= FEWEST_PIXELS
        && pixels(step) * step.narrowChannels() * step.windowLength() >= FEWEST_MULTIPLICATIONS
        && imagesAtOnce(step) >= FEWEST_IMAGES;
  }

  private static long pixels(WindowStep step) {
    return step.batch() * step.positions();
  }

  private static int imagesAtOnce(WindowStep step) {
    Tiling tiling = Tiling.of(step.window, step.wideSignal().shape(), step.narrowChannels());
    return atOnce(step.batch(), imageLength(tiling));
  }

  /** Tiles that are laid out at once. */
  private int tiles() {
    return images * tiling.tiles();
  }

  @Override
  public boolean narrowIsCheaper() {
    return true;
  }

  @Override
  public boolean widenIsCheaper() {
    return true;
  }

  @Override
  public void narrow(INDArray wide, INDArray weights, INDArray bias, INDArray narrow) {
    new Pass(null, wide).narrow(weights, bias, narrow);
  }

  @Override
  public void widen(INDArray narrow, INDArray weights, INDArray wide) {
    new Pass(narrow, null).widen(weights, wide);
  }

  @Override
  public void narrowWithWeights(
      INDArray narrow, INDArray wide, INDArray weights, INDArray toWeights, INDArray toNarrow) {
    Pass pass = new Pass(narrow, wide);
    pass.toWeights = toWeights;
    pass.narrow(weights, null, toNarrow);
  }

  @Override
  public void widenWithWeights(
      INDArray narrow, INDArray wide, INDArray weights, INDArray toWeights, INDArray toWide) {
    Pass pass = new Pass(narrow, wide);
    pass.toWeights = toWeights;
    pass.widen(weights, toWide);
  }

  @Override
  public void weights(INDArray narrow, INDArray wide, INDArray factors, INDArray toWeights) {
    Pass pass = new Pass(narrow, wide);
    if (factors != null) {
      HostMemory.read(factors, pass.factors, 0);
    }
    pass.toWeights = toWeights;
    pass.run();
  }

  /** What one thread works with. */
  private record Images(WideTiles wide, NarrowTiles narrow) {}

  /** What is done with an image whose tiles start at {@code tile} among those at once. */
  @FunctionalInterface
  private interface ImageWork {
    void run(Images memory, int example, int tile);
  }

  /** What is done with the weights of one narrow channel of a block. */
  @FunctionalInterface
  private interface WeightWork {
    void run(WeightTiles memory, int n);
  }

  /** One pass over a batch: from what is given to what is asked for; the rest is null. */
  private final class Pass {

    private final INDArray wideTiles =
        workspace.left().take((long) Tiling.PRODUCTS * tiles(), tiling.depth());
    private final INDArray narrowTiles =
        workspace.right().take((long) blocks * Tiling.PRODUCTS * tiles(), tiling.narrowChannels());
    private final INDArray[] x = wideParts.of(wideTiles);
    private final INDArray[] y = narrowParts.of(narrowTiles);
    private final FloatBuffer wideBuffer = HostMemory.view(wideTiles);
    private final FloatBuffer narrowBuffer = HostMemory.view(narrowTiles);
    private final float[] factors = new float[chunks * images];
    private final Images[] memory = new Images[OpTasks.tasks(images)];
    private final INDArray narrow;
    private final INDArray wide;
    private INDArray weights;
    private INDArray bias;
    private INDArray toWide;
    private INDArray toNarrow;
    private INDArray toWeights;

    Pass(INDArray narrow, INDArray wide) {
      this.narrow = narrow;
      this.wide = wide;
      Arrays.fill(factors, 1);
    }

    void narrow(INDArray by, INDArray plus, INDArray to) {
      weights = by;
      bias = plus;
      toNarrow = to;
      run();
    }

    void widen(INDArray by, INDArray to) {
      weights = by;
      toWide = to;
      run();
    }

    void run() {
      for (int chunk = 0; chunk < chunks; chunk++) {
        int first = chunk * images;
        each(first, this::read);
        HostMemory.written(wideTiles);
        HostMemory.written(narrowTiles);
        if (toWeights != null) {
          differentiate(chunk);
        }
        if (weights != null) {
          multiply(chunk);
          each(first, this::write);
        }
      }
      for (INDArray result : new INDArray[] {toWide, toNarrow, toWeights}) {
        if (result != null) {
          HostMemory.written(result);
        }
      }
    }

    private void each(int first, ImageWork work) {
      OpTasks.run(
          images,
          (task, from, end) -> {
            if (memory[task] == null) {
              memory[task] = new Images(new WideTiles(tiling), new NarrowTiles(tiling));
            }
            for (int i = from; i < end; i++) {
              work.run(memory[task], first + i, i * tiling.tiles());
            }
          });
    }

    private void read(Images own, int example, int tile) {
      if (wide != null) {
        own.wide.read(HostMemory.view(wide), example, wideBuffer, tile, tiles());
      }
      if (narrow != null) {
        FloatBuffer from = HostMemory.view(narrow);
        for (int block = 0; block < blocks; block++) {
          int index = example * blocks + block;
          own.narrow.read(from, index, factors[example], ofBlock(block), tile, tiles());
        }
      }
    }

    private void write(Images own, int example, int tile) {
      if (toWide != null) {
        own.wide.write(wideBuffer, tile, tiles(), HostMemory.view(toWide), example);
      }
      if (toNarrow != null) {
        FloatBuffer to = HostMemory.view(toNarrow);
        for (int block = 0; block < blocks; block++) {
          if (bias != null) {
            own.narrow.setBias(HostMemory.view(bias), firstChannel(block));
          }
          own.narrow.write(ofBlock(block), tile, tiles(), to, example * blocks + block);
        }
      }
    }

    private FloatBuffer ofBlock(int block) {
      int length = Tiling.PRODUCTS * tiles() * tiling.narrowChannels();
      return narrowBuffer.slice(block * length, length);
    }

    private int firstChannel(int block) {
      return block * tiling.narrowChannels();
    }

    /** Sums over the parts of the batch; at the last one the gradient is written. */
    private void differentiate(int chunk) {
      INDArray all = workspace.general().take(weightShape());
      INDArray[] products = gradientParts.of(all);
      for (int block = 0; block < blocks; block++) {
        int start = block * Tiling.PRODUCTS;
        OpTasks.each(
            products.length,
            chunk == 0
                ? f -> Ops.matmul(y[start + f], true, x[f], false, products[f])
                : f -> Ops.addMatmul(y[start + f], true, x[f], false, products[f]));
        if (chunk == chunks - 1) {
          FloatBuffer from = HostMemory.view(all);
          FloatBuffer to = HostMemory.view(toWeights);
          int first = firstChannel(block);
          eachChannel((own, n) -> own.write(from, n, to, first));
        }
      }
    }

    private void multiply(int chunk) {
      INDArray all = workspace.columns().take(toNarrow == null ? weightShape() : columnShape());
      INDArray[] right = (toNarrow == null ? weightParts : columnParts).of(all);
      for (int block = 0; block < blocks; block++) {
        if (chunk == 0) {
          readWeights(firstChannel(block), all);
        }
        OpTasks.each(right.length, product(block, right));
      }
    }

    private IntConsumer product(int block, INDArray[] right) {
      int start = block * Tiling.PRODUCTS;
      if (toNarrow != null) {
        return f -> Ops.matmul(x[f], false, right[f], false, y[start + f]);
      }
      return block == 0
          ? f -> Ops.matmul(y[start + f], false, right[f], false, x[f])
          : f -> Ops.addMatmul(y[start + f], false, right[f], false, x[f]);
    }

    /** As W for a transposed convolution, as W' for a convolution: transposed products are slow. */
    private void readWeights(int first, INDArray target) {
      FloatBuffer from = HostMemory.view(weights);
      FloatBuffer to = HostMemory.view(target);
      if (toNarrow == null) {
        eachChannel((own, n) -> own.read(from, first, n, to));
      } else {
        HostTasks.run(
            tiling.channels(),
            (begin, end) -> {
              WeightColumns own = new WeightColumns(tiling);
              for (int channel = begin; channel < end; channel++) {
                own.read(from, first, channel, to);
              }
            });
      }
      HostMemory.written(target);
    }

    private void eachChannel(WeightWork work) {
      HostTasks.run(
          tiling.narrowChannels(),
          (begin, end) -> {
            WeightTiles own = new WeightTiles(tiling);
            for (int n = begin; n < end; n++) {
              work.run(own, n);
            }
          });
    }

    private long[] weightShape() {
      return new long[] {(long) Tiling.PRODUCTS * tiling.narrowChannels(), tiling.depth()};
    }

    private long[] columnShape() {
      return new long[] {(long) Tiling.PRODUCTS * tiling.depth(), tiling.narrowChannels()};
    }
  }
}
