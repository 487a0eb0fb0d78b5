#!/usr/bin/python3
"""Matrices for EmbeddingStudy, and the trustworthiness of scikit-learn's t-SNE on them.

usage: embedding_peer.py FOLDER [MATRIX.csv ...]

Writes digits.csv (600 of scikit-learn's handwritten digits, 64 pixels each) and roll.csv (a
sheet of 500 points rolled up in 3 of 20 dimensions, with noise) to FOLDER; prints a line for
each, and for the matrices named.
"""
import sys

import numpy as np
from sklearn.datasets import load_digits, make_swiss_roll
from sklearn.manifold import TSNE, trustworthiness

SEED = 2026


def digits(random):
    rows = load_digits().data
    return rows[random.choice(len(rows), 600, replace=False)]


def roll(random):
    sheet = make_swiss_roll(500, noise=0.3, random_state=SEED)[0]
    return sheet @ random.normal(0, 0.3, (3, 20)) + random.normal(0, 0.3, (500, 20))


def main():
    files = sys.argv[2:]
    for make in (digits, roll):
        file = f"{sys.argv[1]}/{make.__name__}.csv"
        np.savetxt(file, make(np.random.default_rng(SEED)), delimiter=",", fmt="%.6f")
        files.append(file)
    for file in files:
        rows = np.loadtxt(file, delimiter=",")
        points = TSNE(perplexity=30, init="pca", learning_rate="auto",
                      random_state=0).fit_transform(rows)
        print(f"{file}  {trustworthiness(rows, points, n_neighbors=12):.4f}")


if __name__ == "__main__":
    main()
