"""Imports run one way, and nothing heavy is imported before it is needed."""

import subprocess
import sys

import pytest

from tests.support.import_graph import REPOSITORY, imports_of, is_within, modules_of

BASE = {"core.errors", "core.progress", "core.percent"}

# What each room of core may build on, besides itself and BASE.
CORE_ROOMS = {
    "core.errors": set[str](),
    "core.progress": set[str](),
    "core.percent": set[str](),
    "core.images": set[str](),
    "core.scaling": {"core.images"},
    "core.spectrum": {"core.images", "core.scaling"},
    "core.sanitizing": {"core.images", "core.scaling", "core.spectrum"},
    "core.detection": {"core.images", "core.scaling", "core.spectrum", "core.sanitizing"},
    "core.attacks": {"core.images", "core.scaling", "core.spectrum"},
    "core.classification": {"core.images", "core.scaling"},
    "core.reporting": {
        "core.images",
        "core.scaling",
        "core.spectrum",
        "core.sanitizing",
        "core.detection",
        "core.attacks",
        "core.classification",
    },
}

# What no module of a room of app may import.
APP_BANS = {
    "app": {"tensorflow", "keras", "cvxpy", "tests"},
    "app.cli": {"PySide6", "app.views", "app.widgets", "app.models", "app.main_window"},
    "app.jobs": {"PySide6.QtWidgets", "app.models", "app.views", "app.widgets", "app.main_window"},
    "app.models": {"PySide6.QtWidgets", "app.views", "app.widgets", "app.main_window"},
    "app.widgets": {"app.views", "app.main_window", "app.cli"},
    "app.views": {"app.main_window", "app.cli"},
}

IMPORT_ALL = """
import importlib, sys
for name in sys.argv[1].split():
    importlib.import_module(name)
print(*(name for name in sys.argv[2].split() if name in sys.modules))
"""


def loaded_by(modules: list[str], watched: str) -> str:
    """Which of the `watched` packages are loaded once a fresh interpreter has imported `modules`."""
    command = [sys.executable, "-c", IMPORT_ALL, " ".join(modules), watched]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def room_of(module: str) -> str:
    """The room of a module of core: its first two names."""
    return ".".join(module.split(".")[:2])


def test_core_loads_neither_qt_nor_the_application_nor_anything_heavy() -> None:
    modules = [name for name in modules_of("core") if not name.endswith("__main__")]
    assert len(modules) > 20
    assert loaded_by(modules, "PySide6 pyqtgraph app tensorflow keras cvxpy") == ""


def test_the_main_window_loads_nothing_heavy() -> None:
    assert loaded_by(["app.main_window"], "tensorflow keras cvxpy") == ""


def test_no_module_of_the_application_loads_anything_heavy() -> None:
    assert loaded_by(list(modules_of("app")), "tensorflow keras cvxpy") == ""


def test_the_command_line_loads_neither_qt_nor_anything_heavy() -> None:
    modules = [name for name in modules_of("app") if is_within(name, "app.cli")]
    assert modules
    assert loaded_by(modules, "PySide6 tensorflow keras cvxpy") == ""


def test_every_room_of_core_is_in_the_table() -> None:
    assert {room_of(name) for name in modules_of("core") if name != "core"} == set(CORE_ROOMS)


@pytest.mark.parametrize("room", CORE_ROOMS)
def test_a_room_of_core_builds_only_on_rooms_below_it(room: str) -> None:
    allowed = {room} | BASE | CORE_ROOMS[room]
    wrong = [
        f"{module} imports {imported}"
        for module, file in modules_of("core").items()
        if is_within(module, room)
        for imported in imports_of(file)
        if is_within(imported, "core") and room_of(imported) not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize("room", APP_BANS)
def test_a_room_of_the_application_keeps_to_its_side(room: str) -> None:
    wrong = [
        f"{module} imports {imported}"
        for module, file in modules_of("app").items()
        if is_within(module, room)
        for imported in imports_of(file)
        if any(is_within(imported, banned) for banned in APP_BANS[room])
    ]
    assert wrong == []


def test_packaging_stays_a_plain_folder() -> None:
    assert not (REPOSITORY / "packaging" / "__init__.py").exists()


def test_the_main_window_stays_under_300_lines() -> None:
    lines = (REPOSITORY / "app" / "main_window.py").read_text("utf-8").splitlines()
    assert len(lines) < 300
