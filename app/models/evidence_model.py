"""The list of open evidence and everything found out about each piece so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QObject, Signal

from app.models.history import History

if TYPE_CHECKING:
    from app.jobs.classify_filters_job import FilterAnswers
    from app.models.pipeline_model import PipelineChoice
    from core.classification.classify import Prediction
    from core.detection.comparison import Comparison
    from core.detection.inspection import Inspection
    from core.images import RGB, Evidence
    from core.sanitizing.recheck import Recheck
    from core.sanitizing.sanitize import Sanitized
    from core.scaling.pipeline import Pipeline

SanitizedState: TypeAlias = "tuple[Sanitized | None, Pipeline | None]"


@dataclass(eq=False)
class EvidenceItem:
    """One open image and its results. Only `EvidenceModel.update` changes it, so that views hear of it."""

    evidence: "Evidence"
    thumbnail: "RGB | None" = None
    """The image area-averaged into a small square; area-averaged so that it cannot show a payload."""
    inspecting: bool = False
    """True from the time an inspection is asked for until it ends."""
    inspection: "Inspection | None" = None
    published: "Comparison | None" = None
    """What the published detectors say, where somebody asked."""
    pipeline: "Pipeline | None" = None
    """The pipeline picked for this item, by the inspection or by the user."""
    choice: "PipelineChoice | None" = None
    """The size rule and the rest that `pipeline` came from, where the user picked it."""
    outputs: "Mapping[Pipeline, RGB]" = field(default_factory=dict)
    """What each library makes of the image; filled cell by cell."""
    sanitized: "Sanitized | None" = None
    sanitized_for: "Pipeline | None" = None
    """The pipeline that `sanitized` protects, the first of several."""
    recheck: "Recheck | None" = None
    """What another inspection finds in `sanitized`; None until that is done."""
    also_found: "tuple[tuple[Pipeline, ...], ...]" = ()
    """Pictures that only showed once others were gone, each as its likely pipelines."""
    sanitizing: "History[SanitizedState]" = field(default_factory=History)
    """What `sanitized` and `sanitized_for` were before, and what was undone."""
    predictions: "Mapping[str, tuple[Prediction, ...]]" = field(default_factory=dict)
    """Top-5 by "robust" (area-averaged image), "scaled" (the pipeline's output) and "sanitized"."""
    by_pipeline: "Mapping[Pipeline, Prediction]" = field(default_factory=dict)
    """The model's first answer to the outputs of every library, where somebody asked."""
    by_filter: "FilterAnswers | None" = None
    """The model's first answer after each filter, where somebody asked."""
    classified: "Mapping[str, RGB]" = field(default_factory=dict)
    """The images that `predictions` are about, at the pipeline's target size, by the same keys."""
    error: str | None = None
    """The last expected error with this item, one sentence; None after the next success."""


class EvidenceModel(QObject):
    """The open evidence in the order it was opened, and which piece is current. GUI thread only."""

    added = Signal(object)
    removed = Signal(object)
    current_changed = Signal(object)
    """The new current `EvidenceItem`, or None."""
    item_changed = Signal(object, str)
    """The item and the name of the field that changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[EvidenceItem] = []
        self._current: EvidenceItem | None = None

    @property
    def items(self) -> tuple[EvidenceItem, ...]:
        """Every open item, oldest first."""
        return tuple(self._items)

    @property
    def current(self) -> EvidenceItem | None:
        """The item the views show."""
        return self._current

    def add(self, evidence: "Evidence") -> EvidenceItem:
        """Append `evidence`; it becomes current when it is the first."""
        item = EvidenceItem(evidence)
        self._items.append(item)
        self.added.emit(item)
        if self._current is None:
            self.select(item)
        return item

    def select(self, item: EvidenceItem | None) -> None:
        """Make `item` current; one that was removed meanwhile is ignored."""
        if item is self._current or (item is not None and item not in self._items):
            return
        self._current = item
        self.current_changed.emit(item)

    def select_next(self, step: int = 1) -> None:
        """Make the neighbour current, `step` places further, stopping at the ends."""
        if self._current is None:
            return
        place = self._items.index(self._current) + step
        self.select(self._items[min(max(place, 0), len(self._items) - 1)])

    def update(self, item: EvidenceItem, **fields: Any) -> None:
        """Set fields of `item` and announce each; ignored when it was removed meanwhile."""
        if item not in self._items:
            return
        for name, value in fields.items():
            if not hasattr(item, name):
                raise AttributeError(f"an evidence item has no field {name!r}")
            setattr(item, name, value)
        for name in fields:
            self.item_changed.emit(item, name)

    def remove(self, item: EvidenceItem) -> None:
        """Close `item`; its neighbour becomes current when it was."""
        if item not in self._items:
            return
        place = self._items.index(item)
        self._items.remove(item)
        self.removed.emit(item)
        if item is self._current:
            self._current = None
            neighbour = self._items[min(place, len(self._items) - 1)] if self._items else None
            self.select(neighbour)
            if neighbour is None:
                self.current_changed.emit(None)
