"""Crafting scaling attacks: the optimisation problem, its solvers and norms."""
