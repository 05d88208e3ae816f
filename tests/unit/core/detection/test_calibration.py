"""False-alarm rates and thresholds from benign scores."""

import json

import numpy as np
import pytest

from core.detection.calibration import (
    ATTACK_RATE,
    SUSPICIOUS_RATE,
    Calibration,
    ascending,
    distribution,
    from_json,
    load_calibration,
    to_json,
)
from core.detection.catalogue import BLIND, DETECTORS, STRIP_COMB
from core.detection.findings import finding, fused_rate, verdict_at


def test_rates_count_the_image_itself_and_never_reach_zero() -> None:
    table = distribution([3, 1, 2, 4])
    assert table.rate(100) == pytest.approx(1 / 5)
    assert table.rate(4) == pytest.approx(2 / 5)
    assert table.rate(2.5) == pytest.approx(3 / 5)
    assert table.rate(-9) == 1


def test_the_threshold_is_the_least_score_rare_enough() -> None:
    table = distribution(range(999))
    threshold = table.threshold(0.01)
    assert table.rate(threshold) <= 0.01
    assert table.rate(threshold - 1) > 0.01


@pytest.mark.parametrize("rate", [0.001, 0.01, 0.02, 0.5, 1.0])
@pytest.mark.parametrize("count", [5, 99, 100, 999, 2000])
def test_the_threshold_agrees_with_its_definition(count: int, rate: float) -> None:
    table = distribution(np.random.default_rng(count).integers(0, 300, count).tolist())
    fitting = [value for value in table.badness if table.rate(value) <= rate]
    assert table.threshold(rate) == (fitting[0] if fitting else table.badness[-1])


def test_too_few_images_give_their_worst_as_threshold() -> None:
    assert distribution([1, 2, 3]).threshold(0.01) == 3


def test_no_scores_are_no_distribution() -> None:
    with pytest.raises(ValueError, match="at least one"):
        distribution([])


def test_a_table_survives_json() -> None:
    badness = {"comb": {"road": ascending([1.23456, -2]), "town": ascending([0.5])}}
    table = Calibration(badness, 1, 2, "made so", {"opencv": "5"})
    again = from_json(to_json(table))
    assert again == table
    assert list(again.distributions["comb"].badness) == [-2, 0.5, 1.2346]
    assert again.domains == ("road", "town")


def test_a_domain_can_be_left_out() -> None:
    badness = {"comb": {"road": ascending([1, 2]), "town": ascending([9])}}
    table = Calibration(badness, 1, 3, "made so", {})
    assert list(table.without("town").distributions["comb"].badness) == [1, 2]
    assert table.without("sea") == table
    with pytest.raises(ValueError, match="nothing is left"):
        table.without("town").without("road")


def test_other_formats_are_refused() -> None:
    with pytest.raises(ValueError, match="format"):
        from_json(json.dumps({"format": 0}))


def test_the_shipped_table_knows_every_detector_and_how_it_was_made() -> None:
    table = load_calibration()
    assert set(table.distributions) == {spec.id for spec in (*DETECTORS, STRIP_COMB)}
    assert table.photos > 100
    assert table.samples > 2 / ATTACK_RATE
    assert "core.detection.calibrate" in table.command
    assert {"opencv", "numpy", "python"} <= set(table.versions)
    assert len(table.domains) > 3
    for spec in DETECTORS:
        least = 0.7 if spec in BLIND else 0.05  # the rest are narrow images
        assert len(table.of(spec).badness) > least * table.samples
    assert len(table.of(STRIP_COMB).badness) > 2 / ATTACK_RATE


@pytest.mark.parametrize("spec", DETECTORS, ids=lambda spec: spec.id)
def test_a_finding_is_flagged_from_its_threshold_on(spec) -> None:  # type: ignore[no-untyped-def]
    table = load_calibration()
    threshold = finding(spec, 0.0, table).threshold
    step = 1e-4 * abs(threshold) * (1 if spec.suspicious == "high" else -1)
    worse, better = threshold + step, threshold - step
    assert finding(spec, worse, table).flagged
    assert finding(spec, worse, table).false_alarm_rate <= SUSPICIOUS_RATE
    assert not finding(spec, better, table).flagged


def test_verdicts_follow_the_rate() -> None:
    assert [verdict_at(rate) for rate in (0.0005, 0.001, 0.005, 0.01, 0.02, 1)] == [
        *("attack", "attack", "suspicious", "suspicious", "clean", "clean")
    ]


def test_several_tests_cost_their_number() -> None:
    assert fused_rate(0.3, 0.001) == pytest.approx(0.003)
    assert fused_rate(0.3, 0.001, 0.0002) == pytest.approx(0.0006)
    assert fused_rate(0.7, 0.9, 0.8) == 1
