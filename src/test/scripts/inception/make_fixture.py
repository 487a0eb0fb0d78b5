#!/usr/bin/python3
"""Inception-v3 with random weights: a file in Keras' layout, and its pool3 features.

usage: make_fixture.py WEIGHTS.h5 FEATURES.csv [--width 16] [--images 3] [--first-number 1]

The network is written here in plain PyTorch, batch normalisation unfolded and in
double precision, after keras.applications.InceptionV3. --width 16 is the
published network; 1 has a sixteenth of its channels in every layer. The images
are those of InceptionEncoderTest.Pattern.
"""
import argparse

import h5py
import numpy as np
import torch
import torch.nn.functional as F

EPSILON = 1e-3


class Inception:
    """Draws weights in the order in which Keras creates layers, while it runs."""

    def __init__(self, width, seed=5):
        self.width = width
        self.random = np.random.default_rng(seed)
        self.layers = []

    def unit(self, x, filters, rows, columns, stride=1, same=True):
        """Convolution, batch normalisation without gamma, ReLU."""
        filters = filters * self.width // 16
        fan_in = rows * columns * x.shape[1]
        kernel = self.random.normal(0, (2 / fan_in) ** 0.5, (rows, columns, x.shape[1], filters))
        beta, mean = self.random.normal(0, 0.1, (2, filters))
        variance = self.random.uniform(0.5, 1.5, filters)
        weights = [np.float32(a) for a in (kernel, beta, mean, variance)]
        self.layers.append(weights)
        kernel, beta, mean, variance = (torch.from_numpy(np.float64(a)) for a in weights)
        y = F.conv2d(x, kernel.permute(3, 2, 0, 1), stride=stride,
                     padding="same" if same else "valid")
        return F.relu(F.batch_norm(y, mean, variance, bias=beta, eps=EPSILON))

    def __call__(self, x):
        unit, cat = self.unit, lambda *parts: torch.cat(parts, 1)

        def largest(y):
            return F.max_pool2d(y, 3, 2)

        def average(y):
            return F.avg_pool2d(y, 3, 1, 1, count_include_pad=False)

        x = unit(x, 32, 3, 3, 2, False)
        x = unit(x, 32, 3, 3, 1, False)
        x = largest(unit(x, 64, 3, 3))
        x = unit(x, 80, 1, 1, 1, False)
        x = largest(unit(x, 192, 3, 3, 1, False))
        for pool in (32, 64, 64):  # mixed0 to mixed2
            a = unit(x, 64, 1, 1)
            b = unit(x, 48, 1, 1)
            b = unit(b, 64, 5, 5)
            c = unit(x, 64, 1, 1)
            c = unit(c, 96, 3, 3)
            c = unit(c, 96, 3, 3)
            d = unit(average(x), pool, 1, 1)
            x = cat(a, b, c, d)
        a = unit(x, 384, 3, 3, 2, False)  # mixed3
        b = unit(x, 64, 1, 1)
        b = unit(b, 96, 3, 3)
        b = unit(b, 96, 3, 3, 2, False)
        x = cat(a, b, largest(x))
        for inner in (128, 160, 160, 192):  # mixed4 to mixed7
            a = unit(x, 192, 1, 1)
            b = unit(x, inner, 1, 1)
            b = unit(b, inner, 1, 7)
            b = unit(b, 192, 7, 1)
            c = unit(x, inner, 1, 1)
            c = unit(c, inner, 7, 1)
            c = unit(c, inner, 1, 7)
            c = unit(c, inner, 7, 1)
            c = unit(c, 192, 1, 7)
            d = unit(average(x), 192, 1, 1)
            x = cat(a, b, c, d)
        a = unit(x, 192, 1, 1)  # mixed8
        a = unit(a, 320, 3, 3, 2, False)
        b = unit(x, 192, 1, 1)
        b = unit(b, 192, 1, 7)
        b = unit(b, 192, 7, 1)
        b = unit(b, 192, 3, 3, 2, False)
        x = cat(a, b, largest(x))
        for _ in range(2):  # mixed9 and mixed10
            a = unit(x, 320, 1, 1)
            b = unit(x, 384, 1, 1)
            b = cat(unit(b, 384, 1, 3), unit(b, 384, 3, 1))
            c = unit(x, 448, 1, 1)
            c = unit(c, 384, 3, 3)
            c = cat(unit(c, 384, 1, 3), unit(c, 384, 3, 1))
            d = unit(average(x), 192, 1, 1)
            x = cat(a, b, c, d)
        return x.mean((2, 3))


def images(count, size=96):
    """The patterns of InceptionEncoderTest.Pattern: whole numbers 0 to 100, as -1 to 1."""
    n, y, x = np.meshgrid(np.arange(count), np.arange(size), np.arange(size), indexing="ij")
    values = ((7 + n) * x + 13 * y + x * y // (n + 3) + 31 * n) % 101
    return torch.from_numpy(np.float64(np.float32(values / np.float32(50) - 1)))


def save(layers, path, first):
    """As save_weights of Keras does: a group per layer, its weights in a group of its name."""
    with h5py.File(path, "w") as file:
        names = []
        for i, (kernel, beta, mean, variance) in enumerate(layers):
            suffix = f"_{first + i}" if first + i else ""
            for layer, weights in (
                    ("conv2d" + suffix, {"kernel": kernel}),
                    ("batch_normalization" + suffix,
                     {"beta": beta, "moving_mean": mean, "moving_variance": variance})):
                names.append(layer.encode())
                group = file.create_group(layer)
                group.attrs["weight_names"] = [f"{layer}/{w}:0".encode() for w in weights]
                for weight, values in weights.items():
                    group.create_dataset(f"{layer}/{weight}:0", data=values)
        file.attrs["layer_names"] = names


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights")
    parser.add_argument("features")
    parser.add_argument("--width", type=int, default=1)
    parser.add_argument("--images", type=int, default=3)
    parser.add_argument("--first-number", type=int, default=1)
    options = parser.parse_args()
    grey = images(options.images)[:, None]
    resized = F.interpolate(grey, size=(299, 299), mode="bilinear", align_corners=False)
    network = Inception(options.width)
    with torch.no_grad():
        features = network(resized.expand(-1, 3, -1, -1))
    assert len(network.layers) == 94
    save(network.layers, options.weights, options.first_number)
    np.savetxt(options.features, features.numpy(), delimiter=",", fmt="%.9g")


if __name__ == "__main__":
    main()
