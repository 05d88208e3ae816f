"""`python -m core.classification.train DATA -o OUT.keras`: trains the sign classifier that ships.

The official test set is never looked at here; `core.classification.evaluate` does that.
"""

import argparse
import contextlib
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from core.classification.augmentation import Augmentation
from core.classification.backend import import_keras
from core.classification.batches import batch_count, training_batches
from core.classification.dataset import read_signs
from core.classification.network import build_network, with_probabilities
from core.classification.scores import best_temperature, score
from core.classification.signs import SignSet, split_by_track
from core.errors import AliascopeError, SaveError

THREADS = 2
PREDICTION_BATCH = 512
Report = Callable[[str], None]


@dataclass(frozen=True)
class Training:
    """How to train; the defaults are those of the shipped model."""

    epochs: int = 24
    seed: int = 0
    batch: int = 128
    width: int = 32
    learning_rate: float = 2e-3
    weight_decay: float = 0.02
    label_smoothing: float = 0.05
    validation_share: float = 0.1
    augmentation: Augmentation = field(default_factory=Augmentation)


def train(signs: SignSet, options: Training, report: Report = print) -> Any:
    """A calibrated Keras model, RGB in 0..255 (N, 32, 32, 3) to probabilities (N, 43), trained on `signs`.

    Whole tracks are held back: they report the fit and set the temperature. Equal seeds give equal models
    on the same machine and versions.
    """
    keras = import_keras(fast_training=True)
    _make_repeatable(keras, options.seed)
    fitted, held = split_by_track(signs, options.validation_share, options.seed)
    report(f"{len(fitted)} images to train on, {len(held)} to validate, split by track")
    network = build_network(options.width)
    _compile(keras, network, options, batch_count(fitted, options.batch))
    rng = np.random.default_rng(options.seed)
    for epoch in range(1, options.epochs + 1):
        started = time.monotonic()
        loss = _fit_epoch(network, fitted, options, rng)
        found = score(softmax(_logits(network, held), axis=1), held.labels).accuracy
        seconds = time.monotonic() - started
        report(f"epoch {epoch}/{options.epochs}: loss {loss:.4f}, validation {found:.2%}, {seconds:.0f} s")
    temperature = best_temperature(_logits(network, held), held.labels)
    report(f"temperature {temperature:.3f}")
    return with_probabilities(network, temperature)


def _make_repeatable(keras: Any, seed: int) -> None:
    import tensorflow as tf

    keras.utils.set_random_seed(seed)
    # The number of threads decides the order of sums, so it is fixed, too.
    with contextlib.suppress(RuntimeError):  # TensorFlow refuses once it has computed anything.
        tf.config.threading.set_intra_op_parallelism_threads(THREADS)


def _compile(keras: Any, network: Any, options: Training, steps_per_epoch: int) -> None:
    steps = options.epochs * steps_per_epoch
    warmup = min(steps_per_epoch, steps // 10)
    rate = keras.optimizers.schedules.CosineDecay(
        initial_learning_rate=options.learning_rate / 20,
        warmup_target=options.learning_rate,
        warmup_steps=warmup,
        decay_steps=max(1, steps - warmup),
        alpha=0.001,
    )
    loss = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=options.label_smoothing)
    network.compile(keras.optimizers.AdamW(rate, weight_decay=options.weight_decay), loss)


def _fit_epoch(network: Any, signs: SignSet, options: Training, rng: np.random.Generator) -> float:
    """One pass over the training signs; returns the mean loss."""
    batches = training_batches(signs, options.batch, options.augmentation, rng)
    return float(np.mean([network.train_on_batch(images, wanted) for images, wanted in batches]))


def _logits(network: Any, signs: SignSet) -> NDArray[np.float32]:
    starts = range(0, len(signs), PREDICTION_BATCH)
    batches = (signs.images[start : start + PREDICTION_BATCH].astype(np.float32) for start in starts)
    return np.concatenate([np.asarray(network(batch, training=False)) for batch in batches])


def check_output(path: Path) -> None:
    """`SaveError` when a model can not be written to `path`, to be known before hours of training."""
    if path.suffix != ".keras":
        raise SaveError(f"The model can not be saved as {path.name}: Keras needs the suffix .keras; add it.")
    if not path.absolute().parent.is_dir():
        raise SaveError(f"The model can not be saved to {path}: the folder does not exist; make it first.")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code: 0 done, 2 unusable data or output."""
    defaults = Training()
    parser = argparse.ArgumentParser(prog="python -m core.classification.train", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with GTSRB, packed or as Train/CLASS/*.png")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the .keras file to write")
    parser.add_argument("--epochs", type=int, default=defaults.epochs)
    parser.add_argument("--seed", type=int, default=defaults.seed)
    options = parser.parse_args(arguments)
    try:
        check_output(options.output)
        signs = read_signs(options.data, "train")
    except AliascopeError as error:
        print(error, file=sys.stderr)
        return 2
    train(signs, Training(epochs=options.epochs, seed=options.seed)).save(options.output)
    print(f"wrote {options.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
