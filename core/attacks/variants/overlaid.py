"""The overlay attack: a trigger or watermark hidden on the source's own output (seed paper, §2.3)."""

from dataclasses import replace

from core.attacks.beside import beside
from core.attacks.options import Options
from core.attacks.overlay import OutputBox, corner_box, overlay
from core.attacks.prepared import PreparedGoal, prepare_problem
from core.attacks.problem import AttackProblem, Goal
from core.attacks.result import AttackResult
from core.attacks.variant_call import VariantCall
from core.attacks.variants.finish import Figures, polled
from core.errors import AttackError
from core.images.arrays import RGB

PREPARED = 0.1
"""Progress at which the targets are made."""


def craft_overlay(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:
    """Blend the target into what each pipeline makes of the source, and craft that.

    `place` is a corner or "whole"; `share` is the trigger's longer side as a share of the output's shorter
    one; `opacity` 0..1. All else of every output stays that of the source.
    Raises `AttackError` for a region from which no pixel of the trigger is set.
    """
    resize = polled(call, 0.0)
    outputs = [resize(problem.source, goal.pipeline) for goal in problem.goals]
    boxes = [_box(output, goal.target, options) for output, goal in zip(outputs, problem.goals, strict=True)]
    opacity = float(options["opacity"])
    blended = replace(
        problem,
        goals=tuple(
            Goal(goal.pipeline, overlay(output, goal.target, box, opacity=opacity))
            for goal, output, box in zip(problem.goals, outputs, boxes, strict=True)
        ),
    )
    if problem.region is None:
        return call.craft(blended, PREPARED, 1.0)
    figures = beside(lambda: _reached(blended, boxes, outputs), lambda: call.progress(0.0, "Preparing"))
    result = call.craft(blended, PREPARED, 1.0)
    return replace(result, figures=(*figures, *result.figures))


def _box(output: RGB, trigger: RGB, options: Options) -> OutputBox:
    place = str(options["place"])
    if place == "whole":
        return 0, 0, output.shape[1], output.shape[0]
    return corner_box(output, trigger, float(options["share"]), place)


def _reached(problem: AttackProblem, boxes: list[OutputBox], outputs: list[RGB]) -> Figures:
    """How much of every trigger the region holds, in words. Raises `AttackError` where it is nothing."""
    known = {goal.pipeline: output for goal, output in zip(problem.goals, outputs, strict=True)}
    prepared = prepare_problem(problem, lambda _source, pipeline: known[pipeline])
    figures = []
    for goal, box in zip(prepared.goals, boxes, strict=True):
        shown, whole = _common(goal, box), box[2] * box[3]
        if not shown:
            raise AttackError(
                f"The region sets no output pixel of the trigger's {box[2]}×{box[3]} at ({box[0]}, {box[1]}) "
                f"in the output of {goal.pipeline.label}; choose another place, or a region that sets them."
            )
        own = f" of {goal.pipeline.label}" if len(boxes) > 1 else ""
        figures.append((f"Output pixels of the trigger{own} in the region", f"{shown} of {whole}"))
    return tuple(figures)


def _common(goal: PreparedGoal, box: OutputBox) -> int:
    """Pixels of the box that the region is to show."""
    (x, y, across, down), (rows, columns) = box, goal.inside
    height = len(range(max(y, rows.start), min(y + down, rows.stop)))
    return height * len(range(max(x, columns.start), min(x + across, columns.stop)))
