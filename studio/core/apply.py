"""A folder of photos led through a chain, as one request."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from studio.core.chain import Chain
from studio.core.picture import Picture
from studio.core.request import Request


@dataclass(frozen=True)
class ApplyRequest(Request):
    """Lead every photo in `photos` (folders or files) through `chain`; the results go to the folder `out`.

    The result is an `Applied`. label: goes into the names of the files. suffix: of the files, such as ".png".
    masks: as in `ChainRequest`. quality: 1..100, for formats that have one. say_ai, recipe: what the files say of how
    they were made. signed_by: a certificate and its key ("" for those this computer made, kept in a folder), and that
    folder; None for no signature.
    """

    engine: ClassVar[str] = "apply"
    chain: Chain
    masks: tuple[tuple[str, Picture], ...]
    photos: tuple[Path, ...]
    out: Path
    label: str
    suffix: str = ".png"
    quality: int = 92
    keep_metadata: bool = True
    say_ai: bool = True
    recipe: bool = False
    signed_by: tuple[str, str, str] | None = None

    @property
    def key(self) -> tuple[object, ...]:
        masks = tuple((name, picture.digest) for name, picture in self.masks)
        how = (self.suffix, self.quality, self.keep_metadata, self.say_ai, self.recipe, self.signed_by)
        return (self.engine, self.chain, masks, self.photos, self.out, self.label, how)


@dataclass(frozen=True)
class Applied:
    """How it went. total: photos in all; finished: results made now; before: results that were there already.

    problems: a sentence for each photo that failed, with its name.
    """

    total: int
    finished: int
    before: int
    problems: tuple[str, ...] = ()
