"""How the attack was made, and what to do with the image."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.theme import set_icon
from app.views.craft import wording
from app.widgets.image_tile import selectable_label
from app.widgets.section import Section, quiet

if TYPE_CHECKING:
    from core.attacks.result import AttackResult

LOSSLESS = "Keep it lossless: the target lives in single pixel values, which JPEG changes."
SURVIVES = "Made to survive JPEG at quality {}; the figures above say how well. Less may erase the target."


class EndCard(Section):
    """Effort, note, and the buttons Open and Save."""

    open_requested = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.effort = quiet()
        self.summary = selectable_label()
        self.note = selectable_label()
        self.advice = quiet()
        self.open = QPushButton("Open as evidence")
        self.save = QPushButton("Save…")
        set_icon(self.open, "inspect")
        set_icon(self.save, "save")
        self.open.setToolTip("Inspect the attack image like any other")
        self.open.clicked.connect(self.open_requested)
        self.save.clicked.connect(self.save_requested)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.open)
        row.addWidget(self.save)
        row.addWidget(self.advice, 1)
        self.column.addLayout(row)
        for label in (self.summary, self.note, self.effort):
            self.column.addWidget(label)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_result(self, result: "AttackResult", survives: int | None = None) -> None:
        """The words of a finished attack; `survives`: the JPEG quality that it was made for, if it was."""
        advice = LOSSLESS if survives is None else SURVIVES.format(survives)
        self.advice.setText(advice)
        self.save.setToolTip(advice)
        self.effort.setText(wording.effort_words(result))
        for label, words in ((self.summary, wording.goals_summary(result.goals)), (self.note, result.note)):
            label.setText(words)
            label.setVisible(bool(words))
