"""A project's layers as one picture."""

from __future__ import annotations

from studio.core.picture import Picture
from studio.document.blend import on_white, stacked
from studio.document.layer import Pixels
from studio.document.rect import Rect
from studio.project.project import Project


def flattened(project: Project) -> Pixels:
    """The visible layers over one another, HxWx4 with straight alpha, no paper below."""
    return stacked(project.layers, Rect(0, 0, project.width, project.height))


def on_paper(project: Project) -> Picture:
    """The drawing as it looks on its white paper, HxWx3."""
    return Picture(on_white(flattened(project)))
