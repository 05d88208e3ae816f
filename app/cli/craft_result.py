"""What `craft` says about an attack, as JSON and in words."""

from argparse import Namespace
from typing import Any

from app.cli.console import Console
from core.attacks.problem import Region
from core.attacks.result import AttackResult, GoalResult
from core.images.files import printable
from core.reporting.document import json_number


def craft_document(result: AttackResult, region: Region | None) -> dict[str, Any]:
    """The figures for scripts. region: the part of the source that was to change, None for all of it."""
    return {
        "seconds": json_number(result.seconds),
        "variant": result.variant,
        "solver": result.solver,
        "iterations": int(result.iterations),
        "gap": None if result.gap is None else json_number(result.gap),
        "epsilon": json_number(result.epsilon),
        "max_output_error": json_number(result.max_output_error),
        "psnr": json_number(result.psnr),
        "ssim": json_number(result.ssim),
        "l0": int(result.l0),
        "l1": json_number(result.l1),
        "l2": json_number(result.l2),
        "linf": json_number(result.linf),
        "feasible": bool(result.feasible),
        "region": None if region is None else list(region),
        "goals": [_goal(goal) for goal in result.goals],
        "figures": dict(result.figures),
        "note": result.note,
    }


def _goal(goal: GoalResult) -> dict[str, Any]:
    return {
        "library": goal.pipeline.library,
        "algorithm": goal.pipeline.algorithm,
        "target_size": list(goal.pipeline.target_size),
        "max_output_error": json_number(goal.max_output_error),
        "output_psnr": json_number(goal.output_psnr),
        "feasible": bool(goal.feasible),
        "raised": int(goal.raised),
        "output_pixels": _pixels(goal),
        "wanted": int(goal.wanted),
        "shown": int(goal.shown),
    }


def _pixels(goal: GoalResult) -> int:
    return int(goal.target.shape[0] * goal.target.shape[1])


def headline(result: AttackResult, region: Region | None) -> str:
    """In a line, which pipelines show the target, how much of it, and which miss it by how much."""
    kept = [goal for goal in result.goals if goal.feasible]
    missed = [goal for goal in result.goals if not goal.feasible]
    parts = []
    if missed:
        labels = " and ".join(f"{goal.pipeline.label} ({_miss(goal, result.epsilon)})" for goal in missed)
        parts.append(f"misses the target with {labels}")
    if kept:
        labels = " and ".join(goal.pipeline.label + _part(goal, region) for goal in kept)
        inside = "" if region is None else " only inside the region"
        parts.append(f"scales to the target{inside} with {labels}")
    return "; ".join(parts)


def _miss(goal: GoalResult, epsilon: float) -> str:
    beyond = f"{goal.raised:,} of {_pixels(goal):,} output pixels beyond ε = {epsilon:g}"
    return f"{beyond}, the largest error {goal.max_output_error:g}"


def _part(goal: GoalResult, region: Region | None) -> str:
    return "" if region is None else f" ({goal.shown:,} of {_pixels(goal):,} output pixels)"


def print_craft(result: AttackResult, arguments: Namespace, console: Console) -> None:
    """The figures for people."""
    console.say(f"{printable(str(arguments.output))}: {headline(result, arguments.region)}")
    for goal in result.goals:
        own = f" of {goal.pipeline.label}" if len(result.goals) > 1 else ""
        error, epsilon = f"{goal.max_output_error:g}", f"{result.epsilon:g}"
        console.say(f"  Output{own} against target: largest error in grey levels {error} (ε = {epsilon})")
        if arguments.region is not None:
            x, y, width, height = arguments.region
            shown = f"{goal.shown:,} of {_pixels(goal):,} output pixels{own} show the target"
            console.say(f"  Region {width}×{height} at ({x}, {y}): {shown}")
    console.say(f"  Image against source: PSNR {result.psnr:.2f} dB, SSIM {result.ssim:.4f}")
    norms = f"L1 {result.l1:,.0f}, L2 {result.l2:,.1f}, L∞ {result.linf:g} grey levels"
    console.say(f"  Changed pixels {result.l0:,}; {norms}")
    gap = "" if result.gap is None else f", {100 * result.gap:.3f} % from the proven optimum"
    console.say(f"  Solver {result.solver}: {result.iterations} iterations, {result.seconds:.2f} s{gap}")
    for what, value in result.figures:
        console.say(f"  {what}: {value}")
    if result.note:
        console.note(f"aliascope: {result.note}")
