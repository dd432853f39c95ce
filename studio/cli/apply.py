"""`studio apply`: photos led through a chain of steps; run again, it goes on where it stopped."""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Sequence
from pathlib import Path

from studio.cli.batch import run_batch
from studio.cli.log import without_chatter
from studio.cli.options import MakeEngines, device, installed_engines, installed_models, output, watch
from studio.cli.parsing import Parser, size
from studio.cli.progress import Progress
from studio.cli.provenance import Teller, given, names
from studio.core.applied import Record, plan_chain
from studio.core.batch import Task, refuse
from studio.core.chain import ChainRequest
from studio.core.chain_file import load_masks, read_chain
from studio.core.errors import UnavailableError
from studio.core.picture_io import load_picture
from studio.library.chain_check import Styles, chain_print, check_chain
from studio.library.models import ModelStore
from studio.library.paths import bundled_styles_dir, user_styles_dir
from studio.library.styles import StyleLibrary
from studio.provenance.making import of_chain


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Reads the arguments; every number is checked here, long before torch is loaded."""
    parser = Parser(prog="studio apply", description="Lead photos through a chain of steps.")
    parser.add_argument("chain", type=Path, metavar="CHAIN.toml", help="the chain")
    parser.add_argument("photos", nargs="+", metavar="PHOTO", help="pictures, or a folder of pictures")
    parser.add_argument("-o", "--out", required=True, metavar="FOLDER", help="where the results go; made if necessary")
    parser.add_argument("--size", type=size, default=None, metavar="N", help="long side in pixels (default: full)")
    device(parser)
    output(parser)
    return parser.parse_args(argv)


def run(
    args: argparse.Namespace,
    make_engines: MakeEngines | None = None,
    styles: Styles | None = None,
    models: ModelStore | None = None,
) -> int:
    """Makes every picture that is not finished yet and returns the exit code.

    Raises StudioError if nothing can be done at all. `make_engines`, `styles` and `models` stand in for what is
    installed. Engines are made only when the first photo has been opened, so that nobody waits for torch to learn of a
    wrong name.
    """
    styles = styles or StyleLibrary(bundled_styles_dir(), user_styles_dir())
    models = models or installed_models()
    chain = read_chain(args.chain)
    check_chain(chain, styles, models)
    with without_chatter():
        masks = load_masks(chain, args.chain.parent)
    teller = Teller(args)
    how = (args.size, args.format, args.jpeg_quality, args.strip_metadata, *teller.how)
    record = Record(Path(args.out), chain_print(chain, masks, models, how))
    suffix = f".{args.format}" if args.format else None
    tasks = plan_chain(args.photos, record, Path(args.out), args.chain.stem, suffix)
    precious = [*(task.photo for task in tasks), args.chain, *(args.chain.parent / name for name, _ in masks)]
    waiting = [task for task in tasks if not record.holds(task)]
    if finished := len(tasks) - len(waiting):
        print(f"studio: {finished} of {len(tasks)} pictures were finished before.", file=sys.stderr)
    called = names(styles, models)
    make = make_engines or installed_engines
    engines = functools.cache(lambda: make(styles, models, args.device))

    def one(task: Task, progress: Progress) -> None:
        refuse(task, precious, args.overwrite)
        state = record.photo_state(task)
        with without_chatter():
            photo = load_picture(task.photo)
        progress.update(0.0, "loading")
        if ChainRequest.engine not in engines():
            raise UnavailableError("Chains cannot be worked here; install the application again.")
        job = engines()[ChainRequest.engine].run(ChainRequest(photo, chain, masks, args.size))
        made = watch(job, progress)
        origin = of_chain(chain, given(photo, task.photo), called, args.size)
        record.keep(task, state, lambda: teller.save(made, task.target, origin, photo, progress))

    return run_batch(waiting, one, done="finished")
