"""What stands in the way of an attack, said before the user starts it."""

from dataclasses import dataclass
from typing import Literal

from core.images.arrays import Shape
from core.scaling.catalogue import algorithm
from core.scaling.pipeline import Pipeline


@dataclass(frozen=True)
class Hint:
    """One sentence about the form; an error keeps Start disabled."""

    level: Literal["error", "warning", "note"]
    text: str


def _words(shape: Shape) -> str:
    return f"{shape[1]}×{shape[0]}"


def missing_hints(source: Shape | None, target: Shape | None) -> list[Hint]:
    """Which of the two images is not there yet."""
    hints = []
    if source is None:
        hints.append(Hint("error", "Choose a source: the picture a person will see."))
    if target is None:
        hints.append(Hint("error", "Choose a target: the picture the model will see."))
    return hints


def size_hints(source: Shape, pipeline: Pipeline) -> list[Hint]:
    """Whether the source is large enough, per axis (scaling ratio β = source / output)."""
    output = pipeline.target_shape
    if source[0] < output[0] or source[1] < output[1]:
        text = (
            f"The output {_words(output)} is larger than the source {_words(source)}: enlarging leaves no "
            "pixel out, so nothing can be hidden. Choose a smaller size or a larger source."
        )
        return [Hint("error", text)]
    if source == output:
        text = (
            f"Source and output are both {_words(output)}: nothing is scaled, so nothing can be hidden. "
            "Choose a smaller size."
        )
        return [Hint("error", text)]
    ratio = min(source[0] / output[0], source[1] / output[1])
    if ratio < 2:
        text = (
            f"The scaling ratio is only {ratio:.2g}: most source pixels carry weight, so the change will "
            "be visible. Attacks are strong from about 3 on."
        )
        return [Hint("warning", text)]
    return []


def pipeline_hints(pipeline: Pipeline) -> list[Hint]:
    """Whether the algorithm averages every pixel, which makes attacks plainly visible."""
    spec = algorithm(pipeline.library, pipeline.algorithm)
    if not spec.antialiased:
        return []
    text = (
        f"{pipeline.label} averages all source pixels: the target can be forced on it, but the change "
        "will be plainly visible."
    )
    return [Hint("warning", text)]


def target_hints(target: Shape, pipeline: Pipeline) -> list[Hint]:
    """What happens to a target image of another size."""
    output = pipeline.target_shape
    if target == output:
        return []
    how = "enlarged" if target[0] < output[0] or target[1] < output[1] else "reduced"
    stretched = abs(target[0] / target[1] - output[0] / output[1]) > 0.02 * output[0] / output[1]
    also = " and stretched" if stretched else ""
    return [Hint("note", f"The target {_words(target)} will be {how}{also} to {_words(output)}.")]


def solver_hints(solver: str, pipeline: Pipeline) -> list[Hint]:
    """What the chosen solver asks of the pipeline, or of the user's patience."""
    if solver == "direct" and pipeline.algorithm != "nearest":
        text = (
            "The direct solver works only where one pixel is read per output pixel: with nearest, or where "
            "the ratio makes the algorithm collapse to it."
        )
        return [Hint("warning", text)]
    return []


def form_hints(source: Shape | None, target: Shape | None, pipeline: Pipeline, solver: str) -> list[Hint]:
    """Everything to say about the form, the most pressing first."""
    if source is None or target is None:
        return missing_hints(source, target)
    sizes = size_hints(source, pipeline)
    if blocking(sizes):
        return sizes
    antialiased = pipeline_hints(pipeline)
    return [*(antialiased or sizes), *solver_hints(solver, pipeline), *target_hints(target, pipeline)]


def blocking(hints: list[Hint]) -> bool:
    """Whether any hint keeps the attack from starting."""
    return any(hint.level == "error" for hint in hints)
