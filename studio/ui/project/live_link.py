"""A picture that another program saves is worked on anew each time: the live link to Krita, GIMP and others."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.core.picture import Picture
from studio.document import edits
from studio.document.edits import Edit
from studio.document.layer import Kind, Pixels
from studio.ui.files.open_dialog import ask_open
from studio.ui.project.parts import Parts
from studio.ui.project.watch import FileWatch
from studio.ui.session.session import Photo, make_photo
from studio.ui.sketch.placing import fitted, lines_of
from studio.ui.widgets.background import Background
from studio.ui.window.actions import Actions
from studio.ui.window.settings import SettingsFile
from studio.ui.window.status_line import StatusLine

COMMAND = "watch"


class LiveLink(QObject):
    """Follows one file at a time, into the room that showed when it began."""

    def __init__(
        self, parts: Parts, actions: Actions, settings: SettingsFile, status: StatusLine, window: QWidget
    ) -> None:
        super().__init__(window)
        self._parts, self._actions, self._settings = parts, actions, settings
        self._status, self._window = status, window
        self._background = Background(self)  # its own: it looks at the file again and again
        self._watch: FileWatch | None = None
        self._room = ""
        self._series: object = None
        self._layer = 0  # the id of the layer that shows the lines of the file
        actions.connect_all({COMMAND: self._on_command})

    @property
    def path(self) -> Path | None:
        """The file that is followed."""
        return self._watch.path if self._watch is not None else None

    def follow(self, path: Path) -> None:
        """Works on the file at `path` from now on, in the room that shows."""
        self.stop()
        self._room, self._series, self._layer = self._parts.rooms.current.name, object(), 0
        self._watch = FileWatch(path.absolute(), self._background, self)
        self._watch.came.connect(self._take)
        self._watch.refused.connect(self._status.complain)
        self._actions.check(COMMAND, True)
        self._status.say(self.tr("Following {}: save it in the other program to see it here.").format(path.name))

    def stop(self) -> None:
        """The file is not followed any more."""
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.stop()
        self._actions.check(COMMAND, False)

    def close(self) -> None:
        """The window goes."""
        self.stop()
        self._background.shutdown()

    def _on_command(self, on: bool) -> None:
        if not on:
            name = self.path.name if self.path else ""
            self.stop()
            self._status.say(self.tr("{} is not followed any more.").format(name))
            return
        path = ask_open(self._window, self._settings.current.files.open_folder, self.tr("Watch a File"))
        if path is not None:
            self.follow(path)
        else:
            self._actions.check(COMMAND, False)

    # --- into the rooms ----------------------------------------------------------------------------------------------

    def _take(self, picture: Picture) -> None:
        parts = self._parts
        generator = parts.sketch.generation.generator
        if self._room in (parts.sketch.name, parts.materials.name) and parts.drawing.busy:
            parts.drawing.interrupt()
        if self._room == parts.materials.name:
            if parts.materials.map_files.is_map(picture):
                parts.materials.map_files.take(picture)
            else:
                parts.materials.photos.take(picture, self.path)
        elif self._room != parts.sketch.name:
            self._make_photo(picture)
        elif generator is not None and generator.kind == "sketch":
            self._make_lines(picture)
        else:
            parts.sketch.photos.take(picture, self.path)

    def _make_photo(self, picture: Picture) -> None:
        """The next state of the photo: masks stay, and undo goes back to the photo before all of them."""
        path, series = self.path, self._series
        if path is None:
            return

        def arrived(photo: Photo) -> None:
            if series is self._series and self._watch is not None:
                text = self.tr("Watch file")
                if self._room == self._parts.transform.name:
                    self._parts.transform.session.set_photo(photo, text)
                else:
                    self._parts.photos.open(photo, text)

        self._background.run(
            lambda: make_photo(picture, path.name, path, series=series), arrived, self._status.complain
        )

    def _make_lines(self, picture: Picture) -> None:
        """A layer of the sketch with the lines of the file, brought up to date."""
        drawing, path = self._parts.drawing, self.path
        if path is None:
            return
        if not self._layer and self._parts.sketch.photos.nothing_drawn():
            drawing.new(*self._parts.sketch.photos.form(picture))
        document, area = drawing.document, drawing.document.rect

        def arrived(pixels: Pixels) -> None:
            if drawing.document is document and document.rect == area and self._watch is not None:
                drawing.attempt(lambda: self._put(pixels, path.stem))

        self._background.run(lambda: lines_of(fitted(picture, area)), arrived, self._status.complain)

    def _put(self, pixels: Pixels, name: str) -> Edit | None:
        document = self._parts.drawing.document
        if any(layer.id == self._layer for layer in document.layers):
            return edits.replace_pixels(document, self._layer, pixels, self.tr("Watch file"))
        edit = edits.add_layer(document, Kind.SKETCH, name, pixels, text=self.tr("Watch file"))
        self._layer = document.active
        return edit
