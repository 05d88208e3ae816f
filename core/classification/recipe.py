"""The recipe of the sign network's training: its settings, its chance and its optimizer."""

import contextlib
from dataclasses import dataclass, field
from typing import Any

from core.classification.batches import Sampling


@dataclass(frozen=True)
class Training:
    """How to train; resources/models/gtsrb.md says what the shipped model was trained with.

    `finishing` epochs on all tracks follow `epochs` on those not held back, at `finishing_rate` times the
    learning rate: a class of seven tracks misses one that is held back. The temperature is fixed before, on
    tracks not seen yet. `head_only` leaves the convolutions as they are, for training that goes on from a
    model: a third of the time. `precision` is the dtype policy of the convolutions while they are trained;
    what is measured and saved is float32, the moving average of the weights (`average_decay` in 0..1).
    `expected_no_sign` is the share of pictures without a sign where the model is used; in training they are
    fewer, so their odds are raised afterwards.
    """

    epochs: int = 36
    finishing: int = 5
    seed: int = 0
    width: int = 32
    learning_rate: float = 2e-3
    finishing_rate: float = 0.15
    weight_decay: float = 0.03
    label_smoothing: float = 0.05
    validation_share: float = 0.1
    threads: int = 2
    head_only: bool = False
    precision: str = "mixed_bfloat16"
    average_decay: float = 0.98
    sampling: Sampling = field(default_factory=Sampling)
    expected_no_sign: float = 0.5


def no_sign_odds(options: Training) -> float:
    """By how much the odds of a picture without a sign are greater in use than in training."""
    expected, drawn = options.expected_no_sign, options.sampling.no_sign
    return expected / (1 - expected) * (1 - drawn) / drawn


def make_repeatable(keras: Any, options: Training) -> None:
    """Fix every source of chance and the number of threads. Before TensorFlow computes anything."""
    import tensorflow as tf

    keras.utils.set_random_seed(options.seed)
    # The number of threads decides the order of sums, so it is fixed, too.
    with contextlib.suppress(RuntimeError):  # TensorFlow refuses once it has computed anything.
        tf.config.threading.set_intra_op_parallelism_threads(options.threads)


def compile_for(
    keras: Any, network: Any, options: Training, epochs: int, steps: int, rate: float | None = None
) -> None:
    """Give the network an optimizer whose rate rises for at most an epoch and falls along a cosine."""
    highest = options.learning_rate if rate is None else rate
    warmup = min(steps, epochs * steps // 10)
    schedule = keras.optimizers.schedules.CosineDecay(
        initial_learning_rate=highest / 20,
        warmup_target=highest,
        warmup_steps=warmup,
        decay_steps=max(1, epochs * steps - warmup),
        alpha=0.001,
    )
    loss = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=options.label_smoothing)
    network.compile(keras.optimizers.AdamW(schedule, weight_decay=options.weight_decay), loss)
