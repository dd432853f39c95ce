"""The Image menu in the real window: both rooms know it, and the photo of the drawing follows its size."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_fakes import Studio, generated, same

from studio.document.document import Document
from studio.document.layer import Kind
from studio.document.rect import Rect
from studio.ui.sketch.image_dialogs import CanvasSize, ScaleDrawing


@pytest.fixture
def drawing(studio: Studio) -> Studio:
    studio.window.rooms.show("sketch")
    session = studio.window.sketch.session
    session.begin_stroke(40, 100, 1.0)
    for x in range(60, 700, 20):
        session.stroke_to(x, 100 + x // 3, 1.0)
    session.end()
    return studio


def document(studio: Studio) -> Document:
    return studio.window.sketch.session.document


def rested(studio: Studio) -> bool:
    """Whether the picture in view is that of the drawing as it is, as large as it is."""
    room = studio.window.sketch
    request, picture = room.desk.inputs.request(), room.canvas.result_view.picture
    if room.desk.flow.wanted or request is None or picture is None:
        return False
    size = document(studio).width, document(studio).height
    return same(picture, generated(request)) and (picture.width, picture.height) == size


def test_the_photo_follows_a_crop_and_its_undo(drawing: Studio) -> None:
    drawing.wait(lambda: rested(drawing))
    before = document(drawing).source().pixels
    made = len(drawing.generator.live)
    drawing.run("image-crop")
    frame = drawing.window.sketch.image.frame
    assert frame is not None
    assert drawing.window.commands["image-crop"].isChecked()
    frame.set_frame(Rect(100, 60, 400, 300))
    QTest.keyClick(frame, Qt.Key.Key_Return)
    assert not drawing.window.commands["image-crop"].isChecked()
    assert drawing.window.sketch.canvas.result_view.picture is None  # that of the old size would be stretched
    drawing.wait(lambda: rested(drawing))
    assert drawing.window.sketch.canvas.viewport.document_size.toSize().toTuple() == (400, 300)
    assert (document(drawing).source().pixels == before[60:360, 100:500]).all()
    after = len(drawing.generator.live)
    assert after > made
    drawing.run("undo")
    drawing.wait(lambda: rested(drawing))
    assert (document(drawing).source().pixels == before).all()
    assert len(drawing.generator.live) == after  # it was made before
    drawing.run("redo")
    drawing.wait(lambda: rested(drawing))


def test_the_materials_room_crops_the_same_drawing(drawing: Studio) -> None:
    lines = document(drawing).of_kind(Kind.SKETCH)[0].pixels.copy()
    drawing.window.rooms.show("materials")
    drawing.run("image-crop")
    assert drawing.window.sketch.image.frame is None
    frame = drawing.window.materials.image.frame
    assert frame is not None
    frame.set_frame(Rect(10, 20, 500, 400))
    drawing.window.rooms.show("sketch")  # leaving gives it up
    assert drawing.window.materials.image.frame is None
    assert not drawing.window.commands["image-crop"].isChecked()
    drawing.window.rooms.show("materials")
    drawing.run("image-crop")
    frame = drawing.window.materials.image.frame
    assert frame is not None
    frame.set_frame(Rect(10, 20, 500, 400))
    frame.crop_button.click()
    maps = drawing.window.materials.maps
    maps.begin_stroke(450, 350, 1.0)
    maps.stroke_to(490, 390, 1.0)
    maps.end()
    drawing.window.materials.canvas.view.grab()
    labels = maps.labels()
    assert labels is not None
    assert labels.pixels.shape == (400, 500, 4)
    assert np.array_equal(document(drawing).of_kind(Kind.SKETCH)[0].pixels, lines[20:420, 10:510])
    drawing.window.materials.canvas.view.set_outlines(True)  # type: ignore[attr-defined]
    drawing.window.materials.canvas.view.grab()


def test_the_dialogs_are_opened_by_the_menu(drawing: Studio) -> None:
    drawing.run("image-canvas")
    canvas = drawing.window.findChild(CanvasSize)
    assert isinstance(canvas, CanvasSize)
    canvas.width_box.setValue(900)
    canvas.ok.click()
    assert document(drawing).width == 900
    drawing.run("image-scale")
    scale = drawing.window.findChild(ScaleDrawing)
    assert isinstance(scale, ScaleDrawing)
    scale.width_box.setValue(450)
    scale.ok.click()
    drawing.wait(lambda: document(drawing).width == 450)
    drawing.wait(lambda: rested(drawing))


def test_other_rooms_have_no_image_menu(studio: Studio) -> None:
    studio.window.rooms.show("photo")
    assert not any(studio.window.commands[f"image-{name}"].isVisible() for name in ("crop", "canvas", "scale"))
