"""`python -m core.scaling.verify --cases 2000`: the models against the real calls on many random cases.

Each case draws source and target sizes, independent per axis (shrinking, enlarging, 1:1, whole and odd
ratios), and a content. Exit code 1 when any algorithm leaves its bound.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.scaling.catalogue import ALGORITHMS, Algorithm, installed_version, library
from core.scaling.pipeline import Pipeline
from core.scaling.self_test import difference

RGB = NDArray[np.uint8]
Shape = tuple[int, int]

LONGEST = 160
"""Longest side of a source; targets that are no whole fraction of it are up to half as long again."""


@dataclass(frozen=True)
class Case:
    """Source and target shape (h, w) and what the source shows."""

    source: Shape
    target: Shape
    content: str
    seed: int

    def image(self) -> RGB:
        """The source, (h, w, 3) uint8."""
        return picture(self.content, self.source, self.target, self.seed)


@dataclass(frozen=True)
class Verified:
    """Cases tried, how many of them differed at all, the largest difference in grey levels, and where."""

    algorithm: Algorithm
    cases: int
    differing: int
    largest: int
    worst: Case | None

    @property
    def passed(self) -> bool:
        """Whether the model kept its bound."""
        return self.largest <= self.algorithm.bound


def draw(rng: np.random.Generator, longest: int = LONGEST) -> Case:
    """A random case with sources of 2 to `longest` pixels a side."""
    sides = [_sides(rng, longest) for _ in range(2)]
    content = str(rng.choice(CONTENTS))
    return Case((sides[0][0], sides[1][0]), (sides[0][1], sides[1][1]), content, int(rng.integers(1 << 31)))


def _sides(rng: np.random.Generator, longest: int) -> tuple[int, int]:
    """Source and target length of one axis: half the time a whole ratio, 1:1 included."""
    if rng.random() < 0.5:
        ratio = int(rng.integers(1, min(12, longest) + 1))
        target = int(rng.integers(1, longest // ratio + 1))
        return ratio * target, target
    source = int(rng.integers(2, longest + 1))
    return source, int(rng.integers(1, source * 3 // 2 + 1))


def picture(content: str, source: Shape, target: Shape, seed: int) -> RGB:
    """A source of one of `CONTENTS`; the attack has other pixels at the places that nearest reads."""
    rng = np.random.default_rng(seed)
    noise = rng.integers(0, 256, (*source, 3), dtype=np.uint8)
    if content == "noise":
        return noise
    if content == "black and white":
        return np.where(noise > 127, np.uint8(255), np.uint8(0))
    smooth = _smooth(rng, source)
    if content == "attack":
        rows, columns = (_centres(length, count) for length, count in zip(source, target, strict=True))
        smooth[np.ix_(rows, columns)] = 255 - noise[np.ix_(rows, columns)] // 4
    return smooth


CONTENTS = ("noise", "black and white", "photo", "attack")


def _smooth(rng: np.random.Generator, shape: Shape) -> RGB:
    """Like a photo: slopes and edges of all strengths, with a little noise."""
    down, across = (np.linspace(0, rng.uniform(1, 9), length) for length in shape)
    phase = rng.uniform(0, 6, 3)
    waves = np.sin(down[:, None, None] + phase) * np.cos(across[None, :, None] + phase)
    edges = np.where(down[:, None] + across[None, :] > rng.uniform(0, 9), 60.0, 0.0)[..., None]
    return np.clip(110 + 70 * waves + edges + rng.normal(0, 3, (*shape, 3)), 0, 255).astype(np.uint8)


def _centres(length: int, count: int) -> NDArray[np.int64]:
    return np.minimum((np.arange(count) + 0.5) * length / count, length - 1).astype(np.int64)


def verify(algorithm: Algorithm, cases: int, seed: int = 0, longest: int = LONGEST) -> Verified:
    """Try `cases` random cases; the same ones for every algorithm and run with one `seed`."""
    rng = np.random.default_rng(seed)
    differing, largest, worst = 0, 0, None
    for _ in range(cases):
        case = draw(rng, longest)
        found = difference(Pipeline(algorithm.library, algorithm.id, case.target), case.image())
        differing += found > 0
        if found > largest:
            largest, worst = found, case
    return Verified(algorithm, cases, differing, largest, worst)


def main(arguments: Sequence[str]) -> int:
    """Verify the chosen algorithms and print a line for each."""
    options = _parse(arguments)
    chosen = [entry for entry in ALGORITHMS if _is_chosen(entry, options)]
    failed = 0
    for entry in chosen:
        start = time.perf_counter()
        result = verify(entry, options.cases, options.seed, options.longest)
        print(line(result, time.perf_counter() - start), flush=True)
        failed += not result.passed
    exact = sum(entry.bound == 0 for entry in chosen)
    print(f"{len(chosen)} algorithms, {exact} of them exact; {failed} left their bound")
    return 1 if failed else 0


def line(result: Verified, seconds: float) -> str:
    """One line of the print."""
    entry = result.algorithm
    owner = library(entry.library)
    name = f"{owner.title} {installed_version(owner)} {entry.id}"
    word = "ok" if result.passed else "FAILED"
    found = f"largest {result.largest} of {entry.bound} allowed, {result.differing} cases differ"
    where = "" if result.passed or result.worst is None else f"; worst {result.worst}"
    return f"{name:<42}{result.cases:>6} cases  {word:<7}{found} ({seconds:.1f} s){where}"


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m core.scaling.verify", description=__doc__)
    parser.add_argument("--cases", type=int, default=2000, help="random cases per algorithm (default 2000)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--longest", type=int, default=LONGEST, help=f"source side (default {LONGEST})")
    parser.add_argument("--library", action="append", help="only this library; may be repeated")
    parser.add_argument("--exact", action="store_true", help="only the models that allow no difference")
    return parser.parse_args(arguments)


def _is_chosen(entry: Algorithm, options: argparse.Namespace) -> bool:
    in_library = not options.library or entry.library in options.library
    return in_library and (entry.bound == 0 or not options.exact)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
