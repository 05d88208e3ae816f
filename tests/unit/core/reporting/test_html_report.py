"""The page is whole, self-contained, harmless whatever the evidence holds, and no scaler to be fooled."""

import base64
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from core.classification.classify import Prediction
from core.detection.inspection import Inspection, PipelineGuess
from core.errors import SaveError
from core.images import RGB, Evidence
from core.reporting import write_html_report
from core.reporting.html_report import html_report
from core.sanitizing.agreement import Agreement
from core.sanitizing.sanitize import Sanitized
from core.scaling.catalogue import algorithm
from core.scaling.pipeline import Pipeline
from core.scaling.self_test import SelfTest


class Page(HTMLParser):
    """Elements opened, text seen, and whether every element is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("img", "meta", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def pictures(self) -> dict[str, RGB]:
        """Embedded pictures by the first words of their alt text."""
        images = [attributes for tag, attributes in self.elements if tag == "img"]
        return {(a["alt"] or "").split(",")[0]: decoded(a["src"] or "") for a in images}


def decoded(uri: str) -> RGB:
    head, data = uri.split(",")
    assert head == "data:image/png;base64"
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))))


def full_page(evidence: Evidence, inspection: Inspection) -> Page:
    sanitized = Sanitized(
        pixels=evidence.pixels, filter="random", seed=77, changed_pixels=1234, note="Fell back."
    )
    stop = (Prediction(14, "Stop <sign>", 0.973), Prediction(1, "Speed limit 30", 0.01))
    predictions = {"robust": stop[1:], "scaled": stop, "sanitized": stop[1:]}
    answers = [("As scaled by OpenCV", stop[0]), ("After selective <median>", stop[1])]
    return Page(
        html_report(evidence, inspection, sanitized=sanitized, predictions=predictions, by_filter=answers)
    )


def test_words_come_before_numbers(evidence: Evidence, inspection: Inspection) -> None:
    text = full_page(evidence, inspection).text
    order = [
        "Verdict: attack",
        "False-alarm rate: 0.4 %",
        "The hidden image",
        "Likely pipelines",
    ]
    order += ["traffic-sign classifier", "Sanitized", "after each filter", "Findings", "SHA-256"]
    order += ["Metadata", "Versions"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_everything_known_is_on_the_page(evidence: Evidence, inspection: Inspection) -> None:
    text = full_page(evidence, inspection).text
    for fact in (
        *("OpenCV bilinear 32×24", "TensorFlow bilinear 32×24", "x 10, y 20, 300×200 pixels"),
        *("Comb", "12.5 dB", "≥ 4 dB", "✖ flagged", "✓ not flagged", "Traces repeat."),
        *("Selective random", "77", "1,234", "Fell back.", "Stop <sign>: 97.3 %"),
        *("After selective <median>Speed limit 301 %", "As scaled by OpenCVStop <sign>97.3 %"),
        *(evidence.sha256, evidence.md5, "704×528 pixels", "PNG, RGB 8-bit", "opencv", "5.0.0"),
    ):
        assert fact in text, fact


def test_the_page_says_what_was_asked_and_what_stays_open(evidence: Evidence, inspection: Inspection) -> None:
    told = Pipeline("opencv", "bilinear", (24, 32))
    second = PipelineGuess(Pipeline("pillow", "nearest", (48, 64)), 0.5)
    found = replace(inspection, told=told, known=Pipeline("opencv", "area", (9, 9)), further=(second,))
    text = full_page(evidence, found).text
    assert "Asked about OpenCV area 9×9" in text
    assert found.limits in text
    assert "Detectors that need a size or a pipeline were told OpenCV bilinear 32×24." in text
    assert "Quiring et al. 2020, §4.3" in text
    assert "For a second picture of 64×48" in text
    assert second.pipeline.label in text


def test_the_region_is_shown_in_every_picture(evidence: Evidence, inspection: Inspection) -> None:
    pictures = full_page(evidence, inspection).pictures()
    assert inspection.hidden is not None
    shown = pictures["The region"]
    assert np.array_equal(shown, evidence.pixels[20:220, 10:310])
    hidden = pictures["The region; hidden image"]
    factor = hidden.shape[0] // 10
    assert np.array_equal(hidden[::factor, ::factor], inspection.hidden[0:10, 0:15])


def test_an_image_that_was_not_searched_has_no_verdict(
    evidence: Evidence, clean_inspection: Inspection
) -> None:
    text = Page(html_report(evidence, replace(clean_inspection, findings=(), unsearched="small"))).text
    assert "Too small to hide anything" in text
    assert "Verdict: clean" not in text
    assert "No detector had anything to measure." in text


def test_hostile_text_stays_text(evidence: Evidence, inspection: Inspection) -> None:
    page = full_page(evidence, inspection)
    assert {tag for tag, _ in page.elements}.isdisjoint(
        {"script", "iframe", "object", "link", "a", "base", "form"}
    )
    assert page.text.count('<script>alert("1")') >= 5
    assert not re.search("[\u202a-\u202e\ud800-\udfff]", page.text)
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)


def test_the_page_needs_nothing_from_outside(evidence: Evidence, inspection: Inspection) -> None:
    page = full_page(evidence, inspection)
    sources = [a.get("src") or a.get("href") for _, a in page.elements if "src" in a or "href" in a]
    assert len(sources) == 7
    assert all((source or "").startswith("data:image/png") for source in sources)
    policies = [a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; img-src data:; style-src 'unsafe-inline'"]


def test_pictures_are_embedded_at_the_size_they_are_shown(evidence: Evidence, inspection: Inspection) -> None:
    page = full_page(evidence, inspection)
    sizes = {
        (a["alt"] or "").split(",")[0]: (a["width"], a["height"]) for tag, a in page.elements if tag == "img"
    }
    for title, picture in page.pictures().items():
        assert sizes[title] == (str(picture.shape[1]), str(picture.shape[0]))
        assert max(picture.shape) <= 352


def test_large_evidence_is_averaged_and_small_outputs_enlarged_whole(
    evidence: Evidence, inspection: Inspection
) -> None:
    pictures = full_page(evidence, inspection).pictures()
    averaged = cv2.resize(evidence.pixels, (352, 264), interpolation=cv2.INTER_AREA)
    np.testing.assert_array_equal(pictures["The image"], averaged)
    assert inspection.hidden is not None
    np.testing.assert_array_equal(pictures["The hidden image"][5::11, 5::11], inspection.hidden)


@pytest.mark.parametrize("asked", [True, False])
def test_the_page_says_for_which_pipelines_it_was_sanitized(
    evidence: Evidence, inspection: Inspection, asked: bool
) -> None:
    pipelines = Pipeline("tensorflow", "bicubic", (32, 24)), Pipeline("pillow", "nearest", (32, 24))
    found = tuple(
        Agreement(entry, 211.5, 1.25 + place, 33.5 + place) for place, entry in enumerate(pipelines)
    )
    sanitized = Sanitized(
        evidence.pixels, "safe", None, 9, "", found if asked else (), "safe", pipelines=pipelines
    )
    text = Page(html_report(evidence, inspection, sanitized=sanitized)).text
    text = text[text.index("Changed pixels") : text.index("Findings")]
    figures = (("211.5", "1.25", "33.5"), ("211.5", "2.25", "34.5")) if asked else ((), ())
    for entry, shown in zip(pipelines, figures, strict=True):
        assert text.count(entry.label) == 1
        assert "".join((entry.label, *shown)) in re.sub(r"\s*\n\s*", "", text)
    assert ("Largest difference" in text) == asked


def test_what_the_sanitized_image_lacks_of_its_file_is_said(
    evidence: Evidence, inspection: Inspection
) -> None:
    sanitized = Sanitized(evidence.pixels, "median", None, 9, "", requested="median")
    deep = replace(evidence, mode="RGBA 16-bit")
    assert "Left out" not in Page(html_report(evidence, inspection, sanitized=sanitized)).text
    text = Page(html_report(deep, inspection, sanitized=sanitized)).text
    assert "without its finer levels and its transparency" in text


def test_a_model_of_the_user_s_own_is_named(evidence: Evidence, inspection: Inspection) -> None:
    predictions = {"robust": (Prediction(0, "Cat", 0.9999),), "scaled": (Prediction(1, "Dog", 0.00001),)}
    text = Page(html_report(evidence, inspection, predictions=predictions, model="<pets>.keras")).text
    assert "What the model <pets>.keras says" in text
    assert "traffic-sign classifier" not in text
    assert "Cat: > 99.9 %" in text
    assert "Dog: < 0.1 %" in text


def test_clean_evidence_has_a_short_page(evidence: Evidence, clean_inspection: Inspection) -> None:
    page = Page(html_report(evidence, clean_inspection))
    assert set(page.pictures()) == {"The image"}
    assert "Verdict: clean" in page.text
    for absent in ("Likely pipelines", "Sanitized", "classifier says", "hidden image"):
        assert absent not in page.text.split("Findings")[0]


def test_the_self_test_says_what_the_figures_rest_on(
    evidence: Evidence, clean_inspection: Inspection
) -> None:
    tests = [
        SelfTest(algorithm("opencv", "area"), 0, 0),
        SelfTest(algorithm("pillow", "lanczos"), 3, 0, "noise"),
    ]
    text = Page(html_report(evidence, clean_inspection, tests=tests)).text
    assert "Pillow" in text.split("Libraries and self-test")[1].split("Kernel")[0]
    assert "the model is off by 3 grey levels where 0 are allowed (noise)" in text
    assert "✓ holds" in text
    assert "✖ FAILED" in text
    assert "All 1 models hold" in Page(html_report(evidence, clean_inspection, tests=tests[:1])).text


def test_the_file_is_utf8_and_never_the_evidence(
    tmp_path: Path, evidence: Evidence, inspection: Inspection
) -> None:
    path = tmp_path / "report.html"
    write_html_report(path, evidence, inspection)
    assert path.read_text("utf-8").startswith("<!doctype html>")
    assert evidence.path is not None
    before = evidence.path.read_bytes()
    with pytest.raises(SaveError, match="never overwritten"):
        write_html_report(evidence.path, evidence, inspection)
    assert evidence.path.read_bytes() == before
