"""Small attack problems from the bundled pictures."""

import cv2
import numpy as np

from core.attacks.problem import AttackProblem, attack_problem
from core.images.arrays import RGB, Shape
from core.scaling.pipeline import Pipeline
from tests.support.pictures import picture


def resized(name: str, shape: Shape) -> RGB:
    """A bundled picture at a size (h, w), by area averages."""
    return np.asarray(cv2.resize(picture(name), shape[::-1], interpolation=cv2.INTER_AREA), np.uint8)


def posed(
    library: str = "opencv",
    algorithm: str = "nearest",
    source: Shape = (160, 192),
    target: Shape = (32, 32),
    **limits: object,
) -> AttackProblem:
    """The astronaut is to scale to the cat."""
    pipeline = Pipeline(library, algorithm, target)
    cover = resized("astronaut.png", source)
    return attack_problem(cover, picture("chelsea.png"), pipeline, **limits)  # type: ignore[arg-type]
