"""Files of label maps: written without loss, and read so that what an editor did to them is repaired and told."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, PngImagePlugin

from studio.core.errors import ParameterError, PictureError, StudioError
from studio.core.files import atomic_bytes
from studio.core.indexed import Indexed
from studio.core.label_names import Declared, by_names, by_numbers, classes_of, phrase
from studio.core.label_repair import recognise
from studio.core.palettes import MAX_FOREIGN, Palette
from studio.core.picture_io import MAX_PIXELS, load_indexed, load_picture

KEY = "Label map"  # the PNG's remark that names the classes
_WRITTEN = ".png"


@dataclass(frozen=True, eq=False)
class LabelMap:
    """A map that was read. indices: HxW uint8, the classes. notes: what had to be repaired, one sentence each."""

    indices: NDArray[np.uint8]
    notes: tuple[str, ...] = ()


def write_map(path: str | Path, indices: NDArray[np.uint8], palette: Palette, xmp: bytes | None = None) -> None:
    """Writes classes (HxW) as an indexed PNG with the palette and the names of the classes; atomic.

    xmp: a packet that goes with it.
    Raises PictureError with a sentence, and ValueError for a class that the palette does not have.
    """
    path = Path(path)
    if path.suffix.lower() != _WRITTEN:
        raise PictureError(f"{path.name} cannot hold a label map exactly; choose a name that ends in .png.")
    if indices.ndim != 2 or indices.dtype != np.uint8 or not indices.size:
        raise ValueError(f"a label map is HxW uint8, not {indices.shape} {indices.dtype}")
    if int(indices.max()) >= len(palette):
        raise ValueError(f"class {int(indices.max())} is not in a palette of {len(palette)}")
    image = Image.fromarray(indices).copy()
    image.putpalette(np.array(palette.colours, np.uint8).tobytes())
    text = PngImagePlugin.PngInfo()
    text.add_itxt(KEY, Declared.of(palette).json())
    if xmp:
        text.add_itxt("XML:com.adobe.xmp", xmp.decode())
    file = io.BytesIO()
    image.save(file, "PNG", pnginfo=text)
    try:
        atomic_bytes(path, file.getvalue())
    except StudioError as error:
        raise PictureError(str(error)) from error


def read_map(path: str | Path, palette: Palette) -> LabelMap:
    """Reads a label map from a picture file of any kind that can be opened.

    Indices are taken as they are where the file's palette is this one. Everything else is recognised by its colours
    or names, repaired, and told in the notes; what is see-through is class 0. Raises PictureError for a file that
    cannot be read, and ParameterError that names the class or the colours that the palette does not have, with a place.
    """
    found = load_indexed(path, max_pixels=MAX_PIXELS)
    if found is not None:
        read = _grey(found, palette) if found.colours is None else _indexed(found, palette)
        if read is not None:
            return read
    return _coloured(path, found, palette)


def _indexed(found: Indexed, palette: Palette) -> LabelMap | None:
    """A file with a palette, if that makes clear what each of its numbers stands for."""
    assert found.colours is not None
    opaque = None if found.alpha is None else found.alpha >= 128
    used = np.unique(found.values if opaque is None else found.values[opaque])
    if not len(used):
        return LabelMap(np.zeros(found.values.shape, np.uint8), _see_through(found.alpha))
    if int(used[-1]) >= len(found.colours):
        raise _beyond(found, opaque, max(len(palette), len(found.colours)), palette)
    own = classes_of(found.colours[used], palette)
    table = np.zeros(int(used[-1]) + 1, np.uint8)
    declared = Declared.read(found.text.get(KEY, ""))
    notes: tuple[str, ...] = ()
    if (own >= 0).all():
        table[used] = own
        if (own != used).any():
            notes = ("The palette was in another order; the classes were recognised by their colours.",)
    else:
        repaired = by_names(used, found.colours, declared, palette) or by_numbers(used, found.colours, own, palette)
        if repaired is None:
            return None
        table[used], notes = repaired
    values = found.values if opaque is None else np.where(opaque, found.values, used[0])
    indices = table[values]
    if opaque is not None:
        indices[~opaque] = 0
    return LabelMap(indices, notes + _see_through(found.alpha))


def _grey(found: Indexed, palette: Palette) -> LabelMap | None:
    """A grey file whose values are class numbers; None if they are shades of grey."""
    opaque = np.ones(found.values.shape, bool) if found.alpha is None else found.alpha >= 128
    given = found.values[opaque]
    own = classes_of(np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1), palette)
    small = given < len(palette)
    if not len(given) or (own[: len(palette)] >= 0).any() or small.mean() < 0.5:
        return None
    if not small.all():
        raise _beyond(found, opaque, len(palette), palette)
    indices = np.where(opaque, found.values, 0).astype(np.uint8)
    note = "The map was saved in grey; its values were read as the numbers of the classes."
    return LabelMap(indices, (note, *_see_through(found.alpha)))


def _coloured(path: str | Path, found: Indexed | None, palette: Palette) -> LabelMap:
    """Any file at all, by its colours."""
    picture = load_picture(path, max_pixels=MAX_PIXELS)
    pixels = picture.as_uint8()
    rgb, alpha = pixels[..., :3], pixels[..., 3] if pixels.shape[2] == 4 else None
    clear = np.zeros(rgb.shape[:2], bool) if alpha is None else alpha < 128
    indices, known = palette.known(rgb)
    indices[clear] = 0
    notes = _see_through(alpha)
    if (known | clear).all():
        note = "The map was saved without its palette; its classes were recognised by their colours."
        return LabelMap(indices, (note, *notes))
    result = recognise(rgb, clear, np.array(palette.colours, np.uint8))
    share = float(result.foreign.mean())
    if result.foreign.any() and found is not None and found.colours is not None:
        _check_numbers(found, result.foreign, palette)
    if share > MAX_FOREIGN:
        raise ParameterError(palette.complaint(rgb, result.foreign))
    indices = result.indices
    if result.foreign.any():
        indices[result.foreign] = 0
        notes = (*notes, _unknown(rgb, result.foreign, palette))
    if result.noisy:
        note = (
            "The map was blurred or compressed with losses, as in JPEG; each colour became the nearest of the palette."
        )
        notes = (note, *notes)
    elif result.soft:
        note = "The edges were soft; each mixed pixel became one of the two classes that meet there."
        notes = (note, *notes)
    if result.shifted:
        profile = picture.metadata.profile
        reason = f"as the colour profile “{profile}” makes them" if profile else "as a colour profile makes them"
        notes = (f"The colours were a little off, {reason}; each became the nearest one of the palette.", *notes)
    return LabelMap(indices, notes)


def _see_through(alpha: NDArray[np.uint8] | None) -> tuple[str, ...]:
    """What is said about alpha, if there is any."""
    if alpha is None or int(alpha.min()) == 255:
        return ()
    if ((alpha > 0) & (alpha < 255)).any():
        return ("Half-transparent pixels became solid or see-through; what is see-through is anything now.",)
    return ("What was see-through is anything now.",)


def _unknown(rgb: NDArray[np.uint8], foreign: NDArray[np.bool_], palette: Palette) -> str:
    return (
        f"Colours that are not in {phrase(palette)} became {palette.names[0]}: {palette.listed(rgb, foreign)} "
        f"({int(foreign.sum())} pixels)."
    )


def _check_numbers(found: Indexed, foreign: NDArray[np.bool_], palette: Palette) -> None:
    """Raises ParameterError for a class beyond the last one, if the file's palette is this one up to there."""
    assert found.colours is not None
    count = len(palette)
    own = classes_of(found.colours[:count], palette)
    if len(own) == count and (own == np.arange(count)).all() and (found.values[foreign] >= count).any():
        raise _beyond(found, foreign, count, palette)


def _beyond(found: Indexed, among: NDArray[np.bool_] | None, count: int, palette: Palette) -> ParameterError:
    """The first classes of `count` or more, and where they are."""
    wrong = found.values >= count
    if among is not None:
        wrong &= among
    first: dict[int, tuple[int, int]] = {}
    for value in np.unique(found.values[wrong])[:3].tolist():
        y, x = np.unravel_index(int(np.argmax(wrong & (found.values == value))), wrong.shape)
        first[value] = int(x), int(y)
    named = ", ".join(f"class {value} at {x}, {y}" for value, (x, y) in first.items())
    return ParameterError(f"The map has {named}, but {phrase(palette)} ends at {len(palette) - 1}.")
