"""Which pipelines are sanitized for when the victim is unknown."""

from core.sanitizing.likely import likely_pipelines
from core.scaling.pipeline import Pipeline

FIRST, SECOND, THIRD = (Pipeline("opencv", name, (64, 64)) for name in ("nearest", "bilinear", "bicubic"))


def test_those_near_the_best_are_kept_in_order() -> None:
    assert likely_pipelines([(FIRST, 4.0), (SECOND, 3.8), (THIRD, 2.0)]) == (FIRST, SECOND)


def test_equal_scores_are_all_kept() -> None:
    assert likely_pipelines([(SECOND, 1.5), (FIRST, 1.5)]) == (SECOND, FIRST)


def test_no_guess_is_no_pipeline() -> None:
    assert likely_pipelines([]) == ()
