"""Draw which pixels sanitizing changed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from core.images import RGB, Shape
from core.progress import Progress

if TYPE_CHECKING:
    from core.sanitizing.change_map import ChangeMap


@dataclass(frozen=True, eq=False)
class ChangeMapOptions:
    """Two pictures of one size, (H, W, 3) uint8, and the (height, width) at which the map is drawn."""

    before: RGB
    after: RGB
    shape: Shape


class ChangeMapJob(Job):
    """Result: `ChangeMap`."""

    lane: ClassVar[str] = "reduce"
    quiet: ClassVar[bool] = True

    def __init__(self, options: ChangeMapOptions) -> None:
        super().__init__("Mapping the changes")
        self.options = options

    def run(self, progress: Progress) -> "ChangeMap":
        """Compare and colour."""
        from core.sanitizing.change_map import change_map

        options = self.options
        return change_map(options.before, options.after, options.shape, progress)
