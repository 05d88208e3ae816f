"""The sign network: a small convolutional net for 32×32, with its normalisation and calibration inside."""

from typing import Any

from core.classification.backend import import_keras
from core.classification.labels import CLASS_COUNT
from core.classification.signs import SIDE


def build_network(width: int = 32, dropout: float = 0.4) -> Any:
    """An untrained Keras model from RGB in 0..255, (N, 32, 32, 3), to logits (N, 43).

    Convolutions with batch normalisation and ReLU: one 5×5 with `width` channels, two 3×3 with 2·`width`,
    two 3×3 with 4·`width`, each stage closed by max pooling; then one hidden dense layer.
    """
    layers = import_keras().layers
    pixels = layers.Input((SIDE, SIDE, 3), name="rgb")
    x = layers.Rescaling(1 / 255, name="unit_range")(pixels)
    # Subtracts each image's mean and divides by its spread: dark and bright photographs become alike.
    x = layers.LayerNormalization(axis=(1, 2, 3), center=False, scale=False, epsilon=1e-3, name="exposure")(x)
    # A single convolution at full resolution, where each costs the most.
    for sizes, channels in (((5,), width), ((3, 3), 2 * width), ((3, 3), 4 * width)):
        for size in sizes:
            x = layers.Conv2D(channels, size, padding="same", use_bias=False)(x)
            x = layers.BatchNormalization(momentum=0.95)(x)
            x = layers.ReLU()(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Dropout(dropout)(layers.Flatten()(x))
    x = layers.Dense(8 * width, activation="relu")(x)
    x = layers.Dropout(dropout)(x)
    logits = layers.Dense(CLASS_COUNT, name="logits")(x)
    return import_keras().Model(pixels, logits, name="gtsrb_logits")


def with_probabilities(network: Any, temperature: float) -> Any:
    """The trained `network` ending in softmax(logits / `temperature`), uncompiled: no optimizer state.

    Temperature scaling: Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, section 4.2.
    """
    keras = import_keras()
    scaled = keras.layers.Rescaling(1 / temperature, name="temperature")(network.output)
    return keras.Model(network.input, keras.layers.Softmax(name="probabilities")(scaled), name="gtsrb")
