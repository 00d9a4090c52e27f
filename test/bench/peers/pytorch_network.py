"""The report's network in PyTorch, with its training step: channels last, the processor's cores as threads."""

import os

import torch
from torch import nn

IMAGE_SIZE = 150
BATCH_SIZE = 32

torch.set_num_threads(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())


def build_network():
    """951,489 parameters at 150 x 150 x 1, moving averages counted as Keras does."""
    parts = []
    channels = 1
    for filters, dropout in [(32, None), (64, 0.1), (64, None), (128, 0.2), (256, 0.2)]:
        parts += [nn.Conv2d(channels, filters, 3, padding="same"), nn.ReLU()]
        if dropout is not None:
            parts.append(nn.Dropout(dropout))
        parts += [nn.BatchNorm2d(filters), nn.MaxPool2d(2)]
        channels = filters
    parts += [nn.Flatten(), nn.Linear(4096, 128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, 1)]
    return nn.Sequential(*parts).to(memory_format=torch.channels_last)


class Training:
    def __init__(self):
        self.network = build_network()
        self.loss = nn.BCEWithLogitsLoss()
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=0.001)

    def step(self, images, labels):
        """Trains on one batch; returns its loss."""
        self.optimizer.zero_grad(set_to_none=True)
        logits = self.network(images.to(memory_format=torch.channels_last)).squeeze(1)
        loss = self.loss(logits, labels)
        loss.backward()
        self.optimizer.step()
        return loss.item()
