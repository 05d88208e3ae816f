"""Which libraries of a Linux system go into the bundle, and which are left to the system."""

from fnmatch import fnmatchcase
from pathlib import PurePosixPath

SYSTEM_FOLDERS = ("/lib", "/usr/lib")

BUNDLED = ("libpython3*", "libssl.so*", "libcrypto.so*", "libffi.so*", "libbz2.so*", "libmpdec.so*")
"""What Python itself needs and systems have in other versions or under other names.

All else is left to the system, which mends its faults: the C and C++ libraries must not be older than what
graphics drivers were built with, and fontconfig, D-Bus and the X11 libraries speak with the system's own
files and services. The .deb depends on their packages.
"""


def is_bundled(destination: str, source: str) -> bool:
    """Whether the file `source` goes into the bundle as `destination`."""
    if not source.startswith(SYSTEM_FOLDERS) or "/site-packages/" in source or "/dist-packages/" in source:
        return True
    name = PurePosixPath(destination).name
    return "/lib-dynload/" in source or any(fnmatchcase(name, pattern) for pattern in BUNDLED)
