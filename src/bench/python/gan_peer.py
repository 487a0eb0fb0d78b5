"""Peers of Veil's GAN steps: the networks of Kossen et al. 2022 in PyTorch.

usage: gan_peer.py {critic|generator|per-sample|opacus} size=96 base=64 batch=32 threads=2
       gan_peer.py training size=96 base=64 batch=32 patches=1000 critic_steps=5 threads=2

critic      forward, backward, RMSprop, weight clipping
generator   latent vectors, images, scores, back through both, RMSprop
training    an iteration: critic_steps times the critic on real and generated
            images, once the generator
per-sample  the critic with per-sample gradients by Opacus' method (unfold, then
            one product per layer, kept for the whole batch), clipped, noised;
            written here, for machines without Opacus
opacus      the same by Opacus itself: put its checkout on PYTHONPATH
"""
import sys

import torch
from torch import nn
import torch.nn.functional as F

from contestant import options, serve

CLIP_NORM = 1.0
NOISE = 1.0
WEIGHT_CLIP = 0.01
RATE = 5e-5
LATENT = 128


def depth(size):
    """How many convolutions: one that covers what is left at 3 or 4 pixels."""
    layers = 1
    while size > 4:
        size //= 2
        layers += 1
    return layers


def widths(size, base):
    return [base * 2 ** min(level, 3) for level in range(depth(size) - 1)]


def critic(size, base):
    layers, incoming = [], 2
    for width in widths(size, base):
        layers += [nn.Conv2d(incoming, width, 4, 2, 1), nn.LeakyReLU(0.2)]
        incoming = width
    smallest = size >> (depth(size) - 1)
    return nn.Sequential(*layers, nn.Conv2d(incoming, 1, smallest))


def generator(size, base):
    smallest = size >> (depth(size) - 1)
    channels = widths(size, base)[::-1]
    top = channels[0]
    layers = [nn.Linear(LATENT, top), nn.LeakyReLU(0.2), nn.Unflatten(1, (top, 1, 1))]
    layers += [nn.ConvTranspose2d(top, top, smallest), nn.LeakyReLU(0.2)]
    for incoming, width in zip(channels, channels[1:]):
        layers += [nn.ConvTranspose2d(incoming, width, 4, 2, 1), nn.LeakyReLU(0.2)]
    return nn.Sequential(*layers, nn.ConvTranspose2d(channels[-1], 2, 4, 2, 1), nn.Tanh())


def clip_weights(network):
    with torch.no_grad():
        for weights in network.parameters():
            weights.clamp_(-WEIGHT_CLIP, WEIGHT_CLIP)


def critic_step(size, base, batch):
    network = critic(size, base)
    optimizer = torch.optim.RMSprop(network.parameters(), lr=RATE)
    images = torch.rand(batch, 2, size, size) * 2 - 1

    def step():
        optimizer.zero_grad(set_to_none=True)
        (-network(images).mean()).backward()
        optimizer.step()
        clip_weights(network)

    return step


def update_generator(network, judge, optimizer, batch):
    optimizer.zero_grad(set_to_none=True)
    (-judge(network(torch.randn(batch, LATENT))).mean()).backward()
    optimizer.step()


def generator_step(size, base, batch):
    network, judge = generator(size, base), critic(size, base)
    judge.requires_grad_(False)
    optimizer = torch.optim.RMSprop(network.parameters(), lr=RATE)

    def step():
        update_generator(network, judge, optimizer, batch)

    return step


def training_step(size, base, batch, patches, critic_steps):
    network, judge = generator(size, base), critic(size, base)
    optimizer = torch.optim.RMSprop(network.parameters(), lr=RATE)
    judge_optimizer = torch.optim.RMSprop(judge.parameters(), lr=RATE)
    real = torch.rand(patches, 2, size, size) * 2 - 1

    def critic_update():
        chosen = real[torch.randint(patches, (batch,))]
        with torch.no_grad():
            fake = network(torch.randn(batch, LATENT))
        judge_optimizer.zero_grad(set_to_none=True)
        (judge(fake).mean() - judge(chosen).mean()).backward()
        judge_optimizer.step()
        clip_weights(judge)

    def step():
        for _ in range(critic_steps):
            critic_update()
        judge.requires_grad_(False)
        update_generator(network, judge, optimizer, batch)
        judge.requires_grad_(True)

    return step


def keep_per_sample_gradients(network):
    """Hooks that leave grad_sample, [batch, *shape], at every weight, as Opacus does."""

    def remember(layer, inputs, _):
        layer.kept = inputs[0].detach()

    def compute(layer, _, gradients):
        gradient = gradients[0].detach()
        batch = gradient.shape[0]
        columns = F.unfold(layer.kept, layer.kernel_size, 1, layer.padding, layer.stride)
        narrow = gradient.reshape(batch, gradient.shape[1], -1)
        products = torch.einsum("noq,npq->nop", narrow, columns)
        layer.weight.grad_sample = products.reshape(batch, *layer.weight.shape)
        layer.bias.grad_sample = narrow.sum(2)
        del layer.kept

    for layer in network:
        if isinstance(layer, nn.Conv2d):
            layer.register_forward_hook(remember)
            layer.register_full_backward_hook(compute)


def set_private_gradients(network, batch):
    """Clips, sums, noises and averages the gradients of single examples."""
    with torch.no_grad():
        squares = [w.grad_sample.flatten(1).norm(2, 1) for w in network.parameters()]
        norms = torch.stack(squares, 1).norm(2, 1)
        factors = (CLIP_NORM / (norms + 1e-6)).clamp(max=1.0)
        for weights in network.parameters():
            total = torch.einsum("i,i...", factors, weights.grad_sample)
            total += torch.randn_like(total) * (NOISE * CLIP_NORM)
            weights.grad = total / batch
            weights.grad_sample = None


def per_sample_step(size, base, batch):
    network = critic(size, base)
    keep_per_sample_gradients(network)
    optimizer = torch.optim.RMSprop(network.parameters(), lr=RATE)
    images = torch.rand(batch, 2, size, size) * 2 - 1

    def step():
        optimizer.zero_grad(set_to_none=True)
        (-network(images).sum()).backward()
        set_private_gradients(network, batch)
        optimizer.step()
        clip_weights(network)

    return step


def opacus_step(size, base, batch):
    from opacus import GradSampleModule
    from opacus.optimizers import DPOptimizer

    network = GradSampleModule(critic(size, base), loss_reduction="sum")
    optimizer = DPOptimizer(
        torch.optim.RMSprop(network.parameters(), lr=RATE),
        noise_multiplier=NOISE,
        max_grad_norm=CLIP_NORM,
        expected_batch_size=batch,
    )
    images = torch.rand(batch, 2, size, size) * 2 - 1

    def step():
        optimizer.zero_grad(set_to_none=True)
        (-network(images).sum()).backward()
        optimizer.step()
        clip_weights(network)

    return step


WORKS = {
    "critic": critic_step,
    "generator": generator_step,
    "training": training_step,
    "per-sample": per_sample_step,
    "opacus": opacus_step,
}

if __name__ == "__main__":
    given = options(sys.argv[2:])
    torch.set_num_threads(given.pop("threads"))
    serve(WORKS[sys.argv[1]](**given))
