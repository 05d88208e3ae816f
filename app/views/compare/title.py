"""What the large pane shows, in two lines that fit a narrow pane."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.compare.comparison import Comparison
from app.widgets.elided_label import ElidedLabel
from core.scaling.catalogue import algorithm, library
from core.scaling.pipeline import Pipeline


@dataclass(frozen=True)
class TitleWords:
    """`names` for the first line, the longest first: the first that fits is shown. `whole` says it all."""

    names: tuple[str, ...]
    second: str
    whole: str


class DetailTitle(QWidget):
    """A name, and under it what is known about it. The whole is the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._second = FittingLabel(), ElidedLabel()
        self._first.setProperty("role", "heading")
        self._second.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self._first)
        column.addWidget(self._second)
        column.addStretch(1)

    @property
    def lines(self) -> tuple[str, str]:
        """Both lines as they are drawn now, but for an ellipsis where even the shortest name is too long."""
        return self._first.fitting, self._second.text()

    def show_words(self, words: TitleWords) -> None:
        """Show other words."""
        self._first.show_names(words.names)
        self._second.show_text(words.second)
        self._second.setVisible(bool(words.second))
        for widget in (self, self._first, self._second):
            widget.setToolTip(words.whole)


class FittingLabel(ElidedLabel):
    """The first of several texts that fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._names: tuple[str, ...] = ("",)

    @property
    def fitting(self) -> str:
        """The text for the width in force; the last where none fits."""
        fits = (name for name in self._names if self.fontMetrics().horizontalAdvance(name) <= self.width())
        return next(fits, self._names[-1])

    def show_names(self, names: tuple[str, ...]) -> None:
        """Show one of `names`, which start with the best."""
        self._names = names
        self.setText(names[0])
        self.update()


def algorithm_title(pipeline: Pipeline) -> str:
    """The algorithm alone: "bilinear exact"."""
    return algorithm(pipeline.library, pipeline.algorithm).title


def title_of(pipeline: Pipeline) -> str:
    """Library and algorithm: "OpenCV bilinear exact"."""
    return f"{library(pipeline.library).title} {algorithm_title(pipeline)}"


def output_words(pipeline: Pipeline, comparison: Comparison | None) -> TitleWords:
    """An output by itself: what made it, and under that its distance and its size."""
    note = _note(comparison)
    names = title_of(pipeline), algorithm_title(pipeline)
    size = pipeline.label.removeprefix(names[0]).strip()
    return TitleWords(names, f"{note} · {size}", f"{pipeline.label} · {note}")


def difference_words(pipeline: Pipeline, subtracted: str, gain: int) -> TitleWords:
    """An output less what is `subtracted` from it, times `gain`."""
    names = title_of(pipeline), algorithm_title(pipeline)
    second = f"− {subtracted} ×{gain}"
    return TitleWords(names, second, f"{pipeline.label} {second}")


def _note(comparison: Comparison | None) -> str:
    if comparison is None:
        return "…"
    if comparison.is_robust:
        return "robust"
    return f"{comparison.distance:.1f}{' differs' if comparison.differs else ''}"
