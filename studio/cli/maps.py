"""Label maps on the command line: read with what had to be repaired said, and written in exact colours."""

from __future__ import annotations

import sys
from pathlib import Path

from studio.cli.log import without_chatter
from studio.cli.progress import Progress
from studio.core.errors import ParameterError, PictureError
from studio.core.label_maps import read_map, write_map
from studio.core.palettes import Palette
from studio.core.params import MAX_SIZE
from studio.core.picture import Picture
from studio.core.picture_io import load_picture

SMALLEST = 8  # px


def read_labels(path: Path, palette: Palette, progress: Progress) -> Picture:
    """The map at `path` in the palette's colours; PictureError that names the colour, index or size that is wrong."""
    try:
        with without_chatter():
            found, metadata = read_map(path, palette), load_picture(path).metadata
    except ParameterError as error:
        sentence = str(error)
        raise PictureError(sentence if path.name in sentence else f"{path.name}: {sentence}") from error
    height, width = found.indices.shape
    if min(width, height) < SMALLEST or max(width, height) > MAX_SIZE:
        raise PictureError(
            f"{path.name} is {width} x {height} pixels; a label map must have between {SMALLEST} and {MAX_SIZE} pixels "
            "on each side."
        )
    for note in found.notes:
        progress.write(f"studio: {note if path.name in note else f'{path.name}: {note}'}", sys.stderr)
    return Picture(palette.paint(found.indices).pixels, metadata)


def write_labels(path: Path, picture: Picture, palette: Palette, xmp: bytes | None) -> None:
    """Writes a map in the palette's exact colours as an indexed PNG. xmp: what the file says of how it was made."""
    write_map(path, palette.exact_indices(picture), palette, xmp)


def check_target(out: str, form: str | None) -> None:
    """Raises ParameterError if a map would have to be saved as anything but PNG."""
    suffix = Path(out).suffix.lower()
    if form not in (None, "png") or (suffix and suffix != ".png" and not Path(out).is_dir()):
        raise ParameterError("A map is saved as PNG, so that its colours stay exact; give a name that ends in .png.")
