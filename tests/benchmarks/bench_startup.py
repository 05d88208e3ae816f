"""From the start of Python to a painted window, promised within 2 s; and what the worker needs to be ready.

Each in a fresh process. The first run of a day also reads the packages from disk; the best of three is what
remains.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app.jobs import Worker
from tests.benchmarks.row import Row
from tests.benchmarks.timing import best_seconds

WINDOW_LIMIT_SECONDS = 2.0

# Opens the window as `aliascope` does, and ends at once when it has been painted.
OPEN_AND_PAINT = """
import os, sys
from pathlib import Path
from app import gui
from app.settings import Settings
from app.theme import apply_theme

app = gui.make_application(["aliascope"])
apply_theme(app, "light")
window = gui.open_window(Settings(Path(sys.argv[1])))
app.processEvents()
window.grab()
os._exit(0)
"""


def rows() -> Iterator[Row]:
    """Window and worker."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "settings.ini"
        seconds = best_seconds(lambda: _open_window(settings), repeats=3)
    yield Row("window painted after the start of Python", seconds, "s", limit=WINDOW_LIMIT_SECONDS)
    yield Row("worker ready after its start", _worker_seconds(), "s")


def _open_window(settings: Path) -> None:
    subprocess.run([sys.executable, "-c", OPEN_AND_PAINT, str(settings)], check=True)


def _worker_seconds() -> float:
    worker = Worker()
    start = time.perf_counter()
    worker.start()
    worker.call(len, "")
    seconds = time.perf_counter() - start
    worker.close()
    return seconds
