"""Named colours of the two themes. Neutral greys and one accent: nothing beside an image may tint it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """Every colour the application draws with, as "#rrggbb". Views take theirs from here."""

    name: str
    window: str
    """Ground of the window, toolbars and docks."""
    panel: str
    """Cards and wells on that ground."""
    base: str
    """Lists, tables and text fields."""
    canvas: str
    """Around an image: darker than the window, without hue."""
    button: str
    hover: str
    border: str
    text: str
    muted: str
    """Secondary text; still at 4.5:1 on `window`."""
    accent: str
    """The one accent: primary actions, selection, focus."""
    on_accent: str
    selection: str
    """Ground of a selected row; `text` stays readable on it."""
    clean: str
    suspicious: str
    attack: str

    def verdict(self, verdict: str | None) -> str:
        """Colour of "clean", "suspicious" or "attack"; muted for anything else."""
        colours = {"clean": self.clean, "suspicious": self.suspicious, "attack": self.attack}
        return colours.get(verdict or "", self.muted)


DARK = Tokens(
    name="dark",
    window="#2a2b2d",
    panel="#323335",
    base="#222325",
    canvas="#1a1a1b",
    button="#3a3b3e",
    hover="#454649",
    border="#414245",
    text="#e0e1e3",
    muted="#a2a5a9",
    accent="#4b93e0",
    on_accent="#0c1520",
    selection="#2f4a68",
    clean="#6cc491",
    suspicious="#e3b04f",
    attack="#f28b82",
)

LIGHT = Tokens(
    name="light",
    window="#f2f2f3",
    panel="#fafafa",
    base="#ffffff",
    canvas="#dcdcdd",
    button="#fdfdfd",
    hover="#e8e9ea",
    border="#cdced1",
    text="#1f2124",
    muted="#5c6066",
    accent="#1b66c2",
    on_accent="#ffffff",
    selection="#cfe1f7",
    clean="#1b7a45",
    suspicious="#8f5c00",
    attack="#b8322a",
)
