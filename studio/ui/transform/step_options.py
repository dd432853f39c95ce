"""The drop-down choices of steps that paint."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from studio.core.params import Colours, Quality, Start
from studio.ui.styles.option_boxes import ChoiceBox

Values = Mapping[StrEnum, tuple[str, str]]


def _tr(text: str) -> str:
    return QCoreApplication.translate("StepOptions", text)


def quality_box() -> ChoiceBox:
    """How long a step paints."""
    values: Values = {
        Quality.INSTANT: (_tr("Instant"), _tr("In one pass, so that it follows every slider.")),
        Quality.DRAFT: (_tr("Draft"), _tr("Worked on for a while, quick and rough.")),
        Quality.GOOD: (_tr("Good"), _tr("For most pictures; takes minutes.")),
        Quality.BEST: (_tr("Best"), _tr("Slow, with the finest strokes.")),
    }
    return ChoiceBox(_tr("Quality"), _tr("How long this step is worked on."), values)


def colours_box() -> ChoiceBox:
    """Whose colours a painted step has."""
    values: Values = {
        Colours.STYLE: (_tr("The painting’s"), _tr("The painting’s colours.")),
        Colours.LUMA: (_tr("The photo’s, exactly"), _tr("Only light and dark are painted.")),
        Colours.STATISTICS: (_tr("The photo’s, roughly"), _tr("The photo’s range of colours, painted freely.")),
        Colours.ONLY: (_tr("Colour only"), _tr("The painting’s colours on the picture as it is.")),
    }
    return ChoiceBox(_tr("Colours"), _tr("Whose colours the result has."), values)


def start_box() -> ChoiceBox:
    """What painting begins with, where it is worked on for longer than an instant."""
    values: Values = {
        Start.INSTANT: (_tr("The instant painting"), _tr("Goes on from the instant painting.")),
        Start.PHOTO: (_tr("The picture"), _tr("Stays close to the picture.")),
        Start.NOISE: (_tr("Noise"), _tr("Freer, and different for every seed.")),
    }
    return ChoiceBox(_tr("Start from"), _tr("What the first brush stroke is laid on."), values)
