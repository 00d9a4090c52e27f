"""
Keras trains from image files, with the report's augmentation as layers and validation at the end of each epoch.
Files are decoded once and kept in memory, as TensorFlow's guide does. Figures: training images per second.
"""

import sys
import time

import keras
import tensorflow as tf
from keras import layers
from keras_network import BATCH_SIZE, IMAGE_SIZE, build_trainable_network
from rounds import answer_rounds

folder = sys.argv[1]
change = keras.Sequential(
    [
        layers.RandomRotation(30 / 360, fill_mode="nearest"),
        layers.RandomZoom((-0.2, 0.2), (-0.2, 0.2), fill_mode="nearest"),
        layers.RandomTranslation(0.1, 0.1, fill_mode="nearest"),
        layers.RandomFlip("horizontal"),
    ]
)


def read(part, shuffle):
    dataset = keras.utils.image_dataset_from_directory(
        f"{folder}/{part}",
        label_mode="binary",
        color_mode="grayscale",
        batch_size=None,
        image_size=(IMAGE_SIZE, IMAGE_SIZE),
        shuffle=False,
    )
    dataset = dataset.map(lambda image, label: (image / 255, label), num_parallel_calls=tf.data.AUTOTUNE).cache()
    return dataset.shuffle(1000).batch(BATCH_SIZE) if shuffle else dataset.batch(BATCH_SIZE)


train = (
    read("train", shuffle=True)
    .map(lambda image, label: (change(image, training=True), label), num_parallel_calls=tf.data.AUTOTUNE)
    .prefetch(tf.data.AUTOTUNE)
)
validation = read("val", shuffle=False).prefetch(tf.data.AUTOTUNE)
count = sum(len(label) for _, label in train)
network = build_trainable_network()


def run_round():
    started = time.perf_counter()
    network.fit(train, validation_data=validation, verbose=0)
    return [count / (time.perf_counter() - started)]


# The first epoch decodes the files and traces the graph.
run_round()
answer_rounds(run_round, version=keras.__version__)
