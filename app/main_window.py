"""The window: wires docks, views and actions; nothing else."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDockWidget,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import flows
from app.actions import ACTIONS, make_actions
from app.commands import Commands
from app.dialogs.bug import BugDialog
from app.dialogs.huge import confirm_huge
from app.dialogs.shortcuts import ShortcutsDialog
from app.menus import add_sample_menu, add_theme_menu, build_menus, build_tool_bar
from app.models import EvidenceItem, Session
from app.samples import samples
from app.settings import Settings
from app.theme import app_icon, apply_theme
from app.views.catalogue import VIEWS
from app.views.evidence_list import EvidenceListView
from app.views.facts import FactsView
from app.widgets.cursor_status import CursorStatus
from app.widgets.drop_target import DropTarget
from app.widgets.drop_zone import DropZone, SampleGroup
from app.widgets.job_status import JobStatus
from app.widgets.lazy_tabs import LazyTabs
from app.widgets.message_bar import MessageBar
from app.widgets.pipeline_picker import PipelinePicker

STATE_VERSION = 1
DOCK_WIDTHS = [232, 272]
CLOSE_TIMEOUT_MS = 15_000


class MainWindow(QMainWindow):
    """One window on one session. Closing it cancels every job, waits for them and ends the worker."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session = session
        self._settings = settings
        self._closing = False
        self._actions = make_actions(self)
        self._commands = Commands(session, settings, self, self)
        self.tabs = LazyTabs()
        self.messages = MessageBar()
        self.drop_zone = DropZone(_sample_groups())
        self._stack = QStackedWidget()
        self._build()
        flows.bind(session)
        self._connect()
        self._restore()
        self._refresh()

    # What commands and tests need.

    def view(self, view_id: str) -> QWidget:
        """The view of that id, made now if it was never shown."""
        return self.tabs.content(view_id)

    def show_view(self, view_id: str) -> None:
        """Bring a tab to the front, also while nothing is open."""
        self._stack.setCurrentWidget(self.tabs)
        self.tabs.show_page(view_id)

    def cancel_shown_job(self) -> None:
        """Cancel the job in the status bar."""
        self.job_status.cancel()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def show_shortcuts(self) -> None:
        """Open the list of shortcuts."""
        _open(ShortcutsDialog(self))

    def show_libraries(self) -> None:
        """Open the list of libraries, which tests them."""
        from app.dialogs.libraries import LibrariesDialog  # imports scipy, which the start need not wait for

        _open(LibrariesDialog(self.session, self))

    def show_model_dialog(self) -> None:
        """Ask for a model of the user's own."""
        from app.dialogs.model import ModelDialog

        _open(ModelDialog(self.session, self._settings, self))

    def choose_theme(self, choice: str) -> None:
        """Dress the application and remember the choice."""
        self._settings.set("theme", choice)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, choice)

    # Building.

    def _build(self) -> None:
        self.setWindowTitle("Aliascope")
        self.setWindowIcon(app_icon())
        self.setDockOptions(QMainWindow.DockOption.AnimatedDocks)
        self._build_centre()
        self._build_bars()
        self.evidence_dock = self._dock("Evidence", EvidenceListView(self.session), "left")
        self.facts_dock = self._dock("Facts", FactsView(self.session), "right")
        self._build_menus()

    def _build_centre(self) -> None:
        for spec in VIEWS:
            self.tabs.add(spec.id, spec.title, spec.tip, partial(spec.make, self.session))
        self.tabs.tabBar().setAccessibleName("Views")
        self._stack.addWidget(self.drop_zone)
        self._stack.addWidget(self.tabs)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(centre)

    def _build_bars(self) -> None:
        self.picker = PipelinePicker(self.session.pipeline)
        self.picker.warned.connect(self.session.messages.info)
        inspect_menu = QMenu(self)
        inspect_menu.addActions([self._actions[key] for key in ("inspect", "inspect_known", "known")])
        self.addToolBar(build_tool_bar(self._actions, self.picker, inspect_menu))
        self.job_status = JobStatus(self.session.jobs)
        self.statusBar().addWidget(self.job_status, 1)
        self.statusBar().addPermanentWidget(CursorStatus(self.session.cursor))
        self.statusBar().setSizeGripEnabled(False)

    def _build_menus(self) -> None:
        menus = build_menus(self, self._actions)
        add_sample_menu(menus["&File"], self._actions["paste"], self._commands.open_sample)
        full_screen = self._actions["full_screen"]
        for dock, keys in ((self.evidence_dock, "F9"), (self.facts_dock, "F10")):
            toggle = dock.toggleViewAction()
            toggle.setText(f"{dock.windowTitle()} panel")
            toggle.setShortcut(QKeySequence(keys))
            menus["&View"].insertAction(full_screen, toggle)
        theme = self._settings.get("theme")
        add_theme_menu(menus["&View"], full_screen, theme, self.choose_theme)

    def _dock(self, title: str, content: QWidget, side: str) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(f"dock_{title.lower()}")
        dock.setWidget(content)
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable | QDockWidget.DockWidgetFeature.DockWidgetClosable
        )
        area = (
            Qt.DockWidgetArea.LeftDockWidgetArea if side == "left" else Qt.DockWidgetArea.RightDockWidgetArea
        )
        self.addDockWidget(area, dock)
        return dock

    def _connect(self) -> None:
        handlers = self._commands.handlers
        for key, action in self._actions.items():
            action.triggered.connect(lambda _=False, run=handlers[key]: run())
        self.drop_zone.open_requested.connect(self._commands.open)
        self.drop_zone.sample_requested.connect(self._commands.open_sample)
        session = self.session
        self.drops = DropTarget(
            self, flows.is_welcome, lambda mime: flows.open_mime(session, mime, "dropped image")
        )
        session.confirm_huge = lambda path, reason: confirm_huge(self, path, reason)
        session.messages.said.connect(self.messages.say)
        session.messages.view_requested.connect(self.show_view)
        session.messages.bug_found.connect(self._show_bug)
        session.evidence.added.connect(lambda _: self._refresh())
        session.evidence.current_changed.connect(self._current_changed)
        session.evidence.item_changed.connect(lambda _item, _field: self._refresh_actions())
        session.classifier.changed.connect(self._refresh_actions)
        session.known.changed.connect(self._show_known)
        session.jobs.job_started.connect(lambda _: self._refresh_actions())
        session.jobs.job_ended.connect(lambda _: self._refresh_actions())
        session.jobs.idle.connect(self._close_when_idle)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)

    # Following the models.

    def _show_bug(self, error: Exception) -> None:
        if self.findChild(BugDialog) is None:  # a bug that repeats would bury the window
            _open(BugDialog(error, self))

    def _current_changed(self, item: EvidenceItem | None) -> None:
        self.setWindowTitle("Aliascope" if item is None else f"{item.evidence.name} — Aliascope")
        if item is not None:
            self.messages.dismiss()
        self._refresh()

    def _refresh(self) -> None:
        empty = self.session.evidence.current is None
        self._stack.setCurrentWidget(self.drop_zone if empty else self.tabs)
        self._refresh_actions()

    def _refresh_actions(self) -> None:
        item = self.session.evidence.current
        inspection = item.inspection if item is not None else None
        there = {
            "": True,
            "evidence": item is not None,
            "inspection": inspection is not None,
            "hidden": inspection is not None and inspection.hidden is not None,
            "sanitized": item is not None and item.sanitized is not None,
            "undo": item is not None and bool(item.sanitizing.past),
            "redo": item is not None and bool(item.sanitizing.future),
            "own_model": self.session.classifier.choice is not None,
            "job": any(not job.quiet for job in self.session.jobs.jobs()),
        }
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(there[spec.needs])

    def _show_known(self) -> None:
        label = self.session.known.label
        self._actions["known"].setChecked(bool(label))
        self._actions["known"].setText(
            f"My service uses {label}" if label else "My service uses this pipe&line"
        )

    def _system_theme_changed(self) -> None:
        if self._settings.get("theme") == "system":
            self.choose_theme("system")

    # Coming and going.

    def _restore(self) -> None:
        self.resize(1280, 800)
        self.tabs.setCurrentIndex([spec.id for spec in VIEWS].index("findings"))
        self.resizeDocks([self.evidence_dock, self.facts_dock], DOCK_WIDTHS, Qt.Orientation.Horizontal)
        self.restoreGeometry(self._settings.get("geometry"))
        self.restoreState(self._settings.get("state"), STATE_VERSION)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hide at once, cancel, and go when the last job has ended."""
        if not self._closing:
            self._closing = True
            self._settings.set("geometry", self.saveGeometry())
            self._settings.set("state", self.saveState(STATE_VERSION))
            self._settings.flush()
            self.hide()
            self.session.jobs.cancel(None)
        if self.session.jobs.is_busy:
            event.ignore()
            QTimer.singleShot(CLOSE_TIMEOUT_MS, self, self._leave)
            return
        event.accept()
        self._leave()

    def _close_when_idle(self) -> None:
        if self._closing:
            self._leave()

    def _leave(self) -> None:
        """End what is left: nothing, unless a job did not answer in time."""
        self.session.jobs.shutdown(timeout=0.5)
        self.session.worker.close()
        QApplication.quit()


def _sample_groups() -> list[SampleGroup]:
    groups = (("Samples: attacks on", True), ("Benign images", False))
    return [(name, [(s.key, s.title) for s in samples() if s.attack == attack]) for name, attack in groups]


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
