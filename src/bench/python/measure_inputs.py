"""Inputs of the measures in bench.py: raw little-endian files that all contestants read."""
import numpy as np
from scipy import ndimage


def features(folder, rng):
    mix = rng.standard_normal((512, 512)) * np.exp(-np.arange(512) / 150)[:, None] / 8
    for name, shift, scale in (("a", 0, 1), ("b", 0.05, 1.1)):
        x = np.maximum(rng.standard_normal((5000, 512)) @ mix * scale + shift, 0)
        (x + 0.01 * rng.standard_normal(x.shape)).tofile(f"{folder}/{name}.f64")


def images(folder, rng, count=1000):
    x = ndimage.gaussian_filter(rng.random((count, 96, 96)), (0, 2, 2))
    ((x - x.min()) / (x.max() - x.min())).tofile(folder + "/images.f64")


def vessels(folder, rng):
    """Random walks through the volume, 3 to 7 voxels thick; the prediction misses some of them."""
    shape = np.array((127, 384, 312))
    lines = np.zeros((2, 3, *shape), bool)
    for vessel in range(60):
        steps = np.cumsum(rng.standard_normal((600, 3)), 0) * 0.15
        path = np.cumsum(steps / np.linalg.norm(steps, axis=1)[:, None], 0) + rng.random(3) * shape
        inside = path[((path >= 0) & (path < shape)).all(1)].astype(int)
        lines[(0 if vessel < 54 else 1, vessel % 3, *inside.T)] = True
    found, missed = (
        np.any([ndimage.binary_dilation(line, iterations=1 + k) for k, line in enumerate(part)], 0)
        for part in lines)
    truth = found | missed
    prediction = np.roll(found, 1, 2)
    truth.astype(np.uint8).tofile(folder + "/truth.u8")
    prediction.astype(np.uint8).tofile(folder + "/prediction.u8")


def clusters(folder, rng):
    """Ten Gaussian clouds."""
    centres = rng.normal(0, 3, (10, 64))
    (centres[rng.integers(0, 10, 3000)] + rng.normal(0, 1, (3000, 64))).tofile(folder + "/rows.f64")


def few_images(folder, rng):
    images(folder, rng, 100)


def write(inputs, folder):
    make = {"frechet": features, "pairwise-ssim": images, "few-images": few_images,
            "hausdorff": vessels, "tsne": clusters}
    make[inputs](folder, np.random.default_rng(1))
