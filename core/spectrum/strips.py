"""Narrow images: a picture can hide along their length, where the other side grows or stays as it is.

Only the long side is scaled down then, and lattices are lines across the strip. The idea is that of
core.spectrum.comb, one axis at a time.
"""

from dataclasses import replace

import cv2
import numpy as np

from core.images.arrays import RGB
from core.progress import Progress, no_progress
from core.spectrum import lattice
from core.spectrum.envelope import Texture, levelled
from core.spectrum.lattice import Phase
from core.spectrum.lines import axis_candidates, axis_lines
from core.spectrum.weighing import SizeCandidate, coherent_excess, weighed_size

LEAST_RATIO = 3.0
"""Pixels per lattice line from which lines are fewer than what lies between them."""
ACROSS = 5
"""Side of the median in pixels: two taps beside each other are a minority in it."""
TRIED = 12
"""Lengths that are tried, those that explain the comb best."""
WEIGHED = 3


def strip_texture(image: RGB) -> Texture:
    """An RGB strip (H, W, 3) split into its median and what deviates from it along its length."""
    pixels = np.ascontiguousarray(image)
    median = np.asarray(cv2.medianBlur(pixels, ACROSS), np.uint8)
    red, green, blue = cv2.split(cv2.absdiff(pixels, median))
    return Texture(pixels, median, levelled(cv2.max(cv2.max(red, green), blue)))


def search_strip(texture: Texture, *, progress: Progress = no_progress) -> SizeCandidate | None:
    """The most likely target size with the short side as it is, weighed like those of whole images.

    None where the image is too short, too narrow or too flat for one.
    """
    height, width = texture.shape
    long_axis = int(width >= height)
    profile = texture.envelope.mean(axis=1 - long_axis)
    found = [
        item
        for item in axis_candidates(axis_lines(profile), TRIED)
        if texture.shape[long_axis] >= LEAST_RATIO * item.length
    ]
    if min(height, width) < lattice.FEWEST_POINTS or not found:
        return None
    looked: list[SizeCandidate] = []
    for step, item in enumerate(found):
        progress(step / len(found), "Searching along the strip")
        shape = (height, item.length) if long_axis else (item.length, width)
        ties = lattice.has_ties(texture.shape[long_axis], item.length)
        phases = tuple(Phase) if ties else (Phase.CENTRE, Phase.FLOOR)
        sizes = [SizeCandidate(shape, phase, item.score, 0.0, 0.0) for phase in phases]
        looked += [replace(size, energy=coherent_excess(texture, size)) for size in sizes]
    looked.sort(key=lambda item: -item.energy)
    weighed = [weighed_size(texture, item) for item in looked[:WEIGHED]]
    return max(weighed, key=lambda item: item.significance)
