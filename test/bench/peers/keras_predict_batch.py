"""Keras predicts random images in memory, in batches of 32. Figures: images per second."""

import sys
import time

import keras
import numpy as np
from keras_network import BATCH_SIZE, IMAGE_SIZE, build_network
from rounds import answer_rounds

images = np.random.rand(int(sys.argv[1]), IMAGE_SIZE, IMAGE_SIZE, 1).astype("float32")
network = build_network()


def run_round():
    started = time.perf_counter()
    network.predict(images, batch_size=BATCH_SIZE, verbose=0)
    return [len(images) / (time.perf_counter() - started)]


run_round()
answer_rounds(run_round, version=keras.__version__)
