"""The licences of all that is bundled, and the metadata its libraries are asked for at run time."""

import importlib.metadata as metadata
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import Distribution
from pathlib import Path, PurePosixPath

import contents

TEXTS = Path(__file__).parent / "licences"
"""Texts that the wheels of PySide6 leave out."""
_NAMES = re.compile(r"(licen[cs]e|copying|notice|third[-_]party|authors)[^/]*$", re.IGNORECASE)
_SUFFIXES = {"", ".txt", ".md", ".rst", ".apache", ".bsd", ".mit"}
_MAX_BYTES = 2_000_000

OVERVIEW = """Aliascope {version} is under the MIT licence (LICENSE). It is delivered with the programs below,
each under its own licence; the texts lie in the folders beside this file.

Qt and PySide6 are used under the GNU Lesser General Public Licence, version 3. They are separate files in
the folder _internal/PySide6 (in the application's Frameworks folder on macOS) and can be replaced by
others of the same interface. Their sources are published by The Qt Company as pyside-setup and qt5.

"""


def distributions(names: Iterable[str]) -> list[Distribution]:
    """The installed distributions that the bundled files or modules of these names belong to, by name."""
    tops = {PurePosixPath(name.replace("\\", "/")).parts[0].split(".")[0] for name in names}
    owners = metadata.packages_distributions()
    found = {owner for top in tops for owner in owners.get(top, ())}
    ordered = sorted((metadata.distribution(name) for name in found), key=lambda dist: dist.name.lower())
    return [dist for dist in ordered if dist.name.lower() != contents.APPLICATION]


def licence_files(found: Iterable[Distribution]) -> Iterator[tuple[str, str]]:
    """(file, folder in the bundle) of the licence texts of these distributions and of Python."""
    for dist in found:
        for file in _texts_of(dist):
            yield str(file), f"licenses/{dist.name}"
    yield str(_python_licence()), "licenses/Python"
    for text in sorted(TEXTS.glob("*.txt")):
        yield str(text), "licenses/Qt and PySide6"


def system_licences(binaries: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(file, folder in the bundle) of the copyright files of Debian's packages that files were taken from."""
    packages = {package for file in binaries if (package := _debian_package(file))}
    for package in sorted(packages):
        text = Path("/usr/share/doc") / package / "copyright"
        if text.is_file():
            yield str(text.resolve()), f"licenses/Debian {package}"


def write_overview(folder: Path, found: Iterable[Distribution]) -> Path:
    """Write README.txt, which names every distribution, its version and licence, into `folder`."""
    lines = [OVERVIEW.format(version=contents.version())]
    lines += [f"{dist.name} {dist.version}: {_licence_name(dist)}\n" for dist in found]
    lines.append(f"Python {sys.version.split()[0]}: PSF-2.0\n")
    path = folder / "README.txt"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def write_own_metadata(folder: Path) -> Path:
    """Write the METADATA that `importlib.metadata.version` reads our own version from."""
    own = contents.project()
    text = f"Metadata-Version: 2.4\nName: {own['name']}\nVersion: {own['version']}\nLicense-Expression: MIT\n"
    path = folder / contents.METADATA_KEPT
    path.write_text(text, encoding="utf-8")
    return path


def metadata_files(found: Iterable[Distribution]) -> Iterator[tuple[str, str]]:
    """(file, folder in the bundle) of each distribution's METADATA."""
    for dist in found:
        for file in dist.files or ():
            if file.name == contents.METADATA_KEPT and file.parent.name.endswith(".dist-info"):
                yield str(dist.locate_file(file)), file.parent.name


def _texts_of(dist: Distribution) -> Iterator[Path]:
    for file in dist.files or ():
        path = Path(str(dist.locate_file(file)))
        named = _NAMES.search(file.name) and file.suffix.lower() in _SUFFIXES and "include" not in file.parts
        if named and path.is_file() and path.stat().st_size < _MAX_BYTES:
            yield path


def _licence_name(dist: Distribution) -> str:
    about = dist.metadata
    kinds = [line.rsplit(" :: ", 1)[1] for line in about.get_all("Classifier", []) if "License ::" in line]
    named = about.get("License-Expression") or next(iter(kinds), about.get("License")) or "see its folder"
    return str(named).splitlines()[0]


def _python_licence() -> Path:
    """Python's licence; distributions of Python put it in different places."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    debian = Path(f"/usr/share/doc/python{sys.version_info.major}.{sys.version_info.minor}/copyright")
    for path in (stdlib / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt", debian):
        if path.is_file():
            return path
    raise FileNotFoundError("Python's licence was not found beside its library; install Python anew.")


@lru_cache(maxsize=512)
def _debian_package(file: str) -> str:
    """The package that a file of the system belongs to; empty for others, and where there is no dpkg."""
    if not file.startswith(("/lib", "/usr/lib")) or sys.platform != "linux":
        return ""
    for name in {file, file.removeprefix("/usr"), str(Path(file).resolve())}:
        try:
            done = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True, check=False)
        except FileNotFoundError:
            return ""
        if done.returncode == 0:
            return done.stdout.split(":", 1)[0]
    return ""
