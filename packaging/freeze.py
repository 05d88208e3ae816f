"""Freeze the application: `python packaging/freeze.py [FOLDER]`, on the system that it is meant for.

Installs PyInstaller, pinned in requirements.lock beside this file, into the Python that runs this, and leaves
the bundle in FOLDER/dist (default: build/package/dist): aliascope/ or, on macOS, Aliascope.app.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import contents

HERE = Path(__file__).resolve().parent
STRIPPED = ("tensorflow/**/*.so*", "_cvxcore*.so")
"""Linux: built with their symbol tables, 0.2 GB of names that nobody reads. Other wheels' libraries had paths
written into them, after which stripping can break them."""


def main(arguments: list[str]) -> int:
    """The command line."""
    folder = Path(arguments[0] if arguments else contents.REPOSITORY / "build" / "package").resolve()
    _install_builder()
    _freeze(folder)
    bundle = bundle_in(folder / "dist")
    if sys.platform == "linux":
        strip_symbols(bundle)
    print(f"{bundle}: {size_of(bundle) / 1e6:.0f} MB")
    for name, size in largest(bundle):
        print(f"  {size / 1e6:7.0f} MB  {name}")
    return 0


def bundle_in(dist: Path) -> Path:
    """Where PyInstaller leaves the bundle in its `dist` folder."""
    return dist / ("Aliascope.app" if sys.platform == "darwin" else contents.APPLICATION)


def strip_symbols(bundle: Path) -> None:
    """Take the symbol tables out of `STRIPPED`."""
    root = bundle / "_internal"
    files = {file.resolve() for pattern in STRIPPED for file in root.glob(pattern)}
    subprocess.run(["strip", "--strip-unneeded", *map(str, sorted(files))], check=True)


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder; links count nothing."""
    if path.is_symlink():
        return 0
    return path.stat().st_size if path.is_file() else sum(map(size_of, path.iterdir()))


def largest(bundle: Path, count: int = 12) -> Iterator[tuple[str, int]]:
    """The largest parts of the bundle, (name, bytes)."""
    root = bundle / "_internal" if (bundle / "_internal").is_dir() else bundle
    parts = sorted(((part.name, size_of(part)) for part in root.iterdir()), key=lambda part: -part[1])
    yield from parts[:count]


def _install_builder() -> None:
    lock = HERE / "requirements.lock"
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, "-r", str(lock)], check=True)


def _freeze(folder: Path) -> None:
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places]
    # The same sources give the same order of everything that is hashed.
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    subprocess.run([*command, str(HERE / "aliascope.spec")], check=True, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
