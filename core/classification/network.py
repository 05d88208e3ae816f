"""The sign network: a small convolutional net for 32×32, with its normalisation and calibration inside."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.classification.backend import import_keras
from core.classification.batches import OUTPUTS
from core.classification.signs import SIDE
from core.classification.views import without_views
from core.errors import ModelError

NEIGHBOURHOOD = 9
# Spread below which a neighbourhood counts as plain, of the image's own: noise is not blown up.
PLAIN = 0.2


def build_network(width: int = 32, dropout: float = 0.3, precision: str = "float32") -> Any:
    """An untrained Keras model from RGB in 0..255, (N, 32, 32, 3), to logits (N, 44): 43 signs, then none.

    Convolutions with batch normalisation and ReLU: one 5×5 with `width` channels, two 3×3 with 2·`width`,
    two 3×3 with 4·`width`, each stage closed by max pooling; then one hidden dense layer. `precision` is the
    dtype policy of the convolutions; weights, normalisation of the input and answers are float32 in any.
    """
    layers = import_keras().layers
    pixels = layers.Input((SIDE, SIDE, 3), name="rgb")
    x = _normalised(pixels)
    # A single convolution at full resolution, where each costs the most.
    for sizes, channels in (((5,), width), ((3, 3), 2 * width), ((3, 3), 4 * width)):
        for size in sizes:
            x = layers.Conv2D(channels, size, padding="same", use_bias=False, dtype=precision)(x)
            x = layers.BatchNormalization(momentum=0.95, dtype=precision)(x)
            x = layers.ReLU(dtype=precision)(x)
        x = layers.MaxPooling2D(dtype=precision)(x)
    x = layers.Dropout(dropout)(layers.Flatten()(x))
    x = layers.Dense(8 * width, activation="relu")(x)
    x = layers.Dropout(dropout)(x)
    logits = layers.Dense(OUTPUTS, name="logits")(x)
    return import_keras().Model(pixels, logits, name="gtsrb_logits")


def _normalised(pixels: Any) -> Any:
    """(N, 32, 32, 6): the image by its own mean and spread, then by those of each neighbourhood.

    The first makes dark and bright photographs alike, the second (Jarrett et al., ICCV 2009, section 2)
    brings out what glare or shadow leaves of a part.
    """
    keras = import_keras()
    layers, ops = keras.layers, keras.ops
    x = layers.Rescaling(1 / 255, name="unit_range")(pixels)
    x = layers.LayerNormalization(axis=(1, 2, 3), center=False, scale=False, epsilon=1e-3, name="exposure")(x)
    mean = layers.AveragePooling2D(NEIGHBOURHOOD, strides=1, padding="same")
    centred = layers.Subtract()([x, mean(x)])
    variance = layers.AveragePooling2D(NEIGHBOURHOOD, strides=1, padding="same")(ops.square(centred))
    local = layers.Multiply()([centred, ops.rsqrt(variance + PLAIN**2)])
    return layers.Concatenate(name="contrast")([x, local])


def take_weights(network: Any, trained: Any) -> None:
    """Start `network` from the weights of `trained`, the same network with fewer inputs or answers.

    What `trained` lacks, channels at the end of an input or columns of the answer, starts at 0. Raises
    `ModelError` when it is another network.
    """
    for layer, old in zip(*(_with_weights(each) for each in (network, without_views(trained))), strict=False):
        shapes = [(new.shape, was.shape) for new, was in zip(layer.weights, old.weights, strict=False)]
        fits = all(len(new) == len(was) and all(np.less_equal(was, new)) for new, was in shapes)
        if type(layer).__name__ != type(old).__name__ or not fits:
            raise ModelError(
                f"Training can not start from this model: its layer {old.name} differs; leave it out."
            )
        layer.set_weights(
            [_grown(was, new) for was, new in zip(old.get_weights(), layer.weights, strict=True)]
        )


def freeze_convolutions(network: Any) -> None:
    """Leave all but the dense layers at the end as they are, batch statistics included."""
    for layer in network.layers:
        layer.trainable = type(layer).__name__ == "Dense"


def _with_weights(network: Any) -> list[Any]:
    return [layer for layer in network.layers if layer.weights]


def _grown(values: NDArray[np.float32], like: Any) -> NDArray[np.float32]:
    grown = np.zeros(tuple(like.shape), np.float32)
    grown[tuple(slice(side) for side in values.shape)] = values
    return grown


def with_probabilities(network: Any, temperature: float, no_sign_odds: float = 1.0) -> Any:
    """The trained `network` ending in its probabilities, uncompiled: no optimizer state.

    softmax(logits / `temperature`) with the odds of `NO_SIGN`, the last answer, times `no_sign_odds`.
    Temperature scaling: Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, section 4.2; other
    odds than in training: Saerens et al., "Adjusting the Outputs of a Classifier to New a Priori
    Probabilities", Neural Computation 14, 2002, section 2.1.
    """
    keras = import_keras()
    offset = [0.0] * (OUTPUTS - 1) + [math.log(no_sign_odds)]
    scaled = keras.layers.Rescaling(1 / temperature, offset, name="temperature")(network.output)
    return keras.Model(network.input, keras.layers.Softmax(name="probabilities")(scaled), name="gtsrb")
