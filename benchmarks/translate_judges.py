"""Who says what a translated photo shows: judges of domains that no generator was trained with.

Generators learn with the features of our own encoder and with its probe beside them. These judges look through
SqueezeNet (see `studio/training/judges.py`) instead: a linear classifier of every channel's mean, one for each
group of domains, learned in a minute or two from training pictures, always alike. What they know of
held-back pictures belongs beside every figure of theirs.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save
from torch import Tensor

from benchmarks.translate_studio import SIDE, domain_specs, held_back_paths, open_all, spread, squares, training_paths
from studio.core.errors import UnavailableError
from studio.core.files import atomic_bytes
from studio.core.picture_io import load_picture
from studio.training.judges import SqueezeFeatures
from studio.training.unpaired.domains import NEAREST, DomainSpec

SQUARES, SEED = 400, 11  # that a judge learns from, of each domain
DECAY, ROUNDS = 2.0, 80  # the decay that did best on parts of the training pictures, the others learned from
ASKED = 60  # held-back pictures of each domain that it is tried on
AT_ONCE = 8


@dataclass(frozen=True)
class Known:
    """Of the held-back squares of a domain the `share` that a judge names rightly; from how many pictures."""

    share: float
    pictures: int


class DomainJudge:
    """A linear classifier over what `described` says. names: of the domains, in the order of their numbers."""

    def __init__(self, names: Sequence[str], state: dict[str, Tensor]) -> None:
        self.names, self.state = tuple(names), state
        self.known: dict[str, Known] = {}

    def says(self, rows: Tensor) -> Tensor:
        """The numbers of the domains, N, of N rows of `described`."""
        x = (rows - self.state["mean"]) / self.state["deviation"]
        return (x @ self.state["weights"] + self.state["bias"]).argmax(1)

    def share(self, rows: Tensor, name: str) -> float:
        """The share of the rows that it takes for the domain `name`."""
        return float((self.says(rows) == self.names.index(name)).float().mean())

    @property
    def right(self) -> float:
        """The mean of what it knows, every domain counting alike."""
        return sum(known.share for known in self.known.values()) / len(self.known)

    def sentence(self, group: str) -> str:
        parts = (f"{name} {100 * k.share:.0f} % ({k.pictures})" for name, k in self.known.items())
        return (
            f"The judge of {group} names {100 * self.right:.0f} % of held-back pictures rightly: {', '.join(parts)} "
            f"(in brackets, how many pictures)."
        )


@torch.inference_mode()
def described(taps: Sequence[Tensor]) -> Tensor:
    """N x 2240: the mean over each picture of every channel of the seven layers of `SqueezeFeatures`."""
    return torch.cat([tap.mean((2, 3)) for tap in taps], 1)


@torch.inference_mode()
def describe(features: SqueezeFeatures, pictures: Tensor) -> Tensor:
    """`described` of N x 3 x H x W pictures in 0..1."""
    return torch.cat([described(features(few)) for few in pictures.split(AT_ONCE)])


def domain_judge(group: str, features: SqueezeFeatures, folder: Path | None = None) -> DomainJudge:
    """The judge of a group, learned now unless `folder` has it from before for the same pictures; tried on held-back
    ones in either case. LookupError for a group without a recipe."""
    specs = domain_specs(group)
    path = folder and folder / f"domain-judge-{group}-{_fingerprint(specs):08x}.safetensors"
    if path and path.is_file():
        judge = DomainJudge(tuple(specs), load_file(path))
    else:
        rng = random.Random(SEED)
        described_each = [describe(features, learned_from(spec, rng)) for spec in specs.values()]
        judge = learned(tuple(specs), described_each)
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic_bytes(path, save(judge.state))
    for name, spec in specs.items():
        judge.known[name] = tried(judge, name, spec, features)
    return judge


def learned(names: Sequence[str], rows: Sequence[Tensor]) -> DomainJudge:
    """A judge from the rows of every domain; one with many counts no more than one with few."""
    x = torch.cat([*rows]).float()
    mean, deviation = x.mean(0), x.std(0).clamp_min(1e-4)
    x = (x - mean) / deviation / x.shape[1] ** 0.5
    wanted = torch.arange(len(rows)).repeat_interleave(torch.tensor([len(part) for part in rows]))
    balance = torch.tensor([len(x) / len(rows) / len(part) for part in rows])
    weights = torch.zeros(x.shape[1], len(rows), requires_grad=True)
    bias = torch.zeros(len(rows), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        value = F.cross_entropy(x @ weights + bias, wanted, balance) + DECAY / x.shape[1] * weights.square().sum()
        value.backward()
        return value

    with torch.enable_grad():
        optimiser.step(loss)  # type: ignore[arg-type]
    scaled = weights.detach() / x.shape[1] ** 0.5
    state = {"weights": scaled, "bias": bias.detach(), "mean": mean, "deviation": deviation}
    return DomainJudge(names, {name: tensor.contiguous() for name, tensor in state.items()})


def learned_from(spec: DomainSpec, rng: random.Random) -> Tensor:
    """At least `SQUARES` parts of training pictures, N x 3 x 192 x 192, flipped half of the time."""
    paths = spread(training_paths(spec), SQUARES)
    if not paths:
        raise UnavailableError(f"There are no training pictures of {spec.name} in {spec.folder}.")
    found: list[Tensor] = []
    for path in paths:
        whole = squares(load_picture(path), spec)
        for _ in range(-(-SQUARES // len(paths)) if len(whole) else 0):
            side = rng.randint(int(NEAREST * SIDE), SIDE)
            top, left = rng.randint(0, SIDE - side), rng.randint(0, SIDE - side)
            part = whole[rng.randrange(len(whole)), :, top : top + side, left : left + side][None]
            part = F.interpolate(part, size=(SIDE, SIDE), mode="bilinear", align_corners=False)[0]
            found.append(part.flip(2) if rng.random() < 0.5 else part)
    return torch.stack(found)


def tried(judge: DomainJudge, name: str, spec: DomainSpec, features: SqueezeFeatures) -> Known:
    """How well it knows held-back pictures of a domain."""
    pictures = open_all(spread(held_back_paths(spec), ASKED))
    seen = torch.cat([squares(one, spec) for one in pictures])
    return Known(judge.share(describe(features, seen), name), len(pictures))


def _fingerprint(specs: dict[str, DomainSpec]) -> int:
    """A number for all that a judge learns from and how."""
    found = zlib.crc32(repr((SQUARES, SEED, DECAY, ROUNDS, NEAREST, SIDE, list(specs.values()))).encode())
    for spec in specs.values():
        for path in training_paths(spec):
            found = zlib.crc32(f"{path.name} {path.stat().st_size}".encode(), found)
    return found
