"""The words of the Craft view's result; the limits of visibility follow the paper (§5.3: 15 and 25 dB)."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.jobs.attack_labels_job import GoalLabels
from core.attacks.catalogue import SOLVERS
from core.percent import confidence_percent

if TYPE_CHECKING:
    from core.attacks.result import AttackResult, GoalResult


STRONG_DB = 25.0
FAILED_DB = 15.0
CLASSIFIER_NOTE = (
    "The sign classifier knows 43 German traffic signs, and otherwise answers that there is none."
)


def visibility(psnr: float) -> tuple[str, str]:
    """How visible the change is, from the PSNR of A against S in dB: a word and a sentence.

    Over 25 dB the paper counts objective O2 as reached, under 15 dB as failed.
    """
    if psnr > STRONG_DB:
        return "Invisible", "Over 25 dB the change passes for noise."
    if psnr >= FAILED_DB:
        return "Visible", "Between 15 and 25 dB a careful look reveals the change."
    return "Obvious", "Under 15 dB the change is plain to see."


def levels(count: float) -> str:
    """A difference in grey levels of 0..255."""
    return f"{count:.0f} grey level" if round(count) == 1 else f"{count:.0f} grey levels"


def output_words(goal: "GoalResult", epsilon: float) -> str:
    """Objective O1: how near the real library's output is to the target."""
    error = goal.max_output_error
    if error == 0:
        return "The model sees exactly the target."
    near = f"PSNR {goal.output_psnr:.1f} dB"
    if error <= epsilon:
        return f"The model sees the target: no value is off by more than {levels(error)} ({near})."
    more = f", in {goal.raised:,} of {goal.output[..., 0].size:,} pixels" if goal.raised else ""
    return (
        f"The model sees the target with an error of up to {levels(error)} ({near}), more than the "
        f"{epsilon:g} that you allowed{more}."
    )


def label_words(labels: GoalLabels) -> str:
    """What the classifier names the output, and whether that is what it names the target."""
    seen, wanted = labels.output[0], labels.target[0]
    said = f"The sign classifier sees “{seen.name}” ({confidence_percent(seen.confidence)})"
    if labels.agree:
        return f"{said}, as it does in the target."
    return f"{said}, but in the target “{wanted.name}” ({confidence_percent(wanted.confidence)})."


def source_words(result: "AttackResult") -> str:
    """Objective O2: how well the attack image still looks like the source."""
    if math.isinf(result.psnr):
        return "The attack image is the source, unchanged."
    word, sentence = visibility(result.psnr if result.psnr_there is None else result.psnr_there)
    there = "" if result.psnr_there is None else f", {result.psnr_there:.1f} dB in the box around the change"
    return f"{word}: PSNR {result.psnr:.1f} dB{there}, SSIM {result.ssim:.3f}. {sentence}"


def effort_words(result: "AttackResult") -> str:
    """Time, solver, iterations and the certificate in one line."""
    seconds = f"{result.seconds:.2f} s" if result.seconds < 10 else f"{result.seconds:.0f} s"
    steps = "1 iteration" if result.iterations == 1 else f"{result.iterations:,} iterations"
    titles = {spec.id: spec.title for spec in SOLVERS}  # a variant may have a solver of its own
    words = f"Crafted in {seconds} by the {titles.get(result.solver, result.solver)} solver, {steps}."
    if result.gap is None:
        return words
    return f"{words} {gap_words(result.gap)}"


def gap_words(gap: float) -> str:
    """What the certificate says about the float solution."""
    if gap <= 1e-6:
        return "Proven optimal before rounding."
    return f"Proven to be within {100 * gap:.2g} % of the optimum before rounding."


def figure_rows(result: "AttackResult") -> tuple[tuple[str, str], ...]:
    """The norms of A - S, as (name, value)."""
    pixels = result.image.shape[0] * result.image.shape[1]
    return (
        ("L0, changed pixels", f"{result.l0:,} of {pixels:,} ({100 * result.l0 / pixels:.1f} %)"),
        ("L1, sum of changes", f"{result.l1:,.0f} grey levels"),
        ("L2, Euclidean", f"{result.l2:,.1f} grey levels"),
        ("L∞, largest change", levels(result.linf)),
    )


def goals_summary(goals: "Sequence[GoalResult]") -> str:
    """For several pipelines: how many see their target within ε."""
    good = sum(goal.feasible for goal in goals)
    return f"{good} of {len(goals)} pipelines see their target within ε." if len(goals) > 1 else ""
