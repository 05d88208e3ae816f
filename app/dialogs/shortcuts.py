"""Every shortcut, straight from the table of actions."""

from PySide6.QtWidgets import QWidget

from app.actions import ACTIONS, MENUS, plain_text, shortcut_text
from app.dialogs.table_dialog import TableDialog

ELSEWHERE: tuple[tuple[str, str, str], ...] = (
    ("Image canvas", "+  −", "Zoom in and out; the wheel does so around the pointer"),
    ("Image canvas", "0  1", "Show the whole image; one image pixel per screen pixel"),
    ("Image canvas", "Arrow keys", "Move the view"),
    ("Compare", "Enter", "Show the output of a cell large"),
    ("Compare", "Arrow keys", "Move between the cells of the grid, or the divider of the split view"),
    ("Compare", "Space", "Blink the output and what it is compared with"),
    ("Compare", "S", "Split the pane between both"),
    ("Compare", "D", "Show the difference of both"),
    ("Compare", "Ctrl+C  Ctrl+Alt+S", "Copy or save the picture of a pane or cell"),
    ("Compare", "Esc", "Back to the grid of all outputs"),
    ("Spectrum", "+  −  0  Arrow keys", "Zoom, show all, move"),
    ("Sampled pixels", "Arrow keys  Shift", "Choose an output pixel or a weight, with Shift ten further"),
    ("Sampled pixels", "Enter", "Show the source pixels of the output pixel large"),
    ("Vulnerability", "Enter", "Make the selected row the pipeline"),
    ("Evidence", "Del", "Close the selected image"),
)
"""Where, keys, what: shortcuts that belong to a widget and not to the window."""


class ShortcutsDialog(TableDialog):
    """Keys and what they do, grouped by menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        words = "Everything can be done from the keyboard. Tab moves through the controls of a view."
        super().__init__("Keyboard shortcuts", words, ("Command", "Keys", "What it does"), parent)
        for menu in MENUS:
            self.add_row((plain_text(menu), "", ""), heading=True)
            for spec in ACTIONS:
                if spec.menu == menu and spec.shortcut:
                    self.add_row((f"    {plain_text(spec.text)}", shortcut_text(spec), spec.tip))
        self.add_row(("In the views", "", ""), heading=True)
        for where, keys, what in ELSEWHERE:
            self.add_row((f"    {where}", keys, what))
