"""Peer of Veil's translation (CycleGAN): the same networks and step in PyTorch.

usage: cycle_peer.py {step|joined} generator=unet size=256 base=64 threads=2
       cycle_peer.py fixture FOLDER

step     every use of a generator is a pass of its own, as in the usual code
joined   a generator's translation and identity are one pass of a double batch
fixture  writes what CycleStepOracleTest compares with: all weights after two
         steps from given weights and slices

The step is that of TensorFlow's CycleGAN for pix2pix networks: all four
gradients are taken at the same weights, then all four networks move.
"""
import pathlib
import sys

import numpy
import torch
from torch import nn
import torch.nn.functional as F

from contestant import options, serve

LAMBDA, IDENTITY = 10, 0.5


def norm(width):
    return nn.InstanceNorm2d(width, affine=True)


class UNet(nn.Module):
    """Names of the layers are those of Veil's UNetArchitecture."""

    def __init__(self, size, base, dropout=0.5):
        super().__init__()
        self.levels = min(8, (size & -size).bit_length() - 1)
        self.norms, self.dropped = set(), set()
        width = lambda level: base << min(level - 1, 3)
        incoming = 1
        for level in range(1, self.levels + 1):
            normed = level > 1 and size >> level > 1
            self.add(nn.Conv2d, f"down{level}", incoming, width(level), not normed)
            if normed:
                self.add_module(f"down{level}norm", norm(width(level)))
                self.norms.add(level)
            incoming = width(level)
        for level in range(self.levels - 1, 0, -1):
            self.add(nn.ConvTranspose2d, f"up{level}", incoming, width(level), False)
            self.add_module(f"up{level}norm", norm(width(level)))
            if dropout and level > 3 and level >= self.levels - 3:
                self.dropped.add(level)
            incoming = 2 * width(level)
        self.add(nn.ConvTranspose2d, "output", incoming, 1, True)

    def add(self, kind, name, incoming, outgoing, bias):
        self.add_module(name, kind(incoming, outgoing, 4, 2, 1, bias=bias))

    def forward(self, x):
        skips = []
        for level in range(1, self.levels + 1):
            x = getattr(self, f"down{level}")(x)
            if level in self.norms:
                x = getattr(self, f"down{level}norm")(x)
            x = F.leaky_relu(x, 0.2)
            skips.append(x)
        for level in range(self.levels - 1, 0, -1):
            x = getattr(self, f"up{level}norm")(getattr(self, f"up{level}")(x))
            if level in self.dropped:
                x = F.dropout(x, 0.5)
            x = torch.cat([F.relu(x), skips[level - 1]], 1)
        return torch.tanh(self.output(x))


class ResNet(nn.Module):
    """Names of the layers are those of Veil's ResNetArchitecture."""

    def __init__(self, size, base, blocks=None):
        super().__init__()
        self.blocks = blocks or (9 if size >= 256 else 6)
        self.first = nn.Conv2d(1, base, 7, padding=3, bias=False)
        self.firstnorm = norm(base)
        self.down1 = nn.Conv2d(base, 2 * base, 3, 2, 1, bias=False)
        self.down1norm = norm(2 * base)
        self.down2 = nn.Conv2d(2 * base, 4 * base, 3, 2, 1, bias=False)
        self.down2norm = norm(4 * base)
        for block in range(1, self.blocks + 1):
            for part in "ab":
                self.add_module(f"block{block}{part}", nn.Conv2d(4 * base, 4 * base, 3, 1, 1, bias=False))
                self.add_module(f"block{block}{part}norm", norm(4 * base))
        self.up2 = nn.ConvTranspose2d(4 * base, 2 * base, 4, 2, 1, bias=False)
        self.up2norm = norm(2 * base)
        self.up1 = nn.ConvTranspose2d(2 * base, base, 4, 2, 1, bias=False)
        self.up1norm = norm(base)
        self.output = nn.Conv2d(base, 1, 7, padding=3)

    def layer(self, name, x):
        return getattr(self, name + "norm")(getattr(self, name)(x))

    def forward(self, x):
        for name in ("first", "down1", "down2"):
            x = F.relu(self.layer(name, x))
        for block in range(1, self.blocks + 1):
            inner = F.relu(self.layer(f"block{block}a", x))
            x = x + self.layer(f"block{block}b", inner)
        for name in ("up2", "up1"):
            x = F.relu(self.layer(name, x))
        return torch.tanh(self.output(x))


class Critic(nn.Module):
    """Names of the layers are those of Veil's PatchCriticArchitecture."""

    def __init__(self, base):
        super().__init__()
        self.down1 = nn.Conv2d(1, base, 4, 2, 1)
        self.down2 = nn.Conv2d(base, 2 * base, 4, 2, 1, bias=False)
        self.down2norm = norm(2 * base)
        self.down3 = nn.Conv2d(2 * base, 4 * base, 4, 2, 1, bias=False)
        self.down3norm = norm(4 * base)
        self.conv4 = nn.Conv2d(4 * base, 8 * base, 4, 1, 1, bias=False)
        self.conv4norm = norm(8 * base)
        self.score = nn.Conv2d(8 * base, 1, 4, 1, 1)

    def forward(self, x):
        x = F.leaky_relu(self.down1(x), 0.2)
        x = F.leaky_relu(self.down2norm(self.down2(x)), 0.2)
        x = F.leaky_relu(self.down3norm(self.down3(x)), 0.2)
        x = F.leaky_relu(self.conv4norm(self.conv4(x)), 0.2)
        return self.score(x)


def cross_entropy(scores, real):
    target = torch.full_like(scores, float(real))
    return F.binary_cross_entropy_with_logits(scores, target)


class Step:
    """One training step of G, F and the critics of X and Y."""

    def __init__(self, networks, joined=False):
        self.networks = networks
        self.joined = joined
        self.optimizers = [
            torch.optim.Adam(n.parameters(), lr=2e-4, betas=(0.5, 0.999)) for n in networks]

    def both(self, generator, there, already):
        """A translation and an identity."""
        if self.joined:
            return generator(torch.cat([there, already])).chunk(2)
        return generator(there), generator(already)

    def __call__(self, x, y):
        g, f, critic_x, critic_y = self.networks
        fake_y, same_y = self.both(g, x, y)
        fake_x, same_x = self.both(f, y, x)
        cycle = LAMBDA * (F.l1_loss(f(fake_y), x) + F.l1_loss(g(fake_x), y))
        fake_scores_x, fake_scores_y = critic_x(fake_x), critic_y(fake_y)
        gen_g, gen_f = cross_entropy(fake_scores_y, True), cross_entropy(fake_scores_x, True)
        identity = LAMBDA * IDENTITY * (F.l1_loss(same_x, x) + F.l1_loss(same_y, y))
        for optimizer in self.optimizers:
            optimizer.zero_grad(set_to_none=True)
        # The critics must not learn from the generators' loss, so they are frozen for it.
        for critic in (critic_x, critic_y):
            critic.requires_grad_(False)
        (gen_g + gen_f + cycle + identity).backward()
        for critic in (critic_x, critic_y):
            critic.requires_grad_(True)
        disc_x = self.learn(critic_x, x, fake_x)
        disc_y = self.learn(critic_y, y, fake_y)
        for optimizer in self.optimizers:
            optimizer.step()
        return [float(v) for v in (gen_g, gen_f, disc_x, disc_y, cycle, identity)]

    @staticmethod
    def learn(critic, real, fake):
        loss = (cross_entropy(critic(real), True) + cross_entropy(critic(fake.detach()), False)) / 2
        loss.backward()
        return loss


def networks(kind, size, base):
    generator = {"unet": UNet, "resnet": ResNet}[kind]
    return [generator(size, base), generator(size, base), Critic(base), Critic(base)]


def benchmark(given, joined):
    step = Step(networks(given["generator"], given["size"], given["base"]), joined)
    shape = (1, 1, given["size"], given["size"])
    x, y = 2 * torch.rand(shape) - 1, 2 * torch.rand(shape) - 1

    def work():
        step(x, y)

    return work


def wave(name, count, scale):
    """Numbers that both sides can compute: scale * sin(s + 1.3 i), s from the name."""
    start = sum(map(ord, name))
    values = scale * numpy.sin(start + 1.3 * numpy.arange(count, dtype=numpy.float64))
    return torch.from_numpy(values.astype(numpy.float32))


KEYS = {"weight": "W", "bias": "b"}
NORM_KEYS = {"weight": "gain", "bias": "bias"}


def named(networks):
    """(name, parameter, whether a gain) sorted by name, e.g. g/down1/W."""
    result = []
    for network_name, network in zip(("g", "f", "critic-x", "critic-y"), networks):
        for name, parameter in network.named_parameters():
            layer, kind = name.rsplit(".", 1)
            key = (NORM_KEYS if layer.endswith("norm") else KEYS)[kind]
            result.append((f"{network_name}/{layer}/{key}", parameter, key == "gain"))
    return sorted(result, key=lambda entry: entry[0])


def fixture(folder):
    """32 x 32 pixels, base 2, no dropout; resnets with two blocks."""
    torch.set_num_threads(1)
    size, base = 32, 2
    x = wave("slice x", size * size, 0.9).reshape(1, 1, size, size)
    y = wave("slice y", size * size, 0.6).reshape(1, 1, size, size)
    for kind in ("unet", "resnet"):
        make = (lambda: UNet(size, base, 0)) if kind == "unet" else (lambda: ResNet(size, base, 2))
        four = [make(), make(), Critic(base), Critic(base)]
        with torch.no_grad():
            for name, parameter, gain in named(four):
                parameter.copy_(wave(name, parameter.numel(), 0.3).reshape(parameter.shape) + gain)
        step = Step(four)
        losses = [step(x, y), step(x, y)]
        weights = torch.cat([p.detach().flatten() for _, p, _ in named(four)])
        target = pathlib.Path(folder)
        weights.numpy().astype("<f4").tofile(target / f"cycle_{kind}_weights.bin")
        rows = "".join(",".join(f"{v:.9g}" for v in row) + "\n" for row in losses)
        header = "gen_g_loss,gen_f_loss,disc_x_loss,disc_y_loss,total_cycle_loss,identity_loss\n"
        (target / f"cycle_{kind}_losses.csv").write_text(header + rows)


if __name__ == "__main__":
    if sys.argv[1] == "fixture":
        fixture(sys.argv[2])
    else:
        given = options(sys.argv[2:])
        torch.set_num_threads(given["threads"])
        serve(benchmark(given, sys.argv[1] == "joined"))
