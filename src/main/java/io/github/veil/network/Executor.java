/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a DL4J graph forwards and backwards for a fixed batch size, with raw operations on buffers
 * that are allocated once: four times faster than DL4J's own layers on a CPU, and the only way here
 * to gradients per example. The graph's parameters are used in place, never copied: an update of
 * {@code graph.params()} is seen by the next pass.
 *
 * <p>Takes graphs with one input and one output made of convolution, transposed convolution, dense,
 * {@link InstanceNorm}, activation (identity, ReLU, leaky ReLU, tanh), dropout, zero-padding, 2 x 2
 * max-pooling and doubling layers, and merge vertices. Arrays are NCHW, row-major, and belong to
 * the executor unless bound. Not safe for use by several threads; several executors may share a
 * graph as long as nobody changes its parameters meanwhile.
 */
public final class Executor implements AutoCloseable {

  private final ComputationGraph graph;
  private final int batch;
  private final Workspace workspace;
  private final List<GraphCompiler.Stage> stages;
  private final List<Signal> signals;
  private final Signal input;
  private final Signal output;
  private final Scratch addends;
  private INDArray gradient;
  private boolean borrowedGradient;
  private boolean adding;

  /**
   * For graphs whose first layer states the input's size, as Veil's architectures do.
   *
   * @param graph an initialised graph
   * @param batch examples per pass, at least 1
   * @throws IllegalArgumentException if the graph holds something the executor does not know; the
   *     message names it
   */
  public Executor(ComputationGraph graph, int batch) {
    this(graph, batch, new long[0]);
  }

  /**
   * @param exampleShape shape of one example, for instance (channels, height, width)
   */
  public Executor(ComputationGraph graph, int batch, long... exampleShape) {
    Require.atLeast(batch, 1, "The batch size");
    this.graph = graph;
    this.batch = batch;
    this.workspace = Workspace.of(graph.params().dataType());
    this.addends = new Scratch(graph.params().dataType());
    GraphCompiler compiler = new GraphCompiler(graph, batch, workspace, this::gradient);
    compiler.compile(exampleShape);
    this.stages = compiler.stages();
    this.signals = compiler.signals();
    this.input = compiler.input();
    this.output = compiler.output();
  }

  /** The graph whose parameters are used. */
  public ComputationGraph graph() {
    return graph;
  }

  /** Examples per pass. */
  public int batch() {
    return batch;
  }

  /** What the next forward pass reads, [batch, …]; the caller fills it. */
  public INDArray input() {
    return input.value();
  }

  /**
   * Makes {@code array}, for instance the {@link #output} of another executor, the input, so that
   * nothing need be copied. The array stays the caller's.
   */
  public void bindInput(INDArray array) {
    input.bindValue(array);
  }

  /**
   * Computes the output.
   *
   * @param training whether dropout drops; see {@link #drawMasks}
   * @return {@link #output()}
   */
  public INDArray forward(boolean training) {
    OpTasks.alone(
        () -> {
          for (GraphCompiler.Stage stage : stages) {
            run(stage.step(), () -> stage.step().forward(training));
          }
        });
    return output();
  }

  /** Result of the latest forward pass, [batch, …]; overwritten by the next one. */
  public INDArray output() {
    return output.value();
  }

  /**
   * Gradient of the loss with respect to the output, [batch, …]; the caller fills it before {@link
   * #backward}, which may overwrite it.
   */
  public INDArray outputGradient() {
    return output.gradient();
  }

  /**
   * Makes {@code array}, for instance the {@link #inputGradient} of another executor, the output
   * gradient: a critic's backward pass then writes straight into the generator's. The array stays
   * the caller's.
   */
  public void bindOutputGradient(INDArray array) {
    output.bindGradient(array);
  }

  /**
   * Computes gradients from {@link #outputGradient} and the latest forward pass. May be called once
   * per filled output gradient.
   *
   * @param wantWeights whether {@link #gradient} is wanted
   * @param wantInput whether {@link #inputGradient} is wanted
   */
  public void backward(boolean wantWeights, boolean wantInput) {
    backward(wantWeights, wantInput, Map.of());
  }

  /**
   * Computes the gradients between the layers only.
   *
   * @param replacements what to do instead of these steps' own way back
   */
  void backwardBetweenLayers(Map<Step, Runnable> replacements) {
    backward(false, false, replacements);
  }

  private void backward(boolean wantWeights, boolean wantInput, Map<Step, Runnable> replacements) {
    OpTasks.alone(() -> stepBack(wantWeights, wantInput, replacements));
  }

  private void stepBack(boolean wantWeights, boolean wantInput, Map<Step, Runnable> replacements) {
    signals.forEach(Signal::expect);
    for (int i = stages.size() - 1; i >= 0; i--) {
      Step step = stages.get(i).step();
      boolean inputWanted = wantInput || stages.get(i).trainableInput();
      Runnable back = () -> step.backward(wantWeights, inputWanted);
      Runnable replacement = replacements.get(step);
      if (replacement != null) {
        run(step, replacement);
      } else if (adding && wantWeights && step instanceof ParameterStep with) {
        run(step, () -> with.parameters().addGradient(addends, back));
      } else {
        run(step, back);
      }
    }
  }

  private static void run(Step step, Runnable work) {
    if (step.isDivided()) {
      work.run();
    } else {
      OpTasks.byNd4j(work);
    }
  }

  /**
   * Uses an array of the caller for {@link #gradient}, for instance that of another executor of the
   * same graph.
   *
   * @param array [1, numParams], row-major
   */
  public void bindGradient(INDArray array) {
    Require.that(
        array.length() == graph.numParams() && array.dataType() == graph.params().dataType(),
        "The network has %d parameters, but the array for their gradient holds %d.",
        graph.numParams(),
        array.length());
    if (gradient != null && !borrowedGradient) {
      gradient.close();
    }
    gradient = array;
    borrowedGradient = true;
  }

  /**
   * Whether {@code backward(true, …)} adds to {@link #gradient} instead of overwriting it; a new
   * executor overwrites.
   */
  public void addGradients(boolean add) {
    adding = add;
  }

  /** Gradient of the loss with respect to the input, after {@code backward(…, true)}. */
  public INDArray inputGradient() {
    return input.gradient();
  }

  /**
   * Gradient of the loss with respect to the parameters, [1, numParams] in the order of {@code
   * graph.params()}; overwritten by {@code backward(true, …)}.
   */
  public INDArray gradient() {
    if (gradient == null) {
      gradient = Ops.allocate(graph.params().dataType(), 1, graph.numParams());
      gradient.assign(0);
    }
    return gradient;
  }

  /** Draws the dropout masks that the following passes in training use. */
  public void drawMasks(RandomGenerator random) {
    for (GraphCompiler.Stage stage : stages) {
      if (stage.step() instanceof DropoutStep dropout) {
        dropout.draw(random);
      }
    }
  }

  /** Whether the network drops values in training. */
  public boolean hasDropout() {
    return stages.stream().anyMatch(stage -> stage.step() instanceof DropoutStep);
  }

  Workspace workspace() {
    return workspace;
  }

  /** The steps with parameters, in the order of execution. */
  List<ParameterStep> parameterSteps() {
    List<ParameterStep> steps = new ArrayList<>();
    for (GraphCompiler.Stage stage : stages) {
      if (stage.step() instanceof ParameterStep step) {
        steps.add(step);
      }
    }
    return steps;
  }

  /** Frees all buffers; the graph stays usable. */
  @Override
  public void close() {
    stages.forEach(stage -> stage.step().close());
    signals.forEach(Signal::close);
    workspace.close();
    addends.close();
    if (gradient != null && !borrowedGradient) {
      gradient.close();
    }
    gradient = null;
  }
}
