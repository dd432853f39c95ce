"""All of the artist's work in the window as one value, but for the pixels of the drawing."""

from __future__ import annotations

from studio.project.project import Plain, Project, SavedChain, SavedPhoto, SavedStyling
from studio.ui.project.kept import saved_results
from studio.ui.project.parts import Parts
from studio.ui.project.plain import plain_choices, plain_making, plain_moods
from studio.ui.session.session import Photo


def shell(parts: Parts) -> Project:
    """The work as it is now, without layers: only what is quick to take, on the UI thread."""
    document, photos, work = parts.drawing.document, parts.photos.document, parts.transform.session.work
    known = {one.picture.digest for photo in (photos.photo, work.photo) for one in _states(photo)}
    return Project(
        document.width, document.height, active=document.active,
        styling=SavedStyling(_photo(photos.photo), plain_choices(photos.choices), photos.masks),
        transform=SavedChain(_photo(work.photo), work.chain, work.masks),
        results=saved_results(parts.results, known),
        rooms=_rooms(parts), room=parts.rooms.current.name,
    )  # fmt: skip


def _states(photo: Photo | None) -> tuple[Photo, ...]:
    """The photo, and what it was before."""
    return () if photo is None else (photo, *_states(photo.original))


def _rooms(parts: Parts) -> dict[str, Plain]:
    rooms = {room.name: plain_making(room.generation.making) for room in parts.drawing_rooms}
    rooms[parts.materials.name] = {**rooms[parts.materials.name], **plain_moods(parts.materials.moods)}
    return rooms


def _photo(photo: Photo | None) -> SavedPhoto | None:
    if photo is None:
        return None
    return SavedPhoto(photo.picture, photo.name, photo.steps, _photo(photo.original))
