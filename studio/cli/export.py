"""`studio export`: what documents hold, as pictures for the web and for print, layers, sheets and films."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from studio.cli.batch import run_batch
from studio.cli.log import without_chatter
from studio.cli.parsing import Parser, one_of, size, whole, word
from studio.cli.progress import Progress
from studio.cli.provenance import Teller, saying
from studio.core.batch import Task, refuse
from studio.core.errors import ParameterError, PictureError, StudioError
from studio.core.files import check_writable, is_folder, write_error
from studio.project.export.material import Of, material_of
from studio.project.export.presets import PRESETS, Options, Preset, preset
from studio.project.export.write import export
from studio.project.open import open_any


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Reads the arguments."""
    ways = "\n".join(f"  {one.id:<10} {one.tip} ({', '.join(one.suffixes)})" for one in PRESETS)
    parser = Parser(
        prog="studio export",
        description=f"Export documents: .ora, .psd, or pictures.\n\npresets:\n{ways}",
    )
    suffixes = sorted({suffix[1:] for one in PRESETS for suffix in one.suffixes})
    parser.add_argument("documents", nargs="+", type=Path, metavar="DOC", help="documents")
    parser.add_argument(
        "--preset", required=True, type=word("The preset", [one.id for one in PRESETS]), metavar="NAME",
        help="how; see above",
    )  # fmt: skip
    parser.add_argument("-o", "--out", required=True, metavar="OUT", help="a file, or a folder, made if necessary")
    parser.add_argument(
        "--of", type=one_of("The picture", Of), metavar="WHICH",
        help="drawing, result (the newest that was kept) or photo (default: the first of result, drawing, photo)",
    )  # fmt: skip
    parser.add_argument("--format", type=word("The format", suffixes), help="one of the preset's formats")
    parser.add_argument("--size", type=size, default=None, metavar="N", help="long side in pixels (default: preset's)")
    parser.add_argument("--quality", type=whole("The quality", 1, 100), default=86, metavar="N", help="1 to 100")
    parser.add_argument(
        "--seconds", type=whole("The seconds", 1, 60), default=10, metavar="N", help="of a film, 1 to 60 (default: 10)"
    )
    parser.add_argument("--strip-metadata", action="store_true", help="leave out EXIF, XMP and resolution")
    parser.add_argument("--overwrite", action="store_true", help="replace files that exist already")
    saying(parser)
    return parser.parse_args(argv)


def run(args: argparse.Namespace) -> int:
    """Exports every document and returns the exit code. Raises StudioError if nothing can be done at all."""
    way = preset(args.preset)
    tasks = _plan(args.documents, args.out, way, args.format, args.overwrite)
    teller = Teller(args)
    options = Options(args.size, args.quality, float(args.seconds))

    def one(task: Task, progress: Progress) -> None:
        refuse(task, args.documents, args.overwrite)
        try:
            with without_chatter():
                opened = open_any(task.photo)
            material = material_of(opened.project, task.photo.stem, args.of)
            with closing(export(material, way, task.target, options, teller.says, teller.signer)) as job:
                for step in job:
                    progress.update(step.done, step.note)
        except StudioError as error:
            raise PictureError(str(error)) from error  # about this document: the others go on

    return run_batch(tasks, one, done="exported")


def _plan(documents: Sequence[Path], out: str, way: Preset, form: str | None, overwrite: bool) -> list[Task]:
    """Where each document goes: the file `out`, or one named after the document and the preset in that folder."""
    if form is not None and f".{form}" not in way.suffixes:
        allowed = ", ".join(suffix[1:] for suffix in way.suffixes)
        raise ParameterError(f"The preset {way.id} cannot be {form}; choose {allowed}.")
    suffix = f".{form}" if form else way.suffixes[0]
    target = Path(out)
    if len(documents) == 1 and not is_folder(target) and not out.endswith(("/", os.sep)):
        tasks = [Task(documents[0], target)]
        ending = target.suffix.lower()
        if ending not in (*way.suffixes, *([".tiff"] if ".tif" in way.suffixes else [])) or (form and ending != suffix):
            endings = suffix if form else " or ".join(way.suffixes)
            raise ParameterError(f"{target} must end in {endings}, or in a slash if it is to be a folder.")
    else:
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise write_error(target, error) from error
        tasks, taken = [], set[str]()
        for document in documents:
            stem, count = f"{document.stem}-{way.id}", 1
            name = stem
            while name.casefold() in taken:
                count += 1
                name = f"{stem}-{count}"
            taken.add(name.casefold())
            tasks.append(Task(document, target / (name + suffix)))
    if len(tasks) == 1:
        refuse(tasks[0], documents, overwrite)
    check_writable(tasks[0].target)
    return tasks
