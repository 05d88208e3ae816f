"""Networks that merge sorted lists, run over bytes, against sorting."""

from collections.abc import Hashable

import numpy as np
import pytest

from core.sanitizing.networks import Network, Step
from core.sanitizing.programs import Bytes, program
from core.sanitizing.scratch import Scratch

PLACES = 41
COUNTS = [(1, 0), (0, 1), (1, 1), (2, 5), (7, 3), (8, 8), (13, 1), (20, 21)]


def values(counts: tuple[int, int]) -> dict[Hashable, Bytes]:
    draw = np.random.default_rng(sum(counts))
    keys = [(name, place) for name, count in zip("ab", counts, strict=True) for place in range(count)]
    return {key: draw.integers(0, 9, PLACES).astype(np.uint8) for key in keys}


@pytest.mark.parametrize("counts", COUNTS, ids=str)
def test_a_merged_list_is_sorted(counts: tuple[int, int]) -> None:
    network, given = Network(), values(counts)
    merged = network.merged_all([[network.input(key)] for key in given])
    found = program(network, merged).run(lambda key, out: np.copyto(out, given[key]), PLACES, Scratch(), "a")
    assert np.array_equal(found, np.sort(np.stack(list(given.values())), axis=0))


@pytest.mark.parametrize("counts", COUNTS, ids=str)
def test_any_rank_of_two_lists_is_found_without_merging_them(counts: tuple[int, int]) -> None:
    network, given = Network(), values(counts)
    both = [[[network.input(key)] for key in given if str(key).startswith(f"('{name}'")] for name in "ab"]
    first, second = (network.merged_all(part) for part in both)
    ranks = [network.at_rank(rank, first, second) for rank in range(sum(counts))]
    found = program(network, ranks).run(lambda key, out: np.copyto(out, given[key]), PLACES, Scratch(), "a")
    assert np.array_equal(found, np.sort(np.stack(list(given.values())), axis=0))


def test_nothing_is_computed_that_nobody_asked_for() -> None:
    network = Network()
    merged = network.merged_all([[network.input(place)] for place in range(16)])
    everything, middle = program(network, merged), program(network, merged[7:9])
    assert len(everything.instructions) == 126  # Batcher's sorting network: 63 comparators
    assert len(middle.instructions) < len(everything.instructions)
    assert everything.rows <= 18


def test_the_same_smaller_value_is_made_once() -> None:
    network = Network()
    first, second = network.input("a"), network.input("b")
    assert network.merged([first], [second]) == network.merged([second], [first])
    assert network.made[2:] == [Step("min", first, second), Step("max", first, second)]
