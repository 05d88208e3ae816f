"""Fourier views, where aliasing folds, and the comb that betrays a target size."""
