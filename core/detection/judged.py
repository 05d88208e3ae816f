"""What the verdict rests on: the image as a whole, a part of it or one channel, whichever is rarest."""

from dataclasses import dataclass

from core.detection.aim import is_shown
from core.detection.asked_lead import asked_lead
from core.detection.calibration import ATTACK_RATE, SUSPICIOUS_RATE, Calibration
from core.detection.findings import channel_rate, fused_rate, part_rate, strip_rate, whole_rate
from core.detection.scan import (
    Lead,
    Sizes,
    channel_lead,
    part_lead,
    search_channels,
    search_sizes,
    whole_lead,
)
from core.images.arrays import RGB
from core.progress import Progress, stage
from core.scaling.pipeline import Pipeline
from core.spectrum.envelope import Texture
from core.spectrum.strips import search_strip, strip_texture


@dataclass(frozen=True)
class Judged:
    """The lead that the verdict rests on, and its false-alarm rate with all that was searched."""

    lead: Lead
    rate: float


def judged_image(
    texture: Texture, known: Pipeline | None, calibration: Calibration, progress: Progress
) -> Judged | None:
    """The known pipeline's lead where it is at least as alarming as the blind one, else that.

    A lattice of the size asked about that the pipeline itself does not read is its lead only where the blind
    search would say less. Its rate is not multiplied as that of the three blind tests: it is one question,
    and the score of its one size is held against those of benign images, each the largest of all sizes.
    """
    if known is None:
        return judged_blind(texture, calibration, progress)
    lead = asked_lead(texture, known, progress=stage(progress, 0.0, 0.2))
    asked = Judged(lead, whole_rate(lead.suspicion.whole, calibration))
    shown = asked.rate <= SUSPICIOUS_RATE and is_shown(texture.image, known, lead.pipelines, lead.region)
    if shown and asked.rate <= ATTACK_RATE:
        return asked
    blind = judged_blind(texture, calibration, stage(progress, 0.2, 1.0))
    if blind is None or blind.rate > SUSPICIOUS_RATE:
        return asked
    if shown:
        return asked if asked.rate <= blind.rate else blind
    return blind if blind.rate <= max(asked.rate, ATTACK_RATE) else asked


def judged_strip(image: RGB, calibration: Calibration, progress: Progress) -> Judged | None:
    """A narrow image, searched along its length; None where it is too short, too narrow or too flat."""
    texture = strip_texture(image)
    size = search_strip(texture, progress=stage(progress, 0.0, 0.7))
    if size is None:
        return None
    lead = whole_lead(Sizes(texture, size, ()), progress=stage(progress, 0.7, 1.0))
    return Judged(lead, strip_rate(size, calibration))


def judged_blind(texture: Texture, calibration: Calibration, progress: Progress) -> Judged | None:
    """The whole image, its most suspicious part or channel, whichever is rarest among benign images."""
    sizes = search_sizes(texture, progress=stage(progress, 0.0, 0.5))
    if sizes is None:
        return None
    whole, part = whole_rate(sizes.whole, calibration), part_rate(sizes.part, calibration)
    rank = stage(progress, 0.7, 1.0)
    if fused_rate(whole, 1.0) <= ATTACK_RATE:
        return Judged(whole_lead(sizes, progress=rank), fused_rate(whole, part))
    sizes = search_channels(sizes, progress=stage(progress, 0.5, 0.7))
    channel = channel_rate(sizes.channel, calibration)
    make = whole_lead if whole <= max(part, ATTACK_RATE) else part_lead
    # Of what is certain enough, the channels name the size best: texture is no part of them.
    if channel < min(whole, part) or fused_rate(1.0, 1.0, channel) <= ATTACK_RATE:
        make = channel_lead
    return Judged(make(sizes, progress=rank), fused_rate(whole, part, channel))
