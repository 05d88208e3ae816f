"""Fitting the sign network: first on most tracks, measured on the others, then shortly on all."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

from core.classification.averaging import WeightAverage
from core.classification.backend import import_keras
from core.classification.batches import ahead, batch_count, training_batches
from core.classification.labels import NO_SIGN
from core.classification.network import (
    build_network,
    freeze_convolutions,
    take_weights,
    with_probabilities,
)
from core.classification.recipe import Training, compile_for, make_repeatable, no_sign_odds
from core.classification.scores import best_temperature
from core.classification.signs import SignSet, joined, split_by_track
from core.classification.views import with_views

PREDICTION_BATCH = 512
Report = Callable[[str], None]


@dataclass(frozen=True)
class Epoch:
    """What an epoch came to: mean training loss, and on the held signs loss and share of right answers."""

    training_loss: float
    held_loss: float
    held_accuracy: float


@dataclass(frozen=True, eq=False)
class Trained:
    """A calibrated Keras model, RGB in 0..255 (N, 32, 32, 3) to probabilities (N, 44), and how it came about.

    `held` are the signs held back while `epochs` were run, `answers` (M, 44) the probabilities given to them
    before the finishing epochs.
    """

    network: Any
    epochs: tuple[Epoch, ...]
    held: SignSet
    answers: NDArray[np.float32]


def train(
    signs: SignSet,
    options: Training,
    report: Report = print,
    start: Any = None,
    keep: Callable[[Any], None] = lambda _: None,
) -> Trained:
    """Fit a network to `signs`, among which may be pictures labelled `NO_SIGN`.

    `start`: a trained Keras model to go on from, whose held tracks were the same. `keep` gets the network,
    images to logits, after each epoch that is measured.

    Whole tracks are held back: they measure the fit and set the temperature. Equal seeds give equal models
    on the same machine and versions.
    """
    keras = import_keras(fast_training=True)
    make_repeatable(keras, options)
    fitted, held = split_by_track(signs, options.validation_share, options.seed)
    report(f"{len(fitted)} images to train on, {len(held)} to validate, split by track")
    average = _networks(options, start)
    rng = np.random.default_rng(options.seed)
    history = []
    compile_for(keras, average.network, options, options.epochs, batch_count(fitted, options.sampling.size))
    for number in range(1, options.epochs + 1):
        history.append(_run_epoch(average, fitted, held, options, rng))
        keep(average.averaged)
        report(f"epoch {number}/{options.epochs}: {_words(history[-1])}")
    asked = with_views(average.averaged)
    found = logits(asked, held)
    temperature = best_temperature(found, held.labels)
    report(f"temperature {temperature:.3f}")
    _finish(keras, average, joined(fitted, held), options, rng, report)
    odds = no_sign_odds(options) if (signs.labels == NO_SIGN).any() else 1.0
    answers = _probabilities(found, temperature, odds)
    return Trained(with_probabilities(asked, temperature, odds), tuple(history), held, answers)


def _probabilities(found: NDArray[np.float32], temperature: float, odds: float) -> NDArray[np.float32]:
    """Of logits (N, 44), as `with_probabilities` has the network compute them."""
    scaled = found / temperature
    scaled[:, NO_SIGN] += np.log(odds)
    return np.asarray(np.exp(log_softmax(scaled, axis=1)), np.float32)


def _networks(options: Training, start: Any) -> WeightAverage:
    """The network to train, and the average of its weights in one that computes in float32."""
    network = build_network(options.width, precision=options.precision)
    if start is not None:
        take_weights(network, start)
    if options.head_only:
        freeze_convolutions(network)
    average = WeightAverage(network, build_network(options.width), options.average_decay)
    average.settle()
    return average


def _run_epoch(
    average: WeightAverage, fitted: SignSet, held: SignSet, options: Training, rng: np.random.Generator
) -> Epoch:
    loss = _one_pass(average, fitted, options, rng)
    found = log_softmax(logits(average.averaged, held), axis=1)
    right = found.argmax(axis=1) == held.labels
    return Epoch(loss, float(-found[np.arange(len(held)), held.labels].mean()), float(right.mean()))


def _one_pass(average: WeightAverage, signs: SignSet, options: Training, rng: np.random.Generator) -> float:
    """Train on as many images as there are signs; the mean loss."""
    losses = []
    for images, wanted in ahead(training_batches(signs, options.sampling, rng)):
        losses.append(average.network.train_on_batch(images, wanted))
        average.step()
    average.settle()
    return float(np.mean(losses))


def _finish(
    keras: Any,
    average: WeightAverage,
    signs: SignSet,
    options: Training,
    rng: np.random.Generator,
    report: Report,
) -> None:
    """The last epochs, on all tracks and from the average; nothing is left to measure them on."""
    if options.finishing == 0:
        return
    steps = batch_count(signs, options.sampling.size)
    rate = options.learning_rate * options.finishing_rate
    average.network.set_weights(average.averaged.get_weights())
    compile_for(keras, average.network, options, options.finishing, steps, rate)
    for number in range(1, options.finishing + 1):
        loss = _one_pass(average, signs, options, rng)
        report(f"finishing epoch {number}/{options.finishing} on all tracks: loss {loss:.4f}")


def _words(epoch: Epoch) -> str:
    return (
        f"loss {epoch.training_loss:.4f}, validation loss {epoch.held_loss:.4f}, "
        f"accuracy {epoch.held_accuracy:.2%}, {time.strftime('%H:%M:%S')}"
    )


def logits(network: Any, signs: SignSet) -> NDArray[np.float32]:
    """The network's answers to `signs`, (N, K)."""
    starts = range(0, len(signs), PREDICTION_BATCH)
    batches = (signs.images[start : start + PREDICTION_BATCH].astype(np.float32) for start in starts)
    return np.concatenate([np.asarray(network(batch, training=False)) for batch in batches])
