"""Who hears of whom: the commands and signals of the window's parts, connected in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.ui.files.commands import DRAWING, MAP
from studio.ui.help.desk import HelpDesk
from studio.ui.masks.memory import BrushMemory
from studio.ui.window.command import MATERIALS_ROOM, PHOTO_ROOM, SKETCH_ROOM, TRANSFORM_ROOM
from studio.ui.window.preferences.follow import follow

if TYPE_CHECKING:
    from studio.ui.window.main_window import MainWindow


def connect(window: MainWindow) -> None:
    """Connects everything, once."""
    w = window
    w.commands.restore_keys(w.settings.current.shortcuts)
    _connect_files(w)
    _connect_commands(w)
    _connect_rooms(w)
    _connect_settings(w)
    w.first_shown.connect(w.vault.sweep)
    w.first_shown.connect(w.safety.start)
    w.commands["live"].setChecked(w.settings.current.painting.live)


def _connect_commands(w: MainWindow) -> None:
    """Commands that belong to no single room."""
    files = w.file_commands
    w.commands.connect_all({
        "open": files.open, "save-result": files.save, "save-result-as": files.save_as,
        "save": w.documents.save, "save-as": w.documents.save_as, "save-copy": w.documents.save_copy,
        "copy": files.copy, "paste": files.paste, "sketch-new": w.errands.new_drawing,
        "verify": w.provenance.verify, "export": w.exports.ask,
        **w.errands.commands(), **HelpDesk(w).commands(),
    })  # fmt: skip
    w.status.stop_requested.connect(w.errands.stop)
    w.commands["canvas-only"].toggled.connect(w.update_commands)


def _connect_files(w: MainWindow) -> None:
    """Photos come from files, other programs and the empty canvas; what is made goes out again."""
    files, canvas = w.file_commands, w.canvas
    drawings = {DRAWING: w.sketch.unsaved_drawing, MAP: w.materials.unsaved_map}
    files.serve(lambda: w.rooms.current, drawings, w.transform.files, w.documents.open)
    w.sketch.new_wanted.connect(w.documents.new)
    w.documents.changed.connect(w.update_commands)
    w.documents.going.connect(w.live_link.stop)
    canvas.files_dropped.connect(files.open_paths)
    canvas.image_dropped.connect(files.open_picture)
    canvas.empty.draw_requested.connect(lambda: w.rooms.show(SKETCH_ROOM))
    canvas.empty.materials_requested.connect(lambda: w.rooms.show(MATERIALS_ROOM))
    canvas.empty.open_requested.connect(files.open)
    canvas.empty.example_requested.connect(files.open_example)
    canvas.result_view.drag_file = w.bench.saved_file
    w.transform.files.opened.connect(lambda: w.rooms.show(TRANSFORM_ROOM))
    files.all_saved.connect(w.on_all_saved)
    files.photo_opened.connect(lambda photo: w.recent_pictures.keep(photo.path, photo.draft))


def _connect_rooms(w: MainWindow) -> None:
    """Commands, title and status line follow what goes on in the rooms."""
    for room in (*w.makers, w.rooms[PHOTO_ROOM]):
        room.changed.connect(w.update_commands)
    w.rooms.changed.connect(w.on_room)
    w.results.dataChanged.connect(w.update_commands)
    w.styles.removed.connect(w.masks.painter.forget)
    w.painter.learned.connect(w.tiles.forget)
    # What is made in the rooms where one draws goes before what waits or is painted elsewhere.
    w.painter.changed.connect(w.making.show_work)
    w.making.listen(lambda: w.making.show_work() or w.bench.captions.show_work())
    w.panel.picker.failed.connect(w.status.complain)


def _connect_settings(w: MainWindow) -> None:
    """What is remembered from one run to the next."""
    settings = w.settings
    follow(w)

    def remember_choices() -> None:
        choices = w.session.choices
        settings.change("painting", quality=choices.quality.value, size=choices.size or 0)

    w.session.choices_changed.connect(remember_choices)
    w.panel.fold.toggled.connect(lambda on: settings.change("window", more=on))
    brush = BrushMemory((w.masks.painter, w.transform.masks.painter), settings, w)
    w.closed.connect(brush.keep)
    w.commands.keys_changed.connect(lambda: settings.change(shortcuts=w.commands.changed_keys()))
