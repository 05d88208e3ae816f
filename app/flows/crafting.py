"""Craft an attack image and look at it as evidence."""

from typing import TYPE_CHECKING

from app.flows.opening import add_pixels
from app.jobs.craft_job import CraftJob, CraftOptions
from app.models import Session

if TYPE_CHECKING:
    from core.attacks.result import AttackResult


def craft(session: Session, options: CraftOptions) -> CraftJob:
    """Start crafting; the caller connects the job's `partial` (previews) and `finished` (`AttackResult`)."""
    session.jobs.cancel_lane(CraftJob.lane)
    job = CraftJob(options, session.worker)
    session.jobs.start(job)
    return job


def adopt_attack(session: Session, result: "AttackResult", name: str = "attack image") -> None:
    """Open the attack image as evidence, which inspects it."""
    add_pixels(session, result.image, name)
