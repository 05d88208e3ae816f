"""Which cells there are, and where each lies on the board. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from PySide6.QtCore import QRect

from core.scaling.catalogue import LIBRARIES, Library, installed_version
from core.scaling.pipeline import Pipeline

COLUMNS = ("nearest", "bilinear", "bicubic", "lanczos", "area")
"""Algorithms that stand under each other in every library that has them."""
SPACING = 6
HEADING = 28
NARROWEST = 104


class Order(Enum):
    """What the board shows, and how it is sorted."""

    LIBRARY = "By library"
    DISTANCE = "By distance"
    SIZES = "All common sizes"


@dataclass(frozen=True)
class Group:
    """Cells under one heading: `aligned` ones in their columns (None: a gap), then the `further` ones."""

    title: str
    aligned: tuple[Pipeline | None, ...]
    further: tuple[Pipeline, ...]

    @property
    def pipelines(self) -> tuple[Pipeline, ...]:
        """Every cell's pipeline in reading order."""
        return (*(entry for entry in self.aligned if entry is not None), *self.further)


@dataclass(frozen=True)
class Placed:
    """Headings and cells with their rectangles on a board of `height`."""

    headings: tuple[tuple[str, QRect], ...]
    cells: tuple[tuple[Pipeline, QRect], ...]
    height: int


def library_groups(pipeline: Pipeline) -> tuple[Group, ...]:
    """One group per installed library, in the catalogue's order; all scale as `pipeline` does."""
    return tuple(_library_group(library, pipeline) for library in LIBRARIES)


@cache
def _version(library: Library) -> str | None:
    """Looked up once: the metadata of packages is read from disk."""
    return installed_version(library)


def one_group(pipelines: Sequence[Pipeline]) -> tuple[Group, ...]:
    """All cells in one flow without a heading."""
    return (Group("", (), tuple(pipelines)),)


def _library_group(library: Library, pipeline: Pipeline) -> Group:
    offered = {entry.id: pipeline.by(library.id, entry.id) for entry in library.algorithms}
    aligned = [offered.pop(column, None) for column in COLUMNS]
    while aligned and aligned[-1] is None:
        aligned.pop()
    count = len(library.algorithms)
    title = f"{library.title} {_version(library)} · {count} algorithms"
    return Group(title, tuple(aligned), tuple(offered.values()))


def column_count(width: int) -> int:
    """Cells side by side on a board of `width` pixels; never fewer than the aligned columns."""
    return max(len(COLUMNS), (width - SPACING) // (NARROWEST + SPACING))


def cell_width(width: int) -> int:
    """The width of a cell on a board of `width` pixels."""
    columns = column_count(width)
    return max(1, (width - SPACING * (columns + 1)) // columns)


def place_cells(groups: Sequence[Group], width: int, cell_height: int) -> Placed:
    """Lay the groups below each other, their cells into columns of equal width, wrapping at the right."""
    columns, side = column_count(width), cell_width(width)
    headings, cells, top = [], [], 0
    for group in groups:
        if group.title:
            headings.append((group.title, QRect(SPACING, top, width - 2 * SPACING, HEADING)))
            top += HEADING
        slots = [*group.aligned, *group.further]
        for place, pipeline in enumerate(slots):
            if pipeline is None:
                continue
            line, column = divmod(place, columns)
            corner = (SPACING + column * (side + SPACING), top + line * (cell_height + SPACING))
            cells.append((pipeline, QRect(*corner, side, cell_height)))
        top += -(-len(slots) // columns) * (cell_height + SPACING)
    return Placed(tuple(headings), tuple(cells), top)
