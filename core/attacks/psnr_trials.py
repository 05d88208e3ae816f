"""Strong attacks on pairs of photographs at chosen scaling ratios, for the table of `psnr_table`."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from core.attacks.infeasible import least_excess
from core.attacks.prepared import PreparedGoal, prepare_problem
from core.attacks.problem import AttackProblem, attack_problem
from core.attacks.result import AttackResult
from core.attacks.variants import craft_variant
from core.images.arrays import RGB
from core.scaling.catalogue import ALGORITHMS, library
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

RATIOS = (2.5, 3.0, 4.0, 5.0, 6.3, 8.0, 10.0)
BINS = ((2.0, 3.0), (3.0, 4.0), (4.0, 5.0), (5.0, 7.5), (7.5, 10.1))
"""Scaling ratios β from (included) to (excluded), those of the paper's figure 19."""

SHORTER_SIDE = 240
"""Sources are brought down to this, so that thousands of attacks take minutes."""


LOOKED_AT = 6
"""Outputs of one attack for which a proof is sought."""

RADII = (3, 5)
"""Outputs on each side that a proof looks at; where the fewer do, that is quicker."""

LEAST_PROOF = 1e-3
"""Grey levels that the solver of the linear programme is trusted to."""


@dataclass(frozen=True)
class Subject:
    """A row of the table: a library's algorithm, attacked with a variant and a norm."""

    library: str
    algorithm: str
    variant: str = "strong"
    norm: str = "l2"

    @property
    def title(self) -> str:
        """Library and algorithm, and what is special about the attack."""
        name = f"{library(self.library).title} {self.algorithm}"
        return name if self.variant == "strong" else f"{name}, area attack {self.norm.upper()}"


@dataclass(frozen=True)
class Trial:
    """One attack. psnr: A against S, dB; error: largest of the real library, grey levels.

    raised: share of output pixels, 0..1, that needed a larger ε than 1; proved: share of missed outputs
    looked at around which no image whatever keeps it, None where none is missed.
    """

    subject: Subject
    ratio: float
    psnr: float
    error: float
    raised: float
    proved: float | None


def subjects() -> tuple[Subject, ...]:
    """Every algorithm of the libraries installed, and the paper's area attacks."""
    each = [Subject(entry.library, entry.id) for entry in ALGORITHMS]
    area = [Subject("opencv", "area", "area", norm) for norm in ("l1", "l0")]
    return (*each, *area)


def trials(source: RGB, target: RGB, rows: tuple[Subject, ...]) -> Iterator[Trial]:
    """Every subject at every ratio on one pair of photographs."""
    cover = shrunk(source)
    for subject in rows:
        for ratio in RATIOS:
            shape = (math.ceil(cover.shape[0] / ratio), math.ceil(cover.shape[1] / ratio))
            pipeline = Pipeline(subject.library, subject.algorithm, shape)
            problem = attack_problem(cover, target, pipeline, norm=subject.norm)
            yield _trial(subject, ratio, problem, craft_variant(subject.variant, problem))


def shrunk(image: RGB) -> RGB:
    """The photograph with its shorter side brought down to `SHORTER_SIDE`."""
    factor = SHORTER_SIDE / min(image.shape[:2])
    size = (round(image.shape[1] * factor), round(image.shape[0] * factor))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _trial(subject: Subject, ratio: float, problem: AttackProblem, result: AttackResult) -> Trial:
    missed = result.goals[0].raised / (result.target.shape[0] * result.target.shape[1])
    proved = _proved(problem, result)
    return Trial(subject, ratio, result.psnr, result.max_output_error, missed, proved)


def _proved(problem: AttackProblem, result: AttackResult) -> float | None:
    """Of at most `LOOKED_AT` outputs that are missed, spread evenly."""
    missed = np.argwhere(np.abs(result.output.astype(np.int16) - result.target) > result.epsilon).tolist()
    if not missed:
        return None
    goal = prepare_problem(problem, real_resize).goals[0]
    some = missed[:: math.ceil(len(missed) / LOOKED_AT)]
    return float(np.mean([_out_of_reach(goal, place) for place in some]))


def _out_of_reach(goal: PreparedGoal, place: list[int]) -> bool:
    """Whether a linear programme proves it, of the outputs nearby or of more."""
    row, column, channel = place
    return any(least_excess(goal, row, column, channel, radius) > LEAST_PROOF for radius in RADII)
