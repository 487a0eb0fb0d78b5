"""t-SNE of 3000 x 64: scikit-learn beside Veil, alternating, each on one core.

Usage: python3 tsne_bench.py CLASSPATH [ROUNDS]
CPU seconds: Veil's of the whole Java process; scikit-learn's of fit_transform alone.
"""
import os
import subprocess
import sys
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from sklearn.manifold import TSNE, trustworthiness

random = np.random.default_rng(0)
centres = random.normal(0, 3, (10, 64))
rows = centres[random.integers(0, 10, 3000)] + random.normal(0, 1, (3000, 64))
file = os.path.join(tempfile.mkdtemp(), "rows.csv")
np.savetxt(file, rows, delimiter=",", fmt="%.6f")

for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 2):
    subprocess.run(
        ["taskset", "-c", "0", "java", "-cp", sys.argv[1], "io.github.veil.bench.TsneBench", file],
        check=True)
    start = time.process_time()
    # min_grad_norm and n_iter_without_progress off: the same 1000 iterations as Veil.
    tsne = TSNE(perplexity=30, init="pca", learning_rate="auto", n_iter=1000, angle=0.5,
                min_grad_norm=0, n_iter_without_progress=1000, random_state=0, n_jobs=1)
    y = tsne.fit_transform(rows)
    seconds = time.process_time() - start
    print(f"sklearn {seconds:6.1f} CPU s  KL {tsne.kl_divergence_:.3f}  trustworthiness "
          f"{trustworthiness(rows, y, n_neighbors=12):.4f}", flush=True)
