"""Which pipelines to sanitize for when the victim is unknown."""

from collections.abc import Sequence

from core.scaling.pipeline import Pipeline

LIKELY_SHARE = 0.9
"""Pipelines with at least this share of the best one's score are served too. The score says how clear a
picture a pipeline shows; those far below the best show none."""


def likely_pipelines(scored: Sequence[tuple[Pipeline, float]]) -> tuple[Pipeline, ...]:
    """The pipelines that an attack image may be meant for, of (pipeline, score) pairs, scores at least 0."""
    if not scored:
        return ()
    best = max(score for _, score in scored)
    return tuple(pipeline for pipeline, score in scored if score >= LIKELY_SHARE * best)
