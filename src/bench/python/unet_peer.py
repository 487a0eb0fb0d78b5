"""Peers of Veil's U-Net work: the network of Livne et al. 2019 in PyTorch.

usage: unet_peer.py {segmentation|volume} base=32 [size=96 batch=16 | slices=127] threads=2

segmentation  dropout, forward, Dice loss, backward, Adam
volume        whole slices of 312 x 384 pixels, padded to 320 x 384, one by one
"""
import sys

import numpy
import torch
from torch import nn
import torch.nn.functional as F

from contestant import options, serve

LEVELS = 5
DROPOUT = 0.1


class Level(nn.Module):
    def __init__(self, incoming, width):
        super().__init__()
        self.first = nn.Conv2d(incoming, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x):
        x = F.dropout(F.relu_(self.first(x)), DROPOUT, self.training)
        return F.relu_(self.second(x))


class UNet(nn.Module):
    def __init__(self, base):
        super().__init__()
        widths = [base << level for level in range(LEVELS)]
        self.down = nn.ModuleList(map(Level, [1] + widths[:-1], widths))
        self.up = nn.ModuleList(Level(3 * width, width) for width in widths[-2::-1])
        self.logits = nn.Conv2d(base, 1, 1)

    def forward(self, x):
        skips = []
        for level, block in enumerate(self.down):
            x = block(F.max_pool2d(x, 2) if level else x)
            skips.append(x)
        skips.pop()
        for block in self.up:
            x = block(torch.cat([F.interpolate(x, scale_factor=2), skips.pop()], 1))
        return self.logits(x)


def segmentation(given):
    network = UNet(given["base"]).train()
    shape = (given["batch"], 1, given["size"], given["size"])
    images = 2 * torch.rand(shape) - 1
    truth = (images > 0.8).float()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-4)

    def step():
        optimizer.zero_grad()
        p = torch.sigmoid(network(images))
        loss = 1 - (2 * (p * truth).sum() + 1) / (p.sum() + truth.sum() + 1)
        loss.backward()
        optimizer.step()

    return step


def volume(given):
    network = UNet(given["base"]).eval()
    values = numpy.random.rand(given["slices"], 384, 312).astype("float32")
    result = numpy.empty_like(values)
    padded = torch.full((1, 1, 384, 320), -1.0)

    def step():
        with torch.inference_mode():
            for values_slice, result_slice in zip(values, result):
                padded[0, 0, :, :312] = torch.from_numpy(2 * values_slice - 1)
                result_slice[:] = torch.sigmoid(network(padded))[0, 0, :, :312].numpy()

    return step


if __name__ == "__main__":
    given = options(sys.argv[2:])
    torch.set_num_threads(given["threads"])
    serve({"segmentation": segmentation, "volume": volume}[sys.argv[1]](given))
