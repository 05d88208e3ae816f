import weakref

import cv2

from app.models import EvidenceItem, Session
from app.views.compare.comparison import Comparisons
from core.images import RGB, evidence_from_pixels
from core.scaling.catalogue import OPENCV, PILLOW
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import output_distance

SHAPE = (100, 150)


def test_nothing_is_compared_before_the_robust_output_is_there(
    session: Session, item: EvidenceItem, outputs: dict[Pipeline, RGB]
) -> None:
    nearest = Pipeline("opencv", "nearest", SHAPE)
    robust = nearest.robust
    comparisons = Comparisons(item)
    session.evidence.update(item, outputs={nearest: outputs[nearest]})
    assert comparisons.comparison(nearest) is None
    session.evidence.update(item, outputs={nearest: outputs[nearest], robust: outputs[robust]})
    known = comparisons.comparison(nearest)
    assert known is not None
    assert known.differs
    assert known.distance == output_distance(outputs[nearest], outputs[robust])
    assert comparisons.comparison(nearest) is known


def test_enlarged_outputs_are_not_judged(session: Session, item: EvidenceItem, attack: RGB) -> None:
    shape = (500, 900)
    nearest = Pipeline("opencv", "nearest", shape)
    pipelines = [nearest, nearest.robust]
    session.evidence.update(item, outputs={entry: real_resize(attack, entry) for entry in pipelines})
    known = Comparisons(item).comparison(pipelines[0])
    assert known is not None
    assert not known.differs
    assert not Comparisons(item).is_judged(nearest)


def test_where_one_axis_grows_the_other_is_still_judged(session: Session, coffee: RGB, chelsea: RGB) -> None:
    strip = coffee[150:250].copy()
    strip[:, ::15] = cv2.resize(chelsea, (40, 100), interpolation=cv2.INTER_AREA)
    item = session.evidence.add(evidence_from_pixels(strip, "strip.png"))
    pipelines = [
        Pipeline(library.id, entry.id, (150, 40))
        for library in (OPENCV, PILLOW)
        for entry in library.algorithms
    ]
    session.evidence.update(item, outputs={entry: real_resize(strip, entry) for entry in pipelines})
    known = [Comparisons(item).comparison(entry) for entry in pipelines]
    assert [entry.pipeline.label for entry in known if entry and entry.is_robust] == ["Pillow box 40×150"]
    assert [entry.pipeline.label for entry in known if entry and entry.differs] == ["OpenCV nearest 40×150"]


def test_dropped_outputs_are_not_kept_alive(
    session: Session, item: EvidenceItem, outputs: dict[Pipeline, RGB]
) -> None:
    comparisons = Comparisons(item)
    made = {entry: output.copy() for entry, output in outputs.items()}
    alive = [weakref.ref(output) for output in made.values()]
    session.evidence.update(item, outputs=made)
    assert all(comparisons.comparison(entry) is not None for entry in made)
    made.clear()
    session.evidence.update(item, outputs={})
    assert not any(ref() is not None for ref in alive)
    session.evidence.update(item, outputs=outputs)
    assert all(comparisons.comparison(entry) is not None for entry in outputs)


def test_only_the_attacked_pipeline_differs(
    session: Session, item: EvidenceItem, outputs: dict[Pipeline, RGB]
) -> None:
    session.evidence.update(item, outputs=outputs)
    known = [Comparisons(item).comparison(pipeline) for pipeline in outputs]
    assert [entry.pipeline.label for entry in known if entry and entry.differs] == ["OpenCV nearest 150×100"]


def test_a_crop_is_judged_by_what_it_keeps(session: Session, item: EvidenceItem, attack: RGB) -> None:
    crop = (200, 100, 200, 200)
    shape = (50, 50)
    nearest = Pipeline("opencv", "nearest", shape, crop)
    pipelines = [nearest, nearest.robust]
    session.evidence.update(item, outputs={entry: real_resize(attack, entry) for entry in pipelines})
    comparisons = Comparisons(item)
    known = comparisons.comparison(pipelines[0])
    assert known is not None
    assert known.differs
    assert (comparisons.seen(pipelines[0]) == attack[100:300, 200:400]).all()
