"""The article's DCGAN step in PyTorch: batch 32, one update of D, one of G.

The networks, losses and optimizers are those of src/lib (models/dcgan.ts, training/), layer by
layer; the data is noise, which takes as long as digits. Prints one line of JSON.

usage: dcgan_step.py [steps] [threads]
"""

import json
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH = 32


def generator():
    return nn.Sequential(
        nn.Linear(100, 1024),
        nn.BatchNorm1d(1024),
        nn.ReLU(),
        nn.Linear(1024, 7 * 7 * 128),
        nn.BatchNorm1d(7 * 7 * 128),
        nn.ReLU(),
        nn.Unflatten(1, (128, 7, 7)),
        nn.Upsample(scale_factor=2),
        nn.Conv2d(128, 64, 5, padding=2),
        nn.BatchNorm2d(64),
        nn.ReLU(),
        nn.Upsample(scale_factor=2),
        nn.Conv2d(64, 1, 5, padding=2),
        nn.Tanh(),
    )


def discriminator():
    return nn.Sequential(
        nn.ZeroPad2d((1, 2, 1, 2)),  # TensorFlow's "same" for 28 pixels, size 5 and stride 2
        nn.Conv2d(1, 64, 5, stride=2),
        nn.LeakyReLU(0.2),
        nn.Conv2d(64, 128, 5, stride=2),
        nn.LeakyReLU(0.2),
        nn.Flatten(),
        nn.Linear(5 * 5 * 128, 256),
        nn.LeakyReLU(0.2),
        nn.Dropout(0.5),
        nn.Linear(256, 1),
    )


def adam(network, learning_rate):
    return torch.optim.Adam(network.parameters(), lr=learning_rate, betas=(0.5, 0.999), eps=1e-7)


def noise():
    return torch.rand(BATCH, 100) * 2 - 1


def step(g, d, for_g, for_d):
    """One adversarial step, as src/lib/training/adversarial-step.ts has it."""
    real = torch.rand(BATCH, 1, 28, 28) * 2 - 1
    with torch.no_grad():
        fake = g(noise())
    on_real, on_fake = d(torch.cat([real, fake])).chunk(2)
    loss_d = (F.softplus(-on_real).mean() + F.softplus(on_fake).mean()) / 2
    for_d.zero_grad(set_to_none=True)
    loss_d.backward()
    for_d.step()

    # Through a D whose own gradients nobody needs.
    d.requires_grad_(False)
    loss_g = F.softplus(-d(g(noise()))).mean()
    for_g.zero_grad(set_to_none=True)
    loss_g.backward()
    for_g.step()
    d.requires_grad_(True)
    return loss_d.item(), loss_g.item()


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    threads = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    g, d = generator(), discriminator()
    for_g, for_d = adam(g, 2e-4), adam(d, 1e-4)
    times = []
    for index in range(steps + 3):
        began = time.perf_counter()
        step(g, d, for_g, for_d)
        if index >= 3:
            times.append((time.perf_counter() - began) * 1000)
    print(
        json.dumps(
            {
                "version": torch.__version__,
                "threads": threads,
                "medianMs": statistics.median(times),
                "timesMs": times,
            }
        )
    )


if __name__ == "__main__":
    main()
