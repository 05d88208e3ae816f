"""Shares in words."""

import pytest

from core.percent import confidence_percent, percent

WORDS = {
    1.0: "100 %",
    0.99999: "> 99.9 %",
    0.9996: "> 99.9 %",
    0.998: "99.8 %",
    0.9949: "99.5 %",
    0.9: "90 %",
    0.0625: "6.25 %",
    0.000408: "0.0408 %",
    0.00001: "0.001 %",
    0.000009: "< 0.001 %",
    0.0: "0 %",
}


@pytest.mark.parametrize(("share", "words"), WORDS.items())
def test_three_digits_that_promise_no_more_than_there_is(share: float, words: str) -> None:
    assert percent(share) == words


def test_only_all_is_all_and_only_nothing_is_nothing() -> None:
    shares = [place / 100_000 for place in range(1, 100_000)]
    assert not {percent(share) for share in shares} & {"100 %", "0 %"}


def test_a_confidence_is_no_more_exact_than_it_means() -> None:
    shares = (1.0, 0.9996, 0.973, 0.0012, 0.0009, 1e-9, 0.0)
    words = ["100 %", "> 99.9 %", "97.3 %", "0.12 %", "< 0.1 %", "< 0.1 %", "0 %"]
    assert [confidence_percent(share) for share in shares] == words
