"""Many attacks by one recipe: sources and targets from folders, attack images and a manifest into another."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from core.attacks.manifest import Manifest, ManifestLine, failed_line, written_line
from core.attacks.prepared import Resize
from core.attacks.problem import AttackProblem, Goal, Region
from core.attacks.result import AttackResult
from core.attacks.specs import OptionValue
from core.attacks.variants import craft_variant
from core.errors import AliascopeError, AttackError, SaveError
from core.images.arrays import RGB, Shape
from core.images.decoding import read_evidence
from core.images.files import free_path, printable
from core.images.saving import save_lossless
from core.progress import Progress, no_progress, stage
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

Pairing = Literal["all", "order"]
"""Every source with every target, or the first with the first and so on."""

SUFFIXES = frozenset(
    ".png .jpg .jpeg .jfif .webp .bmp .tif .tiff .gif .ppm .pgm .pnm .avif".split()  # noqa: SIM905
)
"""What counts as an image in a folder; what it really is, decoding finds out."""

Report = Callable[[ManifestLine], None]
Crafter = Callable[..., AttackResult]
"""`craft_variant`, or a call of it in another process."""


@dataclass(frozen=True)
class DrawnTarget:
    """A target without a file: `draw` makes it, (h, w, 3) uint8, for an output's shape and a source."""

    name: str
    draw: Callable[[Shape, RGB], RGB]


@dataclass(frozen=True)
class Recipe:
    """How each pair is attacked. `pipelines` makes them for a source of (height, width)."""

    pipelines: Callable[[Shape], tuple[Pipeline, ...]]
    attack: str = "strong"
    norm: str = "l2"
    epsilon: float = 1.0
    solver: str | None = None
    region: Region | None = None
    options: Mapping[str, OptionValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Batch:
    """Sources by targets into `folder`."""

    sources: tuple[Path, ...]
    targets: tuple[Path | DrawnTarget, ...]
    folder: Path
    recipe: Recipe
    pairing: Pairing = "all"

    @property
    def count(self) -> int:
        """How many attacks there will be."""
        return len(list(_pairs(self)))


def images_at(path: Path) -> tuple[Path, ...]:
    """The file itself, or the images in a folder by name, none of its subfolders.

    Raises `AttackError` where there is nothing of the kind.
    """
    name = printable(str(path))
    if path.is_file():
        return (path,)
    try:
        entries = sorted(path.iterdir())
    except OSError as error:
        raise AttackError(f"{name} can not be read ({error.strerror}); choose a folder of images.") from error
    images = tuple(entry for entry in entries if entry.suffix.lower() in SUFFIXES and entry.is_file())
    if not images:
        raise AttackError(f"There are no images in {name}; choose another folder.")
    return images


def craft_batch(
    batch: Batch,
    *,
    resize: Resize = real_resize,
    crafter: Crafter = craft_variant,
    progress: Progress = no_progress,
    report: Report | None = None,
) -> Path:
    """Craft every pair, write each attack image and a line about it; returns the manifest's path.

    A pair that fails for an expected reason leaves a line with the sentence, and the others go on. The lines
    are written one by one, so that a cancelled batch keeps what is done. No file is ever overwritten: where a
    name is taken, a number is added. `report` gets each line when it is written.
    Raises `AttackError` where there is no pair, `SaveError` where the folder can not be written to.
    """
    if batch.count == 0:
        raise AttackError("There is no pair of a source and a target to craft; choose at least one of each.")
    _make_folder(batch.folder)
    with Manifest(batch.folder) as manifest:
        for number, (source, target) in enumerate(_pairs(batch)):
            part = stage(progress, number / batch.count, (number + 1) / batch.count)
            line = _one(batch, source, target, resize, crafter, part)
            manifest.add(line)
            if report is not None:
                report(line)
        return manifest.path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(
            f"The folder {printable(str(folder))} can not be made ({error.strerror}); choose another."
        ) from error


def _pairs(batch: Batch) -> Iterator[tuple[Path, Path | DrawnTarget]]:
    if batch.pairing == "order":
        yield from zip(batch.sources, batch.targets, strict=False)
        return
    for source in batch.sources:
        for target in batch.targets:
            yield source, target


def _one(
    batch: Batch,
    source: Path,
    target: Path | DrawnTarget,
    resize: Resize,
    crafter: Crafter,
    progress: Progress,
) -> ManifestLine:
    """One attack, written; or the line that says why there is none."""
    names, recipe = (source.name, target.name), batch.recipe
    progress(0.0, f"{source.name} · {target.name}")
    try:
        problem = _problem(recipe, source, target)
        result = crafter(
            recipe.attack, problem, recipe.options, solver=recipe.solver, resize=resize, progress=progress
        )
        path = free_path(batch.folder / f"{source.stem}--{_stem(target)}.png")
        save_lossless(result.image, path)
    except AliascopeError as error:
        return failed_line(names, str(error))
    return written_line(names, path, result, recipe.norm, recipe.region, recipe.options)


def _problem(recipe: Recipe, source: Path, target: Path | DrawnTarget) -> AttackProblem:
    pixels = read_evidence(source).pixels
    pipelines = recipe.pipelines((pixels.shape[0], pixels.shape[1]))
    if isinstance(target, DrawnTarget):
        pictures = tuple(target.draw(pipeline.target_shape, pixels) for pipeline in pipelines)
    else:
        pictures = (read_evidence(target).pixels,) * len(pipelines)
    goals = tuple(Goal(pipeline, picture) for pipeline, picture in zip(pipelines, pictures, strict=True))
    return AttackProblem(pixels, goals, recipe.norm, recipe.epsilon, recipe.region)


def _stem(target: Path | DrawnTarget) -> str:
    if isinstance(target, Path):
        return target.stem
    return "".join(letter if letter.isalnum() else "-" for letter in target.name)[:40].strip("-") or "target"
