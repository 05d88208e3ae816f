"""What came out: both objectives with their pictures and figures, and what to do with the image."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.jobs.attack_pictures_job import AttackPictures
from app.jobs.craft_job import CraftPreview
from app.theme import set_icon
from app.views.craft import wording
from app.widgets.image_tile import ImageTile, selectable_label
from app.widgets.image_tile_row import ImageTileRow
from app.widgets.section import CollapsibleSection, Section, quiet
from app.widgets.section_pair import SectionPair
from core.attacks.problem import AttackProblem
from core.images.arrays import RGB

if TYPE_CHECKING:
    from core.attacks.result import AttackResult

LOSSLESS = "Only lossless formats: the target lives in single pixel values, which JPEG would change."


class ResultPanel(QWidget):
    """Objective O2 (what a person sees) beside objective O1 (what the model sees)."""

    open_requested = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = ImageTile("Source S", placeholder="Reducing …")
        self.attack = ImageTile("Attack image A", placeholder="Crafting …")
        self.difference = ImageTile("Difference A − S", placeholder="Crafting …")
        self.target = ImageTile("Target T", placeholder="Crafting …")
        self.output = ImageTile("Output D", placeholder="Crafting …")
        self.person_words = selectable_label()
        self.model_words = selectable_label()
        self.effort = quiet()
        self.note = selectable_label()
        self.figures = selectable_label()
        self.open = QPushButton("Open as evidence")
        self.save = QPushButton("Save…")
        self._rows = [
            ImageTileRow((self.source, self.attack, self.difference)),
            ImageTileRow((self.target, self.output)),
        ]
        self._configure_buttons()
        self._lay_out()

    def _configure_buttons(self) -> None:
        set_icon(self.open, "inspect")
        set_icon(self.save, "save")
        self.open.setToolTip("Inspect the attack image like any other")
        self.save.setToolTip(LOSSLESS)
        self.open.clicked.connect(self.open_requested)
        self.save.clicked.connect(self.save_requested)

    def _lay_out(self) -> None:
        person = Section("O2: what a person sees")
        model = Section("O1: what the model sees")
        for card, row, words in (
            (person, self._rows[0], self.person_words),
            (model, self._rows[1], self.model_words),
        ):
            card.column.addWidget(row)
            card.column.addWidget(words)
            card.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(SectionPair(person, model, shares=(3, 2), wide=1000))
        self.end = self._end_card()
        column.addWidget(self.end)
        self.numbers = CollapsibleSection("Norms of A − S")
        self.numbers.body_column.addWidget(self.figures)
        column.addWidget(self.numbers)

    def _end_card(self) -> Section:
        card = Section()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.open)
        row.addWidget(self.save)
        row.addWidget(quiet(LOSSLESS), 1)
        card.column.addWidget(self.effort)
        card.column.addWidget(self.note)
        card.column.addLayout(row)
        card.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return card

    def begin(self, problem: AttackProblem, source: RGB | None, target: RGB | None) -> None:
        """Clear what an earlier run left and show the inputs.

        `source` is the reduced source; `target` the target at the output's size, None while it is not known.
        """
        self.source.set_image(None if source is None else problem.source, _size(problem.source), source)
        self.target.set_image(target)
        for tile in (self.attack, self.difference, self.output):
            tile.set_image(None)
        self.person_words.setText("")
        self.model_words.setText("")
        self.end.hide()
        self.numbers.hide()
        self._refresh()

    def show_preview(self, problem: AttackProblem, preview: CraftPreview) -> None:
        """A and D as they are at this moment."""
        self.attack.set_image(preview.image, "So far")
        self.output.set_image(preview.output, f"So far, by {problem.pipeline.label}")
        self._refresh()

    def show_result(self, problem: AttackProblem, result: "AttackResult") -> None:
        """Words, figures and outputs of the finished image; `show_pictures` brings the large ones."""
        self.target.set_image(result.target, _size(result.target))
        self.output.set_image(result.output, f"{problem.pipeline.label}, by the library itself")
        self.person_words.setText(wording.source_words(result))
        self.model_words.setText(wording.output_words(result))
        self.effort.setText(wording.effort_words(result))
        self.note.setText(result.note)
        self.note.setVisible(bool(result.note))
        self.figures.setText(wording.norm_words(result))
        self.end.show()
        self.numbers.show()
        self._refresh()

    def show_pictures(self, result: "AttackResult", pictures: AttackPictures) -> None:
        """A and A − S, averaged for display."""
        self.attack.set_image(result.image, _size(result.image), pictures.image)
        self.difference.set_image(pictures.difference, f"Grey is no change; ×{pictures.gain}")
        self._refresh()

    def _refresh(self) -> None:
        for row in self._rows:
            row.refresh()


def _size(pixels: RGB) -> str:
    return f"{pixels.shape[1]}×{pixels.shape[0]}"
