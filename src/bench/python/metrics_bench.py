"""Times Veil's measures against scikit-image, numpy and scipy on the same inputs.

usage: metrics_bench.py CLASSPATH [WORK …] [--rounds N]

Each side is one process on one thread, warm; they take turns. CPU seconds are those of the whole
process (user and system, with Java's compiler and collector). scikit-image's pairwise SSIM is timed
on 2,000 of the 499,500 pairs and scaled; Veil does all of them. One JSON object per work.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
from scipy import ndimage

HERE = os.path.dirname(os.path.abspath(__file__))
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
PAIRS = 1000 * 999 // 2
SCALE = {"ssim": PAIRS / 2000}
TICK = os.sysconf("SC_CLK_TCK")


class Contestant:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, env={**os.environ, **ONE_THREAD})
        assert self.process.stdout.readline().strip() == "ready"

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def turn(self):
        cpu, wall = self.cpu(), time.perf_counter()
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        return self.cpu() - cpu, time.perf_counter() - wall, float(answer[1])


def features(folder, rng):
    mix = rng.standard_normal((512, 512)) * np.exp(-np.arange(512) / 150)[:, None] / 8
    for name, shift, scale in (("a", 0, 1), ("b", 0.05, 1.1)):
        x = np.maximum(rng.standard_normal((5000, 512)) @ mix * scale + shift, 0)
        (x + 0.01 * rng.standard_normal(x.shape)).tofile(f"{folder}/{name}.f64")


def images(folder, rng):
    x = ndimage.gaussian_filter(rng.random((1000, 96, 96)), (0, 2, 2))
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


MAKE = {"frechet": features, "ssim": images, "hausdorff": vessels}


def duel(work, classpath, folder, rounds):
    java = ["java", "-Xmx3g", "-XX:+UseSerialGC", "-cp", classpath,
            "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0",
            "io.github.veil.bench.MetricsContestant", work, folder]
    veil = Contestant(java)
    peer = Contestant([sys.executable, HERE + "/metrics_peer.py", work, folder])
    turns = [(veil.turn(), peer.turn()) for _ in range(rounds)]
    scale = SCALE.get(work, 1)
    result = {"work": work, "rounds": rounds}
    for index, clock in enumerate(("cpu", "wall")):
        ours = statistics.median(v[index] for v, _ in turns)
        theirs = statistics.median(p[index] for _, p in turns) * scale
        result[f"veil_{clock}_s"] = round(ours, 3)
        result[f"peer_{clock}_s"] = round(theirs, 3)
        result[f"ratio_{clock}"] = round(ours / theirs, 3)
    result["veil_value"], result["peer_value"] = turns[0][0][2], turns[0][1][2]
    for contestant in (veil, peer):
        contestant.process.stdin.close()
        contestant.process.wait()
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("classpath")
    parser.add_argument("works", nargs="*", default=["frechet", "hausdorff", "ssim"])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    rng = np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        for work in options.works:
            MAKE[work](folder, rng)
            print(json.dumps(duel(work, options.classpath, folder, options.rounds)), flush=True)


if __name__ == "__main__":
    main()
