"""numpy, scipy, scikit-image and scikit-learn: the peers of Veil's measures.

usage: measure_peer.py {frechet|pairwise-ssim|hausdorff|tsne} folder=FOLDER threads=1

A step of pairwise-ssim takes SSIM_PAIRS of the pairs; bench.py scales its time.
"""
import sys

import numpy as np
from scipy import linalg, ndimage

from contestant import options, serve

SSIM_PAIRS = 2000


def frechet(folder):
    a = np.fromfile(folder + "/a.f64").reshape(-1, 512)
    b = np.fromfile(folder + "/b.f64").reshape(-1, 512)

    def step():
        s, t = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
        root = linalg.sqrtm(s @ t).real
        shift = a.mean(0) - b.mean(0)
        return shift @ shift + np.trace(s) + np.trace(t) - 2 * np.trace(root)

    return step


def pairwise_ssim(folder):
    from skimage.metrics import structural_similarity

    images = np.fromfile(folder + "/images.f64").reshape(-1, 96, 96)
    i, j = np.triu_indices(len(images), 1)
    some = np.random.default_rng(0).choice(len(i), SSIM_PAIRS, replace=False)

    def step():
        return np.mean([
            structural_similarity(images[i[k]], images[j[k]], data_range=1, gaussian_weights=True,
                                  sigma=1.5, use_sample_covariance=False)
            for k in some])

    return step


def hausdorff(folder):
    truth = np.fromfile(folder + "/truth.u8", np.uint8).reshape(127, 384, 312) > 0
    prediction = np.fromfile(folder + "/prediction.u8", np.uint8).reshape(127, 384, 312) > 0

    def distances(sampling):
        to_prediction = ndimage.distance_transform_edt(~prediction, sampling=sampling)[truth]
        to_truth = ndimage.distance_transform_edt(~truth, sampling=sampling)[prediction]
        balanced = (to_prediction.sum() + to_truth.sum()) / truth.sum() / 2
        return balanced, max(np.percentile(to_prediction, 95), np.percentile(to_truth, 95))

    def step():
        return distances((0.7, 0.5, 0.5))[0] + distances((1, 1, 1))[1]

    return step


def tsne(folder):
    from sklearn.manifold import TSNE

    rows = np.fromfile(folder + "/rows.f64").reshape(-1, 64)

    def step():
        # min_grad_norm and n_iter_without_progress off: the same 1,000 iterations as Veil.
        fit = TSNE(perplexity=30, init="pca", learning_rate="auto", n_iter=1000, angle=0.5,
                   min_grad_norm=0, n_iter_without_progress=1000, random_state=0, n_jobs=1)
        fit.fit(rows)
        return fit.kl_divergence_

    return step


if __name__ == "__main__":
    given = options(sys.argv[2:])
    works = {"frechet": frechet, "pairwise-ssim": pairwise_ssim, "hausdorff": hausdorff,
             "tsne": tsne}
    serve(works[sys.argv[1]](given["folder"]))
