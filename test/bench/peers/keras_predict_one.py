"""Keras predicts one image that is in memory already, again and again. Figures: milliseconds of each call."""

import sys
import time

import keras
import numpy as np
from keras_network import IMAGE_SIZE, build_network
from rounds import answer_rounds

calls = int(sys.argv[1])
image = np.random.rand(1, IMAGE_SIZE, IMAGE_SIZE, 1).astype("float32")
network = build_network()


def time_call():
    started = time.perf_counter()
    network.predict(image, verbose=0)
    return (time.perf_counter() - started) * 1000


def run_round():
    return [time_call() for _ in range(calls)]


run_round()
answer_rounds(run_round, version=keras.__version__)
