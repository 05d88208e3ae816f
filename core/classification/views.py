"""Asking a network twice about an image, softened and magnified, and averaging what it says.

Where a filter or another library moves a few pixels, the two views differ by less than the images do, and
their errors are not the same: both steadies the answer. Averaging over views: Krizhevsky et al., "ImageNet
Classification with Deep Convolutional Neural Networks", 2012, section 4.1.
"""

from typing import Any

from core.classification.backend import import_keras
from core.classification.signs import SIDE

MARGIN = 2
"""Pixels that the magnified view leaves out on each side."""


def with_views(network: Any) -> Any:
    """`network`, (N, 32, 32, 3) to logits (N, K), as the mean of its logits about two views of the image.

    The weights are shared: training `network` on changes both.
    """
    keras = import_keras()
    pixels = keras.layers.Input((SIDE, SIDE, 3), name="rgb_views")
    answers = [network(view) for view in (_softened(keras, pixels), _magnified(keras, pixels))]
    return keras.Model(pixels, keras.layers.Average(name="mean_of_views")(answers), name="gtsrb_views")


def without_views(model: Any) -> Any:
    """The network that `with_views` was given, if `model` was made with it, else `model`."""
    inner = (layer for layer in model.layers if hasattr(layer, "layers"))
    return next((part for part in inner if part.input_shape == model.input_shape), model)


def _softened(keras: Any, pixels: Any) -> Any:
    """Half the image, half its mean over 3×3; beyond the border there is nothing to average."""
    mean = keras.layers.AveragePooling2D(3, strides=1, padding="same", name="mean_of_nine")(pixels)
    return keras.layers.Average(name="softened")([pixels, mean])


def _magnified(keras: Any, pixels: Any) -> Any:
    middle = keras.layers.Cropping2D(MARGIN, name="middle")(pixels)
    return keras.layers.Resizing(SIDE, SIDE, interpolation="bilinear", name="magnified")(middle)
