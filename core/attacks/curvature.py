"""Bounds on how strongly outputs answer to their multipliers: what the dual solver divides its steps by."""

import numpy as np

from core.attacks.linear_problem import Floats, LinearProblem, product


def curvature(problem: LinearProblem, ease: Floats | None = None) -> Floats:
    """A diagonal, flat, that bounds the dual's second derivative (Gershgorin); the step is its inverse.

    Row sums of absolute values of (L·Lᵀ)⊗(Rᵀ·R) for a single goal; of M·ease·Mᵀ, with M all goals' L⊗R one
    above the other, for several goals or where pixels differ in ease (r, 3, c).
    """
    if ease is None and len(problem.goals) == 1:
        return _flat([problem.goals[0].kernel.coupling[:, None]], problem)
    used = reach(problem)[:, None]
    weight = used if ease is None else ease * used
    return _flat([product(abs(goal.left), weight, abs(goal.right)) for goal in problem.goals], problem)


def reach(problem: LinearProblem) -> Floats:
    """Total absolute weight of every pixel in the outputs of all goals, (r, c)."""
    total = np.zeros((problem.levels.shape[0], problem.levels.shape[2]), np.float32)
    for goal in problem.goals:
        down, across = abs(goal.left).sum(axis=0), abs(goal.right).sum(axis=1)
        total += np.outer(np.asarray(down), np.asarray(across)).astype(np.float32)
    return total


def _flat(parts: list[Floats], problem: LinearProblem) -> Floats:
    """One value per output; those of outputs that nothing reaches are 1, to divide by."""
    shaped = [
        np.broadcast_to(part, goal.low.shape).ravel() for part, goal in zip(parts, problem.goals, strict=True)
    ]
    values = np.concatenate(shaped).astype(np.float32)
    return np.where(values > 0, values, np.float32(1))
