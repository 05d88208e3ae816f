"""What the installers are made from says the same as the sources do. No installer is built here."""

import ast
import plistlib
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from app.dialogs.files import IMAGE_FILTER
from tests.support.import_graph import REPOSITORY, imports_of, is_within, modules_of

Load = Callable[[str], ModuleType]
PACKAGING = REPOSITORY / "packaging"
OPTIONAL = {"torch", "pyvips"}
"""Asked for only where they are installed."""
KINDS = {
    "png": ("image/png", "public.png"),
    "jpg": ("image/jpeg", "public.jpeg"),
    "webp": ("image/webp", "org.webmproject.webp"),
    "bmp": ("image/bmp", "com.microsoft.bmp"),
    "tif": ("image/tiff", "public.tiff"),
    "gif": ("image/gif", "com.compuserve.gif"),
    "ppm": ("image/x-portable-pixmap", "public.pbm"),
}
"""Suffix → its name on Linux and on macOS."""


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """Imports a script of packaging/, which is no package, and forgets it afterwards."""
    before = set(sys.modules)
    for folder in ("", "macos"):
        monkeypatch.syspath_prepend(str(PACKAGING / folder))
    yield import_module
    for name in set(sys.modules) - before:
        file = getattr(sys.modules[name], "__file__", None)
        if file and Path(file).is_relative_to(PACKAGING):
            del sys.modules[name]


@pytest.fixture
def contents(load: Load) -> ModuleType:
    return load("contents")


def test_nothing_is_left_out_that_a_module_imports(contents: ModuleType) -> None:
    left_out = {entry.name for entry in contents.MODULES} - OPTIONAL
    files = {**modules_of("app"), **modules_of("core")}
    wrong = {
        (module, name)
        for module, file in files.items()
        for name in imports_of(file)
        if any(is_within(name, package) for package in left_out)
    }
    assert wrong == set()


def test_all_resources_go_in_and_are_kept(contents: ModuleType) -> None:
    found = {f"{folder}/{Path(file).name}" for file, folder in contents.data_files()}
    assert {"resources/models/gtsrb.keras", "resources/samples/manifest.json"} <= found
    assert {"resources/calibration/benign.json", "resources/icons/aliascope.svg"} <= found
    assert not [name for name in found if not contents.is_kept(name) or name.endswith((".py", ".pyc"))]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6\\plugins\\imageformats\\qpdf.dll", False),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt/lib/libQt6Gui.so.6", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("tensorflow/libtensorflow_cc.so.2", True),
        ("tensorflow/include/tensorflow/core/public/session.h", False),
        ("skimage/transform/__init__.pyi", True),
        ("numpy/__init__.pyi", False),
        ("keras-3.15.1.dist-info/METADATA", True),
        ("aliascope-0.1.0.dist-info/direct_url.json", False),
    ],
)
def test_files_are_kept_for_a_reason(contents: ModuleType, name: str, kept: bool) -> None:
    assert contents.is_kept(name) is kept


def test_libraries_of_the_system_stay_there_but_pythons_own(load: Load) -> None:
    is_bundled = load("system_files").is_bundled
    assert is_bundled("libffi.so.8", "/usr/lib/x86_64-linux-gnu/libffi.so.8")
    assert is_bundled("cv2/cv2.abi3.so", "/usr/lib/python3/site-packages/cv2/cv2.abi3.so")
    assert not is_bundled("libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6")
    assert not is_bundled("libfontconfig.so.1", "/lib/x86_64-linux-gnu/libfontconfig.so.1")


def test_the_recipe_is_python_and_what_it_names_is_there(contents: ModuleType) -> None:
    recipe = (PACKAGING / "aliascope.spec").read_text("utf-8")
    names = {node.id for node in ast.walk(ast.parse(recipe)) if isinstance(node, ast.Name)}
    assert {"Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE"} <= names
    assert contents.ENTRY.is_file()
    assert (PACKAGING / "macos" / "entitlements.plist").is_file()


def test_the_version_comes_from_pyproject(contents: ModuleType, load: Load) -> None:
    version = contents.version()
    assert f'version = "{version}"' in (REPOSITORY / "pyproject.toml").read_text("utf-8")
    assert load("information").properties(version)["CFBundleShortVersionString"] == version
    for script in PACKAGING.rglob("*.*"):
        if script.suffix in {".sh", ".ps1", ".iss", ".spec", ".py"}:
            assert version not in script.read_text("utf-8"), f"{script} says the version itself"


def test_open_with_offers_what_the_window_opens(load: Load) -> None:
    suffixes = set(re.findall(r"\*\.(\w+)", IMAGE_FILTER))
    desktop = (PACKAGING / "linux" / "aliascope.desktop").read_text("utf-8")
    types = re.findall(r"^MimeType=(.*)$", desktop, re.MULTILINE)[0].split(";")
    setup = (PACKAGING / "windows" / "aliascope.iss").read_text("utf-8")
    assert set(re.findall(r'Suffix\("(\w+)"\)', setup)) == suffixes
    assert "%F" in re.findall(r"^Exec=(.*)$", desktop, re.MULTILINE)[0]
    assert set(KINDS) <= suffixes
    assert {linux for linux, _ in KINDS.values()} <= set(types)
    assert {mac for _, mac in KINDS.values()} <= set(load("information").IMAGES)


def test_the_property_list_can_be_written(load: Load) -> None:
    text = plistlib.dumps(load("information").properties("1.2.3"))
    assert plistlib.loads(text)["CFBundleDocumentTypes"][0]["CFBundleTypeRole"] == "Viewer"
    entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert all(entitlements.values())


def test_the_builder_is_pinned_with_hashes_and_without_hosts() -> None:
    lock = (PACKAGING / "requirements.lock").read_text("utf-8")
    assert re.search(r"^pyinstaller==6\.22\.\d+ ", lock, re.MULTILINE)
    assert "--hash=sha256:" in lock
    assert "://" not in lock
