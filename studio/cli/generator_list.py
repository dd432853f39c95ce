"""`studio generate --list`: the installed generators, the colours of their label maps, and the moods."""

from __future__ import annotations

from collections.abc import Sequence

from studio.library.generators import Generator
from studio.library.moods import load_moods

GOES_IN = {"sketch": "a sketch", "picture": "a picture", "labels": "a label map"}


def print_generators(generators: Sequence[Generator]) -> None:
    """One generator a line: id, what goes in, title; under it its colours or its domains. Then the moods."""
    if not generators:
        print("No generator is installed.")
    wide = max((len(one.id) for one in generators), default=0)
    for one in generators:
        goes_in = GOES_IN[one.kind].split(" ", 1)[1] + (" + colour hints" if one.hints else "")
        print(f"{one.id:{wide}}  {goes_in:22}  {one.title}")
        palette = one.classes
        if palette:
            print(f"{'':{wide}}  {', '.join(f'{name} {palette.hex(i)}' for i, name in enumerate(palette.names))}")
        if one.domains:
            print(f"{'':{wide}}  domains: {', '.join(one.domains)}")
    moody = [one.id for one in generators if one.moods]
    if moody:
        print(f"\nMoods of {', '.join(moody)}: {', '.join(mood.name for mood in load_moods())}")
