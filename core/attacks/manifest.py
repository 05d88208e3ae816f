"""What a batch of attacks leaves beside its images: a CSV table, a line per pair."""

import csv
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from types import TracebackType

from core.attacks.problem import Region
from core.attacks.result import AttackResult
from core.attacks.specs import OptionValue
from core.errors import SaveError
from core.images.files import printable

NAME = "manifest.csv"


@dataclass(frozen=True)
class ManifestLine:
    """One pair. `output` is empty and `sentence` says why where there is no image; figures as `AttackResult`.

    pipelines, attack, options and the rest are text as the command line writes it.
    """

    source: str
    target: str
    output: str = ""
    sentence: str = ""
    pipelines: str = ""
    attack: str = ""
    options: str = ""
    norm: str = ""
    region: str = ""
    solver: str = ""
    epsilon: str = ""
    seconds: str = ""
    feasible: str = ""
    max_output_error: str = ""
    psnr: str = ""
    ssim: str = ""
    l0: str = ""
    l1: str = ""
    l2: str = ""
    linf: str = ""

    @property
    def failed(self) -> bool:
        """Whether no image was written."""
        return not self.output


def failed_line(names: tuple[str, str], sentence: str) -> ManifestLine:
    """Source, target, and why there is nothing else."""
    return ManifestLine(*names, sentence=sentence)


def written_line(
    names: tuple[str, str],
    path: Path,
    result: AttackResult,
    norm: str,
    region: Region | None = None,
    options: Mapping[str, OptionValue] | None = None,
) -> ManifestLine:
    """All figures of an attack image that was written to `path`, and what was asked for."""
    goals = " ".join(
        f"{one.library}:{one.algorithm}:{one.target_size[0]}x{one.target_size[1]}"
        for one in (goal.pipeline for goal in result.goals)
    )
    return ManifestLine(
        *names,
        output=path.name,
        sentence=result.note,
        pipelines=goals,
        attack=result.variant,
        options=" ".join(f"{key}={value}" for key, value in (options or {}).items()),
        norm=norm,
        region=",".join(map(str, region or ())),
        solver=result.solver,
        epsilon=f"{result.epsilon:g}",
        seconds=f"{result.seconds:.3f}",
        feasible="yes" if result.feasible else "no",
        max_output_error=f"{result.max_output_error:g}",
        psnr=f"{result.psnr:.3f}",
        ssim=f"{result.ssim:.5f}",
        l0=str(result.l0),
        l1=f"{result.l1:.0f}",
        l2=f"{result.l2:.2f}",
        linf=f"{result.linf:g}",
    )


class Manifest:
    """The open table: a new file, never an old one; every line is on disk once `add` returns."""

    def __init__(self, folder: Path) -> None:
        """Raises `SaveError` where `folder` can not be written to."""
        number, self.path = 1, folder / NAME
        while self.path.exists():
            number += 1
            self.path = folder / f"manifest-{number}.csv"
        try:
            self._file = self.path.open("x", encoding="utf-8", newline="")
        except OSError as error:
            raise SaveError(
                f"{printable(str(self.path))} can not be written ({error.strerror}); choose another folder."
            ) from error
        self._writer = csv.writer(self._file)
        self._writer.writerow([field.name for field in fields(ManifestLine)])

    def add(self, line: ManifestLine) -> None:
        """Append a line."""
        try:
            self._writer.writerow(astuple(line))
            self._file.flush()
        except OSError as error:
            raise SaveError(
                f"{printable(str(self.path))} can not be written ({error.strerror}); free space, then go on."
            ) from error

    def __enter__(self) -> "Manifest":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
