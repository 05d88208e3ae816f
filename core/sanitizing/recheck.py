"""What an inspection finds in an image after it was sanitized."""

from dataclasses import dataclass

from core.scaling.pipeline import Pipeline


@dataclass(frozen=True)
class Recheck:
    """The second inspection's verdict ("attack", "suspicious", "clean") and false-alarm rate, 0..1, never 0.

    `pictures` are the pictures that are still there, each as its likely pipelines, best first. `traces`:
    the rebuilt pixels themselves stand out at a size that was served, and form no other picture.
    """

    verdict: str
    false_alarm_rate: float
    pictures: tuple[tuple[Pipeline, ...], ...] = ()
    traces: bool = False

    @property
    def found(self) -> tuple[Pipeline, ...]:
        """The likeliest pipeline of each picture."""
        return tuple(likely[0] for likely in self.pictures)

    @property
    def labels(self) -> tuple[str, ...]:
        """`found` for people."""
        return tuple(pipeline.label for pipeline in self.found)
