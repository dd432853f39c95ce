"""Exporting: one function for every preset, as a job that reports its steps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studio.core.errors import ParameterError, StudioError
from studio.core.files import atomic_bytes, check_writable
from studio.core.picture import Metadata, Picture
from studio.core.resize import resize
from studio.core.step import Job, Step
from studio.project.export.film import film_bytes, film_side, frame_limit
from studio.project.export.material import Film, Frame, Material
from studio.project.export.presets import PRINT_DPI, Options, Preset, bits_of, size_of
from studio.project.export.sheet import SHEET_SIDE, before_after
from studio.project.openraster_write import save_ora
from studio.project.psd_write import save_psd
from studio.provenance.credentials import Signer, sign_bytes
from studio.provenance.label import labelled
from studio.provenance.origin import Says
from studio.provenance.write import encoded


def export(
    material: Material, way: Preset, path: Path, options: Options, says: Says, signer: Signer | None = None
) -> Job[None]:
    """Writes `material` to `path` as `way` asks, whole or not at all; what made it is said as `says` has it.

    Raises StudioError with a sentence.
    """
    if sentence := material.missing(way):
        raise StudioError(sentence)
    if path.suffix.lower() not in way.suffixes and not (way.id == "print" and path.suffix.lower() == ".tiff"):
        raise ParameterError(f"{path.name} cannot be exported so: its name must end in {' or '.join(way.suffixes)}.")
    check_writable(path)  # ask before minutes of work, not after them
    yield Step(0.0, "exporting")
    if way.id == "timelapse":
        assert material.film is not None
        yield from _film(material.film, path, options, says, signer)
    elif way.id == "ora":
        assert material.project is not None
        save_ora(material.project, path, labelled(None, material.layers_origin, says))
    elif way.id == "psd":
        assert material.project is not None
        save_psd(material.project, path, xmp=labelled(None, material.layers_origin, says))
    else:
        _picture(material, way, path, options, says, signer)
    yield Step(1.0, "exported")


def _picture(material: Material, way: Preset, path: Path, options: Options, says: Says, signer: Signer | None) -> None:
    picture = material.picture
    assert picture is not None
    if way.id == "sheet":
        assert material.before is not None
        picture = before_after(material.before, picture, options.words, options.side or SHEET_SIDE, options.letters)
    else:
        picture = resize(picture, *size_of(picture.width, picture.height, way, options))
    told = says
    if way.id == "print":
        picture, told = _at(picture, PRINT_DPI, says)
    bits = bits_of(picture, path.suffix.lower())
    data = encoded(picture, path, material.origin, told, quality=options.quality, bits=bits)
    if signer is not None:  # as `says` has it: a stripped file names no photo
        data = sign_bytes(data, path.name, material.origin, says, signer)
    atomic_bytes(path, data)


def _at(picture: Picture, dpi: float, says: Says) -> tuple[Picture, Says]:
    """The picture at this resolution, which stays even where nothing else of its metadata does."""
    kept = picture.metadata if says.metadata else Metadata()
    return replace(picture, metadata=replace(kept, dpi=(dpi, dpi))), replace(says, metadata=True)


def _film(film: Film, path: Path, options: Options, says: Says, signer: Signer | None) -> Job[None]:
    suffix = path.suffix.lower()
    side = film_side(suffix, options)
    most = frame_limit(film.width, film.height, options.seconds, side)
    frames: list[Frame] = []
    for frame in film.frames(most, side):
        frames.append(frame)
        yield Step(min(0.9, 0.9 * len(frames) / most), f"frame {len(frames)}")
    xmp = labelled(None, film.origin, says)
    data = film_bytes(frames, suffix, options.seconds, options.quality, xmp)
    if signer is not None:
        data = sign_bytes(data, path.name, film.origin, says, signer)
    atomic_bytes(path, data)
