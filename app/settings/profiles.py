"""How each model of the user's own was last used."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from app.settings.settings import Settings
from core.errors import AliascopeError

if TYPE_CHECKING:
    from core.classification.profile import Profile

KEPT = 12


def remember(settings: Settings, model: Path, profile: "Profile") -> None:
    """Keep `profile` for the model at this path, and those of the models used last."""
    from core.classification.profile import profile_to_json

    known = _known(settings)
    known.pop(str(model.absolute()), None)
    newest = {str(model.absolute()): profile_to_json(profile), **known}
    settings.set("models", json.dumps(dict(list(newest.items())[:KEPT])))


def recall(settings: Settings, model: Path) -> "Profile | None":
    """How the model was last used, else what the profile beside it says; None when nothing is known.

    Raises `ModelError` for a profile beside the model that can not be used.
    """
    from core.classification.profile import profile_from_json, read_sidecar

    text = _known(settings).get(str(model.absolute()))
    if text is not None:
        try:
            return profile_from_json(text)
        except AliascopeError:  # written by another version
            return read_sidecar(model)
    return read_sidecar(model)


def _known(settings: Settings) -> dict[str, str]:
    try:
        known = json.loads(settings.get("models") or "{}")
    except ValueError:
        return {}
    return {str(path): str(text) for path, text in known.items()} if isinstance(known, dict) else {}
