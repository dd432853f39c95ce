"""How well photos are translated between worlds: do they look like the other one, and are they still the same photos?

    python -m benchmarks.translate_table [--models ID ...] [--pictures 60] [--judges FOLDER] [--device cpu]
                                         [--markdown FILE.md] [--json FILE.json]

Held-back photos go through the chain's engine at full size, as in the application. Measured on their squares: the
kernel distance (SqueezeNet's features, with its standard error) to the training photos of the other domain, before and
after, beside that of held-back photos of that domain; LPIPS and the correlation of edges to the photo itself; the share
of squares whose light and dark changed places; the share that an independent judge (`translate_judges.py`) takes for
the domain asked for, before and after, beside what it knows of real held-back photos. At full size: what the way there
and back again changes (mean absolute difference of values in 0..1), and sharpness (`translate_measures.py`) on the
largest photos there are: as the application runs them, and with the network seeing a quarter of their size; beside it
stands how sharp real photos of the other domain are, beside those that are led there.

--judges keeps the judges that are learned here for the next run. Needs SqueezeNet and the picture sets beside the
checkout; a model that is not installed is left out.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import torch
from torch import Tensor

from benchmarks.translate_judges import DomainJudge, domain_judge
from benchmarks.translate_measures import (
    Looks,
    apart,
    enlarged_change,
    kept,
    kernel,
    mean_ratio,
    own_sharpness,
    sharpness,
)
from benchmarks.translate_studio import (
    ELSEWHERE,
    HELD_BACK,
    OTHERS,
    TranslateStudio,
    Way,
    domain_specs,
    held_back_paths,
    largest,
    open_all,
    paths_elsewhere,
    spread,
    squares,
    training_paths,
)
from studio.core.errors import StudioError
from studio.core.files import atomic_bytes
from studio.training.unpaired.domains import DomainSpec

REFERENCE = 500  # training squares that a kernel distance is measured to
SHARP = 5  # pictures whose sharpness is measured
USUAL = 60  # training photos of each domain whose own sharpness is looked at
FALL = 1 / 3  # of the kernel distance, at least
AGREED = {"season": 0.8, "day-night": 0.8, "weather": 0.7}  # group to the share that the judge must agree with
SHARPER = 0.1  # how far from 1 the ratio of sharpness may be


@dataclass(frozen=True)
class Row:
    """One way of one model on one set of pictures.

    pictures, squares: how many were led through, and how many squares of them looked at. before, after, real: kernel
    distances to the target domain of the photos, of what became of them, and of held-back photos of that domain; their
    standard errors. agreed: what the judge takes for the target; known: of real held-back ones of it; right: of real
    ones of all domains. sharp, sharp_alike: see `sharpness`, plain and at equal contrast; quarter, quarter_alike: the
    same where the network saw a quarter of the size; real_sharp, real_alike: the same ratios of real training photos of
    both worlds. NaN for what could not be measured.
    """

    model: str
    way: str
    group: str
    inputs: str
    pictures: int
    squares: int
    before: float
    before_error: float
    after: float
    after_error: float
    real: float
    lpips: float
    edges: float
    inverted: float
    cycle: float
    agreed_before: float
    agreed: float
    known: float
    right: float
    sharp: float
    sharp_alike: float
    quarter: float
    quarter_alike: float
    real_sharp: float
    real_alike: float

    @property
    def falls(self) -> float:
        """Share by which the kernel distance falls."""
        return 1 - self.after / self.before if self.before > 0 else math.nan


class Measures:
    """Domains and judges, looked at once and kept."""

    def __init__(self, folder: Path | None) -> None:
        self.looks, self.folder = Looks(), folder
        self.judge, self.training, self.held_back = cache(self._judge), cache(self._training), cache(self._held_back)
        self.sharpness = cache(self._sharpness)

    def _judge(self, group: str) -> DomainJudge:
        judge = domain_judge(group, self.looks.features, self.folder)
        print(judge.sentence(group), flush=True)
        return judge

    def _training(self, group: str, name: str) -> Tensor:
        """Rows of training squares of a domain, spread over it."""
        spec = domain_specs(group)[name]
        return self.looks.rows(_squares(spread(training_paths(spec), REFERENCE), spec, REFERENCE))

    def _held_back(self, group: str, name: str) -> Tensor:
        spec = domain_specs(group)[name]
        return self.looks.rows(_squares(held_back_paths(spec), spec, REFERENCE))

    def _sharpness(self, group: str, names: tuple[str, ...]) -> tuple[float, float]:
        """Of training photos of these domains together, see `own_sharpness`."""
        specs = domain_specs(group)
        paths = (path for name in names for path in spread(training_paths(specs[name]), USUAL // len(names)))
        return own_sharpness(open_all(paths))


def main() -> None:
    parser = argparse.ArgumentParser(description="Judge the translations on held-back photos.")
    parser.add_argument("--models", nargs="+", help="ids; all that are installed without")
    parser.add_argument("--pictures", type=int, default=60, help="at most, of each domain")
    parser.add_argument("--judges", type=Path, help="folder in which the judges learned here are kept")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--markdown", type=Path, help="also write the table there")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    args = parser.parse_args()
    try:
        studio = TranslateStudio(args.device)
        ways = studio.known_ways(args.models)
        measures = Measures(args.judges)
        rows: list[Row] = []
        for way in ways:
            sharpness_of_way = (*sharp(studio, way), *usual_sharpness(measures, way))
            for inputs in inputs_of(way):
                rows.append(measure(studio, measures, way, inputs, args.pictures, sharpness_of_way))
                print(f"{way.model}, {way.title}, {inputs}: done", flush=True)
    except StudioError as error:
        parser.exit(2, f"{error}\n")
    if not rows:
        return
    text = report(rows, [measures.judge(group).sentence(group) for group in dict.fromkeys(way.group for way in ways)])
    print(text)
    if args.markdown:
        atomic_bytes(args.markdown, text.encode())
    if args.json:
        atomic_bytes(args.json, (json.dumps([asdict(row) for row in rows], indent=1) + "\n").encode())


def inputs_of(way: Way) -> list[str]:
    """Which sets of pictures a way is measured on."""
    return [HELD_BACK, *([ELSEWHERE] if any((way.group, source) in OTHERS for source in way.sources) else [])]


def measure(
    studio: TranslateStudio, measures: Measures, way: Way, inputs: str, count: int,
    sharp: Sequence[float] = (math.nan,) * 6,
) -> Row:  # fmt: skip
    """Leads up to `count` pictures of each source there, and back again. sharp: of `sharp` and `usual_sharpness`."""
    specs, cycles = domain_specs(way.group), []
    before, after, number = [], [], 0
    for source in way.sources:
        spec = specs[source]
        paths = held_back_paths(spec) if inputs == HELD_BACK else paths_elsewhere(way.group, source)
        for photo in open_all(spread(paths, count)):
            given = squares(photo, spec)
            if not len(given):
                continue
            made = studio.lead(photo, way.step())
            before.append(given)
            after.append(squares(made, spec))
            number += 1
            if back := way.step_back(source):
                cycles.append(apart(studio.lead(made, back), photo))
    if not before:
        raise StudioError(f"There are no pictures of {' or '.join(way.sources)} that are large enough.")
    return judged(measures, way, inputs, torch.cat(before), torch.cat(after), number, cycles, sharp)


def judged(
    measures: Measures, way: Way, inputs: str, before: Tensor, after: Tensor, pictures: int,
    cycles: Sequence[float], sharp: Sequence[float],
) -> Row:  # fmt: skip
    """The figures of squares before and after."""
    looks, judge = measures.looks, measures.judge(way.group)
    target = measures.training(way.group, way.target)
    given, made = looks.rows(before), looks.rows(after)
    (far, far_error), (near, near_error) = kernel(given, target), kernel(made, target)
    edges, inverted = kept(before, after)
    return Row(
        way.model, way.title, way.group, inputs, pictures, len(before), far, far_error, near, near_error,
        kernel(measures.held_back(way.group, way.target), target)[0], looks.moved(before, after), edges, inverted,
        statistics.fmean(cycles) if cycles else math.nan, judge.share(given, way.target),
        judge.share(made, way.target), judge.known[way.target].share, judge.right, *sharp,
    )  # fmt: skip


def sharp(studio: TranslateStudio, way: Way) -> tuple[float, ...]:
    """Sharpness of the largest held-back photos after the way: plain and at equal contrast, and both again where the
    network sees a quarter of the size."""
    ratios: list[tuple[float, ...]] = []
    for photo in largest(way, SHARP):
        enlarged = enlarged_change(photo, lambda small: studio.lead(small, way.step()))
        ratios.append((*sharpness(photo, studio.lead(photo, way.step())), *sharpness(photo, enlarged)))
    return tuple(mean_ratio(each) for each in zip(*ratios, strict=True))


def usual_sharpness(measures: Measures, way: Way) -> tuple[float, ...]:
    """How sharp real photos of the target are beside real ones of the sources, plain and at equal contrast: what the
    worlds themselves differ by, whoever leads from one to the other."""
    there, here = (measures.sharpness(way.group, names) for names in ((way.target,), way.sources))
    return tuple(a / b for a, b in zip(there, here, strict=True))


def report(rows: Sequence[Row], judges: Sequence[str] = ()) -> str:
    """Markdown: the table, what the judges know, and what is met or missed."""
    lines = [
        "| model | way | photos | kernel distance before | after | falls by | real ones | LPIPS | edges | inverted |"
        " there and back | judge agrees (before; real) | sharpness | equal contrast | seen at a quarter |"
        " equal contrast | real ones | equal contrast |",
        f"|---|---|---|{'---:|' * 15}",
    ]
    for row in rows:
        cells = [
            row.model, row.way, f"{row.pictures} {row.inputs} ({row.squares})",
            _with_error(row.before, row.before_error), _with_error(row.after, row.after_error),
            _share(row.falls), _number(row.real), _number(row.lpips), _number(row.edges, 2), _share(row.inverted),
            _number(row.cycle), f"{_share(row.agreed)} ({_share(row.agreed_before)}; {_share(row.known)})",
            _number(row.sharp, 2), _number(row.sharp_alike, 2), _number(row.quarter, 2), _number(row.quarter_alike, 2),
            _number(row.real_sharp, 2), _number(row.real_alike, 2),
        ]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "In brackets after the photos: squares of them that were looked at.", *judges, ""]
    return "\n".join([*lines, *(verdict(row) for row in rows)]) + "\n"


def verdict(row: Row) -> str:
    """One line: every bar, met or missed."""
    falls = _said(row.falls >= FALL, f"kernel distance falls by {_share(row.falls)} (a third)")
    agrees = f"judge agrees on {_share(row.agreed)}"
    if row.group in AGREED:
        bar = AGREED[row.group]
        agrees = _said(row.agreed >= bar, f"{agrees} ({100 * bar:.0f} %)")
        if row.right < bar:
            agrees += f", though it knows only {_share(row.right)} of real photos"
    sharp = _sharpness("sharpness", row.sharp, row.sharp_alike)
    if math.isfinite(row.quarter):
        sharp += f", {_sharpness('seen at a quarter', row.quarter, row.quarter_alike)}"
    upright = _said(row.inverted == 0, f"inverted {_share(row.inverted)} (none)")
    return f"- {row.model}, {row.way}, {row.inputs}: {'; '.join((falls, agrees, sharp, upright))}."


def _sharpness(name: str, plain: float, alike: float) -> str:
    text = f"{name} × {_number(plain, 2)} (within 10 %)"
    if abs(plain - 1) <= SHARPER or not math.isfinite(plain):
        return _said(math.isfinite(plain), text)
    return f"{text}: MISSED, {_said(abs(alike - 1) <= SHARPER, f'at equal contrast × {_number(alike, 2)}')}"


def _said(met: bool, text: str) -> str:
    return f"{text}: {'met' if met else 'MISSED'}"


def _squares(paths: Sequence[Path], spec: DomainSpec, most: int) -> Tensor:
    every = torch.cat([squares(one, spec) for one in open_all(paths)])
    return every[:: -(-len(every) // most)]


def _share(value: float) -> str:
    return "–" if math.isnan(value) else f"{100 * value:.0f} %"


def _number(value: float, digits: int = 3) -> str:
    return "–" if math.isnan(value) else f"{value:.{digits}f}"


def _with_error(value: float, error: float) -> str:
    return _number(value) + ("" if math.isnan(error) else f" ± {error:.3f}")


if __name__ == "__main__":
    main()
