"""What is said after a sanitized image was inspected again."""

from core.sanitizing.recheck import Recheck
from core.sanitizing.record import recheck_entry
from core.sanitizing.wording import recheck_words
from core.scaling.pipeline import Pipeline

LEFT = (Pipeline("opencv", "nearest", (64, 64)), Pipeline("pillow", "nearest", (64, 64)))


def test_what_is_left_is_named() -> None:
    assert "is still hidden" in recheck_words(Recheck("attack", 0.001, (LEFT,)))
    words = recheck_words(Recheck("suspicious", 0.01, (LEFT, LEFT[1:])))
    assert "may still be hidden" in words
    assert "for OpenCV nearest 64×64 and Pillow nearest 64×64" in words


def test_traces_are_no_picture() -> None:
    assert "no other picture" in recheck_words(Recheck("suspicious", 0.01, traces=True))
    assert "no hidden picture" in recheck_words(Recheck("clean", 0.4))
    assert recheck_words(None) == ""


def test_the_record_holds_the_same() -> None:
    found = Recheck("attack", 0.001, (LEFT,))
    entry = recheck_entry(found)
    assert entry is not None
    assert entry["found"][0]["library"] == "opencv"
    assert len(entry["found"]) == 1
    assert (entry["verdict"], entry["traces"]) == ("attack", False)
    assert entry["words"] == recheck_words(found)
    assert recheck_entry(None) is None
