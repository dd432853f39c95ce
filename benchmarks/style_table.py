"""How near the instant styles come to the optimiser: the judge's style loss of both, over all bundled paintings.

    python -m benchmarks.style_table --cache FILE.json [--photos 3] [--styles ID ...] [--any-all] [--markdown FILE.md]

Photos that no training saw, 448 px; the optimiser's preset "good" from the photo, both with the same parameters. The
paintings that the rule holds back from training are also added as a user's own pictures, so that the network for any
picture paints them unseen (with --any-all every painting is, which says how that network does on those it knows).
The optimiser takes most of the time (8 s a picture on two cores): its figures are kept in the cache and the run can be
stopped and continued. Needs the teachers and the picture sets beside the checkout.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common import paint, painting, painting_files, painting_path, tensor
from benchmarks.instant_studio import InstantStudio
from studio.core.files import atomic_bytes
from studio.core.params import Quality, Start, StylizeParams
from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.core.resize import fit
from studio.engines.gatys import GatysEngine
from studio.engines.perception import ENCODER
from studio.training.data import data_folder, is_held_back, list_pictures
from studio.training.teachers import Judge

PHOTO_SET = "bsds500/images"
PAINTED, UNSEEN, SEEN = "painted", "any, unseen", "any, seen"  # which network, and whether it knows the painting
LIMITS = {PAINTED: (5.0, 3.0), UNSEEN: (10.0, 5.0)}  # required ratio, stretch


@dataclass(frozen=True)
class Line:
    """One style: the judge's losses photo by photo. network: PAINTED, UNSEEN or SEEN."""

    style: str
    network: str
    optimiser: tuple[float, ...]
    instant: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Mean loss of the instant pictures over the mean loss of the optimiser's."""
        return statistics.fmean(self.instant) / statistics.fmean(self.optimiser)

    @property
    def worst(self) -> float:
        """The largest ratio on any photo."""
        return max(ours / theirs for ours, theirs in zip(self.instant, self.optimiser, strict=True))


class Cache:
    """The optimiser's losses in a JSON file, written after every picture; another `stamp` starts afresh."""

    def __init__(self, path: Path, stamp: str) -> None:
        self.path = path
        self.content: dict = {"stamp": stamp, "losses": {}}
        if path.is_file():
            found = json.loads(path.read_text(encoding="utf-8"))
            if found.get("stamp") == stamp:
                self.content = found

    def get(self, key: str, measure: Callable[[], float]) -> float:
        """The loss under `key`, measured if it is not there."""
        losses: dict[str, float] = self.content["losses"]
        if key not in losses:
            losses[key] = measure()
            atomic_bytes(self.path, json.dumps(self.content, indent=1).encode())
        return losses[key]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the instant styles against the optimiser.")
    parser.add_argument("--cache", type=Path, required=True, help="JSON file for the optimiser's figures")
    parser.add_argument("--photos", type=int, default=3)
    parser.add_argument("--size", type=int, default=448)
    parser.add_argument("--styles", nargs="+", help="ids of paintings; all without")
    parser.add_argument("--any-all", action="store_true", help="every painting by the network for any picture as well")
    parser.add_argument("--markdown", type=Path, help="also write the table there")
    args = parser.parse_args()
    photos = held_back_photos(args.photos, args.size)
    with InstantStudio() as studio:
        known = [style for style in painting_files() if style in studio.bundled]
        asked = args.styles or known
        lines = measure(studio, photos, asked, Cache(args.cache, stamp(studio, args.size)), args.size, args.any_all)
        text = report(lines, len(photos), studio.note())
    print(text)
    if args.markdown:
        atomic_bytes(args.markdown, text.encode())


def held_back_photos(count: int, size: int) -> dict[str, Picture]:
    """Name to photo: `count` of the held-back ones, spread over the set; a smaller count takes the first of them."""
    paths = list_pictures(data_folder() / PHOTO_SET, held_back=True)
    spread = [paths[n * len(paths) // 3] for n in range(3)]
    paths = spread[:count] + [p for p in paths if p not in spread][: max(0, count - 3)]
    return {path.stem: fit(load_picture(path), size) for path in paths}


def stamp(studio: InstantStudio, size: int) -> str:
    """What the optimiser's figures depend on besides the style and the photo."""
    return f"{studio.perception.stamp(ENCODER).sha256} {size}"


def measure(
    studio: InstantStudio, photos: dict[str, Picture], styles: Sequence[str], cache: Cache, size: int, any_all: bool
) -> list[Line]:
    """A line for every style, and one more for those that are painted unseen; reports as it goes."""
    judge = Judge()
    optimiser = GatysEngine(studio.perception.encoder, studio.perception.style, studio.perception.device)
    lines = []
    for number, style in enumerate(styles):
        print(f"{number + 1}/{len(styles)} {style}", flush=True)

        def params(style_id: str) -> StylizeParams:
            return StylizeParams(((style_id, 1.0),), size=size, quality=Quality.GOOD, start=Start.PHOTO)

        wanted = {p: judge.grams(painting(style, max(p.width, p.height))) for p in photos.values()}

        def loss(engine: object, photo: Picture, style_id: str, wanted: dict = wanted) -> float:
            return judge.style(tensor(paint(engine, photo, params(style_id))[0]), wanted[photo])  # type: ignore[arg-type]

        theirs = tuple(
            cache.get(f"{style}/{name}", lambda p=photo, s=style: loss(optimiser, p, s))
            for name, photo in photos.items()
        )
        ours = tuple(loss(studio.engine, photo, style) for photo in photos.values())
        lines.append(Line(style, PAINTED, theirs, ours))
        unseen = is_held_back(painting_files()[style])
        if unseen or any_all:
            foreign = studio.learn(load_picture(painting_path(style)), style)
            ours = tuple(loss(studio.engine, photo, foreign) for photo in photos.values())
            lines.append(Line(style, UNSEEN if unseen else SEEN, theirs, ours))
    return lines


def report(lines: Sequence[Line], photos: int, note: str) -> str:
    """The Markdown table with medians, worst styles, and how they stand to the limits."""
    rows = [
        f"Judge's style loss, mean of {photos} held-back photos; ratio to the optimiser's preset good. {note}".strip(),
        "",
        "| style | network | optimiser | instant | ratio | worst photo |",
        "|---|---|---:|---:|---:|---:|",
    ]
    order = [PAINTED, UNSEEN, SEEN]
    rows += [
        f"| {line.style} | {line.network} | {statistics.fmean(line.optimiser):.4f} |"
        f" {statistics.fmean(line.instant):.4f} | {line.ratio:.2f} | {line.worst:.2f} |"
        for line in sorted(lines, key=lambda line: (order.index(line.network), -line.ratio))
    ]
    rows.append("")
    for network, (limit, stretch) in LIMITS.items():
        group = [line for line in lines if line.network == network]
        if not group:
            continue
        ratios = [line.ratio for line in group]
        name = "Paintings never seen" if network == UNSEEN else "Bundled paintings"
        within = sum(ratio <= limit for ratio in ratios)
        rows.append(
            f"- {name}: median ratio {statistics.median(ratios):.2f}, worst {max(ratios):.2f}"
            f" ({max(group, key=lambda line: line.ratio).style}); {within} of {len(group)} within {limit:g},"
            f" {sum(ratio <= stretch for ratio in ratios)} within the stretch of {stretch:g}:"
            f" {'met' if within == len(group) else 'MISSED'}."
        )
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
