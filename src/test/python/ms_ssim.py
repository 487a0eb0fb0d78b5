"""Reference values for MultiScaleSsim: numpy and scipy, the 11 x 11 window in one piece.

Prints rows for SsimTest. Run from the root of the project: python3 src/test/python/ms_ssim.py
"""
import numpy as np
import tifffile
from scipy.ndimage import correlate

WEIGHTS = np.array([0.0448, 0.2856, 0.3001, 0.2363, 0.1333])
r = np.arange(-5, 6)
WINDOW = np.exp(-(r[:, None] ** 2 + r[None, :] ** 2) / (2 * 1.5**2))
WINDOW /= WINDOW.sum()


def local(a):
    return correlate(a, WINDOW)[5:-5, 5:-5]


def terms(x, y, data_range):
    c1, c2 = (0.01 * data_range) ** 2, (0.03 * data_range) ** 2
    mx, my = local(x), local(y)
    cs = (2 * (local(x * y) - mx * my) + c2) / (local(x * x) - mx**2 + local(y * y) - my**2 + c2)
    return cs.mean(), (cs * (2 * mx * my + c1) / (mx**2 + my**2 + c1)).mean()


def halved(a):
    a = a[: a.shape[0] // 2 * 2, : a.shape[1] // 2 * 2]
    return a.reshape(a.shape[0] // 2, 2, a.shape[1] // 2, 2).mean((1, 3))


def ms_ssim(x, y, data_range):
    n = max(s for s in range(1, 6) if min(x.shape) >> (s - 1) >= 11)
    w = WEIGHTS[:n] / WEIGHTS[:n].sum()
    value = 1.0
    for s in range(n):
        cs, ssim = terms(x, y, data_range)
        value *= max(0.0, ssim if s == n - 1 else cs) ** w[s]
        x, y = halved(x), halved(y)
    return n, value


for name, data_range, tiles in [
    ("pair_01_noise_mra.tif", 255, 1),
    ("pair_02_blur_mra.tif", 255, 2),
    ("pair_03_shift_mra.tif", 255, 2),
    ("pair_05_cross_modality.tif", 255, 1),
    ("pair_10_strip_11x40.tif", 255, 1),
    ("pair_11_inverted_gd.tif", 255, 1),
]:
    x, y = tifffile.imread("src/test/resources/golden/ssim/" + name).astype(float)
    n, value = ms_ssim(np.tile(x, (tiles, tiles)), np.tile(y, (tiles, tiles)), data_range)
    print(f'    "{name}, {data_range}, {tiles}, {n}, {value!r}",')
