"""Photoshop files: their layers as they are, as far as a document of ours can hold them."""

from __future__ import annotations

import io
import logging
import struct
import warnings
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from studio.core.colour import Profile
from studio.core.errors import DocumentError, StudioError
from studio.core.picture_io import MAX_BYTES, open_file
from studio.document.document import MAX_SIDE
from studio.document.layer import Blend, Kind, Pixels
from studio.project.kinds import guess_kind, in_order_of_kinds
from studio.project.opened import Opened
from studio.project.project import Project, SavedLayer
from studio.project.psd_pixels import Mask, Sheet, covered, to_srgb

MAX_LAYER_BYTES = 2 << 30
"""Memory that all the layers of a foreign document may take together."""

_HEADER = struct.Struct(">4sH6xHIIHH")
_MOST_OBJECTS = 200_000
_MOST_AT_ONCE = 2 << 30  # bytes that reading one layer may take
_OVERHEAD = 64 << 20  # bytes that may be read of blocks within blocks, besides eight times the file
_ICC = 1039
_BLENDS = {b"norm": Blend.NORMAL, b"pass": Blend.NORMAL, b"mul ": Blend.MULTIPLY, b"scrn": Blend.SCREEN}
_ADJUSTMENTS = {
    "blackandwhite", "brightnesscontrast", "channelmixer", "colorbalance", "colorlookup", "curves", "exposure",
    "gradientmap", "huesaturation", "invert", "levels", "photofilter", "posterize", "selectivecolor", "threshold",
    "vibrance",
}  # fmt: skip
_MOST_DRAWN = 3_000_000  # pixels of layers without pixels that the library may draw: a microsecond each
_BEFORE = "As it looked"
_SHOWN = 3  # names that a remark tells
_log = logging.getLogger(__name__)


def load_psd(source: str | Path | bytes, name: str = "") -> Opened:
    """The layers of a PSD or PSB file, groups taken apart. Raises StudioError.

    Names, places, visibility, opacity, locks, masks and the blend modes that we have are kept; `remarks` say what is
    not. A file without layers gives its picture as one.
    """
    if isinstance(source, (str, Path)):
        path = Path(source)
        name = name or path.name
        with open_file(path, name) as file:
            data = file.read(MAX_BYTES + 1)
    else:
        name, data = name or "The document", source
    width, height = _check_head(data, name)
    try:
        return _Reader(width, height).read(data)
    except StudioError as error:
        raise DocumentError(f"{name} {error}") from error
    except MemoryError as error:
        raise DocumentError(f"{name} needs more memory than there is; save it smaller or with fewer layers.") from error
    except Exception as error:  # the library raises nearly every kind for damaged files
        _log.info("damaged PSD: %r", error)
        raise DocumentError(f"{name} is damaged or incomplete; open another copy of it.") from error


def _check_head(data: bytes, name: str) -> tuple[int, int]:
    if len(data) < _HEADER.size or not data.startswith(b"8BPS"):
        raise DocumentError(f"{name} is not a complete Photoshop file; open another copy of it.")
    _, _, _, height, width, _, _ = _HEADER.unpack_from(data)
    if not (1 <= width <= MAX_SIDE and 1 <= height <= MAX_SIDE):
        raise DocumentError(
            f"{name} is too large: {width} x {height} pixels, and a document has at most {MAX_SIDE} a side; "
            "save a smaller version of it."
        )
    return width, height


@dataclass
class _Above:
    """What the groups round a layer do to it."""

    visible: bool = True
    opacity: float = 1.0
    masks: list[Mask] = field(default_factory=list)


class _Reader:
    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._found: list[SavedLayer] = []
        self._may_draw = _MOST_DRAWN
        self._said: dict[str, list[str]] = {}  # what happened to which layers

    def read(self, data: bytes) -> Opened:
        from psd_tools import ParseLimits, PSDImage
        from psd_tools.compression import PSDDecompressionWarning

        logging.getLogger("psd_tools").setLevel(logging.CRITICAL)  # what matters arrives as an exception
        with warnings.catch_warnings(action="ignore"):
            # A channel that cannot be unpacked would become black without a word.
            warnings.simplefilter("error", PSDDecompressionWarning)
            limits = ParseLimits(max_total_bytes=_OVERHEAD + 8 * len(data), max_objects=_MOST_OBJECTS)
            psd = PSDImage.open(io.BytesIO(data), max_alloc_bytes=_MOST_AT_ONCE, parse_limits=limits)
            return self._project(psd)

    def _project(self, psd: Any) -> Opened:
        profile = Profile.read(psd.image_resources.get_data(_ICC))
        sheet = Sheet(self._width, self._height, profile)
        remarks = []
        if psd.depth > 8:
            remarks.append(f"Its {psd.depth} bits a channel became 8.")
        leaves = sum(not layer.is_group() for layer in psd.descendants())
        if leaves * self._width * self._height * 4 > MAX_LAYER_BYTES:
            remarks.append(f"Its {leaves} layers need more memory than a document may take: they became one.")
        else:
            self._walk(psd, sheet, _Above())
        merged = self._merged(psd, profile) if self._said or not self._found else None
        if not self._found:
            if merged is None:
                raise DocumentError("holds no layer and no picture that can be read; save it again elsewhere.")
            self._keep(SavedLayer(0, "Background", Kind.REFERENCE, merged))
        elif merged is not None:
            remarks.append(f"How it looked before is in the hidden layer “{_BEFORE}”.")
            self._keep(SavedLayer(0, _BEFORE, Kind.REFERENCE, merged, visible=False), 0)
        layers = in_order_of_kinds([replace(layer, id=number) for number, layer in enumerate(self._found, 1)])
        remarks += [_sentence(what, names) for what, names in self._said.items()]
        shown = [layer for layer in layers if layer.visible and not layer.locked] or layers
        return Opened(Project(self._width, self._height, layers, shown[-1].id), tuple(remarks), exact=False)

    def _walk(self, group: Any, sheet: Sheet, above: _Above) -> Mask | None:
        """Takes over the layers of `group`, bottom to top; returns what they cover."""
        base: Mask | None = None  # what the last layer or group covers that is not clipped to one below it
        everything: Mask | None = None
        for layer in group:
            name = _name(layer)
            if layer.is_group():
                cover = self._walk(layer, sheet, self._inside(layer, name, sheet, above))
            elif layer.kind in _ADJUSTMENTS:
                self._say("changes the colours of the layers below, which this program cannot; it was left out", name)
                continue
            else:
                pixels = self._layer(layer, name, sheet, above, base if layer.clipping else None)
                cover = None if pixels is None else pixels[..., 3]
            if not layer.clipping:
                base = cover
            if cover is not None:
                everything = cover if everything is None else np.maximum(everything, cover)
        return everything

    def _inside(self, group: Any, name: str, sheet: Sheet, above: _Above) -> _Above:
        if _blend(group) is None:
            self._say("blends in a way that this program has not; its layers became normal", name)
        if group.opacity < 255 and sum(1 for _ in group) > 1:
            self._say("is a half see-through group, and its layers became half see-through one by one", name)
        mask = sheet.mask(group)
        masks = above.masks if mask is None else [*above.masks, mask]
        return _Above(above.visible and group.visible, above.opacity * group.opacity / 255, masks)

    def _layer(self, layer: Any, name: str, sheet: Sheet, above: _Above, base: Mask | None) -> Pixels | None:
        drawn = False
        try:
            painted = sheet.pixels(layer) if layer.has_pixels() else sheet.filled(layer)
            if painted is None and layer.kind in ("pixel", "type", "smartobject"):
                painted = sheet.empty()
            elif painted is None and self._width * self._height <= self._may_draw:
                self._may_draw -= self._width * self._height
                painted, drawn = sheet.drawn(layer), True
            masks = list(above.masks)
            if not drawn and (mask := sheet.mask(layer)) is not None:
                masks.append(mask)
        except MemoryError:
            raise
        except Exception as error:
            _log.info("layer of a PSD: %r", error)
            painted, masks = None, []
        if painted is None:
            self._say("could not be taken over and was left out", name)
            return None
        if base is not None:
            masks.append(base)
            self._say("was cut to the layer that it is clipped to", name)
        pixels = covered(painted, masks)
        blend = _blend(layer)
        if blend is None:
            self._say("blends in a way that this program has not; it became normal", name)
        if not drawn and layer.has_effects():
            self._say("has effects, which were left out", name)
        if not drawn and layer.has_vector_mask() and layer.kind == "pixel":
            self._say("has a vector mask, which was left out", name)
        opacity = above.opacity if drawn else layer.opacity / 255 * _fill(layer) * above.opacity
        locks = layer.locks
        locked = bool(locks is not None and (locks.complete or locks.composite))
        self._keep(
            SavedLayer(
                0, name, guess_kind(name, pixels), pixels, above.visible and layer.visible, opacity, locked,
                blend or Blend.NORMAL,
            )
        )  # fmt: skip
        return pixels

    def _keep(self, layer: SavedLayer, place: int | None = None) -> None:
        layer.pixels.flags.writeable = False
        self._found.insert(len(self._found) if place is None else place, layer)

    def _merged(self, psd: Any, profile: Profile | None) -> Pixels | None:
        """The picture of all layers that the other program stored, HxWx4."""
        try:
            image = psd.topil(apply_icc=False)
        except MemoryError:
            raise
        except Exception as error:
            _log.info("merged picture of a PSD: %r", error)
            return None
        if image is None or image.size != (self._width, self._height):
            return None
        alpha = image.getchannel("A") if "A" in image.getbands() else None
        rgb = np.asarray(to_srgb(image, profile))
        return np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8) if alpha is None else np.asarray(alpha)])

    def _say(self, what: str, name: str) -> None:
        self._said.setdefault(what, []).append(name)


def _blend(layer: Any) -> Blend | None:
    return _BLENDS.get(bytes(layer.blend_mode.value))


def _fill(layer: Any) -> float:
    value = layer.fill_opacity
    return value / 255 if isinstance(value, int) else 1.0


def _name(layer: Any) -> str:
    return "".join(c for c in str(layer.name) if c.isprintable()).strip()[:200] or "Layer"


def _sentence(what: str, names: list[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{shown}{more}: {what}."
