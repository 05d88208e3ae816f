"""The suspicion of whoever knows the victim's pipeline: is its size hidden in what it reads?"""

from dataclasses import replace

import numpy as np

from core.detection.pipelines import rank_pipelines
from core.detection.scan import SMALLEST_SIDE, Lead, Sizes, known_size, lead_from, region_in
from core.progress import Progress, no_progress
from core.scaling.pipeline import Pipeline
from core.spectrum.envelope import Texture
from core.spectrum.patch import Box


def asked_lead(texture: Texture, known: Pipeline, *, progress: Progress = no_progress) -> Lead:
    """What the lattice of the size asked about says, and the pipelines of that size that fit it, best first.

    Where a crop is scaled, that is looked at alone (unless it is too small to be searched); where something
    is cut out of a scaled image, the size before that. The pipelines crop and cut as the known one does.
    """
    seen, (left, top) = _seen(texture, known)
    plain = Pipeline(known.library, known.algorithm, known.whole.target_shape)
    size = known_size(seen, plain)
    region = region_in(seen, size)
    guesses = rank_pipelines(
        *(seen, plain.target_shape),
        phase=size.phase,
        box=region,
        asked=(known.library, known.algorithm),
        progress=progress,
    )
    lead = lead_from(Sizes(seen, size, ()), guesses, region)
    theirs = tuple(
        replace(guess, pipeline=known.by(guess.pipeline.library, guess.pipeline.algorithm))
        for guess in guesses
    )
    place = None if region is None else (region[0] + left, region[1] + top, region[2], region[3])
    return replace(lead, pipelines=theirs, region=place)


def _seen(texture: Texture, known: Pipeline) -> tuple[Texture, tuple[int, int]]:
    """The part of the image that is scaled, and where it begins in x and y."""
    if known.crop is None or known.cut is not None:
        return texture, (0, 0)
    box = known.crop_of(texture.shape)
    if min(box[2:]) < SMALLEST_SIDE:
        return texture, (0, 0)
    return _cropped(texture, box), box[:2]


def _cropped(texture: Texture, box: Box) -> Texture:
    x, y, width, height = box
    place = np.s_[y : y + height, x : x + width]
    parts = (texture.image[place], texture.median[place], texture.envelope[place])
    return Texture(*map(np.ascontiguousarray, parts))
