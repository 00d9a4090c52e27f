"""
PyTorch trains from image files, with the report's augmentation by torchvision, two loading workers, and validation
at the end of each epoch. Figures: training images per second.
"""

import sys
import time

import torch
from pytorch_network import BATCH_SIZE, IMAGE_SIZE, Training
from rounds import answer_rounds
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import ImageFolder

folder = sys.argv[1]
reading = [transforms.Grayscale(), transforms.Resize((IMAGE_SIZE, IMAGE_SIZE))]
changing = [
    transforms.RandomAffine(30, translate=(0.1, 0.1), scale=(0.8, 1.2), interpolation=transforms.InterpolationMode.BILINEAR),
    transforms.RandomHorizontalFlip(),
]


def load(part, steps, shuffle):
    dataset = ImageFolder(f"{folder}/{part}", transforms.Compose([*steps, transforms.ToTensor()]))
    return DataLoader(dataset, BATCH_SIZE, shuffle=shuffle, num_workers=2, persistent_workers=True)


def run_round():
    started = time.perf_counter()
    training.network.train()
    for images, labels in train:
        training.step(images, labels.float())
    training.network.eval()
    with torch.inference_mode():
        for images, labels in validation:
            logits = training.network(images.to(memory_format=torch.channels_last)).squeeze(1)
            training.loss(logits, labels.float()).item()
    return [len(train.dataset) / (time.perf_counter() - started)]


if __name__ == "__main__":
    train = load("train", reading + changing, shuffle=True)
    validation = load("val", reading, shuffle=False)
    training = Training()
    run_round()
    answer_rounds(run_round, version=torch.__version__)
