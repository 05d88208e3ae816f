"""The first card: the verdict in words and what to do next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.theme import set_icon
from app.views.findings import wording
from app.widgets.image_tile import selectable_label
from app.widgets.section import Section, quiet, with_role
from app.widgets.verdict_badge import VerdictBadge
from core.reporting.words import asked_text, verdict_word

if TYPE_CHECKING:
    from core.detection.inspection import Inspection
    from core.sanitizing.recheck import Recheck
    from core.sanitizing.sanitize import Sanitized


class HeadlinePanel(Section):
    """Badge, headline, false-alarm rate in words, summary, next step and its buttons."""

    sanitize_requested = Signal()
    compare_requested = Signal()
    save_hidden_requested = Signal()
    report_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.badge = VerdictBadge()
        self.headline = with_role(selectable_label(), "title")
        self.alarm = selectable_label()
        self.summary = selectable_label()
        self.next_step = selectable_label()
        self.limits = quiet()
        self.sanitize = QPushButton("Sanitize")
        self.sanitize.setToolTip("Remove what is hidden and classify before and after (Ctrl+Shift+S)")
        self.compare = self._button("Compare outputs", "grid", "See what every library makes of this image")
        self.save_hidden = self._button(
            "Save hidden image…",
            "save",
            "Save the hidden image without loss, and its robust counterpart beside it",
        )
        self.report = self._button("Export report…", "report", "Write a self-contained HTML report")
        self._connect()
        self._lay_out()

    @staticmethod
    def _button(text: str, icon_name: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        set_icon(button, icon_name)
        button.setToolTip(tip)
        return button

    def _connect(self) -> None:
        self.sanitize.clicked.connect(self.sanitize_requested)
        self.compare.clicked.connect(self.compare_requested)
        self.save_hidden.clicked.connect(self.save_hidden_requested)
        self.report.clicked.connect(self.report_requested)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        for label in (self.headline, self.alarm, self.summary, self.next_step, self.limits):
            words.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self.column.addLayout(top)
        self.column.addLayout(self._button_row())

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        for button in (self.sanitize, self.compare, self.save_hidden, self.report):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def show_inspection(self, inspection: "Inspection", notes: Sequence[str] = ()) -> None:
        """Put one inspection into words; `notes` are what decoding left out, which nobody has searched."""
        searched = inspection.unsearched is None
        self.badge.set_verdict(inspection.verdict, "" if searched else verdict_word(inspection))
        self.headline.setText(wording.headline(inspection))
        self.alarm.setText(
            wording.alarm_words(inspection.false_alarm_rate) if searched else wording.NOT_MEASURED
        )
        scope = (asked_text(inspection.known), inspection.limits) if searched else ()
        self.limits.setText(" ".join((*scope, *notes)))
        self.limits.setVisible(bool(self.limits.text()))
        self.summary.setText(inspection.summary)
        self.summary.setVisible(bool(inspection.summary))
        self.save_hidden.setEnabled(inspection.hidden is not None)

    def set_sanitized(
        self, inspection: "Inspection", sanitized: "Sanitized | None", recheck: "Recheck | None" = None
    ) -> None:
        """Sanitizing is the main action after an alarm until nothing is left; later the button repeats it.

        `recheck` is what another inspection found in the sanitized image, None until that is done.
        """
        done, left = sanitized is not None, wording.left_in(inspection, sanitized, recheck)
        self.next_step.setText(wording.next_step(inspection, sanitized=done, left=left))
        self.sanitize.setText("Sanitize again" if done else "Sanitize")
        self.sanitize.setProperty("primary", bool(left) or (not done and inspection.verdict != "clean"))
        self.sanitize.style().unpolish(self.sanitize)
        self.sanitize.style().polish(self.sanitize)
