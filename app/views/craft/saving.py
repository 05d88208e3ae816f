"""Saving an attack image: lossless at once, lossy after a look at what it costs."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import flows
from app.dialogs.save_beside import ask_save_beside
from app.models import Session
from app.views.craft.lossy_dialog import LossyDialog
from core.attacks.catalogue import attack_spec
from core.attacks.specs import OptionValue
from core.images import Evidence
from core.images.files import free_path
from core.images.lossy import is_lossy

if TYPE_CHECKING:
    from core.attacks.result import AttackResult

QUALITY_OPTION = "quality"
"""Id of the option by which an attack says which JPEG quality it survives."""


def save_attack(
    parent: QWidget,
    session: Session,
    result: "AttackResult",
    inputs: Sequence[Evidence],
    survives: int | None = None,
) -> None:
    """Ask where to; a JPEG suffix opens a dialog, any other is written or refused with a sentence.

    `inputs`: what the attack was made of, the source first; their files are never overwritten. `survives`:
    the JPEG quality that it was made for, if it was.
    """
    path = ask_save_beside(parent, "Save the attack image", inputs[0], "attack.png", "Attack image")
    if path is None:
        return
    protect = [entry.path for entry in inputs if entry.path is not None]
    if not is_lossy(path):
        flows.save_pixels(session, result.image, path, protect)
        return
    dialog = LossyDialog(session, result, parent, survives=survives)
    dialog.lossy_chosen.connect(lambda data: flows.save_jpeg_file(session, data, path, protect))
    dialog.lossless_chosen.connect(
        lambda: flows.save_pixels(session, result.image, free_path(path.with_suffix(".png")), protect)
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()


def survived_quality(attack: str, options: Mapping[str, OptionValue]) -> int | None:
    """The JPEG quality, 10 to 100, that an attack with those options is made to survive; None for others."""
    for option in attack_spec(attack).options:
        if option.id == QUALITY_OPTION:
            return int(options.get(QUALITY_OPTION, option.default))
    return None
