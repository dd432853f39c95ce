"""The feed-forward networks that are installed, which of them paints a style, and what the style is to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from studio.core.errors import UnavailableError
from studio.core.step import Job
from studio.engines.perception import ENCODER, Perception
from studio.library.load import load_network
from studio.library.statistics import StyleStatistics
from studio.library.titles import ANY, PAINTED
from studio.networks.instant_style import InstantStyle

Mix = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Ink:
    """A mix of styles for a network: its code (1 x code), and the mean (3) and covariance (3x3) of its colours."""

    code: Tensor
    mean: Tensor
    covariance: Tensor


class InstantModels:
    """Loads the networks when they are first needed, in the device's precision, and keeps them."""

    def __init__(self, perception: Perception) -> None:
        self.perception = perception
        self._networks: dict[str, InstantStyle] = {}

    def choose(self, styles: Sequence[str]) -> str:
        """The id of the better network for these styles together: the one that learned them all, else that for any.

        UnavailableError with a sentence if neither is installed.
        """
        models = self.perception.models
        installed = models.ids()
        if PAINTED in installed:
            known = models.manifest(PAINTED).network["styles"]
            bundled = {style for style in styles if self.perception.styles.get(style).picture is None}
            if set(styles) <= set(known) & bundled:
                return PAINTED
        if ANY in installed:
            return ANY
        raise UnavailableError("The instant styles are not installed; install the application again.")

    def network(self, model_id: str) -> InstantStyle:
        """Frozen; the painting part in the device's precision, channels_last, the predictor in float32."""
        if model_id not in self._networks:
            device = self.perception.device
            network: InstantStyle = load_network(self.perception.models, model_id, "instant-style")
            network.predictor.to(device.device)
            network.net.to(device.device, device.precision, memory_format=torch.channels_last)  # type: ignore[call-overload]
            network.net.head.float()
            network.net.tint.float()
            self._networks[model_id] = network
        return self._networks[model_id]

    def statistics(self, mix: Mix) -> Job[list[StyleStatistics]]:
        """Of every style in `mix`; the user's own are measured if they never were."""
        found = []
        for style, _ in mix:
            found.append((yield from self.perception.style(style, ENCODER)))
        return found

    @torch.inference_mode()
    def ink(self, network: InstantStyle, mix: Mix, statistics: Sequence[StyleStatistics], long_side: float) -> Ink:
        """The mix for a painting of that long side in pixels (the stroke size)."""
        shares = [share for _, share in mix]

        def blend(parts: list[Tensor]) -> Tensor:
            return torch.stack([share * part for share, part in zip(shares, parts, strict=True)]).sum(0)

        device = self.perception.device.device
        grams = [
            blend(list(layer))[None].to(device) for layer in zip(*(s.at(long_side) for s in statistics), strict=True)
        ]
        means = [
            blend(list(layer))[None].to(device)
            for layer in zip(*(s.means_at(long_side) for s in statistics), strict=True)
        ]
        known = network.predictor.config["styles"]
        own = None
        if known:
            own = torch.zeros(1, len(known), device=device)
            for style, share in mix:
                own[0, known.index(style)] += share
        code = network.predictor(grams, means, own)
        return Ink(code, blend([s.colour_mean for s in statistics]), blend([s.colour_covariance for s in statistics]))
