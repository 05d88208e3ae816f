"""Bands on several threads."""

import threading

import pytest

from core.progress import Cancelled, no_progress
from core.sanitizing.bands import run_bands


def test_every_row_is_in_one_band() -> None:
    seen: list[int] = []
    lock = threading.Lock()

    def work(band: slice) -> None:
        with lock:
            seen.extend(range(band.start, band.stop))

    run_bands(103, 10, work, no_progress, "")
    assert sorted(seen) == list(range(103))


def test_progress_is_told_by_the_caller_s_thread_and_rises() -> None:
    told: list[tuple[float, threading.Thread]] = []
    run_bands(50, 1, lambda _: None, lambda f, _: told.append((f, threading.current_thread())), "")
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0, 1)
    assert {thread for _, thread in told} == {threading.current_thread()}


def test_an_error_in_a_band_comes_out_and_ends_the_rest() -> None:
    done: list[int] = []

    def work(band: slice) -> None:
        if band.start == 0:
            raise ValueError("broken")
        done.append(band.start)

    with pytest.raises(ValueError, match="broken"):
        run_bands(10_000, 1, work, no_progress, "")
    assert len(done) < 10_000


def test_cancelling_begins_no_further_band() -> None:
    """The first band holds its thread until the caller has cancelled."""
    cancelled = threading.Event()
    begun: list[int] = []

    def work(band: slice) -> None:
        begun.append(band.start)
        cancelled.wait(20)

    def progress(fraction: float, text: str) -> None:
        if begun:
            cancelled.set()
            raise Cancelled

    with pytest.raises(Cancelled):
        run_bands(10_000, 1, work, progress, "")
    assert len(begun) < 10_000
