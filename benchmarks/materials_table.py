"""How good landscapes from maps of materials are: do they show what the map says, look like photos, and vary?

    python -m benchmarks.materials_table [--model landscape-materials] [--pictures 200] [--judges FOLDER]
                                         [--device cpu] [--markdown FILE.md] [--json FILE.json] [--previous FILE.json]

Held-back maps go through the engine as the application runs it: with a seed each, and in the mood of the photo that
the map belongs to. Two judges (`material_judges.py`) name the materials of every result; counted is how far that agrees
with the map, "anything" left out. The kernel distance is to all held-back landscapes; diversity is the mean LPIPS
between pictures of one map with different seeds; "light off" is how far the mood of a result is from that of the photo,
the mean difference of its values in hundredths. Beside that: the real photos, whose kernel distance is that of as many
training photos, and the nearest textures of real photos (`nearest_textures.py`), where a seed takes other neighbours.

--judges keeps the judge that is trained here for the next run. --previous compares with the JSON file of an earlier
run. Needs the judges' weights and the picture sets beside the checkout.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path

import torch
from torch import Tensor

from benchmarks.agreement import Agreed, Agreement
from benchmarks.generator_studio import LANDSCAPES, Case, GeneratorStudio, picture, pixels, source_picture
from benchmarks.generator_table import fitting
from benchmarks.material_judges import STEPS, MaterialJudge, our_judge, squeeze_judge
from benchmarks.nearest_textures import NearestTextures
from studio.core.errors import UnknownChoiceError
from studio.core.files import atomic_bytes
from studio.core.moods import Mood, mood_of
from studio.core.palettes import Palette
from studio.training.data import data_folder, list_pictures
from studio.training.judges import Lpips, SqueezeFeatures, kernel_distance, summary
from studio.training.pairs.materials import HELD_BACK_SURE, MaterialPairs, confidence_of
from studio.training.pairs.source import read_squares

MODEL = "landscape-materials"
# Maps by hand and by the ensemble trained on those, none that a network of ours proposed.
PAIRS = {
    "sets": [LANDSCAPES, "msrc_v2/images", "camvid/images"], "confidence": 0.42, "others": 0.3, "size": 256,
}  # fmt: skip
PHOTOS, SEEDED, MOOD, TEXTURES = (
    "real photos",
    "generated, a seed each",
    "generated, the photo's mood",
    "nearest textures",
)
SEEDS, VARIED = 4, 40  # pictures of one map whose differences are measured, and of how many maps
VARIATIONS = 1000  # seeds from here on are for diversity
Make = Callable[[Case, int], Tensor]  # the pair, seed -> 3 x H x W


@dataclass(frozen=True)
class Row:
    """One way of making the pictures. agreed: what each judge says. kernel, error: kernel distance to the held-back
    photos and its standard error. diversity: NaN where there are no seeds. light: how far the mood is off, 0..100."""

    way: str
    agreed: dict[str, Agreed]
    kernel: float
    error: float
    diversity: float
    light: float


class Measures:
    """All measures at once. names: of the materials. reference: photos to be like, 3 x H x W in 0..1."""

    def __init__(
        self,
        judges: Sequence[MaterialJudge],
        features: SqueezeFeatures,
        names: Sequence[str],
        reference: Sequence[Tensor],
    ) -> None:
        self.judges, self.features, self.names = judges, features, names
        self.lpips, self.reference = Lpips(features), self.summaries(reference)

    def row(
        self, way: str, made: Sequence[Tensor], maps: Sequence[Tensor], photos: Sequence[Tensor],
        varied: Sequence[Sequence[Tensor]] = (), like: Sequence[Tensor] = (),
    ) -> Row:  # fmt: skip
        """made: a picture for every map (H x W class numbers), and photos: the real ones. varied: pictures with other
        seeds, for some of the maps. like: the pictures whose kernel distance is taken; without, those made."""
        agreed = {}
        for judge in self.judges:
            counts = Agreement(self.names)
            for found, said in zip(judge(made), maps, strict=True):
                counts.add(found, said)
            agreed[judge.name] = counts.result()
        kernel, error = kernel_distance(self.summaries(like or made), self.reference)
        apart = [self.between(pictures) for pictures in varied]
        light = statistics.fmean(light_off(one, photo) for one, photo in zip(made, photos, strict=True))
        return Row(way, agreed, kernel, error, statistics.fmean(apart) if apart else math.nan, light)

    @torch.inference_mode()
    def summaries(self, pictures: Sequence[Tensor]) -> Tensor:
        return torch.cat([summary(self.features(one[None])) for one in pictures])

    @torch.inference_mode()
    def between(self, pictures: Sequence[Tensor]) -> float:
        """Mean LPIPS of all pairs."""
        seen = [self.features(one[None]) for one in pictures]
        return statistics.fmean(float(self.lpips.between(a, b)) for a, b in combinations(seen, 2))


def light_off(ours: Tensor, theirs: Tensor) -> float:
    """Mean difference of the values of two pictures' moods, in hundredths."""
    one, other = (mood_of(picture(x)).values for x in (ours, theirs))
    return 100 * statistics.fmean(abs(a - b) for a, b in zip(one, other, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description="Judge landscapes from maps of materials.")
    parser.add_argument("--model", default=MODEL)
    parser.add_argument("--pictures", type=int, default=200, help="at most")
    parser.add_argument("--judges", type=Path, help="folder in which the judge trained here is kept")
    parser.add_argument("--steps", type=int, default=STEPS, help="for which that judge is trained")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--markdown", type=Path, help="also write the table there")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    parser.add_argument("--previous", type=Path, help="the JSON file of an earlier run, to compare with")
    args = parser.parse_args()
    studio, features = GeneratorStudio(args.device), SqueezeFeatures()
    (generator,) = studio.generators([args.model])
    source, palette = MaterialPairs(PAIRS, None), generator.classes
    if palette is None or palette.names != source.names:
        parser.error(f"{generator.title} does not take maps of materials")
    judges: list[MaterialJudge] = [squeeze_judge(source, features, args.judges, args.steps)]
    try:
        judges.insert(0, our_judge(studio.store))
    except UnknownChoiceError as error:
        print(f"Judged without our own segmenter: {error}")
    measures = Measures(judges, features, palette.names, landscapes(held_back=True))
    cases = held_back(source, palette, args.pictures)
    rows = measure(studio, measures, args.model, cases, palette, source)
    before = read_rows(args.previous) if args.previous else []
    print(text := report(rows, before, len(cases)))
    if args.markdown:
        atomic_bytes(args.markdown, text.encode())
    if args.json:
        atomic_bytes(args.json, (json.dumps([asdict(row) for row in rows], indent=1) + "\n").encode())


def measure(
    studio: GeneratorStudio,
    measures: Measures,
    model: str,
    cases: Sequence[Case],
    palette: Palette,
    source: MaterialPairs,
) -> list[Row]:
    """All ways."""
    maps = [torch.from_numpy(palette.indices(case.source)) for case in cases]
    textures = NearestTextures([(labels[0].numpy(), photo.permute(1, 2, 0).numpy()) for labels, photo in source.pairs])

    def generated(case: Case, seed: int, mood: Mood | None = None) -> Tensor:
        return fitting(pixels(studio.make(model, case.source, seed=seed, look=1.0, mood=mood)), case.target)

    def in_mood(case: Case, seed: int) -> Tensor:
        return generated(case, seed, mood_of(picture(case.target)))

    def copied(case: Case, seed: int) -> Tensor:
        made = textures.make(palette.indices(case.source), max(0, seed - VARIATIONS))
        return torch.from_numpy(made).permute(2, 0, 1).contiguous()

    like = landscapes(held_back=False)
    like = [like[n * len(like) // len(cases)] for n in range(len(cases))]
    photos = [case.target for case in cases]
    rows = [measures.row(PHOTOS, photos, maps, photos, like=like)]
    ways: dict[str, Make] = {SEEDED: generated, MOOD: in_mood, TEXTURES: copied}
    for way, make in ways.items():
        made = [make(case, number) for number, case in enumerate(cases)]
        chosen = cases[:: max(1, len(cases) // VARIED)]
        varied = [[make(case, VARIATIONS + seed) for seed in range(SEEDS)] for case in chosen]
        rows.append(measures.row(way, made, maps, photos, varied))
        print(f"{way}: done", flush=True)
    return rows


def held_back(source: MaterialPairs, palette: Palette, count: int) -> list[Case]:
    """Up to `count` held-back maps as pictures, with their photos."""
    pairs = source.held_back(count)
    maps = (source_picture(condition[: len(palette)], "labels", palette) for condition in pairs.condition)
    return [Case(given, None, photo) for given, photo in zip(maps, pairs.target, strict=True)]


def landscapes(held_back: bool) -> list[Tensor]:
    """All held-back landscapes, or of those that were learned from the ones whose maps are as sure as the held-back
    maps are; 3 x 256 x 256 in 0..1."""
    paths = list_pictures(data_folder() / LANDSCAPES, held_back)
    chosen = [path for path in paths if held_back or confidence_of(path) >= HELD_BACK_SURE]
    return [square.float() / 255 for square in read_squares(chosen, 256)]


def read_rows(path: Path) -> list[Row]:
    """The rows of an earlier run."""
    rows = []
    for row in json.loads(path.read_text(encoding="utf-8")):
        agreed = {
            judge: Agreed(said["right"], said["iou"], {name: tuple(values) for name, values in said["classes"].items()})
            for judge, said in row.pop("agreed").items()
        }
        rows.append(Row(agreed=agreed, **row))
    return rows


def report(rows: Sequence[Row], before: Sequence[Row], count: int) -> str:
    """Markdown: the table, the verdicts, and one table of materials for each judge."""
    judges, earlier = list(rows[0].agreed), {row.way: row for row in before}
    heads = [f"{measure}, {judge}" for judge in judges for measure in ("pixels right", "mean IoU")]
    lines = [
        f"{count} held-back maps, 256 px.",
        "",
        f"| way | {' | '.join(heads)} | kernel distance | diversity | light off |",
        f"|---|{'---:|' * (len(heads) + 3)}",
    ]
    for row in rows:
        old = earlier.get(row.way)
        cells = []
        for judge in judges:
            was = old.agreed.get(judge) if old else None
            cells += [
                f"{100 * row.agreed[judge].right:.1f} %{_was(was and 100 * was.right, '.1f')}",
                f"{100 * row.agreed[judge].iou:.1f} %{_was(was and 100 * was.iou, '.1f')}",
            ]
        error = "" if math.isnan(row.error) else f" ± {row.error:.3f}"
        cells.append(f"{row.kernel:.3f}{error}{_was(old and old.kernel, '.3f')}")
        cells.append("–" if math.isnan(row.diversity) else f"{row.diversity:.3f}{_was(old and old.diversity, '.3f')}")
        cells.append(f"{row.light:.1f}{_was(old and old.light, '.1f')}")
        lines.append(f"| {row.way} | {' | '.join(cells)} |")
    lines += ["", *verdicts(rows)]
    for judge in judges:
        lines += ["", *materials(rows, judge)]
    return "\n".join(lines) + "\n"


def verdicts(rows: Sequence[Row]) -> list[str]:
    """One line for each way of generating, against the nearest textures."""
    ways = {row.way: row for row in rows}
    lines = []
    for way in (SEEDED, MOOD):
        if way in ways and TEXTURES in ways:
            ours, theirs = ways[way], ways[TEXTURES]
            missed = [
                f"{name} by {judge}"
                for judge in ours.agreed
                for what, name in (("right", "pixels right"), ("iou", "mean IoU"))
                if getattr(ours.agreed[judge], what) <= getattr(theirs.agreed[judge], what)
            ]
            missed += ["kernel distance"] if ours.kernel >= theirs.kernel else []
            missed += ["diversity"] if ours.diversity <= theirs.diversity else []
            missed += ["light"] if way == MOOD and ours.light >= theirs.light else []
            said = f"NOT better than them in {', '.join(missed)}" if missed else "better than them in everything"
            lines.append(f"- {way}, beside the {TEXTURES}: {said}.")
    return lines


def materials(rows: Sequence[Row], judge: str) -> list[str]:
    """A table: for every material, how much of it is found right, and its intersection over union."""
    lines = [
        f"Materials as {judge} sees them: share of their pixels that are right / intersection over union.",
        "",
        f"| material | share of all pixels | {' | '.join(row.way for row in rows)} |",
        f"|---|{'---:|' * (len(rows) + 1)}",
    ]
    for name, (share, *_) in rows[0].agreed[judge].classes.items():
        found = (row.agreed[judge].classes[name] for row in rows)
        cells = " | ".join(f"{100 * right:.0f} / {100 * iou:.0f}" for _, right, iou in found)
        lines.append(f"| {name} | {100 * share:.1f} % | {cells} |")
    return lines


def _was(value: float | None, form: str) -> str:
    return "" if value is None else f" (was {value:{form}})"


if __name__ == "__main__":
    main()
