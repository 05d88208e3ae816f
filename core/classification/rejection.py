"""`python -m core.classification.rejection DATA --photos FOLDER --model IN.keras -o OUT.keras`.

Gives a classifier of the 43 signs an answer for pictures without one and leaves what it says about signs
as it is: a small branch on the features of its convolutions tells photographs from signs, and the 43
probabilities share what that leaves. So the classifier keeps its figures, and a photograph gets no
confident sign.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.classification.augmentation import Augmentation, augmented
from core.classification.backend import import_keras
from core.classification.dataset import read_signs
from core.classification.fitting import PREDICTION_BATCH
from core.classification.labels import CLASS_COUNT, NO_SIGN
from core.classification.model import load_classifier
from core.classification.negatives import read_negatives
from core.classification.scores import best_temperature
from core.classification.signs import SignSet, joined, split_by_track
from core.classification.train import check_output
from core.errors import AliascopeError, ModelError

Features = NDArray[np.float32]
Report = Callable[[str], None]


@dataclass(frozen=True)
class Rejection:
    """How the branch is fitted; the defaults are those of the shipped model. `signs` are drawn by class.

    At most the share `signs_refused` of the signs held back is called none with half or more.
    """

    signs: int = 12_000
    rounds: int = 2
    epochs: int = 10
    hidden: int = 32
    seed: int = 0
    validation_share: float = 0.1
    signs_refused: float = 0.001
    augmentation: Augmentation = field(default_factory=Augmentation)


def add_rejection(network: Any, pictures: SignSet, options: Rejection, report: Report = print) -> Any:
    """`network`, RGB to 43 probabilities, as a Keras model to 44: the last is for no sign.

    `pictures` are signs and pictures labelled `NO_SIGN`; whole tracks and photographs are held back, to
    calibrate the branch and to report what it does. Raises `ModelError` for a network of another kind.
    """
    keras = import_keras()
    keras.utils.set_random_seed(options.seed)
    trunk, probabilities = _parts(keras, network)
    fitted, held = split_by_track(pictures, options.validation_share, options.seed)
    branch = _branch(keras, trunk.output_shape[-1], options)
    images, wanted = _varied(fitted, options, np.random.default_rng(options.seed))
    branch.compile(keras.optimizers.Adam(1e-3), keras.losses.BinaryCrossentropy(from_logits=True))
    branch.fit(_through(trunk, images), wanted, 256, options.epochs, verbose=0)
    leanings = np.asarray(branch(_through(trunk, held.images), training=False))[:, 0]
    without = held.labels == NO_SIGN
    temperature = best_temperature(np.stack([0 * leanings, leanings], axis=1), without.astype(np.int64))
    # A sign is what is looked for: the bar is raised until hardly any of those held back is refused.
    bar = max(0.0, float(np.quantile(leanings[~without] / temperature, 1 - options.signs_refused)))
    report(_words(leanings / temperature > bar, without))
    # A copy that was never compiled: the optimizer's state would be saved along.
    plain = _branch(keras, trunk.output_shape[-1], options)
    plain.set_weights(branch.get_weights())
    return _assembled(keras, network, (trunk, plain, probabilities), temperature, bar)


def _parts(keras: Any, network: Any) -> tuple[Any, Any]:
    """The part up to the features, and the answer; `ModelError` when there are none."""
    flat = next((layer for layer in network.layers if type(layer).__name__ == "Flatten"), None)
    if flat is None or network.output_shape != (None, CLASS_COUNT):
        raise ModelError(
            "The model has no features followed by 43 answers; choose one that train wrote without photos."
        )
    return keras.Model(network.input, flat.output), network.output


def _branch(keras: Any, width: int, options: Rejection) -> Any:
    layers = keras.layers
    return keras.Sequential(
        [
            layers.Input((width,)),
            layers.BatchNormalization(momentum=0.9),
            layers.Dropout(0.3),
            layers.Dense(options.hidden, activation="relu"),
            layers.Dense(1),
        ],
        name="rejection",
    )


def _varied(
    pictures: SignSet, options: Rejection, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Changed images, signs of every class alike and as often as they are asked for, and which have none."""
    without = np.flatnonzero(pictures.labels == NO_SIGN)
    signs = np.flatnonzero(pictures.labels != NO_SIGN)
    chances = 1 / np.bincount(pictures.labels)[pictures.labels[signs]]
    drawn = rng.choice(signs, min(options.signs, 4 * len(signs)), p=chances / chances.sum())
    chosen = np.concatenate([drawn, np.tile(without, options.rounds)])
    images = [augmented(pictures.images[place], options.augmentation, rng) for place in chosen]
    return np.stack(images), (pictures.labels[chosen] == NO_SIGN).astype(np.float32)


def _through(trunk: Any, images: NDArray[np.uint8]) -> Features:
    starts = range(0, len(images), PREDICTION_BATCH)
    batches = (images[start : start + PREDICTION_BATCH].astype(np.float32) for start in starts)
    return np.concatenate([np.asarray(trunk(batch, training=False)) for batch in batches])


def _assembled(keras: Any, network: Any, parts: tuple[Any, Any, Any], temperature: float, bar: float) -> Any:
    trunk, branch, probabilities = parts
    layers = keras.layers
    leaning = layers.Rescaling(1 / temperature, offset=-bar, name="bar")(branch(trunk.output))
    none = layers.Activation("sigmoid", name="no_sign")(leaning)
    signs = layers.Multiply()([probabilities, layers.Rescaling(-1.0, offset=1.0)(none)])
    return keras.Model(network.input, layers.Concatenate(name="answers")([signs, none]), name="gtsrb")


def _words(refused: NDArray[np.bool_], without: NDArray[np.bool_]) -> str:
    return (
        f"held back: {refused[without].mean():.2%} of {without.sum()} pictures without a sign refused, "
        f"{refused[~without].sum()} of {(~without).sum()} signs"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code: 0 done, 2 unusable data, model or output."""
    parser = argparse.ArgumentParser(prog="python -m core.classification.rejection", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with GTSRB")
    parser.add_argument("--photos", type=Path, action="append", required=True, metavar="FOLDER")
    parser.add_argument("--model", type=Path, required=True, help="a .keras file of the 43 classes")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the .keras file to write")
    options = parser.parse_args(arguments)
    try:
        check_output(options.output)
        pictures = joined(read_signs(options.data, "train"), read_negatives(options.photos))
        made = add_rejection(load_classifier(options.model).network, pictures, Rejection())
    except AliascopeError as error:
        print(error, file=sys.stderr)
        return 2
    made.save(options.output)
    print(f"wrote {options.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
