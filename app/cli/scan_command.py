"""`aliascope scan`: every image of a folder, several at a time, able to go on where it stopped."""

import os
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import add_allow_huge, add_json, add_pipeline, asked_from, names_pipeline
from app.cli.command import Command, ExitCode
from app.cli.console import Console
from app.cli.report_files import make_folder
from app.cli.scan_result import conclude, counted, exit_code, tell, throughput
from core.errors import SaveError
from core.images.files import check_writable, printable, write_file
from core.progress import Cancelled

if TYPE_CHECKING:
    from core.detection.batch import BatchOptions
    from core.detection.scan_record import ScanRecord

_DESCRIPTION = """\
Inspect every image in a folder and the folders inside it. The images are never modified. With --library,
--algorithm and --size that pipeline is asked about first.

--output writes a line of JSON per file as soon as it is inspected. When the file is there already, files that
have not changed since are not inspected again: stop a scan whenever you like and start it again. A line that
was asked about another pipeline is not gone on from.

--json: {folder, asked, files, inspected, kept, suspicious, unreadable, unsearched, megapixels, seconds,
        megapixels_per_second, results [{file, mtime_ns, bytes, sha256, width, height, verdict,
        false_alarm_rate, target_size [w,h] or null, library, algorithm, region [x,y,w,h] or null, summary,
        hidden_image, seconds, error, unsearched "small", "narrow", "flat" or null, second_size [w,h] or
        null, robust_image, note, asked, pictures in the file}]}; the same objects are the lines of --output.

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
        "--save-hidden",
        type=Path,
        metavar="DIR",
        help="save each hidden image found into this folder as PNG, its robust counterpart beside it",
    )
    add_pipeline(parser, required=False)
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
    from core.detection.scan_record import read_records

    output: Path | None = arguments.output
    options = _options(arguments)
    _check_outputs(arguments)
    files = image_files(arguments.folder, progress=console.progress)
    earlier = {} if output is None else read_records(output)
    kept = [
        earlier[name] for path, name in files if name in earlier and _stands(earlier[name], path, options)
    ]
    standing = {record.file for record in kept}
    todo = [(path, name) for path, name in files if name not in standing]
    if kept:
        console.say(f"{len(kept)} of {len(files)} images are as they were and not inspected again.")
    start = time.perf_counter()
    new: list[ScanRecord] = []
    try:
        _scan(todo, new, options, arguments, console)
    except (KeyboardInterrupt, Cancelled):
        console.note(f"aliascope: stopped after {len(new)} of {counted(len(todo))}.{_remedy(output)}")
        return ExitCode.INTERRUPTED
    finally:
        records = sorted([*kept, *new], key=lambda record: record.file)
        _write_table(records, arguments.csv)
    seconds = time.perf_counter() - start
    head = {"folder": str(arguments.folder), "asked": options.asked_key}
    conclude(records, len(new), seconds, head | throughput(new, seconds, console), console)
    return exit_code(records)


def _options(arguments: Namespace) -> "BatchOptions":
    from core.detection.batch import BatchOptions

    asked = asked_from(arguments) if names_pipeline(arguments) else None
    return BatchOptions(arguments.jobs, arguments.save_hidden, allow_huge=arguments.allow_huge, asked=asked)


def _remedy(output: Path | None) -> str:
    if output is None:
        return " With --output it can be gone on with."
    return " Start it again to go on."


def _write_table(records: "Sequence[ScanRecord]", path: Path | None) -> None:
    """The results so far as a table, also when the scan was stopped."""
    from core.detection.scan_record import as_csv

    if path is not None:
        write_file(path, as_csv(records).encode("utf-8"))


def _check_outputs(arguments: Namespace) -> None:
    if arguments.save_hidden is not None:
        make_folder(arguments.save_hidden)
    if arguments.output is not None and arguments.output.is_dir():
        raise SaveError(f"{printable(str(arguments.output))} is a folder; name a file to write.")
    for path in (arguments.output, arguments.csv):
        if path is not None:
            check_writable(path)


def _stands(record: "ScanRecord", path: Path, options: "BatchOptions") -> bool:
    """Whether a record still holds: the same question, the file unchanged, or changed in date only.

    Errors get another try.
    """
    from core.detection.scan_file import file_sha256

    if record.error is not None or record.asked != options.asked_key:
        return False
    return record.is_of(path) or (record.sha256 is not None and record.sha256 == file_sha256(path))


def _scan(
    files: list[tuple[Path, str]],
    records: "list[ScanRecord]",
    options: "BatchOptions",
    arguments: Namespace,
    console: Console,
) -> None:
    """Inspect files; what is known so far is in `records` at any time, and in the lines of --output."""
    from core.detection.batch import scan_files
    from core.detection.scan_record import json_line

    lines = None if arguments.output is None else arguments.output.open("a", encoding="utf-8")
    try:
        for result in scan_files(files, options, progress=console.progress) if files else ():
            records.append(result.record)
            if lines is not None:
                lines.write(json_line(result.record))
                lines.flush()
            tell(result.record, console)
    finally:
        if lines is not None:
            lines.close()


SCAN = Command("scan", "look for hidden images in a folder", _DESCRIPTION, configure, run)
