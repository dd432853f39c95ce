"""`studio generate`: sketches, photos, label maps in; what a generator makes of them out."""

from __future__ import annotations

import argparse
import functools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from studio.cli.batch import run_batch
from studio.cli.generate_options import parse
from studio.cli.generator_list import GOES_IN, print_generators
from studio.cli.hints import Hints
from studio.cli.log import without_chatter
from studio.cli.maps import check_target, read_labels, write_labels
from studio.cli.options import MakeEngines, installed_engines, installed_models, watch
from studio.cli.progress import Progress
from studio.cli.provenance import Teller, given, names
from studio.core.batch import Task, find_photos, plan_photos, refuse
from studio.core.errors import ParameterError, UnavailableError
from studio.core.examples import example, example_size
from studio.core.generate import GenerateParams, GenerateRequest, MapRequest, TraceRequest
from studio.core.moods import Mood, mood_of
from studio.core.palettes import Palette
from studio.core.params import MAX_SIZE
from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.core.request import Request
from studio.core.resize import fit, resize
from studio.core.step import Engine, Job, span
from studio.engines.chain import mixed
from studio.library.generators import Generator, find_generator, list_generators, map_palette
from studio.library.models import ModelStore
from studio.library.moods import find_mood
from studio.library.paths import bundled_styles_dir, user_styles_dir
from studio.library.styles import StyleLibrary
from studio.provenance.label import labelled
from studio.provenance.making import Names, of_generate, of_map
from studio.provenance.origin import Ingredient, Origin, Source

__all__ = ["parse", "run"]

EXAMPLE = Path("example")  # stands for the input that the program draws, and names its result


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
    palette = map_palette(models, MapRequest.model) if args.map else None
    _check(args, generator, palette)
    hints = Hints(args.hints) if args.hints else None
    mood = _mood(args)
    teller = Teller(args)
    suffix = f".{args.format}" if args.format else None
    photos, folders = ([EXAMPLE], False) if args.example else find_photos(args.inputs)
    label = args.model or ("map" if args.map else "sketch")
    tasks = plan_photos(photos, folders, args.out, label, suffix, args.overwrite)
    precious = [] if args.example else [*photos]
    precious += [path for path in (args.hints, args.style_image) if path]
    styles = StyleLibrary(bundled_styles_dir(), user_styles_dir())
    called = names(styles, models)
    make = make_engines or installed_engines
    engines = functools.cache(lambda: make(styles, models, args.device))

    def one(task: Task, progress: Progress) -> None:
        refuse(task, precious, args.overwrite)
        source = _source(task.photo, args, generator, progress)
        colours = hints.on(source) if hints else None
        progress.update(0.0, "loading")
        result = watch(_job(engines(), source, colours, mood, args), progress)
        origin = _origin(args, mood, None if args.example else given(source, task.photo), called)
        if palette and not generator:
            write_labels(task.target, result, palette, labelled(None, origin, teller.says))
            return
        if args.strength is not None:
            result = mixed(resize(source, result.width, result.height), result, args.strength)
        result = replace(result, metadata=source.metadata)
        teller.save(result, task.target, origin, source, progress)

    return run_batch(tasks, one, done="finished")


def _check(args: argparse.Namespace, generator: Generator | None, palette: Palette | None) -> None:
    """Raises ParameterError for options that the model cannot follow; `palette`: of the map of a photo, if wanted."""
    moody = "--mood" if args.mood is not None else "--style-image" if args.style_image else ""
    if generator is None:
        if args.hints:
            raise ParameterError("--hints gives colours to a model: add --model.")
        if args.domain or args.strength is not None:
            option = "--domain" if args.domain else "--strength"
            raise ParameterError(f"{option} tells a model how far to go: add --model.")
        if moody:
            raise ParameterError(f"{moody} tells a model about light and colour: add --model.")
        if palette:
            check_target(args.out, args.format)
        return
    if args.hints and not generator.hints:
        raise ParameterError(f"{generator.title} takes no colour hints; leave --hints out.")
    if args.trace is not None and generator.kind != "sketch":
        raise ParameterError(f"{generator.title} takes {GOES_IN[generator.kind]}, not a sketch; leave --trace out.")
    if palette and generator.classes != palette:
        goes_in = "a label map of another kind" if generator.kind == "labels" else GOES_IN[generator.kind]
        raise ParameterError(f"{generator.title} takes {goes_in}, not a map of materials; leave --map out.")
    if moody and not generator.moods:
        raise ParameterError(f"{generator.title} has no moods; leave {moody} out.")
    if args.strength is not None and generator.kind != "picture":
        goes_in = GOES_IN[generator.kind]
        raise ParameterError(f"{generator.title} takes {goes_in}, which no result is mixed with; leave --strength out.")
    generator.check_domains(args.domain)
    if generator.domains and not any(share for _, share in args.domain):
        some = ", ".join(generator.domains)
        raise ParameterError(f"{generator.title} changes nothing by itself; add --domain NAME=SHARE, a name of {some}.")


def _mood(args: argparse.Namespace) -> Mood | None:
    if args.style_image:
        with without_chatter():
            return mood_of(load_picture(args.style_image), args.style_image.stem)
    return find_mood(args.mood) if args.mood is not None else None


def _source(path: Path, args: argparse.Namespace, generator: Generator | None, progress: Progress) -> Picture:
    """What goes into the engines; PictureError if it is not what the model takes."""
    if args.example and generator:
        return example(generator.task, *example_size(generator.task, args.size or 768))
    if generator and generator.classes and not args.map:
        return read_labels(path, generator.classes, progress)
    with without_chatter():
        source = load_picture(path)
    if args.size and (args.trace is not None or (args.map and not generator)):
        return fit(source, args.size)  # lines are to be as wide as the model learned them in the result
    return source


def _job(
    engines: Mapping[str, Engine], source: Picture, hints: Picture | None, mood: Mood | None, args: argparse.Namespace
) -> Job[object]:
    size, first = args.size, None
    if args.trace is not None:
        first = TraceRequest(source, args.trace)
    elif args.map:
        first = MapRequest(source)
        size = size or min(MAX_SIZE, max(source.width, source.height))  # a map is smaller than a large photo
    begin = 0.0
    if first is not None:
        begin = 0.3 if args.model else 1.0
        drawn = yield from span(_engine(engines, type(first)).run(first), 0.0, begin)
        assert isinstance(drawn, Picture)
        source = drawn
    if args.model is None:
        return source
    params = GenerateParams(args.model, args.seed, args.look, size, mood, args.domain)
    return (yield from span(_engine(engines, GenerateRequest).run(GenerateRequest(source, params, hints)), begin, 1.0))


def _origin(args: argparse.Namespace, mood: Mood | None, source: Ingredient | None, called: Names) -> Origin:
    found = of_map(source, called)
    if args.model is None:
        return found if args.map else Origin(Source.EDITED, (), (source,) if source else (), {"made": "lines"})
    params = GenerateParams(args.model, args.seed, args.look, args.size, mood, args.domain)
    origin = of_generate(params, source, called)
    if args.map:
        origin = replace(origin, models=(*found.models, *origin.models))
    # Nobody's picture went in: the program drew the example.
    return replace(origin, source=Source.GENERATED) if args.example else origin


def _engine(engines: Mapping[str, Engine], kind: type[Request]) -> Engine:
    if kind.engine not in engines:
        raise UnavailableError(f"The {kind.engine} engine is not installed; install the application again.")
    return engines[kind.engine]
