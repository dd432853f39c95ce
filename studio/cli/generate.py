"""`studio generate`: sketches, photos, label maps in; what a generator makes of them out."""

from __future__ import annotations

import argparse
import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from studio.cli.batch import Task, find_photos, plan_photos, refuse, run_batch
from studio.cli.hints import Hints
from studio.cli.log import without_chatter
from studio.cli.options import MakeEngines, control, installed_engines, installed_models, output, seed_and_device, watch
from studio.cli.parsing import Parser, number, size
from studio.cli.progress import Progress
from studio.core.errors import ParameterError, PictureError, UnavailableError
from studio.core.examples import example, example_size
from studio.core.generate import DETAIL, LOOK, GenerateParams, GenerateRequest, TraceRequest
from studio.core.picture import Picture
from studio.core.picture_io import load_picture, save_picture
from studio.core.request import Request
from studio.core.resize import fit
from studio.core.step import Engine, Job, span
from studio.library.generators import Generator, find_generator, list_generators
from studio.library.models import ModelStore
from studio.library.paths import bundled_styles_dir, user_styles_dir
from studio.library.styles import StyleLibrary

EXAMPLE = Path("example")  # stands for the input that the program draws, and names its result
GOES_IN = {"sketch": "a sketch", "picture": "a picture", "labels": "a label map"}


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Reads the arguments; every number is checked here, long before torch is loaded."""
    parser = Parser(
        prog="studio generate", description="Make photos of sketches, label maps and maps, and mend photos."
    )
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="pictures, or a folder of pictures")
    parser.add_argument("-o", "--out", metavar="OUT", help="file for one picture; folder for several")
    parser.add_argument("--model", metavar="ID", help="what to make of them; --list shows all")
    parser.add_argument("--list", action="store_true", help="list the installed generators, and what goes into each")
    parser.add_argument("--example", action="store_true", help="use a picture that the program draws instead of INPUT")
    parser.add_argument(
        "--hints", type=Path, metavar="FILE", help="a transparent picture with strokes of colour where you want them"
    )
    control(parser, LOOK)
    parser.add_argument("--size", type=size, default=None, metavar="N", help="long side in pixels (default: full)")
    parser.add_argument(
        "--trace",
        nargs="?",
        type=_detail,
        const=DETAIL.default,
        metavar="DETAIL",
        help=f"first draw the lines of the photo INPUT, from {DETAIL.minimum:g} (outlines) to {DETAIL.maximum:g} "
        f"(every leaf; default: {DETAIL.default:g}); without --model, save that drawing",
    )
    seed_and_device(parser)
    output(parser)
    args = parser.parse_args(argv)
    if not args.list:
        if args.model is None and args.trace is None:
            parser.error("please give --model ID (`studio generate --list` shows all)")
        if bool(args.inputs) == args.example:
            parser.error("please give either pictures or --example")
        if args.example and args.trace is not None:
            parser.error("the example is a drawing already; please leave --trace out")
        if args.out is None:
            parser.error("please say with -o where the result goes")
    return args


def _detail(text: str) -> float:
    try:
        return number(DETAIL)(text)
    except ParameterError as error:
        raise ParameterError(f"{str(error)[:-1]}; name the pictures before --trace.") from None


def run(args: argparse.Namespace, make_engines: MakeEngines | None = None, models: ModelStore | None = None) -> int:
    """Makes every picture and returns the exit code. Raises StudioError if nothing can be done at all.

    `make_engines` and `models` stand in for what is installed. Engines are made only when the first input has been
    opened, so that nobody waits for torch to learn of a wrong name or number.
    """
    models = models or installed_models()
    if args.list:
        print_generators(list_generators(models))
        return 0
    generator = find_generator(models, args.model) if args.model is not None else None
    _check(args, generator)
    hints = Hints(args.hints) if args.hints else None
    suffix = f".{args.format}" if args.format else None
    photos, folders = ([EXAMPLE], False) if args.example else find_photos(args.inputs)
    tasks = plan_photos(photos, folders, args.out, args.model or "sketch", suffix, args.overwrite)
    precious = [] if args.example else [*photos]
    precious += [args.hints] if args.hints else []
    styles = StyleLibrary(bundled_styles_dir(), user_styles_dir())
    make = make_engines or installed_engines
    engines = functools.cache(lambda: make(styles, models, args.device))

    def one(task: Task, progress: Progress) -> None:
        refuse(task, precious, args.overwrite)
        source = _source(task.photo, args, generator)
        colours = hints.on(source) if hints else None
        progress.update(0.0, "loading")
        result = watch(_job(engines(), source, colours, args), progress)
        result = replace(result, metadata=source.metadata)
        save_picture(result, task.target, quality=args.jpeg_quality, keep_metadata=not args.strip_metadata)

    return run_batch(tasks, one, done="finished")


def _check(args: argparse.Namespace, generator: Generator | None) -> None:
    if generator is None:
        if args.hints:
            raise ParameterError("--hints gives colours to a model: add --model.")
        return
    if args.hints and not generator.hints:
        raise ParameterError(f"{generator.title} takes no colour hints; leave --hints out.")
    if args.trace is not None and generator.kind != "sketch":
        raise ParameterError(f"{generator.title} takes {GOES_IN[generator.kind]}, not a sketch; leave --trace out.")


def _source(path: Path, args: argparse.Namespace, generator: Generator | None) -> Picture:
    """What goes into the engines; PictureError if it is not what the model takes."""
    if args.example and generator:
        return example(generator.task, *example_size(generator.task, args.size or 768))
    with without_chatter():
        source = load_picture(path)
    if args.trace is not None and args.size:
        return fit(source, args.size)  # lines are to be as wide as the model learned them in the result
    palette = generator.classes if generator else None
    if palette:
        try:
            source = source.with_pixels(palette.paint(palette.indices(source)).pixels)
        except ParameterError as error:
            raise PictureError(f"{path.name}: {error}") from error
    return source


def _job(
    engines: Mapping[str, Engine], source: Picture, hints: Picture | None, args: argparse.Namespace
) -> Job[object]:
    begin = 0.0
    if args.trace is not None:
        begin = 0.3 if args.model else 1.0
        drawn = yield from span(_engine(engines, TraceRequest).run(TraceRequest(source, args.trace)), 0.0, begin)
        assert isinstance(drawn, Picture)
        source = drawn
    if args.model is None:
        return source
    params = GenerateParams(args.model, seed=args.seed, look=args.look, size=args.size)
    return (yield from span(_engine(engines, GenerateRequest).run(GenerateRequest(source, params, hints)), begin, 1.0))


def _engine(engines: Mapping[str, Engine], kind: type[Request]) -> Engine:
    if kind.engine not in engines:
        raise UnavailableError(f"The {kind.engine} engine is not installed; install the application again.")
    return engines[kind.engine]


def print_generators(generators: Sequence[Generator]) -> None:
    """One generator a line: id, what goes in, title; under one for label maps, its colours."""
    if not generators:
        print("No generator is installed.")
    wide = max((len(one.id) for one in generators), default=0)
    for one in generators:
        goes_in = GOES_IN[one.kind].split(" ", 1)[1] + (" + colour hints" if one.hints else "")
        print(f"{one.id:{wide}}  {goes_in:22}  {one.title}")
        palette = one.classes
        if palette:
            print(f"{'':{wide}}  {', '.join(f'{name} {palette.hex(i)}' for i, name in enumerate(palette.names))}")
