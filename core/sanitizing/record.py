"""The record that stands beside every sanitized file: what was done to which image, for whom, with what."""

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.images.evidence import Evidence
from core.images.files import check_writable, write_file
from core.images.saving import check_lossless, encode_lossless
from core.sanitizing.agreement import Agreement
from core.sanitizing.recheck import Recheck
from core.sanitizing.wording import recheck_words, reduction_words
from core.scaling.pipeline import Cut, Pipeline
from core.scaling.versions import library_versions

if TYPE_CHECKING:
    from core.sanitizing.sanitize import Sanitized

FORMAT = "aliascope-sanitized"
FORMAT_VERSION = 1
SUFFIX = ".json"


def record_path(output: Path) -> Path:
    """Where the record of `output` stands: beside it, OUT.png.json for OUT.png."""
    return output.with_name(output.name + SUFFIX)


def check_sanitized_output(output: Path, protect: Iterable[Path] = ()) -> None:
    """Raise `SaveError` before any work when `output` or its record can not be written."""
    check_lossless(output)
    evidence = tuple(protect)
    check_writable(output, evidence)
    check_writable(record_path(output), evidence)


def save_with_record(
    result: "Sanitized", output: Path, evidence: Evidence, protect: Iterable[Path] = ()
) -> Path:
    """Write the sanitized image without loss, and its record beside it; returns the record's path.

    `protect` names evidence files that must not be overwritten. Raises `SaveError`, then nothing is written
    unless the disk fails between the two files.
    """
    check_sanitized_output(output, protect)
    data = encode_lossless(result.pixels, output.suffix.lower())
    document = record(result, evidence, output.name, hashlib.sha256(data).hexdigest())
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    write_file(output, data, protect=protect)
    write_file(record_path(output), text.encode("utf-8"), protect=protect)
    return record_path(output)


def record(result: "Sanitized", evidence: Evidence, output: str, sha256: str) -> dict[str, Any]:
    """The record as a JSON object. Sizes are [width, height]; the same work gives the same record.

    `output` is the file's name and `sha256` the digest of its bytes. `filter` is the one really used,
    `requested` the one asked for. The input's digest is that of the file's bytes, `samples` how it stores
    pixels, and `reduced` says what of that the output has not, empty for nothing. `recheck` is what another
    inspection found in the output, null for none.
    """
    height, width = result.pixels.shape[:2]
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "input": {
            "file": evidence.name,
            "sha256": evidence.sha256,
            "bytes": evidence.byte_count,
            "size": [evidence.shape[1], evidence.shape[0]],
            "samples": evidence.mode,
        },
        "output": {"file": output, "sha256": sha256, "size": [int(width), int(height)]},
        "pipelines": [pipeline_entry(pipeline) for pipeline in result.pipelines],
        "requested": result.requested,
        "filter": result.filter,
        "seed": result.seed,
        "changed_pixels": int(result.changed_pixels),
        "agreements": [agreement_entry(entry) for entry in result.agreements],
        "recheck": recheck_entry(result.recheck),
        "note": result.note,
        "reduced": reduction_words(evidence),
        "versions": {"aliascope": _own_version(), **library_versions()},
    }


def pipeline_entry(pipeline: Pipeline) -> dict[str, Any]:
    """A pipeline as a JSON object.

    `crop` is [x, y, width, height] or null. `cut`, null unless the crop is taken out of the scaled image,
    is the size of that and where it is cut: {scaled_size: [width, height], left, top}.
    """
    cut = pipeline.cut
    return {
        "library": pipeline.library,
        "algorithm": pipeline.algorithm,
        "target_size": list(pipeline.target_size),
        "crop": None if pipeline.crop is None else list(pipeline.crop),
        "cut": None if cut is None else _cut_entry(cut),
    }


def _cut_entry(cut: Cut) -> dict[str, Any]:
    height, width = cut.scaled_shape
    return {"scaled_size": [width, height], "left": cut.left, "top": cut.top}


def agreement_entry(entry: Agreement) -> dict[str, Any]:
    """Largest differences to robust scaling in grey levels, by the real library; see `Agreement`."""
    figures = {"before": entry.before, "after": entry.after, "to_evidence": entry.to_evidence}
    return {**pipeline_entry(entry.pipeline), **figures}


def recheck_entry(recheck: Recheck | None) -> dict[str, Any] | None:
    """What another inspection found in the sanitized image; null where there was none."""
    if recheck is None:
        return None
    return {
        "verdict": recheck.verdict,
        "false_alarm_rate": recheck.false_alarm_rate,
        "found": [pipeline_entry(pipeline) for pipeline in recheck.found],
        "traces": recheck.traces,
        "words": recheck_words(recheck),
    }


def _own_version() -> str | None:
    try:
        return version("aliascope")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return None
