"""Results on stdout, everything else on stderr, a bar only where somebody looks."""

import io
import json

import pytest

from app.cli.console import Console, bar


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_with_json_the_document_is_all_there_is_on_stdout() -> None:
    out, err = io.StringIO(), io.StringIO()
    console = Console(as_json=True, out=out, err=err)
    console.progress(0.5, "half")
    console.say("for people")
    console.note("a warning")
    console.document({"name": "\udce4×", "list": [1, None]})
    assert json.loads(out.getvalue()) == {"name": "\udce4×", "list": [1, None]}
    assert err.getvalue() == "a warning\n"


def test_without_json_there_is_text_and_no_document() -> None:
    out, err = io.StringIO(), io.StringIO()
    console = Console(as_json=False, out=out, err=err)
    console.document({"a": 1})
    console.say("for people")
    assert out.getvalue() == "for people\n"
    assert err.getvalue() == ""


def test_not_a_number_never_reaches_a_script() -> None:
    console = Console(as_json=True, out=io.StringIO(), err=io.StringIO())
    with pytest.raises(ValueError, match="not JSON compliant"):
        console.document({"psnr": float("inf")})


def test_a_terminal_gets_a_bar_that_is_wiped_before_text() -> None:
    out, err = io.StringIO(), Terminal()
    console = Console(as_json=False, out=out, err=err)
    console.progress(0.5, "Inspecting")
    assert "50 % Inspecting" in err.getvalue()
    console.say("done")
    assert err.getvalue().endswith("\r\x1b[K")
    length = len(err.getvalue())
    console.close()
    assert len(err.getvalue()) == length


def test_the_bar_fits_its_line_and_its_range() -> None:
    assert bar(0.5, "x" * 500).startswith("[############............]  50 % x")
    assert len(bar(0.5, "x" * 500)) < 200
    assert "100 %" in bar(7.0, "")
    assert "  0 %" in bar(-1.0, "")
