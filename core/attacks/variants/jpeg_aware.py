"""The attack that survives re-encoding as JPEG, as well as can be."""

import time
from dataclasses import dataclass, replace

import numpy as np

from core.attacks.beside import beside
from core.attacks.options import Options
from core.attacks.problem import AttackProblem
from core.attacks.pulse import Pulse
from core.attacks.result import AttackResult
from core.attacks.variant_call import VariantCall
from core.attacks.variants.banded_scaling import BandedScaling, Floats
from core.attacks.variants.finish import finish, polled
from core.attacks.variants.fitting import refuse_limits, source_shape
from core.attacks.variants.jpeg_loop import BLOCK, chroma_gain, eased, reencoded
from core.images.arrays import RGB
from core.images.metrics import psnr
from core.scaling.operator import operator_for

FIRST_RATE = 1.25
"""Length of the first steps, in those that would do without the codec; falls to 0 in a straight line."""
ENGINE_SHARE, LOOP_SHARE = 0.1, 0.85


@dataclass(frozen=True, eq=False)
class Loop:
    """What a step needs. target: (h', w', 3) float32."""

    scaling: BandedScaling
    target: Floats
    quality: int
    pulse: Pulse
    steps: int
    gain: float


def craft_jpeg_aware(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:
    """Craft, then shape the change until the output also shows the target after JPEG at `quality`.

    Every step sends the image through the real codec, takes the error of what then scales out of it back to
    the pixels as if nothing had been quantised, in the coarse frequencies of a block rather than the fine
    ones, and restores scale(A) = T without the codec. What is too little to pass the quantisation adds up
    until it does. Then the engine meets ε. The figures say how much survives.
    Raises `AttackError` for a region and the like.
    """
    start = time.perf_counter()
    refuse_limits(problem, "The attack that survives JPEG")
    quality, steps = int(options["quality"]), int(options["steps"])
    plain = call.craft(problem, 0.0, ENGINE_SHARE)
    operator = operator_for(problem.pipeline, source_shape(problem.source))
    scaling = BandedScaling(
        operator.left.astype(np.float32), operator.right.astype(np.float32), multiple=BLOCK
    )
    pulse = Pulse(call.progress, call.preview)
    target, gain = plain.target.astype(np.float32), chroma_gain(scaling.left, scaling.right)
    loop = Loop(scaling, target, quality, pulse, steps, gain)
    shaped = call.craft(replace(problem, source=_shaped(plain.image, loop)), LOOP_SHARE, 0.95)
    figures = (
        (f"After JPEG {quality}", _survival(shaped.image, plain.target, problem, loop, call)),
        ("The strong attack after it", _survival(plain.image, plain.target, problem, loop, call)),
    )
    return finish(shaped.image, problem, call, start, iterations=steps + shaped.iterations, figures=figures)


def _shaped(image: RGB, loop: Loop) -> RGB:
    """The image whose output after the codec is nearest to the target, of all steps."""
    loop.pulse.report(ENGINE_SHARE, "Shaping for JPEG")
    latent = beside(lambda: image.astype(np.float32), loop.pulse.again)
    best, least = image, np.inf
    for step in range(loop.steps + 1):
        current = _rounded(latent, loop, step)
        error = loop.target - _decoded_output(current, loop, step)
        squares = float(np.vdot(error, error))
        if squares < least:
            best, least = current, squares
        loop.pulse.show(current.copy)
        if step < loop.steps:
            _correct(latent, error, loop, step)
    return best


def _correct(latent: Floats, error: Floats, loop: Loop, step: int) -> None:
    """Move against the error after the codec, then back to what shows the target without it."""
    scaling = loop.scaling
    rate = np.float32(FIRST_RATE * (1 - step / loop.steps) / scaling.curvature)
    wish, vertical = scaling.widened(rate * error), scaling.nothing()
    for rows in scaling.bands():
        _report(loop, step)
        latent[rows] += eased(scaling.pull(wish, rows), loop.gain)
        np.clip(latent[rows], 0, 255, out=latent[rows])
        scaling.add(vertical, latent[rows], rows)
    missing = loop.target - scaling.output(vertical)
    back = scaling.widened(missing / np.float32(scaling.curvature))
    for rows in scaling.bands():
        _report(loop, step)
        latent[rows] = np.clip(latent[rows] + scaling.pull(back, rows), 0, 255)


def _decoded_output(image: RGB, loop: Loop, step: int) -> Floats:
    """L·X·R of the image after the codec."""
    vertical = loop.scaling.nothing()
    for rows in loop.scaling.bands():
        _report(loop, step)
        loop.scaling.add(vertical, reencoded(image, rows, loop.quality).astype(np.float32), rows)
    return loop.scaling.output(vertical)


def _rounded(latent: Floats, loop: Loop, step: int) -> RGB:
    image = np.empty(latent.shape, np.uint8)
    for rows in loop.scaling.bands():
        _report(loop, step)
        image[rows] = np.rint(np.clip(latent[rows], 0, 255))
    return image


def _survival(image: RGB, target: RGB, problem: AttackProblem, loop: Loop, call: VariantCall) -> str:
    """How the real library's output looks after the codec, in words."""
    decoded = np.empty_like(image)
    for rows in loop.scaling.bands():
        loop.pulse.report(0.95, "Measuring after JPEG")
        decoded[rows] = reencoded(image, rows, loop.quality)
    output = polled(call, 0.95)(decoded, problem.pipeline)
    error = np.abs(output.astype(np.int16) - target)
    return f"PSNR {psnr(output, target):.1f} dB to the target, largest error {error.max()}"


def _report(loop: Loop, step: int) -> None:
    share = step / (loop.steps + 1)
    loop.pulse.report(ENGINE_SHARE + (LOOP_SHARE - ENGINE_SHARE) * share, "Shaping for JPEG")
