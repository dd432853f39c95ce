"""The options of `studio generate`; every number is checked here, long before torch is loaded."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from studio.cli.options import control, output, seed_and_device
from studio.cli.parsing import Parser, number, size
from studio.core.chain import STRENGTH
from studio.core.errors import ParameterError
from studio.core.generate import DETAIL, DOMAIN, LOOK, check_domains


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Reads the arguments; SystemExit after a sentence if some are missing or do not go together."""
    parser = Parser(
        prog="studio generate",
        description="Make photos of sketches, label maps and maps, mend photos, lead them into other seasons.",
    )
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="pictures, or a folder of pictures")
    parser.add_argument("-o", "--out", metavar="OUT", help="file for one picture; folder for several")
    parser.add_argument("--model", metavar="ID", help="what to make of them; --list shows all")
    parser.add_argument("--list", action="store_true", help="list the installed generators, what goes in, and moods")
    parser.add_argument("--example", action="store_true", help="use a picture that the program draws instead of INPUT")
    parser.add_argument(
        "--hints", type=Path, metavar="FILE", help="a transparent picture with strokes of colour where you want them"
    )
    control(parser, LOOK)
    parser.add_argument(
        "--domain", type=_domain, action="append", default=[], metavar="NAME=SHARE",
        help="how much of a domain a translation brings, such as rain=0.8; may be given several times",
    )  # fmt: skip
    control(parser, STRENGTH, default=None)
    parser.add_argument("--mood", metavar="NAME", help="light and colour by name, such as sunset; --list shows all")
    parser.add_argument("--style-image", type=Path, metavar="PHOTO", help="light and colour of this photo")
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
    parser.add_argument(
        "--map",
        action="store_true",
        help="first find the materials in the photo INPUT; without --model, save that map as an indexed PNG",
    )
    seed_and_device(parser)
    output(parser)
    args = parser.parse_args(argv)
    if not args.list:
        if args.model is None and args.trace is None and not args.map:
            parser.error("please give --model ID (`studio generate --list` shows all)")
        if bool(args.inputs) == args.example:
            parser.error("please give either pictures or --example")
        if args.example and args.trace is not None:
            parser.error("the example is a drawing already; please leave --trace out")
        if args.example and args.map:
            parser.error("the example is no photo; please leave --map out")
        if args.trace is not None and args.map:
            parser.error("please give either --trace or --map")
        if args.mood is not None and args.style_image is not None:
            parser.error("please give either --mood or --style-image")
        if args.out is None:
            parser.error("please say with -o where the result goes")
        args.domain = check_domains(args.domain)
    return args


def _domain(text: str) -> tuple[str, float]:
    name, equals, share = text.partition("=")
    if not equals or not name.strip():
        raise ParameterError(f"--domain takes a name and its share, such as rain=0.8, not {text!r}.")
    name = name.strip().lower()
    return name, number(replace(DOMAIN, label=f"The share of {name[:40]}"))(share)


def _detail(text: str) -> float:
    try:
        return number(DETAIL)(text)
    except ParameterError as error:
        raise ParameterError(f"{str(error)[:-1]}; name the pictures before --trace.") from None
