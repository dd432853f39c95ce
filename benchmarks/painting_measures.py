"""How far pictures are from paintings: in what they are painted with, and in what is depicted."""

from __future__ import annotations

import torch
from torch import Tensor

from benchmarks.translate_measures import Looks, kernel
from benchmarks.translate_studio import open_all, squares, training_paths
from studio.training.judges import kernel_distance
from studio.training.unpaired.domains import DomainSpec

STYLE_LAYERS, SQUARES, AT_ONCE = 3, 300, 8


class Works:
    """Squares of the paintings of a domain that were trained on, as SqueezeNet sees them."""

    def __init__(self, looks: Looks, spec: DomainSpec) -> None:
        self.looks = looks
        paintings = torch.cat([squares(one, spec) for one in open_all(training_paths(spec))])
        paintings = paintings[:: -(-len(paintings) // SQUARES)]
        self.seen, styles = looks.rows(paintings), style_rows(looks, paintings)
        self.scale = styles.square().mean().sqrt()
        self.styles = styles / self.scale

    def style_distance(self, pictures: Tensor) -> float:
        """Kernel distance of the means and deviations of the first layers: of strokes and colours."""
        return kernel_distance(style_rows(self.looks, pictures) / self.scale, self.styles)[0]

    def distance(self, pictures: Tensor) -> float:
        """Kernel distance of the last layer: of what is depicted."""
        return kernel(self.looks.rows(pictures), self.seen)[0]


@torch.inference_mode()
def style_rows(looks: Looks, pictures: Tensor) -> Tensor:
    """N x 896: means and deviations of all channels of the first layers, which see colours and strokes."""
    rows = []
    for few in pictures.split(AT_ONCE):
        taps = [tap.flatten(2) for tap in looks.features(few)[:STYLE_LAYERS]]
        rows.append(torch.cat([torch.cat([tap.mean(2), tap.std(2)], 1) for tap in taps], 1))
    return torch.cat(rows)
