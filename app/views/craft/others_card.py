"""What other libraries would see of the attack image: their own outputs, small, each with a word."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.jobs.others_job import OtherOutput
from app.widgets.image_tile import ImageTile
from app.widgets.section import CollapsibleSection, heading, quiet
from core.scaling.catalogue import ALGORITHMS, LIBRARIES, algorithm
from core.scaling.pipeline import Pipeline

BOX = QSize(112, 96)
WORDS = {"target": "Target", "source": "Source", "mixture": "Neither"}
LEGEND = (
    "Made by the libraries themselves at the same size. “Target” and “Source”: at least twice as near to the "
    "one as to the other; Δ is the root mean square distance from the target in grey levels."
)
Key = tuple[str, str]


class OthersCard(CollapsibleSection):
    """A row per library, a column per common algorithm; made, and asked for, once it is opened."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What other libraries would see", parent)
        self.summary = heading("")
        self.tiles: dict[Key, ImageTile] = {}
        self._known: dict[Key, OtherOutput] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self.body_column.addWidget(self.summary)
        self.body_column.addLayout(self._grid)
        self.body_column.addWidget(quiet(LEGEND))
        self.toggle.toggled.connect(self._toggled)

    def _fill(self) -> None:
        common = [entry for entry in ALGORITHMS if entry.common]
        columns = list(dict.fromkeys(entry.id for entry in common))
        rows = [entry.id for entry in LIBRARIES if any(one.library == entry.id for one in common)]
        titles = {entry.id: entry.title for entry in LIBRARIES}
        for row, library in enumerate(rows):
            self._grid.addWidget(heading(titles[library]), row, 0, Qt.AlignmentFlag.AlignTop)
        for entry in common:
            tile = ImageTile(entry.title, placeholder="…")
            tile.picture.setAccessibleName(f"{titles[entry.library]} {entry.title}")
            tile.set_box(BOX)
            place = (rows.index(entry.library), 1 + columns.index(entry.id))
            self._grid.addWidget(tile, *place, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self.tiles[entry.library, entry.id] = tile
        self._grid.setColumnStretch(1 + len(columns), 1)

    @property
    def is_open(self) -> bool:
        """Whether the outputs can be seen."""
        return self.toggle.isChecked()

    def begin(self, pipeline: Pipeline) -> None:
        """Forget all outputs; `pipeline` is what the attack was made for."""
        self._known = {}
        for tile in self.tiles.values():
            tile.set_image(None)
        width, height = pipeline.target_size
        self.summary.setText(f"Asking the libraries for {width}×{height} …")
        if self.is_open:
            self.wanted.emit()

    def show_output(self, seen: OtherOutput) -> None:
        """Fill one tile."""
        key = (seen.pipeline.library, seen.pipeline.algorithm)
        self._known[key] = seen
        if seen.output is None:
            self.tiles[key].set_image(None, f"Failed: {seen.error}")
        else:
            self.tiles[key].set_image(seen.output, f"{WORDS[seen.sight]} · Δ {seen.distance:.1f}")
        self.tiles[key].setToolTip(algorithm(*key).explanation)

    def finish(self) -> None:
        """Count what they see."""
        made = [seen for seen in self._known.values() if seen.output is not None]
        count = sum(seen.sight == "target" for seen in made)
        see = "sees" if count == 1 else "see"
        self.summary.setText(f"{count} of {len(made)} {see} the target")

    def say(self, words: str) -> None:
        """Why there is no more."""
        self.summary.setText(words)

    def _toggled(self, shown: bool) -> None:
        if shown and not self.tiles:
            self._fill()
        if shown and not self._known:
            self.wanted.emit()
