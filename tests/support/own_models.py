"""Tiny models of a user's own, made in every format: they say which colour a picture has most of."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np

from core.classification.backend import import_keras

HEIGHT, WIDTH = 12, 10
COLOURS = ("red", "green", "blue")


def colour_network(shape: tuple[int | None, ...] = (HEIGHT, WIDTH, 3), white: float = 255.0) -> Any:
    """Levels 0..`white` in; the mean of each channel decides."""
    keras = import_keras()
    pixels = keras.layers.Input(shape, name="pixels")
    means = keras.layers.GlobalAveragePooling2D()(pixels)
    answer = keras.layers.Dense(3, activation="softmax")
    network = keras.Model(pixels, answer(means))
    answer.set_weights([np.eye(3, dtype=np.float32) * 255 / white / 16, np.zeros(3, np.float32)])
    return network


def save_keras(path: Path, network: Any = None) -> Path:
    """Write a network, the colour network by default, as `.keras` or `.h5`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Keras hands variables to numpy in the old way, and calls .h5 legacy
        (network or colour_network()).save(path)
    return path


def save_tflite(
    path: Path, *, quantised: bool, white: float = 255.0, dtype: str = "uint8", signed: bool = False
) -> Path:
    """Write the colour network for TensorFlow Lite; quantised: its input and output are of `dtype`.

    It takes values 0..`white`, and what it was calibrated with starts at −`white` when `signed`.
    """
    import tensorflow as tf

    converter = tf.lite.TFLiteConverter.from_keras_model(colour_network(white=white))
    if quantised:
        rng = np.random.default_rng(0)
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = lambda: (
            [
                rng.uniform(-white if signed else 0, white, (1, 1, 1, 3)).astype(np.float32)
                * np.ones((1, HEIGHT, WIDTH, 1), np.float32)
            ]
            for _ in range(50)
        )
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = converter.inference_output_type = tf.as_dtype(dtype)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path.write_bytes(converter.convert())
    return path


def save_saved_model(folder: Path) -> Path:
    """Write the colour network as a SavedModel."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        colour_network().export(folder, verbose=False)
    return folder
