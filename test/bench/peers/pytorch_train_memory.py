"""PyTorch trains the report's network on random images in memory. Figures: images per second."""

import sys
import time

import torch
from pytorch_network import BATCH_SIZE, IMAGE_SIZE, Training
from rounds import answer_rounds

steps = int(sys.argv[1])
images = torch.rand(steps * BATCH_SIZE, 1, IMAGE_SIZE, IMAGE_SIZE)
labels = torch.randint(0, 2, (len(images),)).float()
training = Training()
training.network.train()


def run_round():
    started = time.perf_counter()
    for image_batch, label_batch in zip(images.split(BATCH_SIZE), labels.split(BATCH_SIZE)):
        training.step(image_batch, label_batch)
    return [len(images) / (time.perf_counter() - started)]


run_round()
answer_rounds(run_round, version=torch.__version__)
