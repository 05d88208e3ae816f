"""Attacks on detection in the spectrum: without the lattice's peaks, or with those of another size.

Quiring, Müller and Rieck 2023 name both as adaptive attacks on peak detection; the least-squares problem
that is solved here for them is this project's own.
"""

import time
from dataclasses import replace
from functools import partial

import numpy as np

from core.attacks.beside import beside
from core.attacks.options import Options
from core.attacks.problem import AttackProblem
from core.attacks.pulse import Pulse
from core.attacks.result import AttackResult
from core.attacks.variant_call import VariantCall
from core.attacks.variants.banded_scaling import BandedScaling
from core.attacks.variants.finish import finish
from core.attacks.variants.fitting import refuse_limits, source_shape
from core.attacks.variants.lattice_peak import lattice_peak
from core.attacks.variants.partial_spectrum import Floats, Poll, lattice_windows
from core.attacks.variants.spectral_projection import SpectralProjection
from core.errors import AttackError
from core.images.arrays import RGB, Shape
from core.scaling.operator import operator_for
from core.scaling.robust import area_output

ROUNDS = 6
"""Projections onto target and box in turn."""
FAKE_SHARE = 0.7
"""Fake size over target size where none is given: no small ratio of whole numbers, so few shared lines."""
PROJECTED = 0.7
"""Progress at which the projections end and the engine begins."""


def craft_spectrum_suppress(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:
    """Hide the target with hardly any change at the lattice of sampling frequencies.

    `suppression` dB are taken off the change within `radius` cycles per image of every multiple of the target
    size; what the output needs is made of other frequencies, low ones among them, so more of it shows.
    Then the engine meets ε. Raises `AttackError` for a region, a range of grey levels or a freedom.
    """
    start = time.perf_counter()
    refuse_limits(problem, "The attack with suppressed peaks")
    _check_lattice(problem)
    image, steps = _projected(problem.source, problem, options, call)
    return _finished(image, problem, call, start, steps, ())


def craft_spectrum_fake(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:
    """The same, from a source with faint dots at the sampling positions of another size.

    `width` and `height` name the fake size, `strength` the dots' grey levels.
    """
    start = time.perf_counter()
    refuse_limits(problem, "The attack with fake peaks")
    _check_lattice(problem)
    fake = fake_shape(problem, int(options["width"]), int(options["height"]))
    dotted = dots(problem.source, fake, float(options["strength"]))
    image, steps = _projected(dotted, problem, options, call)
    return _finished(image, problem, call, start, steps, (fake,))


def fake_shape(problem: AttackProblem, width: int, height: int) -> Shape:
    """(h, w) of the fake size; 0 stands for seven tenths of the target's. Raises `AttackError`."""
    rows, columns = problem.pipeline.target_shape
    shape = height or max(2, round(FAKE_SHARE * rows)), width or max(2, round(FAKE_SHARE * columns))
    limit = source_shape(problem.source)
    if any(2 * fake > length for fake, length in zip(shape, limit, strict=True)) or min(shape) < 2:
        raise AttackError(
            f"A fake size of {shape[1]}×{shape[0]} leaves no peaks in a source of {limit[1]}×{limit[0]}; "
            "choose one of at most half the source's width and height."
        )
    if shape == (rows, columns):
        raise AttackError("The fake size is the target size itself; choose another one.")
    return shape


def dots(source: RGB, shape: Shape, strength: float) -> RGB:
    """The source with the pixels in the middle of every cell of a grid of `shape` brighter, or darker.

    All the same way, so that they add up at the multiples of the size: up by `strength` in a dark image.
    """
    sign = 1.0 if float(source.mean()) < 128 else -1.0
    rows, columns = (
        (2 * np.arange(fake) + 1) * length // (2 * fake)
        for fake, length in zip(shape, source.shape[:2], strict=True)
    )
    image = source.copy()
    raised = image[np.ix_(rows, columns)].astype(np.float32) + np.float32(sign * strength)
    image[np.ix_(rows, columns)] = np.clip(np.rint(raised), 0, 255)
    return image


def _check_lattice(problem: AttackProblem) -> None:
    if problem.pipeline.crop is not None:
        raise AttackError(
            "The peaks of a pipeline that crops lie elsewhere in the spectrum than those of the whole image; "
            "choose a target size without a crop."
        )
    lengths = zip(source_shape(problem.source), problem.pipeline.target_shape, strict=True)
    if all(length < 2 * target for length, target in lengths):
        raise AttackError(
            "At a ratio below 2:1 sampling leaves no peaks in the spectrum that could be suppressed; "
            "choose the strong attack, or a larger source."
        )


def _projected(source: RGB, problem: AttackProblem, options: Options, call: VariantCall) -> tuple[RGB, int]:
    """The image near `source` that projections in turn lead to, rounded; and their steps."""
    operator = operator_for(problem.pipeline, source_shape(source))
    scaling = BandedScaling(operator.left.astype(np.float32), operator.right.astype(np.float32))
    target = area_output(problem.target, operator.target_shape).astype(np.float32)
    pulse, steps, radius = Pulse(call.progress, call.preview), 0, int(options["radius"])
    shapes = source_shape(source), operator.target_shape
    windows = beside(lambda: lattice_windows(*shapes, radius), pulse.again)
    projection = SpectralProjection(scaling, windows, 1 - 10 ** (-float(options["suppression"]) / 20))
    image = beside(lambda: source.astype(np.float32), pulse.again)
    for number in range(ROUNDS):
        poll = partial(pulse.report, PROJECTED * (number + 0.5) / ROUNDS, "Suppressing peaks")
        if number:  # clipping has brought peaks back
            projection.suppress(image, source, poll)
        steps += projection.onto_target(image, target, poll)
        pulse.show(partial(_rounded, image, scaling, poll))
    return _rounded(image, scaling, poll), steps


def _rounded(image: Floats, scaling: BandedScaling, poll: Poll) -> RGB:
    rounded = np.empty(image.shape, np.uint8)
    for rows in scaling.bands():
        poll()
        rounded[rows] = np.rint(image[rows])
    return rounded


def _finished(
    image: RGB, problem: AttackProblem, call: VariantCall, start: float, steps: int, fake: tuple[Shape, ...]
) -> AttackResult:
    """Meet ε with the engine, then measure."""
    crafted = call.craft(replace(problem, source=image), PROJECTED, 0.9)
    sizes = [("Peaks at the target size", problem.pipeline.target_shape)]
    sizes += [("Peaks at the fake size", shape) for shape in fake]
    figures = [(title, _peaks(crafted.image, problem, shape, call)) for title, shape in sizes]
    return finish(crafted.image, problem, call, start, iterations=steps + crafted.iterations, figures=figures)


def _peaks(image: RGB, problem: AttackProblem, shape: Shape, call: VariantCall) -> str:
    """How high the image's peaks at a size stand, in words."""
    poll = partial(Pulse(call.progress).report, 0.95, "Measuring peaks")
    height, before = (lattice_peak(one, shape, poll) for one in (image, problem.source))
    if height is None or before is None:
        return "too close to each other to measure"
    return f"{height:+.1f} dB over their surroundings (source {before:+.1f} dB)"
