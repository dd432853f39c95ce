"""Training generators from pairs: pix2pix (Isola et al. 2017) with what has since proved better.

The conditional PatchGAN with its hinge loss and feature matching is joined by small discriminators on the features of
our own frozen encoder (Projected GANs, Sauer et al. 2021), and pixels by distances of those features. Both pictures of
a pair are shifted alike before anything looks at them (differentiable augmentation, Zhao et al. 2020, that leaves
pairs comparable). Every second step or so trains a finer level, given a coarser picture as its draft.
"""

from __future__ import annotations

import random
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import Optimizer

from studio.library.load import load_network
from studio.library.manifest import Inference, Input
from studio.library.models import ModelStore
from studio.library.paths import models_dir
from studio.networks.generator import Block, Generator
from studio.networks.losses import gram, gram_error
from studio.networks.pyramid import enlarged, levels
from studio.training.adversary import Adversary
from studio.training.export import export_network
from studio.training.method import Context, Method
from studio.training.muon import muon_and_adam
from studio.training.pairs import pair_source
from studio.training.pairs.source import Pairs
from studio.training.recipe import Recipe

ENCODER = "atelier-encoder"
STANDARD = 48  # photos that the encoder's features are standardised by
LOOKED_AT = 768  # photos that look codes are learned from
HELD_BACK = 48
LOSSES = ("pixels", "features", "patch", "heads", "matching")
SHOWN = 6
LEAST = 1e-3  # of a squared error of style: the root of nothing has no slope


class PairedTraining(Method):
    """recipe.data: `task` (whose pairs), `batch`, and what that task's source reads. recipe.options: weights of the
    losses (`pixels`, `features`, `patch` and `heads` for the two kinds of discriminators, `matching`; `style`, for the
    Gram matrices of Gatys et al. 2016, 0 unless it is said), `finer` (share of steps for finer levels), `own` (share of
    those that work over the network's own first level), `width` of the PatchGAN, `start` (a model to go on from, or
    ""), `naming` (whether the heads name the classes of label maps)."""

    averaged = ("generator",)

    def __init__(self, recipe: Recipe, context: Context) -> None:
        super().__init__(recipe, context)
        self.device, options = context.accelerator.device, recipe.options
        self.batch = int(recipe.data["batch"])
        self.finer, self.own = float(options.get("finer", 0.0)), float(options.get("own", 0.0))
        self.weights = {name: float(options[name]) for name in LOSSES} | {"style": float(options.get("style", 0.0))}
        models = ModelStore([models_dir()])
        self.generator = Generator(**recipe.network)
        self.source = pair_source(recipe.data, self.generator)
        rng = random.Random(5)
        if start := options.get("start"):
            fitting = load_network(models, start, "generator").state_dict()
            ours = self.generator.state_dict()
            fitting = {name: t for name, t in fitting.items() if name in ours and t.shape == ours[name].shape}
            self.generator.load_state_dict(ours | fitting)
        elif self.generator.look_size:
            self.generator.learn_looks(self.source.photos(rng, LOOKED_AT))
        self.encoder = load_network(models, ENCODER, "perceptual-encoder").to(
            self.device, memory_format=torch.channels_last
        )
        with torch.no_grad():
            standard = self.encoder(self.source.photos(rng, STANDARD).to(self.device))[1:]
        self.means = [f.mean((0, 2, 3), keepdim=True) for f in standard]
        self.deviations = [f.std((0, 2, 3), keepdim=True).clamp_min(1e-3) for f in standard]
        self.trained = {"generator": self.generator}
        self.adversarial = bool(self.weights["patch"] or self.weights["heads"])
        if self.adversarial:
            classes = self.generator.source_channels if options.get("naming") else 0
            inputs, width = self.generator.channels + 3, int(options.get("width", 40))
            self.adversary = Adversary(inputs, self.encoder.tap_channels[1:], width, classes)
            self.trained |= self.adversary.trained

    def optimisers(self, learning_rate: float) -> list[Optimizer]:
        generator = self.generator
        by_adam = [generator.stem.weight, generator.pixels.weight, generator.paint.weight]
        for block in generator.modules():
            if isinstance(block, Block):
                by_adam += [layer.weight for layer in (block.look, block.labels) if layer is not None]
        found = muon_and_adam(generator, learning_rate, by_adam)
        if self.adversarial:
            found.append(self.adversary.optimiser())
        return found

    def prepare(self, networks: dict[str, nn.Module], optimisers: list[Optimizer]) -> None:
        super().prepare(networks, optimisers)
        if self.adversarial:
            self.adversary.prepare(networks, optimisers[2], self.context.accelerator)

    # --- one step ----------------------------------------------------------------------------------------------------

    def step(self, number: int) -> dict[str, Tensor]:
        rng, accelerator = self.context.rng, self.context.accelerator
        finer = rng.random() < self.finer
        pairs = self._moved(self.source.batch(rng, self.batch, finer))
        condition, target = pairs.condition, pairs.target
        look, weights = self._look(pairs, rng), self.weights
        over_own = finer and pairs.first is not None and rng.random() < self.own
        if over_own:
            pairs.draft = self._own_draft(pairs, look, number)
            # What the first level guessed need not be the photo: its colours are to be kept, and detail to be likely.
            weights = weights | {name: 0.3 * weights[name] for name in ("features", "matching")}
        with accelerator.autocast():
            made = self.networks["generator"](condition, look, pairs.draft, torch.Generator().manual_seed(number))
            labels = condition[:, : self.generator.source_channels]
            clear, beside = shifted(made.float(), torch.cat([target, labels], 1), rng)
            seen, labels = beside[:, :3], beside[:, 3:]
            wanted, found = self._seen(seen, False), self._seen(clear, True)
            kept = pairs.draft if over_own else None
            pixels = self._pixels(clear, seen) if kept is None else _coarse(made.float(), kept)
            losses = {"pixels": pixels, "features": _distance(found, wanted)}
            if weights["style"]:
                losses["style"] = style_apart(found, wanted)
            if self.adversarial:
                losses |= self.adversary.judge(condition, made.float(), target, found, wanted, labels)
        loss = torch.stack([weights[name] * value for name, value in losses.items() if name in weights]).sum()
        excess = (made.float() - made.float().clamp(0, 1)).square().mean()
        for optimiser in self.optimiser_list[:2]:
            optimiser.zero_grad()
        accelerator.backward(loss + 10 * excess)
        for optimiser in self.optimiser_list[:2]:
            optimiser.step()
        kind = "own" if over_own else "finer" if finer else "first"
        return {f"{kind} {name}": value.detach() for name, value in losses.items()}

    def _moved(self, pairs: Pairs) -> Pairs:
        def there(x: Tensor | None) -> Tensor | None:
            return None if x is None else x.to(self.device).contiguous(memory_format=torch.channels_last)

        moved = {name: there(value) for name, value in vars(pairs).items() if name != "corners"}
        return Pairs(**moved, corners=pairs.corners)  # type: ignore[arg-type]

    @torch.no_grad()
    def _own_draft(self, pairs: Pairs, look: Tensor | None, number: int) -> Tensor:
        """What the network makes of the whole pictures at the first level, cut to where the targets lie, enlarged."""
        assert pairs.first is not None
        with self.context.accelerator.autocast():
            whole = self.networks["generator"](pairs.first, look, None, torch.Generator().manual_seed(number))
        half = pairs.target.shape[2] // 2
        placed = zip(whole.float().clamp(0, 1), pairs.corners, strict=True)
        return enlarged(torch.stack([w[:, top : top + half, left : left + half] for w, (top, left) in placed]))

    def _look(self, pairs: Pairs, rng: random.Random) -> Tensor | None:
        """The photos' own looks; some are left plain, so that a code of 0 is the plainest picture. Many of those with
        colour hints get none, or that of another photo: hints must count for more than the look."""
        if not self.generator.look_size or pairs.whole is None:
            return None
        with torch.no_grad():
            look = self.generator.look_of(pairs.whole)
        chance = torch.tensor([rng.random() for _ in look], device=look.device)[:, None]
        plain = look * (chance < 0.8)
        if not self.generator.config["hints"]:
            return plain
        hinted = pairs.condition[:, self.generator.source_channels + 3].amax((1, 2))[:, None] > 0
        other = torch.where(chance < 0.7, look.roll(1, 0), torch.zeros_like(look))
        return torch.where(hinted, torch.where(chance < 0.4, look, other), plain)

    def _seen(self, pictures: Tensor, learns: bool) -> list[Tensor]:
        with torch.set_grad_enabled(learns):
            # Of the first layer, pixels tell as much and cost less.
            features = self.encoder(pictures.contiguous(memory_format=torch.channels_last))[1:]
            scaled = zip(features, self.means, self.deviations, strict=True)
            return [(f - m.to(f.dtype)) * (1 / d).to(f.dtype) for f, m, d in scaled]

    @staticmethod
    def _pixels(made: Tensor, target: Tensor) -> Tensor:
        """Absolute differences of pixels and of what is left of them at 1/8 of the size, where colour is judged."""
        return (made - target).abs().mean() + _coarse(made, target)

    # --- looking -----------------------------------------------------------------------------------------------------

    def _shown(self, network: Generator, pairs: Pairs, looks: bool = True) -> Tensor:
        """What the network makes of whole conditions, level by level."""
        look = network.look_of(pairs.target) if looks and network.look_size else None
        *_, made = levels(network, pairs.condition, look)
        return made.float().cpu()

    @torch.no_grad()
    def sheet(self, averaged: dict[str, nn.Module]) -> Tensor:
        """Rows: what goes in, the result in the photo's own look, in the plainest one, with hints, and the photo."""
        network: Generator = averaged["generator"]  # type: ignore[assignment]
        plain, hinted = (self._moved(self.source.held_back(SHOWN, hints)) for hints in (False, True))
        with self.context.accelerator.autocast():
            rows = [self.source.picture_of(plain), self._shown(network, plain), self._shown(network, plain, False)]
            if network.config["hints"]:
                rows += [self.source.picture_of(hinted), self._shown(network, hinted, False)]
        rows.append(plain.target)
        return torch.cat([torch.cat(list(row.float().cpu()), dim=2) for row in rows], dim=1).clamp(0, 1)

    @torch.no_grad()
    def evaluate(self, averaged: dict[str, nn.Module]) -> dict[str, float]:
        """On held-back pictures: distances of the encoder's features and of pixels."""
        network: Generator = averaged["generator"]  # type: ignore[assignment]
        figures: dict[str, list[float]] = {}
        pairs = self._moved(self.source.held_back(HELD_BACK))
        for n in range(len(pairs.target)):
            one = Pairs(pairs.condition[n : n + 1], pairs.target[n : n + 1])
            with self.context.accelerator.autocast():
                made = self._shown(network, one, False).to(self.device)
            figures.setdefault("features", []).append(
                float(_distance(self._seen(made, False), self._seen(one.target, False)))
            )
            figures.setdefault("psnr", []).append(float(-10 * torch.log10((made - one.target).square().mean())))
        return {name: sum(values) / len(values) for name, values in figures.items()}

    def export(self, averaged: dict[str, nn.Module], figures: dict[str, float], folder: Path) -> Path:
        network: Generator = averaged["generator"]  # type: ignore[assignment]
        kind = {"lines": "sketch", "labels": "labels"}.get(network.source, "picture")
        return export_network(
            network,
            self.recipe,
            "generator",
            network.config,
            figures,
            folder,
            Input(
                kind,
                network.multiple,
                (0.0, 1.0),
                palette=self.source.palette,
                hints=network.config["hints"],
                position=network.config["position"],
            ),
            Inference("none", False, "plain"),
        )


def _coarse(made: Tensor, target: Tensor) -> Tensor:
    """How far colours are off at 1/8 of the size, twice."""
    return 2 * (F.avg_pool2d(made, 8) - F.avg_pool2d(target, 8)).abs().mean()


def shifted(made: Tensor, target: Tensor, rng: random.Random, reach: float = 0.1) -> tuple[Tensor, Tensor]:
    """Both pictures moved alike by up to `reach` of their size; what is left empty is mirrored."""
    limit = int(reach * made.shape[2])
    down, right = rng.randint(-limit, limit), rng.randint(-limit, limit)
    pad = (max(right, 0), max(-right, 0), max(down, 0), max(-down, 0))
    height, width = made.shape[2:]

    def move(x: Tensor) -> Tensor:
        x = F.pad(x, pad, mode="reflect")
        return x[:, :, pad[3] : pad[3] + height, pad[1] : pad[1] + width]

    return move(made), move(target)


def style_apart(ours: list[Tensor], theirs: list[Tensor]) -> Tensor:
    """How far the styles of N pictures are from those of N others: the roots of the relative squared errors of the Gram
    matrices of standardised features, and of their means, averaged."""
    errors = []
    for a, b in zip(ours, theirs, strict=True):
        means = (a.float().mean((2, 3)) - b.float().mean((2, 3))).square().mean(1)
        errors.append((gram_error(gram(a), gram(b)) + means + LEAST).sqrt())
    return torch.stack(errors).mean()


def _distance(ours: list[Tensor], theirs: list[Tensor]) -> Tensor:
    """The mean absolute difference of standardised features, averaged over the layers."""
    return torch.stack([(a - b).abs().mean(dtype=torch.float32) for a, b in zip(ours, theirs, strict=True)]).mean()
