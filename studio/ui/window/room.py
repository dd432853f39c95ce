"""What the window asks of each of its rooms: something to look at, and what the common commands mean there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studio.core.picture import Picture
from studio.ui.canvas.compare_view import CompareView
from studio.ui.canvas.viewport import Viewport
from studio.ui.session.results import Result
from studio.ui.session.session import Photo
from studio.ui.window.status_line import Help


class Views(Protocol):
    """The pictures of a room, which share zoom and pan."""

    viewport: Viewport
    result_view: CompareView

    def set_split(self, on: bool) -> None: ...
    def set_swapped(self, on: bool) -> None: ...
    def set_hand(self, on: bool) -> None: ...
    def set_headers_shown(self, on: bool) -> None: ...


class Saveable(Protocol):
    """A picture in view that can be copied and saved."""

    @property
    def picture(self) -> Picture: ...
    @property
    def result(self) -> Result | None: ...
    @property
    def stem(self) -> str:
        """A file name without suffix."""
        ...

    @property
    def folder(self) -> Path | None:
        """Where what it was made from lies."""
        ...


class Room(QObject):
    """One way of working. `changed` says that other commands can be used, or that another picture is in view."""

    changed = Signal()
    zoom_changed = Signal()  # by the artist, or because a view was resized

    name = ""

    def __init__(self, widget: QWidget, views: Views, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.widget, self.views = widget, views

    @property
    def shown(self) -> Saveable | None:
        """The picture in view."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """What is worked on, for the title of the window; "" for nothing yet."""
        return ""

    @property
    def modified(self) -> bool:
        """Whether what is worked on has changed since it was last saved."""
        return False

    def commands(self) -> Mapping[str, Callable[..., object]]:
        """What the commands do here, by their ids."""
        raise NotImplementedError

    def enabled(self) -> Mapping[str, bool]:
        """Which commands can be used now."""
        raise NotImplementedError

    def undo_words(self) -> tuple[str, str]:
        """What undo would take back and redo bring back, "" for nothing."""
        raise NotImplementedError

    def cancel(self) -> bool:
        """Stops what goes on; False if nothing does."""
        raise NotImplementedError

    def take(self, photo: Photo, text: str) -> None:
        """Works with a photo that was opened; `text` says what undo would take back."""
        raise NotImplementedError

    def made(self, result: Result) -> bool:
        """Whether a result comes from this room."""
        raise NotImplementedError

    def show_result(self, result: Result) -> None:
        """Shows a result of this room again, with all that made it."""
        raise NotImplementedError

    def refresh(self) -> None:
        """A result was saved, starred or removed."""

    def finish(self) -> bool:
        """Makes the picture in view one that is kept, where that takes no time; False if it has to be finished yet."""
        raise NotImplementedError

    def unfinished(self) -> tuple[str, list[Help]]:
        """One sentence on why the picture in view should not be saved yet, and what helps."""
        raise NotImplementedError

    def enter(self) -> None:
        """The room shows."""

    def leave(self) -> None:
        """Another room is about to show."""
