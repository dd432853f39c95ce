"""Opening a document of any kind that the studio knows: its content decides, not its name."""

from __future__ import annotations

from pathlib import Path

from studio.core.picture_io import PICTURE_SUFFIXES, load_picture, open_file
from studio.project.flat import flat_project
from studio.project.opened import Opened
from studio.project.package import MAX_FILE

ORA_SUFFIX = ".ora"
PSD_SUFFIXES = (".psd", ".psb")
DOCUMENT_SUFFIXES = (ORA_SUFFIX, *PSD_SUFFIXES)
"""Files that hold layers, for dialogs."""
OPENABLE_SUFFIXES = (*DOCUMENT_SUFFIXES, *PICTURE_SUFFIXES)

_ZIP, _PSD = b"PK\x03\x04", b"8BPS"


def open_any(source: str | Path | bytes, name: str = "") -> Opened:
    """The document in an OpenRaster, Photoshop or picture file, given as a path or as the bytes of a file.

    A picture becomes a document with one layer. `name` stands for the file in sentences. Raises StudioError.
    """
    if isinstance(source, (str, Path)):
        source = Path(source)
        name = name or source.name or str(source)
        with open_file(source, name, MAX_FILE) as file:  # what the file is decides on the limit
            head = file.read(4)
    else:
        name = name or "The document"
        head = source[:4]
    if head == _ZIP:
        from studio.project.openraster_read import load_ora

        return load_ora(source, name)
    if head == _PSD:
        from studio.project.psd_read import load_psd

        return load_psd(source, name)
    return flat_project(load_picture(source, name=name), name)


def is_document(path: str | Path) -> bool:
    """Whether the file holds layers, by its first bytes; False too for a file that cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return file.read(4) in (_ZIP, _PSD)
    except (OSError, ValueError):
        return False
