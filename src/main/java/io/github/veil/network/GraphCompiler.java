/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Turns a DL4J graph into {@link Step}s in the order of execution. */
final class GraphCompiler {

  private static final Window HALVING = new Window(2, 2, 0);

  private final ComputationGraph graph;
  private final ComputationGraphConfiguration configuration;
  private final DataType type;
  private final long batch;
  private final Workspace workspace;
  private final Supplier<INDArray> flatGradient;
  private final Map<String, Long> offsets;
  private final Map<String, Integer> consumers;
  private final Map<String, ResizeConvolution> resizeConvolutions;
  private final Map<String, Signal> signals = new HashMap<>();
  private final List<Signal> owned = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();

  /** Signals whose values a later step may change in place. */
  private final Set<Signal> disposable = new HashSet<>();

  /** Signals that come out of a ReLU. */
  private final Set<Signal> rectified = new HashSet<>();

  /** A step and whether parameters come before it, so that its input gradient is always needed. */
  record Stage(Step step, boolean trainableInput) {}

  GraphCompiler(
      ComputationGraph graph, long batch, Workspace workspace, Supplier<INDArray> flatGradient) {
    this.graph = graph;
    this.configuration = graph.getConfiguration();
    this.type = graph.params().dataType();
    this.batch = batch;
    this.workspace = workspace;
    this.flatGradient = flatGradient;
    Require.that(
        graph.getNumInputArrays() == 1 && graph.getNumOutputArrays() == 1,
        "The trainer takes networks with one input and one output, but this one has %d and %d.",
        graph.getNumInputArrays(),
        graph.getNumOutputArrays());
    this.offsets = GraphReader.parameterOffsets(graph);
    this.consumers = GraphReader.consumers(configuration);
    this.resizeConvolutions = ResizeConvolution.find(configuration, consumers);
  }

  /**
   * @param exampleShape shape of one example, or empty to take it from the first layer
   */
  void compile(long[] exampleShape) {
    String input = configuration.getNetworkInputs().get(0);
    long[] shape = exampleShape.length > 0 ? exampleShape : GraphReader.exampleShape(configuration);
    signals.put(input, signal(withBatch(shape), false));
    for (int index : graph.topologicalSortOrder()) {
      String name = graph.getVertices()[index].getVertexName();
      if (resizeConvolutions.containsKey(name)) {
        addResizeConv(name, resizeConvolutions.get(name));
      } else if (!name.equals(input) && !isPartOfResizeConv(name)) {
        addVertex(name);
      }
    }
  }

  List<Stage> stages() {
    return List.copyOf(stages);
  }

  /** All signals, to be closed by the caller. */
  List<Signal> signals() {
    return List.copyOf(owned);
  }

  Signal input() {
    return signals.get(configuration.getNetworkInputs().get(0));
  }

  Signal output() {
    return signals.get(configuration.getNetworkOutputs().get(0));
  }

  private void addVertex(String name) {
    GraphVertex vertex = configuration.getVertices().get(name);
    List<Signal> ins =
        configuration.getVertexInputs().get(name).stream().map(signals::get).toList();
    if (vertex instanceof LayerVertex layer) {
      Signal in = preprocess(layer.getPreProcessor(), ins.get(0));
      signals.put(name, addLayer(name, layer.getLayerConf().getLayer(), in));
    } else if (vertex instanceof MergeVertex merge && merge.getMergeAxis() == 1) {
      signals.put(name, concat(ins));
    } else if (vertex instanceof SubsetVertex subset) {
      signals.put(name, subset(subset, ins.get(0)));
    } else if (vertex instanceof PreprocessorVertex reshaped) {
      signals.put(name, preprocess(reshaped.getPreProcessor(), ins.get(0)));
    } else if (isModulation(vertex, ins)) {
      signals.put(name, modulate((ElementWiseVertex) vertex, ins));
    } else if (vertex instanceof ElementWiseVertex joint && joint.getOp() == Op.Add) {
      signals.put(name, add(name, ins));
    } else {
      throw new IllegalArgumentException(
          "The trainer cannot execute vertex "
              + name
              + " of type "
              + vertex.getClass().getSimpleName()
              + "; build the network from Veil's architectures.");
    }
  }

  private static boolean isModulation(GraphVertex vertex, List<Signal> ins) {
    return vertex instanceof ElementWiseVertex
        && ins.size() == 2
        && ModulationStep.fits(ins.get(0), ins.get(1));
  }

  private Signal modulate(ElementWiseVertex vertex, List<Signal> ins) {
    Signal in = ins.get(0);
    Op op = vertex.getOp();
    Require.that(
        op == Op.Product || op == Op.Add,
        "The trainer multiplies or adds, but does not know the operation %s.",
        op);
    boolean trainable = in.isTrainable() || ins.get(1).isTrainable();
    Signal out = signal(in.shape(), trainable);
    return addDisposable(
        new ModulationStep(in, ins.get(1), out, op == Op.Product, workspace.general()),
        trainable,
        out);
  }

  private Signal preprocess(InputPreProcessor processor, Signal in) {
    if (processor == null) {
      return in;
    }
    long[] shape;
    if (processor instanceof FeedForwardToCnnPreProcessor image) {
      shape = withBatch(image.getNumChannels(), image.getInputHeight(), image.getInputWidth());
    } else if (processor instanceof CnnToFeedForwardPreProcessor) {
      shape = withBatch(length(in.shape()) / batch);
    } else {
      throw new IllegalArgumentException(
          "The trainer does not know the preprocessor "
              + processor.getClass().getSimpleName()
              + ".");
    }
    if (Arrays.equals(shape, in.shape())) {
      return in;
    }
    Require.that(
        length(shape) == length(in.shape()),
        "The network expects examples of shape %s, but gets %s.",
        Arrays.toString(shape),
        Arrays.toString(in.shape()));
    Signal out = signal(shape, in.isTrainable());
    return addDisposable(new ReshapeStep(in, out), in.isTrainable(), out);
  }

  private static void requireInputs(String name, FeedForwardLayer layer, int rank, long[] shape) {
    Require.that(
        shape.length == rank && layer.getNIn() == shape[1],
        "Layer %s takes %d channels, but gets an array of shape %s.",
        name,
        layer.getNIn(),
        Arrays.toString(shape));
  }

  private Signal addLayer(String name, Layer layer, Signal in) {
    Require.that(
        layer.getIDropout() == null || layer instanceof DropoutLayer,
        "Layer %s has dropout of its own; use a dropout layer.",
        name);
    if (layer instanceof Deconvolution2D deconv) {
      return activate(name, deconv, addDeconv(name, deconv, in));
    }
    if (layer.getClass() == ConvolutionLayer.class) {
      ConvolutionLayer conv = (ConvolutionLayer) layer;
      return activate(name, conv, addConv(name, conv, in));
    }
    if (layer.getClass() == DenseLayer.class) {
      return activate(name, (DenseLayer) layer, addDense(name, (DenseLayer) layer, in));
    }
    if (layer instanceof InstanceNorm) {
      Signal out = signal(in.shape(), true);
      return addDisposable(
          new InstanceNormStep(in, out, parameters(name), workspace), in.isTrainable(), out);
    }
    if (layer instanceof ActivationLayer activation) {
      return applyActivation(name, activation.getActivationFn(), in, successor(name, in));
    }
    if (layer instanceof DropoutLayer dropout && dropout.getIDropout() instanceof Dropout kept) {
      return drop(name, kept.getP(), in);
    }
    if (layer instanceof SubsamplingLayer pooling) {
      return pool(name, pooling, in);
    }
    if (layer instanceof Upsampling2D upsampling) {
      return upsample(name, upsampling, in);
    }
    if (layer instanceof ZeroPaddingLayer padding) {
      return pad(padding, in);
    }
    throw new IllegalArgumentException(
        "The trainer cannot execute layer "
            + name
            + " of type "
            + layer.getClass().getSimpleName()
            + "; build the network from Veil's architectures.");
  }

  private Signal addConv(String name, ConvolutionLayer conv, Signal in) {
    requireInputs(name, conv, 4, in.shape());
    Window window = window(name, conv);
    Signal out =
        signal(withBatch(conv.getNOut(), window.count(in.size(2)), window.count(in.size(3))), true);
    return addDisposable(
        new ConvStep(in, out, window, parameters(name), workspace), in.isTrainable(), out);
  }

  private boolean isPartOfResizeConv(String name) {
    return resizeConvolutions.values().stream()
        .anyMatch(place -> name.equals(place.doubled()) || name.equals(place.joint()));
  }

  private void addResizeConv(String name, ResizeConvolution place) {
    ConvolutionLayer conv =
        (ConvolutionLayer)
            ((LayerVertex) configuration.getVertices().get(name)).getLayerConf().getLayer();
    window(name, conv);
    Signal small = signals.get(place.small());
    Signal other = signals.get(place.other());
    long[] doubled = withBatch(small.size(1), 2 * small.size(2), 2 * small.size(3));
    requireInputs(name, conv, 4, jointShape(List.of(doubled, other.shape())));
    Signal out = signal(withBatch(conv.getNOut(), doubled[2], doubled[3]), true);
    addDisposable(
        new ResizeConvStep(small, other, out, parameters(name), workspace),
        small.isTrainable() || other.isTrainable(),
        out);
    signals.put(name, activate(name, conv, out));
  }

  private Signal addDeconv(String name, Deconvolution2D deconv, Signal in) {
    requireInputs(name, deconv, 4, in.shape());
    Window window = window(name, deconv);
    Signal out =
        signal(
            withBatch(deconv.getNOut(), window.extent(in.size(2)), window.extent(in.size(3))),
            true);
    return addDisposable(
        new DeconvStep(in, out, window, parameters(name), workspace), in.isTrainable(), out);
  }

  private static Window window(String name, ConvolutionLayer conv) {
    Require.that(
        conv.getConvolutionMode() != ConvolutionMode.Same
            && conv.getConvolutionMode() != ConvolutionMode.Causal
            && conv.getCnn2dDataFormat() == CNN2DFormat.NCHW,
        "Layer %s must be in NCHW format with explicit padding.",
        name);
    return Window.of(
        name, conv.getKernelSize(), conv.getStride(), conv.getPadding(), conv.getDilation());
  }

  private Signal addDense(String name, DenseLayer dense, Signal in) {
    requireInputs(name, dense, 2, in.shape());
    Require.that(!dense.hasLayerNorm(), "Layer %s must not have layer normalisation.", name);
    Signal out = signal(withBatch(dense.getNOut()), true);
    return addDisposable(new DenseStep(in, out, parameters(name)), in.isTrainable(), out);
  }

  private Signal activate(String name, BaseLayer layer, Signal signal) {
    return applyActivation(name, layer.getActivationFn(), signal, signal);
  }

  private Signal applyActivation(String name, IActivation function, Signal in, Signal out) {
    if (ActivationStep.isIdentity(function)) {
      return in;
    }
    if (function instanceof ActivationReLU) {
      rectified.add(out);
    }
    return addLasting(
        new ActivationStep(name, in, out, function, workspace.general()), in.isTrainable(), out);
  }

  /**
   * A ReLU may be dropped in place: its gradient needs only where its output is above 0, and where
   * dropout makes it 0 no gradient comes back.
   */
  private Signal drop(String name, double keep, Signal in) {
    boolean inPlace = rectified.contains(in) && isOnlyConsumer(name);
    Signal out = inPlace ? in : successor(name, in);
    DropoutStep step = new DropoutStep(in, out, keep);
    return inPlace
        ? addLasting(step, in.isTrainable(), out)
        : addDisposable(step, in.isTrainable(), out);
  }

  /** The signal itself when it may be changed in place, and a new one otherwise. */
  private Signal successor(String name, Signal in) {
    boolean inPlace = isOnlyConsumer(name) && disposable.contains(in);
    return inPlace ? in : signal(in.shape(), in.isTrainable());
  }

  private boolean isOnlyConsumer(String name) {
    String source = configuration.getVertexInputs().get(name).get(0);
    return consumers.getOrDefault(source, 0) == 1;
  }

  private Signal pool(String name, SubsamplingLayer pooling, Signal in) {
    Window window =
        Window.of(
            name,
            pooling.getKernelSize(),
            pooling.getStride(),
            pooling.getPadding(),
            pooling.getDilation());
    Require.that(
        pooling.getPoolingType() == PoolingType.MAX
            && window.equals(HALVING)
            && in.size(2) % 2 == 0
            && in.size(3) % 2 == 0,
        "Layer %s must take the maximum of 2 x 2 pixels of an image whose sides are even, but gets"
            + " the shape %s.",
        name,
        Arrays.toString(in.shape()));
    Signal out = signal(withBatch(in.size(1), in.size(2) / 2, in.size(3) / 2), in.isTrainable());
    return addLasting(new MaxPoolStep(in, out, workspace.general()), in.isTrainable(), out);
  }

  private Signal upsample(String name, Upsampling2D upsampling, Signal in) {
    Require.that(
        Arrays.equals(upsampling.getSize(), new int[] {2, 2}),
        "Layer %s must double its image, not enlarge it %s times.",
        name,
        Arrays.toString(upsampling.getSize()));
    Signal out = signal(withBatch(in.size(1), 2 * in.size(2), 2 * in.size(3)), in.isTrainable());
    return addLasting(new UpsampleStep(in, out), in.isTrainable(), out);
  }

  private Signal pad(ZeroPaddingLayer layer, Signal in) {
    int[] p = layer.getPadding();
    Signal out =
        signal(
            withBatch(in.size(1), in.size(2) + p[0] + p[1], in.size(3) + p[2] + p[3]),
            in.isTrainable());
    return addLasting(new ZeroPaddingStep(in, out, p), in.isTrainable(), out);
  }

  private Signal concat(List<Signal> ins) {
    long[] shape = jointShape(ins.stream().map(Signal::shape).toList());
    Signal out = signal(shape, ins.stream().anyMatch(Signal::isTrainable));
    return addDisposable(new ConcatStep(ins, out), out.isTrainable(), out);
  }

  private Signal subset(SubsetVertex vertex, Signal in) {
    long[] shape = in.shape();
    shape[1] = vertex.getTo() - vertex.getFrom() + 1;
    Signal out = signal(shape, in.isTrainable());
    return addDisposable(new SubsetStep(in, out, vertex.getFrom()), in.isTrainable(), out);
  }

  private static long[] jointShape(List<long[]> shapes) {
    long[] joint = shapes.get(0).clone();
    joint[1] = shapes.stream().mapToLong(shape -> shape[1]).sum();
    for (long[] shape : shapes) {
      long[] other = shape.clone();
      other[1] = joint[1];
      Require.that(
          Arrays.equals(joint, other),
          "Images to be joined must have the same size, but have the shapes %s and %s.",
          Arrays.toString(shapes.get(0)),
          Arrays.toString(shape));
    }
    return joint;
  }

  private Signal add(String name, List<Signal> ins) {
    for (Signal in : ins) {
      Require.that(
          Arrays.equals(ins.get(0).shape(), in.shape()),
          "Vertex %s adds images of different shapes, %s and %s.",
          name,
          Arrays.toString(ins.get(0).shape()),
          Arrays.toString(in.shape()));
    }
    Signal out = signal(ins.get(0).shape(), ins.stream().anyMatch(Signal::isTrainable));
    return addLasting(new AddStep(ins, out), out.isTrainable(), out);
  }

  /** Adds a step whose result a later step may change in place. */
  private Signal addDisposable(Step step, boolean trainableInput, Signal out) {
    stages.add(new Stage(step, trainableInput));
    disposable.add(out);
    return out;
  }

  /** Adds a step whose result no later step may change in place. */
  private Signal addLasting(Step step, boolean trainableInput, Signal out) {
    stages.add(new Stage(step, trainableInput));
    disposable.remove(out);
    return out;
  }

  private Parameters parameters(String name) {
    return new Parameters(graph.getLayer(name), offsets.get(name), flatGradient);
  }

  private Signal signal(long[] shape, boolean trainable) {
    Signal signal = new Signal(type, shape, trainable, workspace.addends());
    owned.add(signal);
    return signal;
  }

  private long[] withBatch(long... shape) {
    long[] all = new long[shape.length + 1];
    all[0] = batch;
    System.arraycopy(shape, 0, all, 1, shape.length);
    return all;
  }

  private static long length(long[] shape) {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    return length;
  }
}
