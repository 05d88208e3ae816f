"""Opens the window: `aliascope [IMAGE…]`."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import flows
from app.garbage import GarbageCollector
from app.jobs.preload_job import PreloadJob
from app.main_window import MainWindow
from app.models import Session
from app.open_events import OpenEvents
from app.settings import Settings, default_path
from app.theme import app_icon, apply_theme
from app.views.catalogue import VIEWS

WARM_UP_DELAY_MS = 400


def run(argv: Sequence[str]) -> int:
    """Open the window on the images in `argv`; returns the exit status when it is closed."""
    options = _parse(argv)
    if options.offscreen_tour is not None:
        from app.tour import hush_offscreen

        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        hush_offscreen()
    app = make_application(sys.argv[:1])
    settings = Settings(default_path())
    apply_theme(app, settings.get("theme"))
    window = open_window(settings)
    GarbageCollector(app).take_over()
    if options.offscreen_tour is not None:
        from app.tour import Tour  # only this rare run needs it

        tour = Tour(window, options.images, options.offscreen_tour)
        tour.start()
        app.exec()
        return tour.exit_status
    flows.open_paths(window.session, options.images)
    if sys.platform == "darwin":  # elsewhere they come as arguments, and a filter sees every event there is
        OpenEvents(app, lambda path: flows.open_paths(window.session, [path]))
    return app.exec()


def make_application(arguments: list[str]) -> QApplication:
    """The QApplication with its name and icon; Ctrl+C in the terminal closes the window."""
    app = QApplication(arguments)
    app.setApplicationName("Aliascope")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("aliascope")
    app.setWindowIcon(app_icon())
    app.setQuitOnLastWindowClosed(False)  # the window quits once its jobs have ended
    return app


def open_window(settings: Settings, session: Session | None = None) -> MainWindow:
    """Show a window on `session`, or on a new one, and warm the worker up behind it."""
    window = MainWindow(session or Session(), settings)
    signal.signal(signal.SIGINT, lambda *_: window.close())
    window.show()
    QTimer.singleShot(WARM_UP_DELAY_MS, window, lambda: _warm_up(window.session))
    return window


def _warm_up(session: Session) -> None:
    """Have ready what the first drop will need; the window is already there."""
    session.worker.start()
    session.jobs.start(PreloadJob([view.module for view in VIEWS]))


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="aliascope", description="Open the window and inspect the given images."
    )
    parser.add_argument("images", nargs="*", type=Path, metavar="IMAGE", help="files to open and inspect")
    parser.add_argument(
        "--offscreen-tour",
        type=Path,
        metavar="FOLDER",
        help="without a display: inspect, sanitize and classify, write a report and a screenshot, and exit",
    )
    return parser.parse_args(argv)
