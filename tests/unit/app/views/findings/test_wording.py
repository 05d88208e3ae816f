"""Every sentence of the Findings view."""

from dataclasses import replace

import pytest

from app.views.findings import wording
from core.detection.inspection import Inspection, PipelineGuess, Verdict
from core.images.arrays import RGB
from core.sanitizing.recheck import Recheck
from core.sanitizing.sanitize import Sanitized
from core.scaling.pipeline import Pipeline


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (1e-9, "Fewer than 1 in 1,000,000 clean images looks this suspicious."),
        (0.0001, "About 1 in 10,000 clean images looks this suspicious."),
        (0.0033, "About 1 in 300 clean images looks this suspicious."),
        (0.01, "About 1 in 100 clean images looks this suspicious."),
        (0.06, "About 1 in 17 clean images looks this suspicious."),
        (0.2, "About 1 in 5 clean images looks this suspicious."),
        (0.63, "About 63 % of clean images look at least this suspicious."),
        (1.0, "Clean images usually look at least this suspicious."),
    ],
)
def test_a_false_alarm_rate_in_words(rate: float, words: str) -> None:
    assert wording.alarm_words(rate) == words


def test_the_headline_names_the_size_that_brings_the_picture_out(inspection: Inspection) -> None:
    assert wording.headline(inspection) == "At 64×64, this image shows another picture"
    wide = replace(inspection, target_shape=(48, 64))
    assert "64×48" in wording.headline(wide)
    local = replace(inspection, region=(0, 0, 99, 99))
    assert wording.headline(local) == "At 64×64, part of this image changes"


@pytest.mark.parametrize(
    ("verdict", "word"), [("attack", "hidden"), ("suspicious", "may be hidden"), ("clean", "looks clean")]
)
def test_without_a_size_the_headline_still_speaks(
    inspection: Inspection, verdict: Verdict, word: str
) -> None:
    said = wording.headline(replace(inspection, verdict=verdict, target_shape=None))
    assert word in said


def test_next_steps_differ_by_verdict_and_by_what_is_done(
    inspection: Inspection, clean_inspection: Inspection
) -> None:
    suspicious = replace(inspection, verdict="suspicious")
    steps = {wording.next_step(one, sanitized=False) for one in (inspection, suspicious, clean_inspection)}
    assert len(steps) == 3
    assert wording.next_step(inspection, sanitized=True) not in steps
    assert "may still be there" in wording.next_step(inspection, sanitized=True, left="OpenCV nearest 32×32")


def test_scores_are_said_relative_to_the_best() -> None:
    assert wording.match_words(0.9, 0.9, 0) == "Best match"
    assert wording.match_words(0.9, 0.9, 1) == "Indistinguishable here"
    assert wording.match_words(0.899, 0.9, 1) == "Over 99 % of the best"
    assert wording.match_words(0.45, 0.9, 2) == "50 % of the best"
    assert wording.match_words(0.0, 0.0, 0) == "Best match"


def test_sanitizing_in_words(astronaut: RGB) -> None:
    label = "OpenCV nearest 64×64"
    assert label in wording.sanitized_words(None, (512, 512), label)
    done = Sanitized(astronaut, "random", 7, 4096, "")
    said = wording.sanitized_words(done, (512, 512), label)
    assert said == f"4,096 pixels (1.56 %) rewritten by selective random, seed 7, for {label}."
    others = tuple(Pipeline("pillow", "nearest", (side, side)) for side in (90, 96, 99, 128))
    two = wording.sanitized_words(replace(done, pipelines=others[:1]), (512, 512), label)
    assert two.endswith(f"for {label} and Pillow nearest 90×90.")
    five = wording.sanitized_words(replace(done, pipelines=others), (512, 512), label)
    assert five.endswith(f"for {label}, Pillow nearest 90×90 and 3 more.")
    assert "seed" not in wording.sanitized_words(
        Sanitized(astronaut, "median", None, 1, ""), (512, 512), label
    )


def test_rates_in_table_cells() -> None:
    assert wording.rate_words(0.01) == "1 %"
    assert wording.rate_words(0.0004) == "1 in 2,000"


def test_what_is_left_is_told_by_picture(inspection: Inspection, astronaut: RGB) -> None:
    second = Pipeline("pillow", "nearest", (90, 90))
    both = replace(inspection, further=(PipelineGuess(second, 1.0),))
    first = both.pipelines[0].pipeline
    for_first = Sanitized(astronaut, "median", None, 1, "", pipelines=(first,))
    assert wording.left_in(both, None) == ""
    assert wording.left_in(both, for_first) == second.label
    assert wording.left_in(both, replace(for_first, pipelines=(first, second))) == ""
    assert wording.left_in(both, for_first, Recheck("clean", 0.5)) == ""
    left = wording.left_in(inspection, for_first, Recheck("attack", 0.001, ((second,),)))
    assert left == second.label
    assert second.label in wording.next_step(inspection, sanitized=True, left=left)
