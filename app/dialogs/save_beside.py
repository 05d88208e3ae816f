"""Asking where to write a result: suggested beside the evidence it came from."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.dialogs.files import SAVE_FILTERS
from core.images import Evidence


def ask_save_beside(parent: QWidget, title: str, evidence: Evidence, ending: str, kind: str) -> Path | None:
    """Where to write; `ending` is joined to the evidence's name, `kind` is a key of `SAVE_FILTERS`.

    A name without suffix gets that of `ending`; None when the dialog was cancelled.
    """
    folder = evidence.path.parent if evidence.path is not None else Path()
    suggestion = folder / f"{Path(evidence.name).stem}-{ending}"
    name, _ = QFileDialog.getSaveFileName(parent, title, str(suggestion), SAVE_FILTERS[kind])
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(suggestion.suffix)
