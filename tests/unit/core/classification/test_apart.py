import os
import signal
from pathlib import Path

import pytest

from core.classification.apart import call_apart
from core.errors import ModelError


def test_the_result_comes_from_another_process() -> None:
    assert call_apart(Path("m.h5"), os.getpid) != os.getpid()


def test_exceptions_come_through() -> None:
    with pytest.raises(ZeroDivisionError):
        call_apart(Path("m.h5"), divmod, 1, 0)


def test_a_process_that_dies_is_a_sentence() -> None:
    with pytest.raises(ModelError, match=r"m\.h5 ended the process"):
        call_apart(Path("m.h5"), signal.raise_signal, signal.SIGKILL)


def test_what_it_prints_does_not_reach_stdout(capfd: pytest.CaptureFixture[str]) -> None:
    call_apart(Path("m.h5"), os.write, 1, b"chatter")
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "chatter")
