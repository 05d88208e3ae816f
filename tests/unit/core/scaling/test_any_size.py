"""No model leaves its bound, whatever the sizes, ratios and content.

Modest here; on thousands of cases per algorithm: python -m core.scaling.verify --cases 2000.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.scaling.catalogue import ALGORITHMS, Algorithm
from core.scaling.pipeline import Pipeline
from core.scaling.self_test import difference
from core.scaling.verify import CONTENTS, Case, verify

SIDES = st.one_of(
    st.tuples(st.integers(1, 12), st.integers(1, 8)).map(lambda pair: (pair[0] * pair[1], pair[1])),
    st.tuples(st.integers(2, 100), st.integers(1, 120)),
)
"""(source, target) length of an axis: a whole ratio, odd and 1:1 included, or any, enlarging included."""
CASES = st.builds(
    lambda down, across, content, seed: Case((down[0], across[0]), (down[1], across[1]), content, seed),
    *(SIDES, SIDES, st.sampled_from(CONTENTS), st.integers(0, 2**31 - 1)),
)


@pytest.mark.parametrize("entry", ALGORITHMS, ids=lambda entry: f"{entry.library}-{entry.id}")
@settings(max_examples=8, deadline=None)
@given(case=CASES)
def test_no_model_leaves_its_bound(entry: Algorithm, case: Case) -> None:
    pipeline = Pipeline(entry.library, entry.id, case.target)
    assert difference(pipeline, case.image()) <= entry.bound


def test_verifying_finds_a_model_that_is_off() -> None:
    """OpenCV's bicubic may differ by a level or two, and does: the figures are measured."""
    entry = next(entry for entry in ALGORITHMS if (entry.library, entry.id) == ("opencv", "bicubic"))
    result = verify(entry, 60)
    assert result.cases == 60
    assert 0 < result.differing < 60
    assert result.worst is not None
    assert (
        difference(Pipeline(entry.library, entry.id, result.worst.target), result.worst.image())
        == result.largest
    )
