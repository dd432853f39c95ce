"""What the generators learn from: pairs of what goes in and the photo that should come out."""

from __future__ import annotations

from importlib import import_module

from studio.core.errors import UnknownChoiceError
from studio.networks.generator import Generator
from studio.training.pairs.source import PairSource

TASKS = {
    "sketches": "studio.training.pairs.sketches:SketchPairs",
    "painted": "studio.training.pairs.painted:PaintedSketches",
    "colourise": "studio.training.pairs.photos:ColourPairs",
    "enhance": "studio.training.pairs.photos:SpoiledPairs",
    "places": "studio.training.pairs.places:PlacePairs",
    "labels": "studio.training.pairs.places:LabelPairs",
    "materials": "studio.training.pairs.materials:MaterialPairs",
}


def pair_source(data: dict, network: Generator) -> PairSource:
    """The pairs of the task that a recipe's `data.task` names; pictures are read here."""
    if data.get("task") not in TASKS:
        raise UnknownChoiceError(f"There are no pairs for the task {data.get('task')!r}; choose {', '.join(TASKS)}.")
    module, attribute = TASKS[data["task"]].split(":")
    return getattr(import_module(module), attribute)(data, network)
