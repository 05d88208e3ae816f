"""The list of shortcuts is the table of actions."""

import re
from collections import Counter

from pytestqt.qtbot import QtBot

from app.actions import ACTIONS, plain_text, shortcut_text
from app.dialogs.shortcuts import ShortcutsDialog


def test_every_shortcut_is_listed(qtbot: QtBot) -> None:
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    table = dialog.table
    rows = {
        (table.item(row, 0).text().strip(), table.item(row, 1).text())  # type: ignore[union-attr]
        for row in range(table.rowCount())
    }
    for spec in ACTIONS:
        if spec.shortcut:
            assert (plain_text(spec.text), shortcut_text(spec)) in rows


def test_no_two_actions_share_a_shortcut_or_an_id() -> None:
    keys = Counter(spec.shortcut for spec in ACTIONS if spec.shortcut)
    assert max(keys.values()) == 1
    assert len({spec.id for spec in ACTIONS}) == len(ACTIONS)


def test_mnemonics_are_unique_within_a_menu() -> None:
    marks = Counter((spec.menu, mark.lower()) for spec in ACTIONS for mark in re.findall(r"&(\w)", spec.text))
    assert [key for key, count in marks.items() if count > 1] == []
