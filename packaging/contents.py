"""What goes into the installers and what stays out; `aliascope.spec` and the tests read it from here.

Everything left out was checked to be unused: neither the commands nor the window import it, and the smoke
test runs without it. Reasons stand beside each entry, so that an entry can go when its reason does.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
ENTRY = REPOSITORY / "app" / "__main__.py"
APPLICATION = "aliascope"
PACKAGES = ("app", "core")
"""Collected whole: views are imported by name, which no analysis of imports sees."""


@dataclass(frozen=True)
class LeftOut:
    """A module, or a pattern of files in the bundle (`*` matches `/`, too), and why nobody misses it."""

    name: str
    why: str


MODULES: tuple[LeftOut, ...] = (
    *(LeftOut(name, "a solver of cvxpy; CLARABEL is named") for name in ("scs", "osqp", "highspy")),
    LeftOut("sparsediffpy", "cvxpy's derivatives of nonlinear programmes"),
    LeftOut("clang", "libclang, required by tensorflow's metadata, imported by nothing"),
    *(LeftOut(name, "reads and writes files for skimage.io") for name in ("imageio", "tifffile")),
    LeftOut("networkx", "for skimage.graph"),
    *(LeftOut(name, "optional there, and not among our requirements") for name in ("torch", "jax", "pyvips")),
    *(LeftOut(name, "plots and tables of other libraries") for name in ("matplotlib", "pandas", "IPython")),
    *(LeftOut(name, "a tool of development") for name in ("pytest", "hypothesis", "mypy", "ruff", "pip")),
    LeftOut("setuptools", "builds packages"),
    *(LeftOut(name, "of Python, for another window system") for name in ("tkinter", "_tkinter")),
    *(LeftOut(name, "documents, editors and tests of Python") for name in ("idlelib", "lib2to3", "test")),
    *(
        LeftOut(f"PySide6.{name}", "a part of Qt that pyqtgraph or a plugin knows and no view uses")
        for name in ("QtNetwork", "QtQml", "QtQuick", "QtUiTools", "QtDesigner", "QtHelp", "QtSql", "QtXml")
    ),
)

TEST_MODULES = ".tests"
"""A part of a module's dotted name: test suites that wheels bring along."""

_QT = "PySide6*/plugins"
FILES: tuple[LeftOut, ...] = (
    LeftOut("PySide6*/translations/*", "the window speaks English"),
    LeftOut("PySide6*/qml/*", "no view is written in QML"),
    *(LeftOut(f"*Qt6{name}*", "QML's libraries") for name in ("Qml", "Quick", "VirtualKeyboard", "Labs")),
    *(
        LeftOut(f"{_QT}/platforms/*{name}.*", "a screen without a window system, or a remote one")
        for name in ("qeglfs", "qlinuxfb", "qminimalegl", "qvkkhrdisplay", "qvnc", "qdirect2d")
    ),
    LeftOut("*Qt6Egl[Ff][Ss]*", "screens without a window system"),
    LeftOut(f"{_QT}/platforminputcontexts/*virtualkeyboard*", "brings QML with it"),
    LeftOut(f"{_QT}/imageformats/*qpdf*", "no PDF is opened"),
    LeftOut(f"{_QT}/imageformats/*qtiff*", "Pillow reads evidence; it wants a libtiff that Debian 12 lacks"),
    *(
        LeftOut(f"{_QT}/{name}/*", "no view uses it")
        for name in ("egldeviceintegrations", "generic", "networkinformation", "printsupport", "qmltooling")
    ),
    *(LeftOut(f"{_QT}/{name}/*", "no network and no database") for name in ("tls", "sqldrivers")),
    LeftOut(f"{_QT}/wayland-graphics-integration-server/*", "for compositors"),
    LeftOut("*opengl32sw.dll", "Mesa for views in OpenGL; ours are drawn by the processor"),
    LeftOut("tensorflow/include/*", "headers"),
    LeftOut("tensorflow/xla_aot_runtime_src/*", "sources"),
    LeftOut("tensorflow/compiler/mlir/stablehlo/*", "a converter's own extension module"),
    LeftOut("*.a", "libraries to link against"),
    LeftOut("*.lib", "libraries to link against"),
    LeftOut("*.pyi", "types; skimage alone reads its own"),
    LeftOut("*/__pycache__/*", "made anew, or frozen"),
)
STUBS_READ = "skimage/*.pyi"
"""scikit-image finds its functions by these files."""

METADATA_KEPT = "METADATA"
"""Of a *.dist-info folder; what else is there tells of the machine that built it."""


def is_kept(destination: str) -> bool:
    """Whether the file that would get that name in the bundle goes into it."""
    name = destination.replace("\\", "/")
    if ".dist-info/" in name:
        return name.endswith(f".dist-info/{METADATA_KEPT}")
    if fnmatchcase(name, STUBS_READ):
        return True
    return not any(fnmatchcase(name, entry.name) for entry in FILES)


def is_kept_module(name: str) -> bool:
    """Whether the module of that dotted name goes into the bundle, once something imports it."""
    return TEST_MODULES not in name


def data_files() -> Iterator[tuple[str, str]]:
    """(file, folder in the bundle) of all that `resources` holds besides modules."""
    root = REPOSITORY / "resources"
    for file in sorted(root.rglob("*")):
        if file.is_file() and file.suffix not in {".py", ".pyc"}:
            yield str(file), file.parent.relative_to(REPOSITORY).as_posix()


def project() -> dict[str, Any]:
    """The `[project]` table of pyproject.toml."""
    with (REPOSITORY / "pyproject.toml").open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)["project"]
    return table


def version() -> str:
    """The version of pyproject.toml, the only place that says it."""
    return str(project()["version"])
