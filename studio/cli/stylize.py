"""`studio stylize`: photos in, painted pictures out."""

from __future__ import annotations

import argparse
import functools
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from studio.cli.batch import run_batch
from studio.cli.log import without_chatter
from studio.cli.masks import Masks, style_and_file
from studio.cli.options import MakeEngines, control, installed_engines, installed_models, output, seed_and_device, watch
from studio.cli.parsing import Parser, one_of, size
from studio.cli.progress import Progress
from studio.cli.provenance import Teller, given, names
from studio.core import params
from studio.core.batch import Task, plan, refuse
from studio.core.errors import ParameterError, UnavailableError
from studio.core.params import Colours, Quality, Start, StylizeParams
from studio.core.picture_io import load_picture
from studio.core.request import InstantRequest, StylizeRequest
from studio.core.step import Engine
from studio.library.paths import bundled_styles_dir, user_styles_dir
from studio.library.styles import StyleLibrary
from studio.provenance.making import of_stylize


class Styles(Protocol):
    """What this command needs of a style library: `get` raises UnknownChoiceError for an id that is not there."""

    def get(self, style_id: str, /) -> object: ...


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Reads the arguments; every number is checked here, long before torch is loaded."""
    parser = Parser(prog="studio stylize", description="Paint photos in the style of a painting.")
    parser.add_argument("photos", nargs="+", metavar="PHOTO", help="pictures, or a folder of pictures")
    parser.add_argument("-o", "--out", required=True, metavar="OUT", help="file for one photo; folder for several")
    parser.add_argument("--style", required=True, metavar="ID", help="the painting; `studio styles` lists them")
    parser.add_argument("--style2", metavar="ID", help="a second painting to mix in")
    control(parser, params.BLEND, default=None)
    parser.add_argument(
        "--mask",
        action="append",
        default=[],
        type=style_and_file,
        metavar="STYLE=FILE",
        help="paint this style where the grey picture FILE is white, --style elsewhere; "
        "the style photo keeps the photo there; may be given several times",
    )
    for each in params.STYLIZE_CONTROLS:
        control(parser, each)
    choice(parser, "quality", "How long to paint (instant: one pass, no optimiser)", Quality, Quality.GOOD)
    choice(parser, "start", "What the optimiser starts from", Start, Start.PHOTO)
    choice(parser, "colours", "Whose colours the result has", Colours, Colours.STYLE, "--colors")
    parser.add_argument(
        "--size", type=size, default=512, metavar="N", help="long side in pixels, or full (default: 512)"
    )
    seed_and_device(parser)
    parser.add_argument("--encoder", default=None, metavar="ID", help="the network that judges likeness")
    output(parser)
    return parser.parse_args(argv)


def choice(parser: Parser, key: str, label: str, kind: Any, default: Any, *other_names: str) -> None:
    """Adds a `StrEnum` as an option."""
    help_text = f"{label[0].lower()}{label[1:]}: {', '.join(kind)} (default: {default})"
    parser.add_argument(
        f"--{key}", *other_names, type=one_of(f"--{key}", kind), default=default, metavar="X", help=help_text
    )


def to_params(args: argparse.Namespace) -> StylizeParams:
    """The parameters that `args` ask for. Raises ParameterError."""
    if args.style2 is None:
        if args.blend is not None:
            raise ParameterError("--blend mixes two paintings: add --style2.")
        styles: tuple[tuple[str, float], ...] = ((args.style, 1.0),)
    else:
        blend = params.BLEND.default if args.blend is None else args.blend
        styles = ((args.style, 1 - blend), (args.style2, blend))
    keys = ("strength", "content", "stroke", "smoothness", "quality", "start", "colours", "size", "seed")
    chosen = {key: getattr(args, key) for key in keys}
    if args.encoder is not None:
        chosen["encoder"] = args.encoder
    return StylizeParams(styles, **chosen)


def run(args: argparse.Namespace, make_engines: MakeEngines | None = None, styles: Styles | None = None) -> int:
    """Paints every photo and returns the exit code. Raises StudioError if nothing can be done at all.

    `make_engines` and `styles` stand in for what is installed. Engines are made only when the first photo has been
    opened, so that nobody waits for torch to learn of a wrong name or number.
    """
    wanted = to_params(args)
    styles = styles or StyleLibrary(bundled_styles_dir(), user_styles_dir())
    for name in filter(None, (args.style, args.style2)):
        styles.get(name)
    masks = Masks(args.mask, styles)
    teller = Teller(args)
    label = "-".join(name for name, _ in wanted.styles)
    tasks = plan(args.photos, args.out, label, f".{args.format}" if args.format else None, args.overwrite)
    models = installed_models()
    called = names(styles, models)
    make = make_engines or installed_engines
    kind = InstantRequest if wanted.quality == Quality.INSTANT else StylizeRequest
    engine = functools.cache(lambda: _named(make(styles, models, args.device), kind.engine))

    def paint(task: Task, progress: Progress) -> None:
        refuse(task, [each.photo for each in tasks], args.overwrite)
        with without_chatter():
            photo = load_picture(task.photo)
        progress.update(0.0, "loading")
        result = watch(engine().run(kind(photo, wanted, masks.on(photo))), progress)
        origin = of_stylize(wanted, given(photo, task.photo), called, (style for style, _ in args.mask))
        teller.save(result, task.target, origin, photo, progress)

    return run_batch(tasks, paint)


def _named(engines: Mapping[str, Engine], name: str) -> Engine:
    if name not in engines:
        raise UnavailableError(f"The {name} engine is not installed; choose another --quality.")
    return engines[name]
