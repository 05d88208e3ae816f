"""Dispatch, exit codes, and how failures look."""

import io
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import main as main_module
from app.cli.catalogue import COMMANDS
from app.cli.command import ExitCode
from app.cli.console import Console
from app.cli.main import build_parser, run, wants_command_line
from core.errors import UnreadableImageError
from core.progress import Cancelled


@pytest.mark.parametrize(
    "argv", [["inspect", "x.png"], ["--help"], ["--version"], ["libraries"], ["inspcet", "x"]]
)
def test_these_are_for_the_command_line(argv: list[str]) -> None:
    assert wants_command_line(argv)


@pytest.mark.parametrize("argv", [[], ["photo.png"], ["a.png", "b.png"], ["--offscreen-tour", "out"]])
def test_these_open_the_window(argv: list[str]) -> None:
    assert not wants_command_line(argv)


def test_a_file_that_is_called_like_a_slip_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("craf").write_bytes(b"")
    assert not wants_command_line(["craf"])
    assert wants_command_line(["crafft"])


def with_run(monkeypatch: pytest.MonkeyPatch, run_libraries: Callable[[Namespace, Console], int]) -> int:
    """The exit code of `aliascope libraries` when the command does `run_libraries` instead."""
    changed = tuple(replace(c, run=run_libraries) if c.name == "libraries" else c for c in COMMANDS)
    monkeypatch.setattr(main_module, "COMMANDS", changed)
    return run(["libraries"])


def test_expected_errors_are_one_sentence_and_exit_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_arguments: Namespace, _console: Console) -> int:
        raise UnreadableImageError("x.png is empty; get it again.")

    assert with_run(monkeypatch, fail) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "aliascope: x.png is empty; get it again.\n"


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Cancelled])
def test_stopping_is_no_traceback(monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]) -> None:
    def fail(_arguments: Namespace, _console: Console) -> int:
        raise stop

    assert with_run(monkeypatch, fail) == ExitCode.INTERRUPTED


def test_bugs_are_left_to_python(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_arguments: Namespace, _console: Console) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        with_run(monkeypatch, fail)


def test_what_libraries_print_never_lands_on_stdout(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def chatty(_arguments: Namespace, console: Console) -> int:
        sys.stdout.write("library chatter\n")
        console.say("result")
        return 0

    assert with_run(monkeypatch, chatty) == 0
    captured = capsys.readouterr()
    assert captured.out == "result\n"
    assert captured.err == "library chatter\n"


@pytest.mark.parametrize(
    "argv",
    [
        ["inspect"],
        ["inspect", "x.png", "--size", "big"],
        ["craft", "a", "b", "-o", "c.png", "--library", "opencv", "--algorithm", "bilinear", "--size", "8x8",
         "--epsilon", "300"],
        ["sanitize", "a", "-o", "b.png", "--also", "opencv:bilinear"],
        ["classify", "a", "--top", "0"],
        ["sanitise", "a"],
    ],
)  # fmt: skip
def test_bad_usage_exits_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(argv)
    assert ended.value.code == 2
    assert "(usage: aliascope" in capsys.readouterr().err


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            build_parser().parse_args([command.name, "--help"])
        assert ended.value.code == 0
        assert "--json" in capsys.readouterr().out


def test_signs_a_stream_can_not_encode_do_not_stop_the_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)

    def signs(_arguments: Namespace, console: Console) -> int:
        console.say("224×224 \udcff")
        return 0

    assert with_run(monkeypatch, signs) == 0
    assert written.getvalue() == b"224\\xd7224 \\udcff\n"
