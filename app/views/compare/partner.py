"""What an output is held against: the evidence, or another output of the same size."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from app.views.compare.comparison import Comparisons
from app.views.compare.title import algorithm_title, title_of
from app.widgets.narrow_combo_box import NarrowComboBox
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline

EVIDENCE = "Evidence"
LETTERS = 11


@dataclass(frozen=True, eq=False)
class Partner:
    """`pixels` to look at; `same_size` has the output's size, to subtract. `pipeline` None: the evidence."""

    name: str
    pixels: RGB
    same_size: RGB
    subtracted: str
    """What `same_size` is, in words."""
    pipeline: Pipeline | None = None

    @property
    def title(self) -> str:
        """The name without the size."""
        return EVIDENCE if self.pipeline is None else title_of(self.pipeline)

    @property
    def titles(self) -> tuple[str, ...]:
        """Shorter titles, for less room."""
        return () if self.pipeline is None else (algorithm_title(self.pipeline),)


class PartnerBox(NarrowComboBox):
    """A list of what is there; the choice outlives a change of the size."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LETTERS, parent)
        self.setAccessibleName("Compare with")
        self.setToolTip("What blink, split and difference hold the output against")
        self.addItem(EVIDENCE, None)
        self.currentIndexChanged.connect(lambda _: self.chosen.emit())

    def offer(self, pipelines: Iterable[Pipeline]) -> None:
        """Add the outputs that are new to the list."""
        with QSignalBlocker(self):
            for pipeline in pipelines:
                key = f"{pipeline.library} {pipeline.algorithm}"
                if self.findData(key) < 0:
                    self.addItem(title_of(pipeline), key)

    def choose(self, pipeline: Pipeline | None) -> None:
        """Hold the output against another, or (None) the evidence."""
        key = None if pipeline is None else f"{pipeline.library} {pipeline.algorithm}"
        self.setCurrentIndex(self.findData(key))

    def partner(self, comparisons: Comparisons, output: Pipeline) -> Partner | None:
        """The chosen partner of `output`; None while it is not there yet."""
        robust = comparisons.robust(output)
        if robust is None:
            return None
        key = self.currentData()
        if key is None:
            return Partner(EVIDENCE, comparisons.seen(output), robust, f"{EVIDENCE.lower()} averaged")
        name, _, method = str(key).partition(" ")
        other = output.by(name, method)
        pixels = comparisons.item.outputs.get(other)
        if pixels is None:
            return None
        note = " (robust)" if other == comparisons.robust_of(output) else ""
        return Partner(f"{other.label}{note}", pixels, pixels, f"{title_of(other)}{note}", other)
