"""The sampled pixels P as what they are: for one pipeline a product of rows and columns, for several a union.

Nothing here ever needs a mask of the whole image for one pipeline, which is what makes the filters quick.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.scaling.operator import ScalingOperator

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Lattice:
    """The pixels of P that one pipeline samples: every one in the flagged `rows` (H,) and `columns` (W,)."""

    rows: Flags
    columns: Flags


@dataclass(frozen=True, eq=False)
class Sampled:
    """P, the union of one or more lattices over an image of one size."""

    lattices: tuple[Lattice, ...]

    def mask(self) -> Flags:
        """P as (H, W) bool."""
        mask = np.zeros((self.lattices[0].rows.size, self.lattices[0].columns.size), np.bool_)
        for lattice in self.lattices:
            mask[lattice.rows] |= lattice.columns
        return mask


def sampled_by(operators: Sequence[ScalingOperator]) -> Sampled:
    """P of all `operators`, at least one and all of one source shape; equal lattices are kept once."""
    found: dict[tuple[bytes, bytes], Lattice] = {}
    for operator in operators:
        rows, columns = operator.sampled_rows, operator.sampled_columns
        found.setdefault((rows.tobytes(), columns.tobytes()), Lattice(rows, columns))
    return Sampled(tuple(found.values()))
