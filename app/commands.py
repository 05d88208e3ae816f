"""What each action of the table does."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app import flows
from app.dialogs.about import about_text
from app.dialogs.files import ask_images, ask_save
from app.models import Session
from app.samples import sample
from app.settings import Settings
from app.views.catalogue import VIEWS


class Shell(Protocol):
    """What commands need of the window."""

    def show_view(self, view_id: str) -> None:
        """Bring a tab to the front."""

    def cancel_shown_job(self) -> None:
        """Cancel the job in the status bar."""

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""

    def show_shortcuts(self) -> None:
        """Open the list of shortcuts."""

    def show_libraries(self) -> None:
        """Open the list of libraries."""

    def show_model_dialog(self) -> None:
        """Ask for a model of the user's own."""

    def close(self) -> bool:
        """Cancel what runs and go."""


class Commands:
    """Maps action ids to functions; `handlers` has one for every id of `ACTIONS`."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget, shell: Shell) -> None:
        self._session = session
        self._settings = settings
        self._parent = parent
        self._shell = shell

    @property
    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Action id → what to call."""
        session, shell = self._session, self._shell
        evidence = session.evidence
        return {
            "open": self.open,
            "paste": lambda: flows.paste(session),
            "save_hidden": lambda: self._save("hidden.png", flows.save_hidden),
            "save_sanitized": lambda: self._save("sanitized.png", flows.save_sanitized),
            "export_report": self._export_report,
            "close": self._close_current,
            "quit": shell.close,
            "inspect": lambda: flows.inspect_current(session),
            "inspect_known": lambda: flows.inspect_current(session, session.pipeline.pipeline),
            "known": lambda: flows.toggle_known(session),
            "sanitize": lambda: flows.detect_and_sanitize(session),
            "undo": lambda: flows.undo_sanitizing(session),
            "redo": lambda: flows.redo_sanitizing(session),
            "craft": lambda: shell.show_view("craft"),
            "next": lambda: evidence.select_next(1),
            "previous": lambda: evidence.select_next(-1),
            "open_model": shell.show_model_dialog,
            "shipped_model": lambda: flows.use_shipped_model(session),
            "cancel": shell.cancel_shown_job,
            "full_screen": shell.toggle_full_screen,
            "shortcuts": shell.show_shortcuts,
            "libraries": shell.show_libraries,
            "about": lambda: session.messages.info(about_text()),
            **{f"view_{view.id}": _shower(shell, view.id) for view in VIEWS},
        }

    def open(self) -> None:
        """Ask for files and open them."""
        paths = ask_images(self._parent, self._settings)
        if paths:
            flows.open_paths(self._session, paths)

    def open_sample(self, key: str) -> None:
        """Open a bundled sample."""
        flows.open_paths(self._session, [sample(key).path])

    def _close_current(self) -> None:
        if (item := self._session.evidence.current) is not None:
            self._session.evidence.remove(item)

    def _save(self, suffix: str, flow: Callable[[Session, Path], object]) -> None:
        path = ask_save(self._parent, self._settings, self._suggestion(suffix), "Lossless image")
        if path is not None:
            flow(self._session, path)

    def _export_report(self) -> None:
        path = ask_save(self._parent, self._settings, self._suggestion("report.html"), "HTML report")
        if path is not None:
            flows.export_report(self._session, path)

    def _suggestion(self, suffix: str) -> str:
        item = self._session.evidence.current
        stem = Path(item.evidence.name).stem if item is not None else "evidence"
        return f"{stem}-{suffix}"


def _shower(shell: Shell, view_id: str) -> Callable[[], None]:
    return lambda: shell.show_view(view_id)
