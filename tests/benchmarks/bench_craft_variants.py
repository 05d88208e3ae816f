"""Every variant of the attack at 24 megapixels: the longest anyone waits for it to notice a cancel."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from core.attacks.attack_specs import ATTACKS
from core.attacks.problem import AttackProblem, attack_problem
from core.attacks.samples import picture
from core.attacks.specs import AttackSpec
from core.attacks.variants import craft_variant
from core.errors import AttackError
from core.images.arrays import RGB
from core.images.saving import save_lossless
from core.progress import Cancelled
from core.scaling.pipeline import Pipeline
from tests.benchmarks.row import Row

WIDTH, HEIGHT, TARGET = 6000, 4000, 224
SECONDS = 20.0
"""Variants that take longer are cancelled after so long."""
LIMIT = 200.0
ALGORITHMS = {
    "direct": ("opencv", "nearest"),
    "area": ("opencv", "area"),
    "pillow_restricted": ("pillow", "bilinear"),
}


def rows() -> Iterator[Row]:
    """Longest time in ms between two progress calls, each of which is a chance to cancel."""
    cover = cv2.resize(picture("astronaut.png"), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    source = np.asarray(cover, np.uint8)
    with tempfile.TemporaryDirectory() as folder:
        save_lossless(source[::2, ::2], Path(folder) / "source.png")
        for spec in ATTACKS:
            longest, note = longest_wait(spec, posed(spec, source), Path(folder))
            yield Row(f"{spec.id}: longest wait for a cancel", longest, "ms", limit=LIMIT, note=note)


def posed(spec: AttackSpec, source: RGB) -> AttackProblem:
    """The cat in the astronaut, for a pipeline the variant is made for."""
    pipeline = Pipeline(*ALGORITHMS.get(spec.id, ("opencv", "bilinear")), (TARGET, TARGET))
    region = (1000, 1000, 2000, 1500) if spec.local else None
    return attack_problem(source, picture("chelsea.png"), pipeline, spec.norm, region=region)


def longest_wait(spec: AttackSpec, problem: AttackProblem, folder: Path) -> tuple[float, str]:
    """Milliseconds, and in what the variant was busy then."""
    start = last = time.perf_counter()
    longest, busy = 0.0, ""

    def progress(fraction: float, text: str) -> None:
        nonlocal last, longest, busy
        now = time.perf_counter()
        if now - last > longest:
            longest, busy = now - last, f"before “{text}” at {100 * fraction:.0f} %"
        last = now
        if now - start > SECONDS:
            raise Cancelled

    options = {"folder": str(folder)} if spec.id == "selected_source" else {}
    try:
        craft_variant(spec.id, problem, options, progress=progress)
    except Cancelled:
        return 1000 * longest, f"{busy}; stopped after {SECONDS:.0f} s"
    except AttackError:  # the restricted attack, once it has found that there is no image
        return 1000 * longest, f"{busy}; no image after {last - start:.1f} s"
    return 1000 * longest, f"{busy}; took {last - start:.1f} s"
