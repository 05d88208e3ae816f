"""`aliascope scan`: every image of a folder, several at a time, able to go on where it stopped."""

import os
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.arguments import add_allow_huge, add_json
from app.cli.command import Command, ExitCode
from app.cli.console import Console
from app.cli.report_files import make_folder
from core.errors import SaveError
from core.images.files import check_writable, printable, write_file

if TYPE_CHECKING:
    from core.detection.scan_record import ScanRecord

_DESCRIPTION = """\
Inspect every image in a folder and the folders inside it. The images are never modified.

--output writes a line of JSON per file as soon as it is inspected. When the file is there already, files that
have not changed since are not inspected again: stop a scan whenever you like and start it again.

--json: {folder, files, inspected, kept, suspicious, unreadable, megapixels, seconds,
        megapixels_per_second, results [{file, mtime_ns, bytes, sha256, width, height, verdict,
        false_alarm_rate, target_size [w,h] or null, library, algorithm, region [x,y,w,h] or null, summary,
        hidden_image, seconds, error}]}; the same objects are the lines of --output.

exit codes: 0 every image is clean · 3 some image is suspicious or an attack
            2 bad usage, or some image can not be read and no other is suspicious"""


def configure(parser: ArgumentParser) -> None:
    """Arguments of `aliascope scan`."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder with images")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT.jsonl",
        help="a line of JSON per file; an earlier one is gone on from",
    )
    parser.add_argument("--csv", type=Path, metavar="OUT.csv", help="write the results as a table as well")
    parser.add_argument(
        "--save-hidden", type=Path, metavar="DIR", help="save each hidden image found into this folder as PNG"
    )
    cores = os.cpu_count() or 1
    parser.add_argument(
        "--jobs",
        type=_jobs,
        default=cores,
        metavar="N",
        help=f"images at a time (default {cores}, one a core)",
    )
    add_allow_huge(parser)
    add_json(parser)


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise ArgumentTypeError(f"“{text}” is not a number of jobs; give 1 to 256")
    return int(text)


def run(arguments: Namespace, console: Console) -> int:
    """Scan what is new or changed, print what is suspicious, then the sums."""
    from core.detection.folder import image_files
    from core.detection.scan_record import as_csv, read_records

    output: Path | None = arguments.output
    _check_outputs(arguments)
    files = image_files(arguments.folder, progress=console.progress)
    earlier = {} if output is None else read_records(output)
    kept = [earlier[name] for path, name in files if name in earlier and _stands(earlier[name], path)]
    standing = {record.file for record in kept}
    todo = [(path, name) for path, name in files if name not in standing]
    if kept:
        console.say(f"{len(kept)} of {len(files)} images are as they were and not inspected again.")
    start = time.perf_counter()
    new = _scan(todo, arguments, console)
    seconds = time.perf_counter() - start
    records = sorted([*kept, *new], key=lambda record: record.file)
    if arguments.csv is not None:
        write_file(arguments.csv, as_csv(records).encode("utf-8"))
    _conclude(records, new, seconds, arguments, console)
    return _exit_code(records)


def _check_outputs(arguments: Namespace) -> None:
    if arguments.save_hidden is not None:
        make_folder(arguments.save_hidden)
    if arguments.output is not None and arguments.output.is_dir():
        raise SaveError(f"{printable(str(arguments.output))} is a folder; name a file to write.")
    for path in (arguments.output, arguments.csv):
        if path is not None:
            check_writable(path)


def _stands(record: "ScanRecord", path: Path) -> bool:
    """Whether a record still holds: the file unchanged, or changed in date only. Errors get another try."""
    from core.detection.scan_file import file_sha256

    if record.error is not None:
        return False
    return record.is_of(path) or (record.sha256 is not None and record.sha256 == file_sha256(path))


def _scan(files: list[tuple[Path, str]], arguments: Namespace, console: Console) -> "list[ScanRecord]":
    from core.detection.batch import BatchOptions, scan_files
    from core.detection.scan_record import json_line

    options = BatchOptions(arguments.jobs, arguments.save_hidden, allow_huge=arguments.allow_huge)
    records = []
    lines = None if arguments.output is None else arguments.output.open("a", encoding="utf-8")
    try:
        for result in scan_files(files, options, progress=console.progress) if files else ():
            records.append(result.record)
            if lines is not None:
                lines.write(json_line(result.record))
                lines.flush()
            _tell(result.record, console)
    finally:
        if lines is not None:
            lines.close()
    return records


def _tell(record: "ScanRecord", console: Console) -> None:
    if record.error is not None:
        console.note(f"aliascope: {record.error}")
    elif record.is_suspicious:
        console.say(f"{printable(record.file)}: {record.verdict}. {record.summary}")


def _conclude(
    records: "Sequence[ScanRecord]",
    new: "Sequence[ScanRecord]",
    seconds: float,
    arguments: Namespace,
    console: Console,
) -> None:
    suspicious = sum(record.is_suspicious for record in records)
    unreadable = sum(record.error is not None for record in records)
    megapixels = sum(record.megapixels for record in new)
    rate = megapixels / seconds if seconds > 0 else 0.0
    console.say(
        f"{len(records)} images: {suspicious} suspicious, {unreadable} unreadable, "
        f"{len(records) - suspicious - unreadable} clean."
    )
    if new:
        console.say(f"Inspected {megapixels:.1f} megapixels in {seconds:.1f} s, {rate:.2f} MP/s.")
    sums = {"files": len(records), "inspected": len(new), "kept": len(records) - len(new)}
    console.document(
        _document(records, sums | {"suspicious": suspicious, "unreadable": unreadable})
        | {
            "folder": str(arguments.folder),
            "megapixels": round(megapixels, 3),
            "seconds": round(seconds, 3),
            "megapixels_per_second": round(rate, 3),
        }
    )


def _document(records: "Sequence[ScanRecord]", sums: dict[str, int]) -> dict[str, Any]:
    from dataclasses import asdict

    return {**sums, "results": [asdict(record) for record in records]}


def _exit_code(records: "Sequence[ScanRecord]") -> int:
    if any(record.is_suspicious for record in records):
        return ExitCode.SUSPICIOUS
    return ExitCode.BAD_INPUT if any(record.error for record in records) else ExitCode.DONE


SCAN = Command("scan", "look for hidden images in a folder", _DESCRIPTION, configure, run)
