"""The window on a session of its own, driven through the flows that a user sets going."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app import flows
from app.garbage import GarbageCollector
from app.gui import open_window
from app.models import EvidenceItem
from app.settings import Settings
from app.theme import apply_theme
from app.views.craft import CraftView
from core.images import evidence_from_pixels
from core.images.arrays import RGB
from tests.benchmarks.stall_meter import turn_for, turn_until

SETTLE_SECONDS = 0.3
"""Left to the window to paint what came last; stalls in it count for the flow that caused them."""


class Walk:
    """One window at 1280×800 from opening to closing. Every method returns when its flow is over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        app = QApplication.instance() or QApplication(["aliascope"])
        assert isinstance(app, QApplication)
        app.setQuitOnLastWindowClosed(False)
        apply_theme(app, "light")
        self.window = open_window(Settings(folder / "settings.ini"))
        self.garbage = GarbageCollector(app)
        self.garbage.take_over()
        self.session = self.window.session
        turn_until(lambda: self.session.worker.pid is not None, "the worker's start")
        turn_for(5.0)  # the worker imports tensorflow, which takes one of the cores

    def open(self, path: Path) -> None:
        """Drop a file: until it is in the list."""
        count = len(self.session.evidence.items)
        flows.open_paths(self.session, [path])
        self._until(lambda: len(self.session.evidence.items) > count, "opening")

    def inspect(self) -> None:
        """Wait for the verdict that opening asked for."""
        self._until(lambda: self._item().inspection is not None, "the verdict")

    def show(self, view_id: str) -> None:
        """Bring a view to the front and let it finish what it starts."""
        self.window.show_view(view_id)
        turn_for(SETTLE_SECONDS)
        self._until(lambda: not self.session.jobs.is_busy, f"the view {view_id}")

    def sanitize(self) -> None:
        """Sanitize and classify what is open."""
        flows.sanitize_current(self.session)
        self._until(lambda: bool(self._item().predictions), "sanitizing")

    def start_crafting(self, source: RGB, target: RGB) -> None:
        """Fill the Craft view for the chosen pipeline and press Start."""
        self.window.show_view("craft")
        view = self._craft_view()
        view.inputs.take(evidence_from_pixels(source, "source"), "source")
        view.inputs.take(evidence_from_pixels(target, "target"), "target")
        view.run_bar.start.click()

    def finish_crafting(self) -> None:
        """Wait for the result, and open it as evidence."""
        view = self._craft_view()
        self._until(lambda: view.result is not None and view.job is None, "crafting")

    def cancel(self) -> None:
        """Cancel while something runs."""
        turn_for(1.0)
        if not self.session.jobs.is_busy:
            raise RuntimeError("nothing ran that could be cancelled; choose a longer job")
        self.session.jobs.cancel()
        self._until(lambda: not self.session.jobs.is_busy, "cancelling")

    def close(self) -> None:
        """Close the window while it inspects: until the last job and the worker are gone."""
        flows.inspect_current(self.session)
        turn_for(0.1)
        self.window.close()
        turn_until(lambda: self.session.worker.pid is None, "closing")
        self.garbage.hand_back()

    def close_idle(self) -> None:
        """Close the window while nothing runs."""
        self.window.close()
        turn_until(lambda: self.session.worker.pid is None, "closing")
        self.garbage.hand_back()

    def _item(self) -> EvidenceItem:
        item = self.session.evidence.items[-1]
        if item.error is not None:
            raise RuntimeError(item.error)
        return item

    def _craft_view(self) -> CraftView:
        view = self.window.view("craft")
        assert isinstance(view, CraftView)
        return view

    def _until(self, condition: Callable[[], bool], what: str) -> None:
        turn_until(condition, what, timeout_seconds=120.0)
        turn_for(SETTLE_SECONDS)
