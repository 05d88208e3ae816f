"""A flat button with an icon; its tooltip says what it does and by which key."""

from collections.abc import Callable

from PySide6.QtWidgets import QToolButton

from app.theme import set_icon


def tool_button(icon: str, tip: str, act: Callable[[], object]) -> QToolButton:
    """`tip` ends with the key in brackets, where there is one; the rest is the accessible name."""
    button = QToolButton()
    button.setAutoRaise(True)
    set_icon(button, icon)
    button.setToolTip(tip)
    button.setAccessibleName(tip.partition(" (")[0])
    button.clicked.connect(lambda: act())
    return button
