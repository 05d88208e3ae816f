"""Versions of what is installed, without importing it."""

import platform
from importlib.metadata import version

from core.scaling.catalogue import LIBRARIES, installed_version

_OTHERS = ("numpy", "scipy", "scikit-image")


def library_versions() -> dict[str, str]:
    """Library id → version for every scaling library found, and what the figures depend on besides."""
    found = {library.id: installed_version(library) for library in LIBRARIES}
    versions = {name: number for name, number in found.items() if number is not None}
    versions.update({name: version(name) for name in _OTHERS})
    versions["python"] = platform.python_version()
    return versions
