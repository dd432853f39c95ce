"""What an artist does with documents in a window, in short words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from window_fakes import Studio, photo

from studio.core.chain import Generate
from studio.core.picture import Picture
from studio.core.style_masks import StyleMasks
from studio.project.project import Project, SavedPhoto
from studio.ui.project.capture import shell


def stroke(studio: Studio, y: int = 100) -> None:
    """A stroke across the drawing."""
    session = studio.window.sketch.session
    session.begin_stroke(40, y, 1.0)
    for x in range(60, 300, 20):
        session.stroke_to(x, y + x // 10, 1.0)
    session.end()


def fill_rooms(studio: Studio) -> None:
    """Work in every room, and a starred result."""
    window = studio.window
    studio.open()
    studio.pick()
    studio.paint()
    window.results.star(window.results[0], True)
    plane = np.zeros((64, 96), np.uint8)
    plane[:, 40:] = 200
    window.session.set_masks(StyleMasks((("great-wave", plane),)), "Paint")
    window.transform.session.set_photo(window.session.photo)
    window.transform.session.add(Generate(model="winter", strength=0.5))
    window.transform.session.set_mask(0, Picture(np.full((32, 48, 3), 90, np.uint8)))
    window.rooms.show("materials")
    window.materials.begin_with("mountain-lake")
    window.materials.moods.choose(window.materials.moods.all[3])
    window.materials.moods.set_light(0.25)
    window.rooms.show("sketch")
    window.sketch.generation.change(seed=4711, look=0.5)
    stroke(studio)
    session = window.sketch.session
    session.set_layer(session.document.active, opacity=0.75)
    session.set_reference(photo(seed=7))


def work(studio: Studio) -> Project:
    """All of it but the layers."""
    return shell(studio.window.parts)


def layers(studio: Studio) -> list[tuple[object, ...]]:
    """The layers but for their ids, pixels as bytes."""
    return [
        (one.name, one.kind, one.visible, one.opacity, one.locked, one.blend, one.note, one.pixels.tobytes())
        for one in studio.window.sketch.session.document.layers
    ]


def plain(project: Project) -> dict[str, object]:
    """What two projects that are alike agree in."""

    def of(photo: SavedPhoto | None) -> object:
        return photo and (photo.picture.digest, photo.name, photo.steps, of(photo.original))

    styling, transform = project.styling, project.transform
    return {
        "size": (project.width, project.height), "room": project.room, "rooms": dict(project.rooms),
        "photo": of(styling.photo), "choices": dict(styling.choices),
        "masks": styling.masks and styling.masks.digest, "transformed": of(transform.photo), "chain": transform.chain,
        "chain masks": [(name, mask.digest) for name, mask in transform.masks],
        "results": [(one.name, one.picture.digest, dict(one.note)) for one in project.results],
    }  # fmt: skip


def save(studio: Studio, path: Path) -> Path:
    """Saves the document and waits for the file."""
    studio.window.documents.save_to(path)
    studio.wait(lambda: not studio.window.documents.saver.busy)
    return path


def open_document(studio: Studio, path: Path) -> None:
    """Opens the document and waits until it is there."""
    desk = studio.window.documents
    with studio.qtbot.waitSignal(desk.changed, timeout=20_000):
        studio.window.file_commands.open_path(path)
