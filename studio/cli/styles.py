"""`studio styles`: the paintings that are installed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from studio.cli.parsing import Parser
from studio.library.paths import bundled_styles_dir, user_styles_dir
from studio.library.styles import Style, StyleLibrary


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Reads the arguments."""
    parser = Parser(prog="studio styles", description="List the paintings that photos can be painted in.")
    parser.add_argument("--json", action="store_true", help="for programs: a list of objects")
    return parser.parse_args(argv)


def run(args: argparse.Namespace, library: StyleLibrary | None = None) -> int:
    """Prints one style a line, or all as JSON, and returns the exit code."""
    library = library or StyleLibrary(bundled_styles_dir(), user_styles_dir())
    styles = list(library.all())
    if args.json:
        print(json.dumps([_as_dict(style) for style in styles], ensure_ascii=False, indent=2))
        return 0
    width = max((len(style.id) for style in styles), default=0)
    for style in styles:
        print(f"{style.id:{width}}  {', '.join(filter(None, (style.title, style.artist, style.year)))}")
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
