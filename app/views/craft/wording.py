"""The words of the Craft view's result; the limits follow the paper (§5.3: 15 and 25 dB)."""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.attacks.result import AttackResult


INVISIBLE_DB = 40.0
STRONG_DB = 25.0
FAILED_DB = 15.0


def psnr_words(psnr: float) -> str:
    """How visible the change is, from the PSNR of A against S in dB.

    From 40 dB nobody sees it; over 25 dB the paper calls an attack strong; under 15 dB it counts
    objective O2 as failed.
    """
    if psnr >= INVISIBLE_DB:
        return "Invisible: nobody sees the change"
    if psnr > STRONG_DB:
        return "Strong: the change is hard to see"
    if psnr >= FAILED_DB:
        return "Weak: a careful look reveals the change"
    return "Failed: the change is plainly visible"


def levels(count: float) -> str:
    """A difference in grey levels of 0..255."""
    return f"{count:.0f} grey level" if round(count) == 1 else f"{count:.0f} grey levels"


def output_words(result: "AttackResult") -> str:
    """Objective O1: how near the real library's output is to the target."""
    error = result.max_output_error
    if error == 0:
        return "The model sees exactly the target."
    if error <= result.epsilon:
        return f"The model sees the target: no pixel is off by more than {levels(error)}."
    return (
        f"The model sees the target with up to {levels(error)} of error, "
        f"more than the {result.epsilon:g} that you allowed."
    )


def source_words(result: "AttackResult") -> str:
    """Objective O2: how well the attack image still looks like the source."""
    if math.isinf(result.psnr):
        return "The attack image is the source, unchanged."
    return f"{psnr_words(result.psnr)} (PSNR {result.psnr:.1f} dB, SSIM {result.ssim:.3f})."


def effort_words(result: "AttackResult") -> str:
    """Time, solver and iterations in one line."""
    seconds = f"{result.seconds:.2f} s" if result.seconds < 10 else f"{result.seconds:.0f} s"
    steps = "1 iteration" if result.iterations == 1 else f"{result.iterations} iterations"
    return f"Crafted in {seconds} by the {result.solver} solver, {steps}."


def norm_words(result: "AttackResult") -> str:
    """The norms of A - S, one per line: pixels for L0, grey levels for the others."""
    pixels = result.image.shape[0] * result.image.shape[1]
    return "\n".join(
        (
            f"L0: {result.l0:,} of {pixels:,} pixels changed ({100 * result.l0 / pixels:.1f} %)",
            f"L1: {result.l1:,.0f} grey levels in all",
            f"L2: {result.l2:,.1f} grey levels",
            f"L∞: {result.linf:.0f} grey levels at most",
        )
    )
