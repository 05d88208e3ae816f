"""Sentences and figures for people."""

import pytest

from core.reporting.markup import Markup, element, joined
from core.reporting.words import rate_text, size_text


@pytest.mark.parametrize(
    ("rate", "text"),
    [(0.01, "1 %"), (0.0042, "0.42 %"), (0.00012, "0.012 %"), (0.256, "26 %"), (1.0, "100 %"), (0.0, "0 %")],
)
def test_rates_get_the_digits_they_deserve(rate: float, text: str) -> None:
    assert rate_text(rate) == text


def test_sizes_are_written_width_first() -> None:
    assert size_text((24, 32)) == "32×24"


def test_only_markup_passes_unescaped() -> None:
    inner = element("b", '"<&')
    assert inner == "<b>&quot;&lt;&amp;</b>"
    assert (
        element("td", inner, class_='"><i>', data_x=None) == f'<td class="&quot;&gt;&lt;i&gt;">{inner}</td>'
    )
    assert joined("<", Markup("<br>")) == "&lt;<br>"
    assert element("b", str(inner) + "") == "<b>&lt;b&gt;&amp;quot;&amp;lt;&amp;amp;&lt;/b&gt;</b>"
