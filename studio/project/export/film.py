"""Films of the making: frames from a drawing's history or from results, and the files they go into."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

import numpy as np
from PIL import Image

from studio.core.colour import srgb_profile
from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.core.resize import fit_size, resize_array
from studio.document.blend import on_white
from studio.document.document import Document
from studio.document.edits import Edit
from studio.document.layer import Layer
from studio.document.rect import Rect, union
from studio.document.replay import replay
from studio.project.export.material import Film, Frame
from studio.project.export.presets import Options
from studio.project.export.sheet import flat
from studio.project.project import SavedLayer
from studio.provenance.origin import Origin

FILM_SIDE = 1080  # pixels of the long side at most
GIF_SIDE = 640  # the same of a GIF, whose files are many times as large
RATE = 12  # frames a second
_HOLD = 2.0  # seconds that the finished picture stays
_MEMORY = 256 << 20  # bytes that the frames may take together while a file is written
_SAMPLES = 6  # frames that a palette is made from
_FADE = 4  # frames from one result to the next


def history_film(
    width: int, height: int, layers: Sequence[SavedLayer], active: int, steps: Sequence[Edit], origin: Origin
) -> Film | None:
    """The making of a drawing. layers: as they were when `steps` were taken from its history (`History.steps`).

    None when nothing was done. The film can be made once: the steps are used up.
    """
    if not steps:
        return None

    def frames(most: int, side: int) -> Iterator[Frame]:
        scratch = Document.assembled(width, height, [_copy(layer) for layer in layers], active)
        camera = Camera(scratch, side)
        for _ in replay(scratch, steps, most):
            yield camera.frame()

    return Film(width, height, frames, origin)


class Camera:
    """Looks at a drawing that changes, always at the same small size; only what changed costs time."""

    def __init__(self, document: Document, side: int) -> None:
        self._document = document
        self._shrink = max(1, -(-max(document.width, document.height) // side))
        self._size = -(-document.width // self._shrink), -(-document.height // self._shrink)
        self._seen: Frame | None = None
        self._of = (0, 0)
        self._dirty: Rect | None = None
        document.watch(self._note)

    def frame(self) -> Frame:
        """How the drawing looks now, HxWx3."""
        document, shrink = self._document, self._shrink
        if self._seen is None or self._of != (document.width, document.height):
            self._of = document.width, document.height
            self._seen = np.full((-(-document.height // shrink), -(-document.width // shrink), 3), 255, np.uint8)
            self._dirty = document.rect
        if self._dirty is not None:
            area = Rect.around(
                self._dirty.x // shrink * shrink, self._dirty.y // shrink * shrink,
                -(-self._dirty.right // shrink) * shrink, -(-self._dirty.bottom // shrink) * shrink,
            ).intersect(document.rect)  # fmt: skip
            small = np.asarray(Image.fromarray(on_white(document.composite(area))).reduce(shrink))
            y, x = area.y // shrink, area.x // shrink
            self._seen[y : y + small.shape[0], x : x + small.shape[1]] = small
            self._dirty = None
        return fitted(self._seen, *self._size)

    def _note(self, layer_id: int, rect: Rect | None) -> None:
        self._dirty = self._document.rect if rect is None else union(self._dirty, rect)


def slides(pictures: Sequence[Picture], most: int, side: int) -> Iterator[Frame]:
    """The pictures one after the other at the size of the last, each staying a while and fading into the next."""
    last = pictures[-1]
    width, height = fit_size(last.width, last.height, min(side, max(last.width, last.height)))
    stay = max(1, most // len(pictures) - _FADE)
    fade = _FADE if stay > 1 else 0
    shown = (fitted(flat(picture, *_inside(picture, width, height)), width, height) for picture in pictures)
    first = next(shown)
    yield from [first] * stay
    for one, other in pairwise(chain([first], shown)):
        for step in range(1, fade + 1):
            share = np.float32(step / (fade + 1))
            yield np.rint(one + (other.astype(np.float32) - one) * share).astype(np.uint8)
        yield from [other] * stay


def fitted(frame: Frame, width: int, height: int) -> Frame:
    """A copy of `frame` as large as it fits on white paper of this size."""
    if frame.shape[:2] == (height, width):
        return frame.copy()
    share = min(width / frame.shape[1], height / frame.shape[0])
    w, h = max(1, min(width, round(frame.shape[1] * share))), max(1, min(height, round(frame.shape[0] * share)))
    paper = np.full((height, width, 3), 255, np.uint8)
    x, y = (width - w) // 2, (height - h) // 2
    paper[y : y + h, x : x + w] = resize_array(frame, w, h)
    return paper


def frame_limit(width: int, height: int, seconds: float, side: int = FILM_SIDE) -> int:
    """How many frames a film of so many seconds has, of a drawing or picture of this size."""
    w, h = fit_size(width, height, min(side, max(width, height)))
    return max(2, min(round(seconds * RATE), _MEMORY // (3 * w * h)))


def film_bytes(frames: Iterable[Frame], suffix: str, seconds: float, quality: int, xmp: bytes | None) -> bytes:
    """An animated WebP (".webp") or GIF (".gif") that loops for ever and rests on the last frame.

    xmp: for WebP; GIF has no common place for it. Raises StudioError for fewer than two frames.
    """
    images = [Image.fromarray(frame) for frame in frames]
    if len(images) < 2:
        raise StudioError("There is nothing to film yet; draw something, or keep two results, first.")
    each = max(20, round(1000 * seconds / len(images)))
    times = [each] * (len(images) - 1) + [each + round(1000 * _HOLD)]
    out = io.BytesIO()
    if suffix == ".gif":
        images = _with_one_palette(images)
        images[0].save(out, "GIF", save_all=True, append_images=images[1:], duration=times, loop=0, optimize=False)
    else:
        images[0].save(
            out, "WEBP", save_all=True, append_images=images[1:], duration=times, loop=0, quality=quality, method=3,
            icc_profile=srgb_profile(), **({"xmp": xmp} if xmp else {}),
        )  # fmt: skip
    return out.getvalue()


def film_side(suffix: str, options: Options) -> int:
    """Pixels of the long side at most."""
    return options.side or (GIF_SIDE if suffix == ".gif" else FILM_SIDE)


def _with_one_palette(images: list[Image.Image]) -> list[Image.Image]:
    """With 256 colours for all of them, so that what stays the same from frame to frame costs no bytes."""
    chosen = [images[round(i * (len(images) - 1) / (_SAMPLES - 1))] for i in range(_SAMPLES)]
    small = [np.asarray(image.reduce(max(1, image.width // 256))) for image in chosen]
    palette = Image.fromarray(np.concatenate(small)).quantize(256, Image.Quantize.MEDIANCUT)
    return [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in images]


def _inside(picture: Picture, width: int, height: int) -> tuple[int, int]:
    share = min(width / picture.width, height / picture.height)
    return max(1, round(picture.width * share)), max(1, round(picture.height * share))


def _copy(layer: SavedLayer) -> Layer:
    return Layer(
        layer.id, layer.name, layer.kind, layer.pixels.copy(), visible=layer.visible, opacity=layer.opacity,
        locked=layer.locked, note=layer.note, blend=layer.blend,
    )  # fmt: skip
