"""--model and what goes with it become a `ModelChoice`."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

import pytest

from app.cli.arguments import add_library_and_algorithm
from app.cli.model_arguments import add_model, model_from, naming_options, save_profile
from core.classification.formats import UntrustedModelError
from core.classification.model import OpenSizeError
from core.classification.profile import ModelChoice, Profile, read_sidecar
from core.errors import AliascopeError, ModelError


def parsed(*argv: str) -> Namespace:
    parser = ArgumentParser()
    add_model(parser)
    add_library_and_algorithm(parser)
    return parser.parse_args(argv)


def test_without_a_model_there_is_none() -> None:
    assert model_from(parsed()) is None


def test_options_make_the_profile(tmp_path: Path) -> None:
    (tmp_path / "l.txt").write_text("cat\ndog\n")
    model = tmp_path / "m.keras"
    found = model_from(
        parsed(
            *("--model", str(model), "--labels", str(tmp_path / "l.txt"), "--range=-1,1", "--mean", "0.5"),
            *("--std", "1,2,3", "--channel-order", "bgr", "--input-size", "30x20", "--library", "pillow"),
        )
    )
    wanted = Profile(
        labels=("cat", "dog"),
        low=-1,
        high=1,
        mean=(0.5, 0.5, 0.5),
        std=(1, 2, 3),
        channel_order="bgr",
        library="pillow",
        input_shape=(20, 30),
    )
    assert found == ModelChoice(model, wanted)


def test_a_saved_profile_is_used_and_options_win(tmp_path: Path) -> None:
    model = tmp_path / "m.keras"
    saved = save_profile(ModelChoice(model, Profile(high=1.0, channel_order="bgr", library="tensorflow")))
    assert saved == tmp_path / "m.keras.profile.json"
    assert read_sidecar(model) == Profile(high=1.0, channel_order="bgr", library="tensorflow")
    found = model_from(parsed("--model", str(model), "--channel-order", "rgb", "--trust-model"))
    assert found == ModelChoice(model, Profile(high=1.0, library="tensorflow"), trusted=True)


@pytest.mark.parametrize(
    "argv", [("--mean", "1"), ("--channel-order", "bgr"), ("--trust-model",), ("--save-profile",)]
)
def test_options_about_no_model_are_a_sentence(argv: tuple[str, ...]) -> None:
    with pytest.raises(AliascopeError, match=rf"{argv[0]} is about a model"):
        model_from(parsed(*argv))


@pytest.mark.parametrize(
    "argv", [("--range", "1,0"), ("--std", "0"), ("--mean", "nan"), ("--range", "1,inf")]
)
def test_values_no_model_can_mean_are_a_sentence(argv: tuple[str, ...]) -> None:
    with pytest.raises(AliascopeError):
        model_from(parsed("--model", "m.keras", *argv))


@pytest.mark.parametrize("argv", [("--range", "1"), ("--mean", "1,2"), ("--std", "a"), ("--input-size", "9")])
def test_what_is_no_number_is_bad_usage(argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parsed("--model", "m.keras", *argv)
    assert "error: argument" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (UntrustedModelError("Open it as trusted."), "Open it as trusted: --trust-model."),
        (OpenSizeError("Say which size."), "Say which size: --input-size WxH."),
        (ModelError("It is damaged."), "It is damaged."),
    ],
)
def test_the_option_that_helps_is_named(error: ModelError, words: str) -> None:
    with pytest.raises(type(error)) as caught, naming_options():
        raise error
    assert str(caught.value) == words
