"""What is made once of a pipeline's matrices: pieces that stay on one thread, inverses, and the cache."""

import numpy as np
import pytest

from core.attacks.banded import SINGLE_THREADED
from core.attacks.kernel import Kernel
from core.attacks.reached import kernel_of, reached
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline

CASES = [("pillow", "bilinear", 448, 112), ("pillow", "lanczos", 301, 64), ("opencv", "bicubic", 90, 45)]


def kernel(library: str, algorithm: str, length: int, outputs: int) -> Kernel:
    operator = operator_for(Pipeline(library, algorithm, (outputs, outputs)), (length, length))
    return Kernel(operator.left.astype(np.float32), operator.right.astype(np.float32))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def test_rows_at_once_keep_products_on_one_thread(case: tuple[str, str, int, int]) -> None:
    made = kernel(*case)
    length = 3 * case[2]
    pieces = made.rows(made.rows_at_once(length))
    sizes = [piece.weights.size * length for piece in pieces]
    assert max(sizes) < 1.2 * SINGLE_THREADED
    assert len(pieces) == 1 or np.median(sizes) > 0.5 * SINGLE_THREADED
    assert made.rows(5) is made.rows(5)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def test_the_inverse_undoes_the_gram_matrices(case: tuple[str, str, int, int]) -> None:
    made = kernel(*case)
    assert made.inverse is not None
    values = np.random.default_rng(3).normal(0, 50, (case[3], 3, case[3])).astype(np.float32)
    solved = made.inverse.solved(values).astype(float)
    vertical, horizontal = (made.left @ made.left.T).toarray(), (made.right.T @ made.right).toarray()
    back = np.einsum("ab,bcd,de->ace", vertical, solved, horizontal)
    assert np.abs(back - values).mean() < 0.02 * np.abs(values).mean()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def test_weights_and_coupling_are_those_of_the_whole_matrix(case: tuple[str, str, int, int]) -> None:
    made = kernel(*case)
    some = np.ix_(range(0, case[3], 9), range(0, case[3], 9))
    both = [np.outer(made.left[[row]].toarray(), made.right[:, [column]].toarray()).ravel()
            for row in some[0].ravel() for column in some[1].ravel()]  # fmt: skip
    np.testing.assert_allclose(made.squared[some].ravel(), np.square(both).sum(axis=1), rtol=1e-4)
    down, across = abs(made.left @ made.left.T).sum(axis=1), abs(made.right.T @ made.right).sum(axis=1)
    np.testing.assert_allclose(made.coupling, np.outer(down, across), rtol=1e-4)


def test_outputs_that_nothing_reaches_can_be_divided_by() -> None:
    bare = kernel("opencv", "nearest", 20, 10)
    empty = Kernel(bare.left * np.float32(0), bare.right)
    assert (empty.squared == 1).all()
    assert (empty.coupling == 1).all()


def test_kernels_are_kept_for_the_same_shapes() -> None:
    pipeline = Pipeline("pillow", "bicubic", (20, 24))
    operator = operator_for(pipeline, (90, 100))
    made = []
    for region in ((0, 0, 100, 90), (0, 0, 100, 90), (10, 8, 60, 70)):
        vertical, horizontal = reached(pipeline, region, (90, 100))
        outputs = vertical.outputs, horizontal.outputs
        made.append(kernel_of(operator, outputs, vertical.positions, horizontal.positions))
    assert made[0] is made[1]
    assert made[2] is not made[0]
    assert made[2].left.shape[1] == len(reached(pipeline, (10, 8, 60, 70), (90, 100))[0].positions)
