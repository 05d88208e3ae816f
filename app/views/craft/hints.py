"""What stands in the way of an attack, said before the user starts it."""

from dataclasses import dataclass
from typing import Literal

from core.attacks.catalogue import attack_spec
from core.attacks.specs import AttackSpec, OptionValue
from core.images.arrays import Shape
from core.scaling.catalogue import algorithm
from core.scaling.pipeline import Pipeline


@dataclass(frozen=True)
class Hint:
    """One sentence about the form; an error keeps Start disabled."""

    level: Literal["error", "warning", "note"]
    text: str


@dataclass(frozen=True)
class Stated:
    """What the form states: shapes (height, width), None where there is no picture.

    `target` is None for a drawn target too, which has every size; `has_target` tells the two apart.
    `converted`: what became of pictures that are not stored as RGB, with transparency for one, in sentences.
    `misfit`: why the target can not be drawn at some pipeline's size, in a sentence; empty where it can.
    """

    source: Shape | None
    target: Shape | None
    pipelines: tuple[Pipeline, ...]
    attack: str = "strong"
    solver: str = "fast"
    has_target: bool = True
    options: tuple[tuple[str, OptionValue], ...] = ()
    misfit: str = ""
    converted: tuple[str, ...] = ()


def _words(shape: Shape) -> str:
    return f"{shape[1]}×{shape[0]}"


def form_hints(form: Stated) -> list[Hint]:
    """Everything to say about the form, the most pressing first."""
    if form.source is None or not form.has_target:
        return _missing(form)
    misfits = [Hint("error", form.misfit)] if form.misfit else []
    # An attack that finds its source takes another's place.
    sizes = [] if attack_spec(form.attack).finds_source else _sizes(form.source, form.pipelines)
    errors = [*sizes, *_twice(form.pipelines), *_folders(form), *misfits]
    if errors:
        return errors
    averaging = _averaging(form.pipelines)
    unwise = [*(averaging or _ratios(form.source, form.pipelines)), *_single_pixels(form), *_target(form)]
    return [*(Hint("warning", sentence) for sentence in form.converted), *unwise]


def blocking(hints: list[Hint]) -> bool:
    """Whether any hint keeps the attack from starting."""
    return any(hint.level == "error" for hint in hints)


def _missing(form: Stated) -> list[Hint]:
    hints = []
    if form.source is None:
        hints.append(Hint("error", "Choose a source: the picture a person will see."))
    if not form.has_target:
        hints.append(Hint("error", "Choose a target: what the model will see."))
    return hints


def _sizes(source: Shape, pipelines: tuple[Pipeline, ...]) -> list[Hint]:
    """The first pipeline that does not shrink the source (scaling ratio β = source / output)."""
    for output in dict.fromkeys(pipeline.target_shape for pipeline in pipelines):
        if source[0] < output[0] or source[1] < output[1]:
            text = (
                f"The output {_words(output)} is larger than the source {_words(source)}: enlarging leaves "
                "no pixel out, so nothing can be hidden. Choose a smaller size or a larger source."
            )
            return [Hint("error", text)]
        if source == output:
            text = (
                f"Source and output are both {_words(output)}: nothing is scaled, so nothing can be "
                "hidden. Choose a smaller size."
            )
            return [Hint("error", text)]
    return []


def _twice(pipelines: tuple[Pipeline, ...]) -> list[Hint]:
    for place, pipeline in enumerate(pipelines):
        if pipeline in pipelines[:place]:
            return [Hint("error", f"{pipeline.label} is there twice; choose another or remove one.")]
    return []


def _folders(form: Stated) -> list[Hint]:
    """An attack that reads a folder needs one."""
    values = dict(form.options)
    return [
        Hint("error", f"{option.title}: choose a folder.")
        for option in attack_spec(form.attack).options
        if option.kind == "folder" and not str(values.get(option.id, option.default)).strip()
    ]


def _ratios(source: Shape, pipelines: tuple[Pipeline, ...]) -> list[Hint]:
    ratio = min(min(source[0] / p.target_shape[0], source[1] / p.target_shape[1]) for p in pipelines)
    if ratio >= 2:
        return []
    text = (
        f"The scaling ratio is only {ratio:.2g}: most source pixels carry weight, so the change will "
        "be visible. Attacks are strong from about 3 on."
    )
    return [Hint("warning", text)]


def _averaging(pipelines: tuple[Pipeline, ...]) -> list[Hint]:
    """Whether a pipeline averages every pixel, which makes attacks plainly visible."""
    names = [p.label for p in pipelines if algorithm(p.library, p.algorithm).antialiased]
    if not names:
        return []
    averages = "averages" if len(names) == 1 else "average"
    text = (
        f"{' and '.join(names)} {averages} all source pixels: the target can be forced on them, but the "
        "change will be plainly visible."
    )
    return [Hint("warning", text)]


def _single_pixels(form: Stated) -> list[Hint]:
    """The direct solver wants pipelines that read one pixel."""
    if not _writes_single_pixels(attack_spec(form.attack), form.solver):
        return []
    if all(pipeline.algorithm.startswith("nearest") for pipeline in form.pipelines):
        return []
    text = (
        "This attack works only where one pixel is read per output pixel: with nearest, or where the ratio "
        "makes the algorithm collapse to it."
    )
    return [Hint("warning", text)]


def _writes_single_pixels(spec: AttackSpec, solver: str) -> bool:
    return "direct" in (solver if len(spec.solvers) > 1 else spec.solver, spec.solver)


def _target(form: Stated) -> list[Hint]:
    """What happens to a target picture of another size."""
    output, target = form.pipelines[0].target_shape, form.target
    if target is None or target == output or attack_spec(form.attack).partial:
        return []
    how = "enlarged" if target[0] < output[0] or target[1] < output[1] else "reduced"
    stretched = abs(target[0] / target[1] - output[0] / output[1]) > 0.02 * output[0] / output[1]
    also = " and stretched" if stretched else ""
    return [Hint("note", f"The target {_words(target)} will be {how}{also} to {_words(output)}.")]
