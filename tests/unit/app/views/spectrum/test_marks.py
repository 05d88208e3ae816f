import pytest

from app.views.spectrum.marks import HIGHEST_ORDER, comb_marks, lattice_marks
from core.spectrum.comb import SizeCandidate
from core.spectrum.lattice import Phase


def candidate(contrast: float) -> SizeCandidate:
    return SizeCandidate((100, 150), Phase.CENTRE, 3.0, 1.0, contrast)


def test_lattice_holds_the_multiples_inside_the_spectrum() -> None:
    places = {(mark.x, mark.y) for mark in lattice_marks((400, 600), (100, 150))}
    assert places == {(150.0 * j, 100.0 * i) for i in range(-2, 3) for j in range(-2, 3)} - {(0, 0)}


def test_lattice_stops_at_the_highest_order() -> None:
    marks = lattice_marks((4000, 6000), (32, 32))
    assert len(marks) == (2 * HIGHEST_ORDER + 1) ** 2 - 1
    assert max(mark.x for mark in marks) == 32 * HIGHEST_ORDER


def test_each_mark_says_what_it_is() -> None:
    texts = {(mark.x, mark.y): mark.text for mark in lattice_marks((400, 600), (100, 150))}
    assert texts[150, -100] == "sampling frequency 1·150, -1·100"


@pytest.mark.parametrize("found", [None, candidate(-7.0)])
def test_no_comb_is_marked_that_photographs_have_too(found: SizeCandidate | None) -> None:
    assert comb_marks((400, 600), found) == ()


def test_teeth_stand_on_both_axes() -> None:
    teeth = {(mark.x, mark.y) for mark in comb_marks((400, 600), candidate(9.0))}
    assert teeth == {(0, -200), (0, -100), (0, 100), (0, 200), (-300, 0), (-150, 0), (150, 0), (300, 0)}
