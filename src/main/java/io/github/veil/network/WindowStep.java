/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a convolution and a transposed convolution share. Each joins a wide image [batch, c, h, w]
 * and a narrow one [batch, n, rows, columns] by windows of k x k wide pixels per narrow pixel: a
 * convolution leads from wide to narrow, a transposed one back. The weights are [n, c, k, k], and
 * their gradient is the sum over narrow pixels of (narrow pixel) x (wide window), where the values
 * come from the incoming side and the gradients from the outgoing one.
 */
abstract class WindowStep implements ParameterStep {

  /** How many pixels of both sides a convolution takes at once: 2 MB as floats. */
  private static final long MOST_AT_ONCE = 1 << 19;

  /** Up to which length of windows laying them out costs less than the library's padding. */
  static final long LONGEST_COLUMNS = 128;

  final Signal in;
  final Signal out;
  final Window window;
  final Workspace workspace;
  final Slices inValues;
  final Slices outValues;
  final Slices inGradients;
  final Slices outGradients;
  private final Slices productsOfExamples;
  private final Slices rowsOfExamples;
  private final Slices channelGroups;
  private final Slices gradientGroups;
  private final Parameters parameters;
  private WindowProducts products;
  private ExampleWindows examples;

  WindowStep(Signal in, Signal out, Window window, Parameters parameters, Workspace workspace) {
    this.in = in;
    this.out = out;
    this.window = window;
    this.parameters = parameters;
    this.workspace = workspace;
    long examples = examplesAtOnce(parameters.value("W").length());
    this.inValues = new Slices(examples);
    this.outValues = new Slices(examples);
    this.inGradients = new Slices(examples);
    this.outGradients = new Slices(examples);
    this.productsOfExamples = new Slices(1, narrowChannels(), windowLength());
    this.rowsOfExamples = new Slices(1, 1, narrowChannels() * windowLength());
    long channels = narrowChannels() / Ops.parts(narrowChannels());
    this.channelGroups = new Slices(channels);
    this.gradientGroups = new Slices(channels, channels, windowLength());
  }

  /**
   * How many examples a convolution takes at once. The library lays images out in an order of its
   * own, in memory that it gets anew each time: for a few examples that stays in the processor's
   * cache. But the weights are laid out each time too, so there should be more pixels than weights.
   * Two parts are there in any case, for two threads.
   */
  private long examplesAtOnce(long weights) {
    long examples = batch();
    long values = length(in.shape()) + length(out.shape());
    while (examples % 2 == 0 && values > MOST_AT_ONCE && values / 2 >= weights) {
      examples /= 2;
      values /= 2;
    }
    return examples == batch() && examples % 2 == 0 ? examples / 2 : examples;
  }

  private static long length(long[] shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  abstract Signal wideSignal();

  abstract Signal narrowSignal();

  /** The wide factor of the weight gradient, [batch, c, h, w]. */
  abstract INDArray wide();

  /** The narrow factor of the weight gradient, [batch, n, rows, columns]. */
  abstract INDArray narrow();

  /** {@link #wide} in the parts that convolutions take at once. */
  abstract INDArray[] wideParts();

  /** {@link #narrow} in the same parts. */
  abstract INDArray[] narrowParts();

  /** Everything but weights-only backward passes. */
  abstract void backwardToInput(boolean wantWeights);

  @Override
  public final boolean isDivided() {
    return true;
  }

  @Override
  public final void backward(boolean wantWeights, boolean wantInput) {
    if (wantInput) {
      backwardToInput(wantWeights);
    } else if (wantWeights) {
      writeWeightGradient();
    }
  }

  /** Whether one window covers the wide image exactly, so the step is a matrix product. */
  final boolean isProduct() {
    return window.padding() == 0
        && wideSignal().size(2) == window.kernel()
        && wideSignal().size(3) == window.kernel()
        && positions() == 1;
  }

  /**
   * Whether windows are made of cells, a stride high and wide, which they share with their
   * neighbours, and Java can make use of that.
   */
  final boolean isMadeOfCells() {
    return window.kernel() % window.stride() == 0 && Ops.isHostFloat(weights());
  }

  /** How the step is done with many channels and pixels, or many weights; null otherwise. */
  final WindowProducts products() {
    if (products == null) {
      if (WinogradProducts.isCheaper(this)) {
        products = new WinogradProducts(window, wideSignal().shape(), narrowChannels(), workspace);
      } else if (PixelProducts.isCheaper(this)) {
        products = new PixelProducts(this);
      }
    }
    return products;
  }

  final long batch() {
    return in.size(0);
  }

  final long narrowChannels() {
    return narrowSignal().size(1);
  }

  /** Number of narrow pixels. */
  final long positions() {
    return narrowSignal().size(2) * narrowSignal().size(3);
  }

  /** Number of values in a wide window, c k^2. */
  final long windowLength() {
    return wideSignal().size(1) * window.kernel() * window.kernel();
  }

  final INDArray weights() {
    return parameters.value("W");
  }

  final INDArray bias() {
    return parameters.value("b");
  }

  final INDArray weightGradient() {
    return parameters.gradient("W");
  }

  final INDArray biasGradient() {
    return bias() == null ? null : parameters.gradient("b");
  }

  final INDArray weightMatrix() {
    return weights().reshape(narrowChannels(), windowLength());
  }

  /**
   * Writes the weight gradient as one product, some channels at a time.
   *
   * @param pixels narrow pixels, [n, pixels]
   * @param windows their windows, [pixels, L]
   * @param target [n, c, k, k], receives it
   */
  final void writeWeights(INDArray pixels, INDArray windows, INDArray target) {
    INDArray[] left = channelGroups.of(pixels);
    INDArray[] result = gradientGroups.of(target);
    OpTasks.each(left.length, i -> Ops.matmul(left[i], false, windows, false, result[i]));
  }

  /** The shape of windows laid out for some examples, [examples, c, k, k, rows, columns]. */
  final long[] columnShape(Window window, long examples) {
    int k = window.kernel();
    Signal wide = wideSignal();
    long rows = window.count(wide.size(2));
    long columns = window.count(wide.size(3));
    return new long[] {examples, wide.size(1), k, k, rows, columns};
  }

  /**
   * The shape of the windows of all examples one after the other, [batch, rows, columns, c, k, k].
   */
  final long[] rowShape() {
    long[] shape = columnShape(window, batch());
    return new long[] {shape[0], shape[4], shape[5], shape[1], shape[2], shape[3]};
  }

  /**
   * Writes the weight gradient of every example.
   *
   * @param products [batch, n, L]
   * @param written is told of every example whose gradient has been written, and given it as one
   *     row; by several threads
   */
  final void writeProducts(INDArray products, BiConsumer<Integer, INDArray> written) {
    INDArray[] targets = productsOfExamples.of(products);
    INDArray[] rows = rowsOfExamples.of(products);
    examples()
        .each(
            wide(),
            narrow(),
            (task, i, narrow, windows) -> {
              Ops.matmul(narrow, false, windows, true, targets[i]);
              written.accept(i, rows[i]);
            });
  }

  /** The step's own windows, one example after the other. */
  final ExampleWindows examples() {
    if (examples == null) {
      examples = new ExampleWindows(this, window);
    }
    return examples;
  }

  /**
   * Brings the narrow pixels of all examples together.
   *
   * @param narrow as {@link #narrow}
   * @param weights factors of the examples, [1, batch]; null for 1
   * @return [n, pixels], until the right-hand factor is taken again
   */
  final INDArray layOutPixels(INDArray narrow, INDArray weights) {
    long n = narrowChannels();
    Ops.channelsFirst(narrow, weights, workspace.right().take(n, batch(), positions()));
    return workspace.right().take(n, batch() * positions());
  }

  /**
   * Lays the windows of all examples out, one after the other.
   *
   * @param wide as {@link #wide}
   * @return [pixels, L], until the left-hand factor is taken again
   */
  final INDArray layOutWindows(INDArray wide) {
    ConvOps.rows(wide, workspace.left().take(rowShape()), window, workspace.columns());
    return workspace.left().take(batch() * positions(), windowLength());
  }

  /** Both gradients without the one of the input. */
  final void writeWeightGradient() {
    long n = narrowChannels();
    if (isProduct()) {
      INDArray target = weightGradient().reshape(n, windowLength());
      INDArray narrow = narrow().reshape(batch(), n);
      Ops.matmul(narrow, true, wide().reshape(batch(), windowLength()), false, target);
    } else if (products() != null) {
      products().weights(narrow(), wide(), null, weightGradient());
    } else if (windowLength() <= LONGEST_COLUMNS || !windowsReachTheEdge()) {
      writeProductsOfColumns();
    } else {
      sumParts(targets -> writeWeightGradients(wideParts(), narrowParts(), targets));
    }
    writeBiasGradient();
  }

  /**
   * Writes the weight gradients of parts of the batch. As a convolution from wide to narrow and the
   * transposed one back have the same weight gradient, that of the transposed one is asked for,
   * whose other result is an ordinary convolution.
   *
   * @param targets one per part
   */
  final void writeWeightGradients(INDArray[] wide, INDArray[] narrow, INDArray[] targets) {
    INDArray[] unused = unused(OpTasks.tasks(narrow.length), narrow[0].shape());
    INDArray w = weights();
    OpTasks.run(
        targets.length,
        (task, first, end) -> {
          for (int i = first; i < end; i++) {
            ConvOps.deconvBackward(
                narrow[i], w, null, wide[i], unused[task], targets[i], null, window);
          }
        });
  }

  /** Memory of the given shape for {@code count} results that nobody asked for. */
  final INDArray[] unused(int count, long... shape) {
    long[] all = shape.clone();
    all[0] *= count;
    return new Slices(shape[0]).of(workspace.general().take(all));
  }

  /** Lets {@code writer} write a weight gradient per part of the batch, and sums them. */
  final void sumParts(Consumer<INDArray[]> writer) {
    long parts = inValues.of(in.value()).length;
    if (parts == 1) {
      writer.accept(new INDArray[] {weightGradient()});
      return;
    }
    long[] shape = weights().shape();
    INDArray gradients = workspace.right().take(parts * shape[0], shape[1], shape[2], shape[3]);
    writer.accept(new Slices(shape[0]).of(gradients));
    long length = weights().length();
    INDArray ones = workspace.ones().take(1, parts);
    INDArray target = weightGradient().reshape(1, length);
    SumOps.sumRows(ones, gradients.reshape(parts, length), target);
  }

  private void writeProductsOfColumns() {
    long n = narrowChannels();
    long length = n * windowLength();
    INDArray gradients = workspace.right().take(batch(), n, windowLength());
    writeProducts(gradients, (example, rows) -> {});
    INDArray ones = workspace.ones().take(1, batch());
    INDArray target = weightGradient().reshape(1, length);
    SumOps.sumRows(ones, gradients.reshape(batch(), length), target);
  }

  /**
   * Writes the sum of the examples' weight gradients, each times a factor, as one product.
   *
   * @param factors [1, batch]
   */
  final void writeWeightedSum(INDArray factors) {
    if (products() != null) {
      products().weights(narrow(), wide(), factors, weightGradient());
    } else {
      writeWeights(layOutPixels(narrow(), factors), layOutWindows(wide()), weightGradient());
    }
  }

  /** Adds the bias, if there is one, to the step's result. */
  final void addBias(INDArray result) {
    if (bias() != null) {
      Ops.addBias(bias(), result);
    }
  }

  final void writeBiasGradient() {
    if (bias() != null) {
      SumOps.channelSums(out.gradient(), biasGradient());
    }
  }

  /** Whether the windows cover the whole wide image: not when a stride leaves pixels. */
  final boolean windowsReachTheEdge() {
    return window.extent(narrowSignal().size(2)) == wideSignal().size(2)
        && window.extent(narrowSignal().size(3)) == wideSignal().size(3);
  }

  @Override
  public final Parameters parameters() {
    return parameters;
  }

  @Override
  public final List<ExampleGradient> exampleGradients(Workspace shared) {
    List<ExampleGradient> parts = new ArrayList<>();
    if (isProduct()) {
      parts.add(
          new OuterExampleGradient(
              () -> narrow().reshape(batch(), narrowChannels()),
              () -> wide().reshape(batch(), windowLength()),
              () -> weightGradient().reshape(narrowChannels(), windowLength()),
              shared));
    } else if (GhostExampleGradient.isCheaper(this)) {
      parts.add(new GhostExampleGradient(this, shared));
    } else {
      parts.add(storedGradient(shared));
    }
    if (bias() != null) {
      parts.add(new SumExampleGradient(out::gradient, this::biasGradient, shared));
    }
    return parts;
  }

  /** One that keeps the gradients of all examples. */
  ExampleGradient storedGradient(Workspace shared) {
    return new StoredExampleGradient(this, shared);
  }
}
