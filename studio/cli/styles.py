"""`studio styles`: the paintings that are installed, and how those that ship are made."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from studio.cli.parsing import Parser
from studio.library.models import ModelStore
from studio.library.paths import bundled_styles_dir, models_dir, resources_dir, user_styles_dir
from studio.library.styles import Style, StyleLibrary


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Reads the arguments."""
    parser = Parser(prog="studio styles", description="List the paintings that photos can be painted in.")
    parser.add_argument("--json", action="store_true", help="for programs: a list of objects")
    parser.add_argument("--build", type=Path, metavar="FOLDER", help="make the styles that ship from these paintings")
    return parser.parse_args(argv)


def run(args: argparse.Namespace, library: StyleLibrary | None = None) -> int:
    """Prints one style a line, or all as JSON, and returns the exit code."""
    if args.build:
        return build(args.build)
    library = library or StyleLibrary(bundled_styles_dir(), user_styles_dir())
    styles = list(library.all())
    if args.json:
        print(json.dumps([_as_dict(style) for style in styles], ensure_ascii=False, indent=2))
        return 0
    width = max((len(style.id) for style in styles), default=0)
    for style in styles:
        print(f"{style.id:{width}}  {', '.join(filter(None, (style.title, style.artist, style.year)))}")
    return 0


def build(pictures: Path) -> int:
    """Makes the styles that ship from the paintings in `pictures`; after a change of encoder or catalogue."""
    from studio.engines.bundled_styles import build_styles
    from studio.engines.device import choose_device
    from studio.engines.perception import Perception

    target = bundled_styles_dir()
    perception = Perception(StyleLibrary(target, user_styles_dir()), ModelStore([models_dir()]), choose_device())
    for step in build_styles(resources_dir() / "paintings.toml", pictures, target, perception):
        print(f"{step.done:4.0%}  {step.note}", flush=True)
    return 0


def _as_dict(style: Style) -> dict[str, object]:
    return {
        "id": style.id,
        "title": style.title,
        "artist": style.artist,
        "year": style.year,
        "tags": list(style.tags),
        "bundled": style.bundled,
    }
