"""Products by dense pieces are those of the sparse matrices, and stay on one thread."""

import numpy as np
import pytest

from core.attacks.banded import SINGLE_THREADED, add_weighted, cut, gathered, spread, weighted_back
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline

CASES = [("pillow", "lanczos", 300, 37), ("opencv", "bicubic", 301, 64), ("opencv", "nearest", 90, 45)]


@pytest.mark.parametrize(("library", "algorithm", "length", "outputs"), CASES)
@pytest.mark.parametrize("step", [1, 7, 32, 1000])
def test_pieces_multiply_like_the_whole(
    library: str, algorithm: str, length: int, outputs: int, step: int
) -> None:
    pipeline = Pipeline(library, algorithm, (outputs, outputs))
    matrix = operator_for(pipeline, (length, length)).left.astype(np.float32)
    pieces, generator = cut(matrix, step), np.random.default_rng(1)
    image = generator.uniform(0, 255, (length, 50)).astype(np.float32)
    output = generator.normal(0, 9, (outputs, 50)).astype(np.float32)
    np.testing.assert_allclose(gathered(pieces, image.T, outputs).T, matrix @ image, rtol=1e-4, atol=1e-2)
    np.testing.assert_allclose(spread(pieces, output.T).T, matrix.T @ output, rtol=1e-4, atol=1e-3)
    total, back = np.zeros_like(output), np.empty_like(image)
    for piece in pieces:
        add_weighted(piece, image[piece.positions], total)
        back[piece.positions] = weighted_back(piece, output)
        assert piece.lines_at_once * piece.weights.size <= max(SINGLE_THREADED, piece.weights.size)
    np.testing.assert_allclose(total, matrix @ image, rtol=1e-4, atol=1e-2)
    np.testing.assert_allclose(back, matrix.T @ output, rtol=1e-4, atol=1e-3)


def test_wide_products_are_made_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.attacks.banded.SINGLE_THREADED", 400)
    test_pieces_multiply_like_the_whole("pillow", "lanczos", 300, 37, 16)
