"""The overlay attack: a trigger or watermark hidden on the source's own output (seed paper, §2.3)."""

from dataclasses import replace

from core.attacks.options import Options
from core.attacks.overlay import corner_box, overlay
from core.attacks.problem import AttackProblem, Goal
from core.attacks.result import AttackResult
from core.attacks.variant_call import VariantCall
from core.attacks.variants.finish import polled
from core.images.arrays import RGB

PREPARED = 0.1
"""Progress at which the targets are made."""


def craft_overlay(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:
    """Blend the target into what each pipeline makes of the source, and craft that.

    `place` is a corner or "whole"; `share` is the trigger's longer side as a share of the output's shorter
    one; `opacity` 0..1. All else of every output stays that of the source.
    """
    resize = polled(call, 0.0)
    goals = tuple(
        Goal(goal.pipeline, _target(resize(problem.source, goal.pipeline), goal.target, options))
        for goal in problem.goals
    )
    return call.craft(replace(problem, goals=goals), PREPARED, 1.0)


def _target(output: RGB, trigger: RGB, options: Options) -> RGB:
    place, opacity = str(options["place"]), float(options["opacity"])
    box = None if place == "whole" else corner_box(output, trigger, float(options["share"]), place)
    return overlay(output, trigger, box, opacity=opacity)
