"""Remake the bundled samples: `python -m core.attacks.samples -o resources/samples`.

Everything is made from photographs in scikit-image's wheel that are free of rights (see `PICTURES`) and from
a drawn traffic sign. A manifest beside the images says how each was made and what it measures.
"""

import argparse
import hashlib
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import skimage
from PIL import Image

from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.attacks.result import AttackResult
from core.attacks.stop_sign import stop_sign
from core.images.arrays import RGB
from core.images.saving import save_lossless
from core.scaling.pipeline import Pipeline

PICTURES = {
    "astronaut.png": "NASA, public domain",
    "chelsea.png": "Stefan van der Walt, CC0",
    "coffee.png": "Rachel Michetti, CC0",
    "rocket.jpg": "SpaceX, public domain",
}
BENIGN = {"benign_coffee.png": "coffee.png", "benign_rocket.jpg": "rocket.jpg"}
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Recipe:
    """An attack sample: file name, what is seen, what is hidden, for which pipeline."""

    name: str
    cover: str
    hidden: str
    source: Callable[[], RGB]
    target: Callable[[], RGB]
    pipeline: Pipeline


def picture(name: str) -> RGB:
    """A photograph from scikit-image's wheel, (H, W, 3) uint8."""
    with Image.open(_path(name)) as image:
        return np.asarray(image.convert("RGB"), np.uint8)


def enlarged(name: str, width: int, height: int) -> RGB:
    """The same at a larger size, so that fewer of its pixels are sampled."""
    return np.asarray(cv2.resize(picture(name), (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


RECIPES: tuple[Recipe, ...] = (
    Recipe(
        "hidden_sign_32.png",
        "rocket.jpg, enlarged to 1280×854",
        "a drawn stop sign",
        lambda: enlarged("rocket.jpg", 1280, 854),
        lambda: stop_sign(picture("rocket.jpg")),
        Pipeline("opencv", "bilinear", (32, 32)),
    ),
    Recipe(
        "hidden_photo_224.png",
        "astronaut.png, enlarged to 896×896",
        "chelsea.png",
        lambda: enlarged("astronaut.png", 896, 896),
        lambda: picture("chelsea.png"),
        Pipeline("opencv", "bilinear", (224, 224)),
    ),
    Recipe(
        "hidden_pillow_nearest.png",
        "coffee.png",
        "chelsea.png",
        lambda: picture("coffee.png"),
        lambda: picture("chelsea.png"),
        Pipeline("pillow", "nearest", (64, 64)),
    ),
)


def make_samples(folder: Path) -> list[dict[str, object]]:
    """Write every sample and the manifest into `folder`; returns the manifest's entries."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = [_benign(folder / name, origin) for name, origin in BENIGN.items()]
    entries += [_attack(folder / recipe.name, recipe) for recipe in RECIPES]
    document = {
        "made_by": "python -m core.attacks.samples -o resources/samples",
        "pictures": PICTURES,
        "samples": entries,
    }
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return entries


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m core.attacks.samples", description="Remake the samples.")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write to")
    for entry in make_samples(parser.parse_args(arguments).output):
        sys.stdout.write(json.dumps(entry, ensure_ascii=False) + "\n")
    return 0


def _path(name: str) -> Path:
    return Path(skimage.__file__).parent / "data" / name


def _benign(path: Path, origin: str) -> dict[str, object]:
    shutil.copyfile(_path(origin), path)
    return {"file": path.name, "attack": False, "cover": origin, "sha256": _digest(path)}


def _attack(path: Path, recipe: Recipe) -> dict[str, object]:
    result = craft(attack_problem(recipe.source(), recipe.target(), recipe.pipeline))
    save_lossless(result.image, path)
    made = {"file": path.name, "attack": True, "cover": recipe.cover, "hidden": recipe.hidden}
    return made | _pipeline(recipe.pipeline) | _figures(result) | {"sha256": _digest(path)}


def _pipeline(pipeline: Pipeline) -> dict[str, object]:
    width, height = pipeline.target_size
    return {
        "library": pipeline.library,
        "algorithm": pipeline.algorithm,
        "target_size": [width, height],
    }


def _figures(result: AttackResult) -> dict[str, object]:
    return {
        "norm": "l2",
        "epsilon": result.epsilon,
        "max_output_error": result.max_output_error,
        "psnr": round(result.psnr, 2),
        "ssim": round(result.ssim, 4),
        "changed_pixels": result.l0,
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
