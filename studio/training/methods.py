"""The training methods by name. Each is imported only when a recipe asks for it."""

from __future__ import annotations

from importlib import import_module

from studio.core.errors import UnknownChoiceError
from studio.training.loop import MethodFactory

METHODS = {
    "distill": "studio.training.distill:Distill",
    "paired": "studio.training.paired:PairedTraining",
    "segment": "studio.training.segment:SegmentTraining",
    "instant": "studio.training.instant:InstantTraining",
    "cycle": "studio.training.cycle:CycleTraining",
    "star": "studio.training.star:StarTraining",
    "unit": "studio.training.unit:UnitTraining",
}


def method_named(name: str) -> MethodFactory:
    """The class of the method called `name` in a recipe."""
    if name not in METHODS:
        raise UnknownChoiceError(
            f"There is no training method called {name!r}; the methods are: {', '.join(sorted(METHODS))}."
        )
    module, attribute = METHODS[name].split(":")
    return getattr(import_module(module), attribute)
