"""Size rules: what is cut out, and what size it becomes."""

import pytest

from core.errors import UnknownNameError
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.size_rules import SIZE_RULES, Scaling, SizeRule, size_rule


@pytest.mark.parametrize(
    ("rule", "source", "size", "expected"),
    [
        ("fixed", (480, 640), (224, 224), (Scaling(None, (224, 224)),)),
        ("short-edge", (480, 640), (224, 224), (Scaling(None, (224, 299)),)),
        ("long-edge", (480, 640), (224, 224), (Scaling(None, (168, 224)),)),
        ("centre-crop", (480, 640), (224, 224), (Scaling((80, 0, 480, 480), (224, 224)),)),
        ("centre-crop", (640, 480), (100, 200), (Scaling((0, 200, 480, 240), (100, 200)),)),
        ("tiles", (480, 480), (224, 224), (Scaling((0, 0, 480, 480), (224, 224)),)),
        (
            *("tiles", (300, 700), (512, 512)),
            tuple(Scaling((x, 0, 300, 300), (512, 512)) for x in (0, 300, 400)),
        ),
    ],
)
def test_rules(
    rule: str, source: tuple[int, int], size: tuple[int, int], expected: tuple[Scaling, ...]
) -> None:
    assert size_rule(rule).resolve(source, size) == expected


@pytest.mark.parametrize("rule", SIZE_RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("source", [(9, 9), (20000, 200), (1, 7), (480, 641)], ids=str)
def test_every_rule_makes_pipelines_that_fit(rule: SizeRule, source: tuple[int, int]) -> None:
    for scaling in rule.resolve(source, (64, 48)):
        operator = operator_for(Pipeline("opencv", "bilinear", scaling.target_shape, scaling.crop), source)
        assert operator.left.shape == (scaling.target_shape[0], source[0])


def test_unknown_rules_are_named() -> None:
    with pytest.raises(UnknownNameError, match="fixed, short-edge"):
        size_rule("stretch")
