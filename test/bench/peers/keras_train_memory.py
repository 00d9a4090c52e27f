"""Keras trains the report's network on random images in memory. Figures: images per second."""

import sys
import time

import keras
import numpy as np
from keras_network import BATCH_SIZE, IMAGE_SIZE, build_trainable_network
from rounds import answer_rounds

steps = int(sys.argv[1])
images = np.random.rand(steps * BATCH_SIZE, IMAGE_SIZE, IMAGE_SIZE, 1).astype("float32")
labels = np.random.randint(0, 2, len(images)).astype("float32")
network = build_trainable_network()


def run_round():
    started = time.perf_counter()
    network.fit(images, labels, batch_size=BATCH_SIZE, verbose=0)
    return [len(images) / (time.perf_counter() - started)]


run_round()
answer_rounds(run_round, version=keras.__version__)
