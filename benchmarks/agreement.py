"""How well one label map agrees with another: counts of pixels, over as many pictures as are added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Agreed:
    """right: share of the pixels that are said to be something that are also found to be that. iou: intersection over
    union, the mean of all classes that are said anywhere. classes: name to (share of all pixels that say so, share of
    these that are right, intersection over union); those that are said nowhere are left out."""

    right: float
    iou: float
    classes: dict[str, tuple[float, float, float]]


class Agreement:
    """Adds up. names: of the classes; index 0, "anything", says nothing and is not counted."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.counts = torch.zeros(len(names), len(names), dtype=torch.long)  # said by found

    def add(self, found: Tensor, said: Tensor) -> None:
        """Class numbers of one form, whole numbers of any type."""
        found, said = found.long().flatten(), said.long().flatten()
        counted = said > 0
        pairs = said[counted] * len(self.names) + found[counted]
        self.counts += torch.bincount(pairs, minlength=self.counts.numel()).view_as(self.counts)

    def result(self) -> Agreed:
        """ValueError if nothing that says something was added."""
        total = int(self.counts.sum())
        if not total:
            raise ValueError("no pixel says what it should be")
        said, found, both = self.counts.sum(1), self.counts.sum(0), self.counts.diagonal()
        classes = {
            name: (float(said[n]) / total, float(both[n] / said[n]), float(both[n] / (said[n] + found[n] - both[n])))
            for n, name in enumerate(self.names)
            if said[n]
        }
        mean = sum(iou for *_, iou in classes.values()) / len(classes)
        return Agreed(float(both.sum()) / total, mean, classes)
