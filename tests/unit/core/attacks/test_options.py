"""Options of an attack: defaults, values from text, and what is refused."""

import pytest

from core.attacks.options import checked_options
from core.attacks.specs import AttackSpec, OptionSpec
from core.errors import AttackError, UnknownNameError

SPEC = AttackSpec(
    "made_up",
    "Made up",
    "For this test.",
    "nobody",
    options=(
        OptionSpec("steps", "Steps", "How many.", "int", 10, minimum=1, maximum=99),
        OptionSpec("share", "Share", "How much.", "float", 0.5, minimum=0),
        OptionSpec("way", "Way", "Which.", "choice", "up", choices=(("up", "Up"), ("down", "Down"))),
        OptionSpec("twice", "Twice", "Whether.", "bool", default=False),
        OptionSpec("words", "Words", "What.", "text", ""),
    ),
)


def test_defaults_fill_what_is_not_given() -> None:
    assert checked_options(SPEC, {"steps": 3}) == {
        "steps": 3,
        "share": 0.5,
        "way": "up",
        "twice": False,
        "words": "",
    }


def test_text_is_read_in_the_kind_of_the_option() -> None:
    given = {"steps": "7", "share": "2", "way": "down", "twice": "yes", "words": "STOP"}
    values = checked_options(SPEC, given)
    assert values == {"steps": 7, "share": 2.0, "way": "down", "twice": True, "words": "STOP"}
    assert [type(value) for value in values.values()] == [int, float, str, bool, str]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("steps", "1.5", "“1.5” is not a whole number; give a whole number from 1 to 99"),
        ("steps", 0, "0 is out of range; give a whole number from 1 to 99"),
        ("share", "much", "“much” is not a number; give a number from 0"),
        ("share", float("nan"), "not a number"),
        ("way", "left", "“left” is not on offer; choose one of up, down"),
        ("twice", "maybe", "neither yes nor no"),
    ],
)
def test_a_value_out_of_place_is_refused(name: str, value: object, sentence: str) -> None:
    with pytest.raises(AttackError, match=sentence):
        checked_options(SPEC, {name: value})


def test_an_unknown_option_is_named() -> None:
    with pytest.raises(
        UnknownNameError, match=r"no option “colour”; it takes steps, share, way, twice, words"
    ):
        checked_options(SPEC, {"colour": 1})
