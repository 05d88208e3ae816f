"""What every solver is handed besides the problem."""

from collections.abc import Callable
from dataclasses import dataclass

from core.attacks.pulse import Pulse
from core.images.arrays import RGB


@dataclass(frozen=True)
class Settings:
    """resize: the real library, bound to the pipeline. pulse: progress, cancel and preview."""

    resize: Callable[[RGB], RGB]
    pulse: Pulse
