"""The Info.plist of Aliascope.app."""

from typing import Any

IMAGES = (
    "public.png",
    "public.jpeg",
    "public.tiff",
    "com.microsoft.bmp",
    "com.compuserve.gif",
    "org.webmproject.webp",
    "public.avif",
    "public.pbm",
)
"""Uniform type identifiers of what can be opened. We are another viewer, not the owner of these types."""


def properties(version: str) -> dict[str, Any]:
    """Entries besides those that PyInstaller writes: name, program, icon."""
    return {
        "CFBundleDisplayName": "Aliascope",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Image",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": list(IMAGES),
            }
        ],
        "LSApplicationCategoryType": "public.app-category.graphics-design",
        "LSMinimumSystemVersion": "12.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "Copyright (c) 2026 The Aliascope developers, MIT licence",
    }
