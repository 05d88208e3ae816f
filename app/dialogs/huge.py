"""Asking before a file is decoded that takes more memory than the safe limit."""

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget


def confirm_huge(parent: QWidget, path: Path, reason: str) -> bool:
    """True when the user wants it decoded all the same."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("A very large image")
    box.setText(f"Open {path.name} all the same?")
    box.setInformativeText(reason)
    decode = box.addButton("Open it", QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is decode
