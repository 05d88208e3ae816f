"""Fixtures for all tests: bundled pictures, and the checks every Qt test ends with."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.images.arrays import RGB
from tests.support.leaks import LeakDetector, garbage_kept_on_this_thread
from tests.support.pictures import picture, picture_path
from tests.support.stall_watchdog import StallWatchdog

# Far above what a loaded machine causes by itself; `make bench` measures the fine grain.
GROSS_STALL_SECONDS = 1.0


def pytest_configure() -> None:
    """Set what Qt and tensorflow read when they start; processes that tests start inherit it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"


@pytest.fixture(autouse=True)
def no_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a Qt test that leaves a thread, timer or process running."""
    if "qapp" not in request.fixturenames:
        yield
        return
    detector = LeakDetector()
    with garbage_kept_on_this_thread(), detector.recording():
        yield
        leaks = detector.leaks()
    if leaks:
        pytest.fail("The test left running:\n  " + "\n  ".join(leaks), pytrace=False)


@pytest.fixture(autouse=True)
def no_gross_stall(no_leaks: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a Qt test in which the event loop stood still for a second, with the main thread's stack."""
    if "qapp" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    watchdog = StallWatchdog(GROSS_STALL_SECONDS)
    with watchdog.watching():
        yield
    if watchdog.stalls:
        pytest.fail("The event loop stood still here:\n" + "\n".join(watchdog.stalls), pytrace=False)


@pytest.fixture(scope="session")
def astronaut() -> RGB:
    """A portrait, (512, 512, 3) uint8, read-only."""
    return picture("astronaut.png")


@pytest.fixture(scope="session")
def chelsea() -> RGB:
    """A cat, (300, 451, 3) uint8, read-only."""
    return picture("chelsea.png")


@pytest.fixture(scope="session")
def coffee() -> RGB:
    """A cup, (400, 600, 3) uint8, read-only."""
    return picture("coffee.png")


@pytest.fixture(scope="session")
def rocket() -> RGB:
    """A launch pad, (427, 640, 3) uint8, read-only."""
    return picture("rocket.jpg")


@pytest.fixture(scope="session")
def astronaut_path() -> Path:
    """The portrait's PNG file; never written to."""
    return picture_path("astronaut.png")


@pytest.fixture(scope="session")
def chelsea_path() -> Path:
    """The cat's PNG file; never written to."""
    return picture_path("chelsea.png")
