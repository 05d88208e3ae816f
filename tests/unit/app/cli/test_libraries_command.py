"""`aliascope libraries` is loud about a model that does not hold."""

from argparse import ArgumentParser
from dataclasses import replace
from io import StringIO

import pytest

from app.cli.command import ExitCode
from app.cli.console import Console
from app.cli.libraries_command import LIST_LIBRARIES
from core.scaling import self_test as self_test_module
from core.scaling.catalogue import ALGORITHMS, Algorithm, installed_version, library
from core.scaling.self_test import SelfTest


def parser() -> ArgumentParser:
    made = ArgumentParser()
    LIST_LIBRARIES.configure(made)
    return made


def hold(algorithm: Algorithm) -> SelfTest:
    return SelfTest(algorithm, algorithm.bound, algorithm.bound)


def run(monkeypatch: pytest.MonkeyPatch, broken: str = "") -> tuple[int, str, str]:
    def tested(algorithm: Algorithm) -> SelfTest:
        result = hold(algorithm)
        if f"{algorithm.library} {algorithm.id}" == broken:
            return replace(result, largest_difference=algorithm.bound + 7, worst="noise, 448×448 to 112×112")
        return result

    monkeypatch.setattr(self_test_module, "self_test", tested)
    out, err = StringIO(), StringIO()
    code = LIST_LIBRARIES.run(parser().parse_args(["--beta", "8"]), Console(as_json=False, out=out, err=err))
    return code, out.getvalue(), err.getvalue()


def _lines(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith("  ")]


def test_every_algorithm_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, err = run(monkeypatch)
    assert (code, err) == (ExitCode.DONE, "")
    lines = [line.split() for line in _lines(out)]
    assert [line[0] for line in lines] == [entry.id for entry in ALGORITHMS]
    assert out.splitlines()[0].startswith("at β = 8")
    assert out.splitlines()[1].endswith("(opencv)")
    assert all(entry.title in line for entry, line in zip(ALGORITHMS, _lines(out), strict=True))
    assert [
        "bilinear",
        "bilinear",
        "2",
        "6.25",
        "%",
        "no",
        "ok,",
        "off",
        "by",
        "0",
        "of",
        "0",
        "allowed",
    ] in lines


def test_a_difference_over_the_bound_names_library_version_and_algorithm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, out, err = run(monkeypatch, "pillow lanczos")
    assert code == ExitCode.BUG
    assert "FAILED, off by 7 of 0 allowed" in out
    assert f"Pillow {installed_version(library('pillow'))} Lanczos: the model is off by 7 grey levels" in err
    assert "noise, 448×448 to 112×112" in err


@pytest.mark.parametrize("beta", ["0.5", "65", "nan", "four"])
def test_other_ratios_are_refused(beta: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["--beta", beta])
    assert ended.value.code == 2
    assert "is not a scaling ratio" in capsys.readouterr().err
