"""Menus and shortcuts as a table; the window makes its QActions from it, Help its list of shortcuts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.theme import set_icon
from app.views.catalogue import VIEWS

Needs = Literal["", "evidence", "inspection", "hidden", "sanitized", "undo", "redo", "own_model", "job"]
"""What must be there for an action to be enabled."""


@dataclass(frozen=True)
class ActionSpec:
    """One action. `menu` is its menu's title; `group` sets it off from its neighbours by a separator."""

    id: str
    text: str
    menu: str
    group: int
    tip: str
    shortcut: str = ""
    icon: str = ""
    needs: Needs = ""
    bar_text: str = ""
    """What the toolbar calls it where the menu's text is too long or too short."""
    checkable: bool = False


MENUS: tuple[str, ...] = ("&File", "&Evidence", "&Model", "&View", "&Help")

_FILE, _EVIDENCE, _MODEL, _VIEW, _HELP = MENUS

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open", "&Open…", _FILE, 0, "Open images and inspect them", "Ctrl+O", "open"),
    ActionSpec("paste", "&Paste", _FILE, 0, "Inspect the image on the clipboard", "Ctrl+V", "paste"),
    ActionSpec(
        *("save_hidden", "Save &hidden image…", _FILE, 1, "Save the hidden image that was found"),
        "Ctrl+Shift+H",
        "save",
        "hidden",
    ),
    ActionSpec(
        *("save_sanitized", "&Save sanitized image…", _FILE, 1, "Save the image without its payload"),
        "Ctrl+S",
        "save",
        "sanitized",
    ),
    ActionSpec(
        *("export_report", "&Export report…", _FILE, 1, "Write an HTML report of this evidence"),
        "Ctrl+E",
        "report",
        "inspection",
        "Report",
    ),
    ActionSpec("close", "&Close image", _FILE, 2, "Close this evidence", "Ctrl+W", "close", "evidence"),
    ActionSpec("quit", "&Quit", _FILE, 3, "Cancel what runs and quit", "Ctrl+Q", "quit"),
    ActionSpec(
        *("inspect", "&Inspect", _EVIDENCE, 0, "Search for a hidden image of any size and library"),
        "Ctrl+I",
        "inspect",
        "evidence",
    ),
    ActionSpec(
        *("inspect_known", "Inspect for the chosen &pipeline", _EVIDENCE, 0),
        "Ask about the pipeline in the toolbar first",
        "Ctrl+Shift+I",
        "",
        "evidence",
    ),
    ActionSpec(
        *("known", "My service uses this pipe&line", _EVIDENCE, 0),
        "Ask about the pipeline in the toolbar first, for every image from now on",
        "Ctrl+Shift+K",
        checkable=True,
    ),
    ActionSpec(
        *("sanitize", "Detect and &sanitize", _EVIDENCE, 0),
        "Inspect, remove what is hidden and classify before and after",
        "Ctrl+Shift+S",
        "sanitize",
        "evidence",
        "Detect && sanitize",
    ),
    ActionSpec(
        *("undo", "&Undo sanitizing", _EVIDENCE, 0, "Go back to the sanitized image before this one"),
        "Ctrl+Z",
        "undo",
        "undo",
    ),
    ActionSpec(
        *("redo", "Re&do sanitizing", _EVIDENCE, 0, "Sanitize again as before it was undone"),
        "Ctrl+Shift+Z",
        "redo",
        "redo",
    ),
    ActionSpec("craft", "C&raft", _EVIDENCE, 1, "Make an attack image of your own", "Ctrl+K", "craft"),
    ActionSpec(
        *("next", "&Next image", _EVIDENCE, 2, "Go to the next image of the list"),
        "Ctrl+PgDown",
        "",
        "evidence",
    ),
    ActionSpec(
        *("previous", "Pre&vious image", _EVIDENCE, 2, "Go to the previous image of the list"),
        "Ctrl+PgUp",
        "",
        "evidence",
    ),
    ActionSpec("cancel", "C&ancel job", _EVIDENCE, 3, "Cancel what is running", "Ctrl+.", "stop", "job"),
    ActionSpec("open_model", "&Open model…", _MODEL, 0, "Ask a model of your own what it sees", "Ctrl+M"),
    ActionSpec(
        *("shipped_model", "Use the &built-in model", _MODEL, 0, "Ask the traffic-sign model again"),
        "",
        "",
        "own_model",
    ),
    *(
        ActionSpec(f"view_{view.id}", view.menu_text, _VIEW, 0, view.tip, f"Ctrl+{number}", view.icon)
        for number, view in enumerate(VIEWS, start=1)
    ),
    ActionSpec("full_screen", "&Full screen", _VIEW, 2, "Fill the whole screen", "F11"),
    ActionSpec("shortcuts", "&Keyboard shortcuts", _HELP, 0, "List every shortcut", "F1", "keyboard"),
    ActionSpec(
        *("libraries", "&Libraries", _HELP, 0, "Versions, and our models against the real calls"),
        "",
        "library",
    ),
    ActionSpec("about", "&About Aliascope", _HELP, 1, "What this program is", "", "info"),
)


def plain_text(text: str) -> str:
    """A menu text without its mnemonic mark and dots."""
    return text.replace("&", "").removesuffix("…")


def shortcut_text(spec: ActionSpec) -> str:
    """The shortcut as this platform writes it; empty when there is none."""
    return QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def make_action(spec: ActionSpec, parent: QWidget) -> QAction:
    """The QAction of `spec`, its shortcut in the tooltip."""
    action = QAction(spec.text, parent)
    action.setObjectName(f"action_{spec.id}")
    action.setCheckable(spec.checkable)
    keys = shortcut_text(spec)
    if keys:
        action.setShortcut(QKeySequence(spec.shortcut))
    action.setToolTip(f"{spec.tip} ({keys})" if keys else spec.tip)
    action.setStatusTip(spec.tip)
    if spec.icon:
        set_icon(action, spec.icon)
    return action


def make_actions(parent: QWidget) -> Mapping[str, QAction]:
    """Every action of the table by its id."""
    return {spec.id: make_action(spec, parent) for spec in ACTIONS}
