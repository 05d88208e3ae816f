"""Size rules: what is cut out, and what size it becomes."""

import numpy as np
import pytest

from core.errors import UnknownNameError
from core.scaling.operator import operator_for
from core.scaling.pipeline import Cut
from core.scaling.size_rules import SIZE_RULES, Scaling, SizeRule, size_rule

ROAD = (480, 640)


@pytest.mark.parametrize(
    ("rule", "source", "size", "expected"),
    [
        ("fixed", ROAD, (224, 224), Scaling(None, (224, 224))),
        ("short-edge", ROAD, (224, 224), Scaling(None, (224, 298))),
        ("short-edge", (640, 480), (224, 224), Scaling(None, (298, 224))),
        ("long-edge", ROAD, (224, 224), Scaling(None, (168, 224))),
        ("centre-crop", ROAD, (224, 224), Scaling((80, 0, 480, 480), (224, 224))),
        ("centre-crop", (640, 480), (100, 200), Scaling((0, 200, 480, 240), (100, 200))),
        (
            *("classifier", (896, 1200), (224, 224)),
            Scaling((207, 56, 786, 784), (224, 224), Cut((256, 342), 16, 59)),
        ),
        ("tiles", (9, 9), (512, 512), Scaling(None, (9, 9))),
    ],
)  # fmt: skip
def test_rules(rule: str, source: tuple[int, int], size: tuple[int, int], expected: Scaling) -> None:
    assert size_rule(rule).resolve(source, size) == (expected,)


def test_tiles_cover_the_scaled_image_from_the_top_left() -> None:
    tiles = size_rule("tiles").resolve((1080, 1920), (512, 512))
    places = [(tile.cut.top, tile.cut.left) for tile in tiles if tile.cut is not None]
    assert {tile.cut.scaled_shape for tile in tiles if tile.cut is not None} == {(768, 1365)}
    assert places == [(top, left) for top in (0, 256) for left in (0, 512, 853)]


@pytest.mark.parametrize("source", [(1080, 1920), (500, 333), (256, 256)], ids=str)
def test_a_classifier_sees_the_middle_of_the_scaled_image(source: tuple[int, int]) -> None:
    """The output is that of scaling all of it, to the pixel; not that of scaling a crop."""
    (scaling,) = size_rule("classifier").resolve(source, (224, 224))
    pipeline = scaling.pipeline("opencv", "bilinear")
    image = np.random.default_rng(6).integers(0, 256, (*source, 3), dtype=np.uint8)
    operator = operator_for(pipeline, source)
    whole = operator_for(pipeline.whole, source).resize(image)
    top, left = ((length - 224) // 2 for length in whole.shape[:2])
    assert whole.shape[:2] == (256, 256 * source[1] // source[0]) or whole.shape[1] == 256
    offsets = {(top + down, left + right) for down in (0, 1) for right in (0, 1)}
    outputs = [whole[y : y + 224, x : x + 224] for y, x in offsets]
    assert any(np.array_equal(operator.resize(image), output) for output in outputs)
    assert np.array_equal(operator.apply(image), operator.resize(image))


@pytest.mark.parametrize("rule", SIZE_RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("source", [(9, 9), (20000, 200), (200, 20000), (1, 7), (480, 641)], ids=str)
def test_every_rule_makes_pipelines_that_fit(rule: SizeRule, source: tuple[int, int]) -> None:
    for scaling in rule.resolve(source, (64, 48)):
        operator = operator_for(scaling.pipeline("opencv", "bilinear"), source)
        assert operator.left.shape == (scaling.target_shape[0], source[0])
        assert operator.right.shape == (source[1], scaling.target_shape[1])
        assert operator.sampled_share <= operator.share_bound + 1e-9


@pytest.mark.parametrize("rule", SIZE_RULES, ids=lambda rule: rule.id)
def test_rules_of_one_length_heed_the_smaller_side(rule: SizeRule) -> None:
    if rule.one_length:
        assert rule.resolve(ROAD, (64, 48)) == rule.resolve(ROAD, (48, 48))
    assert list(rule.sides) == sorted(set(rule.sides))


def test_unknown_rules_are_named() -> None:
    with pytest.raises(UnknownNameError, match="fixed, short-edge"):
        size_rule("stretch")
