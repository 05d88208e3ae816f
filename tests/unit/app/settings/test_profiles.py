from pathlib import Path

import pytest

from app.settings import Settings
from app.settings.profiles import KEPT, recall, remember
from core.classification.profile import Profile, profile_to_json, sidecar_path
from core.errors import ModelError


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


def test_each_model_has_its_own_profile(settings: Settings, tmp_path: Path) -> None:
    for high in (1.0, 2.0):
        remember(settings, tmp_path / f"{high}.keras", Profile(high=high))
    settings.flush()
    again = Settings(tmp_path / "settings.ini")
    assert [recall(again, tmp_path / f"{high}.keras") for high in (1.0, 2.0)] == [
        Profile(high=1.0),
        Profile(high=2.0),
    ]
    assert recall(again, tmp_path / "other.keras") is None


def test_the_last_use_counts_more_than_the_file_beside_the_model(settings: Settings, tmp_path: Path) -> None:
    model = tmp_path / "m.keras"
    sidecar_path(model).write_text(profile_to_json(Profile(high=5.0)))
    assert recall(settings, model) == Profile(high=5.0)
    remember(settings, model, Profile(high=6.0))
    assert recall(settings, model) == Profile(high=6.0)


def test_the_oldest_are_forgotten(settings: Settings, tmp_path: Path) -> None:
    for number in range(KEPT + 2):
        remember(settings, tmp_path / str(number), Profile(high=number + 1.0))
    remembered = [recall(settings, tmp_path / str(number)) is not None for number in range(KEPT + 2)]
    assert remembered == [False, False] + [True] * KEPT


@pytest.mark.parametrize("text", ["{", "[]", '{"m": "{"}', "3"])
def test_settings_of_another_version_do_not_matter(settings: Settings, tmp_path: Path, text: str) -> None:
    settings.set("models", text.replace("m", str(tmp_path / "m")))
    assert recall(settings, tmp_path / "m") is None
    remember(settings, tmp_path / "m", Profile())
    assert recall(settings, tmp_path / "m") == Profile()


def test_a_broken_file_beside_the_model_is_a_sentence(settings: Settings, tmp_path: Path) -> None:
    sidecar_path(tmp_path / "m").write_text("{")
    with pytest.raises(ModelError, match=r"m\.profile\.json"):
        recall(settings, tmp_path / "m")
