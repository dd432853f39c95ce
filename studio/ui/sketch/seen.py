"""What the result view shows, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio.core.picture import Picture
from studio.ui.session.results import Generated, file_stem
from studio.ui.sketch.flow import Made


@dataclass(frozen=True, eq=False)
class Seen:
    """The picture in the result view. made: what the model made just now; result: one that was kept.

    painted: it is the painting at the end of the chain, not the photo. name: of what it was made from.
    """

    picture: Picture
    made: Made | None = None
    result: Generated | None = None
    painted: bool = False
    name: str = "drawing"

    @property
    def full(self) -> bool:
        """Whether it is more than a draft."""
        return self.made is None or self.made.full

    @property
    def stem(self) -> str:
        """A file name without suffix."""
        if self.result is not None:
            return self.result.stem
        params = self.made.request.params if self.made else None
        return file_stem(self.name, *((params.model, str(params.seed)) if params else ()))

    @property
    def folder(self) -> Path | None:
        return None
