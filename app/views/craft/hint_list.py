"""The form's hints, one per line, with an icon and a word for how pressing each is."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.theme import tokens
from app.theme.icons import icon_pixmap
from app.views.craft.hints import Hint
from app.widgets.image_tile import selectable_label

ICONS = {"error": "error", "warning": "attack", "note": "info"}
WORDS = {"error": "Needed", "warning": "Warning", "note": "Note"}
ICON = 16


class HintList(QWidget):
    """Rebuilt from the hints each time the form changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[Hint, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What is shown."""
        return self._hints

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show these instead."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self._rebuild()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons in the new theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_hints"):
            self._rebuild()

    def _rebuild(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for hint in self._hints:
            self._column.addWidget(self._line(hint))

    def _line(self, hint: Hint) -> QWidget:
        line = QWidget()
        line.setAccessibleName(f"{WORDS[hint.level]}: {hint.text}")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = QLabel()
        colour = {"error": tokens().accent, "warning": tokens().suspicious}.get(hint.level, tokens().muted)
        mark.setPixmap(icon_pixmap(ICONS[hint.level], colour, ICON, self.devicePixelRatioF()))
        mark.setToolTip(WORDS[hint.level])
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(selectable_label(hint.text), 1)
        return line
