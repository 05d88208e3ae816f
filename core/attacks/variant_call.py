"""How every variant of the attack is called, and how it calls the engine in turn."""

from collections.abc import Callable
from dataclasses import dataclass

from core.attacks.craft import craft
from core.attacks.options import Options
from core.attacks.prepared import Resize
from core.attacks.problem import AttackProblem
from core.attacks.pulse import Preview, Trace
from core.attacks.result import AttackResult
from core.progress import Progress, no_progress, stage
from core.scaling.real_calls import real_resize


@dataclass(frozen=True)
class VariantCall:
    """What a variant is handed besides the problem and its options; the fields are those of `craft`."""

    solver: str = "fast"
    resize: Resize = real_resize
    progress: Progress = no_progress
    preview: Preview | None = None
    trace: Trace | None = None

    def craft(self, problem: AttackProblem, start: float = 0.0, stop: float = 1.0) -> AttackResult:
        """The engine with this call's settings; its progress fills `start`..`stop` of the whole."""
        return craft(
            problem,
            solver=self.solver,
            resize=self.resize,
            progress=stage(self.progress, start, stop),
            preview=self.preview,
            trace=self.trace,
        )


Variant = Callable[[AttackProblem, Options, VariantCall], AttackResult]
"""(problem, options, call) to the finished attack; the options are checked and complete."""
