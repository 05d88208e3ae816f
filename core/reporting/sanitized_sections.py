"""The sections of the HTML report about the sanitized image and what a model says before and after."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from core.images.evidence import Evidence
from core.percent import confidence_percent
from core.reporting.markup import Markup, element
from core.reporting.pictures import figure
from core.reporting.tables import facts_table, table
from core.sanitizing.catalogue import sanitizer
from core.sanitizing.wording import recheck_words, reduction_words

if TYPE_CHECKING:
    from core.classification.classify import Prediction
    from core.sanitizing.sanitize import Sanitized

_PREDICTION_TITLES = {
    "robust": "Scaled robustly (area): what a person sees",
    "scaled": "As the victim scales it",
    "sanitized": "Sanitized, then scaled as the victim does",
}

KNOWN_SIGNS = "The classifier knows 43 German traffic signs, and otherwise answers that there is none."
OWN_MODEL = "A model of the user's own, asked about the pictures at its input's size."


def sanitized_section(sanitized: "Sanitized", evidence: Evidence) -> Markup:
    """`evidence` with the payload removed: how, for which pipelines, and how far those now agree."""
    spec = sanitizer(sanitized.filter)
    rows: list[tuple[object, object]] = [
        ("Filter", spec.title),
        ("Changed pixels", f"{sanitized.changed_pixels:,}"),
    ]
    if sanitized.seed is not None:
        rows.append(("Seed", str(sanitized.seed)))
    if sanitized.note:
        rows.append(("Note", sanitized.note))
    if sanitized.recheck is not None:
        rows.append(("Afterwards", recheck_words(sanitized.recheck)))
    if reduced := reduction_words(evidence):
        rows.append(("Left out", reduced))
    if sanitized.pipelines and not sanitized.agreements:
        rows.append(("Sanitized for", element("ul", *(element("li", p.label) for p in sanitized.pipelines))))
    picture = figure(sanitized.pixels, "The sanitized image", spec.explanation)
    body = element("div", picture, facts_table(rows), class_="pictures")
    return element("section", element("h2", "Sanitized"), body, *_agreements(sanitized))


def _agreements(sanitized: "Sanitized") -> tuple[Markup, ...]:
    """What the real libraries made of the image before and after; nothing where they were not asked."""
    if not sanitized.agreements:
        return ()
    words = (
        "Largest difference to robust scaling in grey levels, by the real libraries: before and after "
        "sanitizing to the robust output of the cleaned image, which all are brought to, and after it to "
        "that of the image as it came."
    )
    rows = [
        (entry.pipeline.label, f"{entry.before:g}", f"{entry.after:g}", f"{entry.to_evidence:g}")
        for entry in sanitized.agreements
    ]
    heads = ("Sanitized for", "Before", "After", "To the image as it came")
    return element("p", words, class_="quiet"), table(heads, rows, numbers=(1, 2, 3))


def predictions_section(predictions: "Mapping[str, tuple[Prediction, ...]]", model: str = "") -> Markup:
    """What the traffic-sign classifier, or the user's own `model` of that name, says of each version."""
    columns = [
        element("div", element("h3", _PREDICTION_TITLES.get(key, key)), *map(_prediction, ranked))
        for key, ranked in predictions.items()
    ]
    return element(
        "section",
        element("h2", f"What the model {model} says" if model else "What a traffic-sign classifier says"),
        element("p", OWN_MODEL if model else KNOWN_SIGNS, class_="quiet"),
        element("div", *columns, class_="predictions"),
    )


def filters_section(answers: "Sequence[tuple[str, Prediction]]") -> Markup:
    """The classifier's first answer to the image as it is, as scaled and after each filter."""
    rows = [(done, best.name, confidence_percent(best.confidence)) for done, best in answers]
    return element(
        "section",
        element("h2", "What it says after each filter"),
        table(("The image", "Answer", "Confidence"), rows, numbers=(2,)),
    )


def _prediction(prediction: "Prediction") -> Markup:
    filled = element("div", style=f"width:{100 * prediction.confidence:.1f}%")
    said = f"{prediction.name}: {confidence_percent(prediction.confidence)}"
    return element("p", said, element("div", filled, class_="bar"))
