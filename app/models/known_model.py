"""The pipeline that the user's own service is known to scale by, if the user said so."""

from PySide6.QtCore import QObject, Signal

from app.models.pipeline_model import PipelineChoice, Shape
from core.scaling.pipeline import Pipeline


class KnownModel(QObject):
    """While it holds a choice, every inspection asks about that first. GUI thread only."""

    changed = Signal(object)
    """The new `PipelineChoice`, or None."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice: PipelineChoice | None = None

    @property
    def choice(self) -> PipelineChoice | None:
        """Library, algorithm, rule and size; None while nothing is known."""
        return self._choice

    def set(self, choice: PipelineChoice | None) -> None:
        """Ask about another pipeline from now on, or about none."""
        if choice != self._choice:
            self._choice = choice
            self.changed.emit(choice)

    def pipeline(self, source_shape: Shape) -> Pipeline | None:
        """What the service does to an image of (height, width); None while nothing is known."""
        return None if self._choice is None else self._choice.pipeline(source_shape)

    @property
    def label(self) -> str:
        """The pipeline in words; empty while nothing is known."""
        return "" if self._choice is None else self._choice.pipeline(None).label
