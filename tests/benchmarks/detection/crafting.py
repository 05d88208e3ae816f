"""The attack engine as the measurements call it: our model as the library, plain or a variant."""

from collections.abc import Sequence

import numpy as np

from core.attacks.craft import craft
from core.attacks.problem import AttackProblem, Goal, attack_problem
from core.attacks.variants import craft_variant
from core.errors import AliascopeError
from core.images.arrays import RGB
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline

Aim = tuple[Pipeline, RGB]


def modelled(image: RGB, pipeline: Pipeline) -> RGB:
    """The pipeline's output by our model: spares importing TensorFlow."""
    shape = (image.shape[0], image.shape[1])
    return operator_for(pipeline, shape).apply(image).astype(np.uint8)


def crafted(source: RGB, target: RGB, pipeline: Pipeline) -> RGB:
    """The strong attack on one pipeline."""
    return craft(attack_problem(source, target, pipeline), resize=modelled).image


def varied(variant: str, source: RGB, aims: Sequence[Aim]) -> RGB | None:
    """An attack by a variant of the engine; None where this source and target can not be attacked so."""
    goals = tuple(Goal(pipeline, target) for pipeline, target in aims)
    try:
        return craft_variant(variant, AttackProblem(source, goals), {}, resize=modelled).image
    except AliascopeError:
        return None
