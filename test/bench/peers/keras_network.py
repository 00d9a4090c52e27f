"""The report's network in Keras, as its script built it."""

import keras
from keras import layers

IMAGE_SIZE = 150
BATCH_SIZE = 32


def build_network():
    """951,489 parameters at 150 x 150 x 1."""
    network = keras.Sequential([keras.Input((IMAGE_SIZE, IMAGE_SIZE, 1))])
    for filters, dropout in [(32, None), (64, 0.1), (64, None), (128, 0.2), (256, 0.2)]:
        network.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
        if dropout is not None:
            network.add(layers.Dropout(dropout))
        network.add(layers.BatchNormalization())
        network.add(layers.MaxPooling2D(2))
    network.add(layers.Flatten())
    network.add(layers.Dense(128, activation="relu"))
    network.add(layers.Dropout(0.2))
    network.add(layers.Dense(1, activation="sigmoid"))
    assert network.count_params() == 951_489
    return network


def build_trainable_network():
    network = build_network()
    network.compile(optimizer=keras.optimizers.Adam(0.001), loss="binary_crossentropy", metrics=["accuracy"])
    return network
