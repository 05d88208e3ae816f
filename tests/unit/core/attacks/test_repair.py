"""The integer repair: what it is handed stays as it was, and large images are copied between polls."""

import numpy as np

from core.attacks.prepared import prepare_problem
from core.attacks.problem import attack_problem
from core.attacks.repair import BAND_ROWS, repair
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.pictures import picture


def test_a_tall_image_is_polled_while_it_is_copied_and_not_written_to() -> None:
    bands, polls = 4, list[float]()
    source = np.resize(picture("astronaut.png")[:, :32], (bands * BAND_ROWS, 32, 3))
    problem = attack_problem(source, picture("chelsea.png"), Pipeline("opencv", "nearest", (8, 8)))
    prepared = prepare_problem(problem, real_resize)

    def resized(image: RGB) -> tuple[RGB, ...]:
        return (real_resize(image, problem.pipeline),)

    before = source.copy()
    mended = repair(source, prepared, resized, polls.append)
    assert polls[:bands] == [0.0] * bands
    assert (source == before).all()
    assert (np.abs(mended.outputs[0].astype(int) - prepared.goals[0].target) <= 1).all()
