"""What the commands that make pictures have in common: options, engines, watching one at work."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Any, cast

from studio.cli.parsing import number, whole, word
from studio.cli.progress import Progress
from studio.cli.provenance import saying
from studio.core.params import Control
from studio.core.picture import Picture
from studio.core.picture_io import SAVE_FORMATS
from studio.core.step import Engine, Job
from studio.library.models import ModelStore
from studio.library.paths import models_dir, user_models_dir

MakeEngines = Callable[[Any, ModelStore, str], Mapping[str, Engine]]
"""(styles, models, device) to the engines by id."""


def control(parser: argparse.ArgumentParser, each: Control, **options: Any) -> None:
    """Adds a `Control` as an option."""
    tip = each.tip[0].lower() + each.tip[1:].rstrip(".")
    help_text = f"{tip}; {each.minimum:g} to {each.maximum:g} (default: {each.default:g})"
    options = {"type": number(each), "default": each.default, "metavar": "X", "help": help_text} | options
    parser.add_argument(f"--{each.key}", **options)


def seed_and_device(parser: argparse.ArgumentParser) -> None:
    """Adds --seed and --device."""
    parser.add_argument(
        "--seed", type=whole("The seed", 0, 2**32 - 1), default=0, metavar="N", help="same seed, same picture"
    )
    device(parser)


def device(parser: argparse.ArgumentParser) -> None:
    """Adds --device."""
    devices = ("auto", "cpu", "cuda")
    parser.add_argument("--device", type=word("The device", devices), default="auto", help=", ".join(devices))


def output(parser: argparse.ArgumentParser) -> None:
    """Adds the options about the files that are written."""
    suffixes = [suffix[1:] for suffix in SAVE_FORMATS]
    parser.add_argument("--format", type=word("The format", suffixes), help=f"{', '.join(suffixes)} (default: png)")
    parser.add_argument(
        "--jpeg-quality", type=whole("The JPEG quality", 1, 100), default=92, metavar="N", help="1 to 100"
    )
    parser.add_argument("--strip-metadata", action="store_true", help="leave out EXIF, XMP and resolution")
    parser.add_argument("--overwrite", action="store_true", help="replace files that exist already")
    saying(parser)


def installed_models() -> ModelStore:
    """The models that ship with the application, and the user's own."""
    return ModelStore([models_dir(), user_models_dir()])


def installed_engines(styles: Any, models: ModelStore, device: str) -> Mapping[str, Engine]:
    """The real engines; loads torch."""
    from studio.engines.catalogue import build_engines

    return build_engines(styles, models, device=device)


def watch(job: Job[object], progress: Progress) -> Picture:
    """Runs `job` to its end, or closes it when Ctrl+C strikes."""
    with closing(job):
        while True:
            try:
                step = next(job)
            except StopIteration as end:
                return cast(Picture, end.value)
            progress.update(step.done, step.note)
