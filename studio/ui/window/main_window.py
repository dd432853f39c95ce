"""The window: menus, the tool row, the rooms and the panels round them, put together and remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from studio.core.params import Quality
from studio.library.generators import Generator
from studio.library.styles import StyleLibrary, StyleShelf
from studio.service import StudioService
from studio.ui.canvas.canvas import Canvas
from studio.ui.files.commands import DRAWING, MAP, FileCommands
from studio.ui.files.desk import FileDesk
from studio.ui.files.drop import may_hold_picture
from studio.ui.files.recent import RecentMenu
from studio.ui.masks.desk import MaskDesk
from studio.ui.materials.room import MaterialsRoom
from studio.ui.session.painter import Painter
from studio.ui.session.results import ResultStore
from studio.ui.session.session import Choices, Session
from studio.ui.session.small_pictures import SmallPictures
from studio.ui.session.vault import PictureVault
from studio.ui.sketch.drawing_room import DrawingRoom, House
from studio.ui.sketch.room import SketchRoom
from studio.ui.styles.desk import StyleDesk
from studio.ui.styles.encoder_desk import EncoderDesk
from studio.ui.styles.panel import StylizePanel
from studio.ui.styles.tile_painter import TilePainter
from studio.ui.transform.room import TransformRoom
from studio.ui.widgets.background import Background
from studio.ui.window import messages
from studio.ui.window.actions import Actions
from studio.ui.window.chain_line import ChainLine
from studio.ui.window.command import MATERIALS_ROOM, PHOTO_ROOM, SKETCH_ROOM, TRANSFORM_ROOM
from studio.ui.window.docks import add_docks, size_docks
from studio.ui.window.history_desk import HistoryDesk
from studio.ui.window.history_strip import HistoryStrip
from studio.ui.window.making import Making
from studio.ui.window.photo_room import PhotoRoom
from studio.ui.window.rooms import Rooms
from studio.ui.window.settings import LAYOUTS, SettingsFile
from studio.ui.window.shortcuts import ShortcutsDialog
from studio.ui.window.status_line import StatusLine
from studio.ui.window.tool_row import ToolRow
from studio.ui.window.view_commands import ViewCommands
from studio.ui.window.workbench import Workbench


class MainWindow(QMainWindow):
    """Everything the artist sees. It makes its own parts out of what it is given; nothing is global."""

    first_shown = Signal()  # the window has been painted for the first time
    closed = Signal()

    def __init__(
        self,
        service: StudioService,
        library: StyleLibrary,
        shelf: StyleShelf,
        settings: SettingsFile,
        cache: Path,
        generators: Callable[[], Sequence[Generator]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        """`generators` tells which models draw, each time it is asked."""
        super().__init__(parent)
        self.settings, self._cache = settings, cache
        self._painted = self._closing = False
        painting = settings.current.painting
        self.background = Background(self)
        self.session = Session(Choices(quality=Quality(painting.quality), size=painting.size or None), self)
        self.painter = Painter(self.session, service, self)
        self.vault = PictureVault(cache / "results", settings.current.history_memory << 20, self.background, self)
        self.results = ResultStore(self.vault, self)
        self.files = FileDesk(self.background, self)

        self.canvas = Canvas()
        self.commands = Actions(self, self.canvas)
        self.strip = HistoryStrip(self.results, self.commands)
        self.panel = StylizePanel(self.session, library, shelf, self.commands["paint"])
        self.status = StatusLine()
        self.bench = Workbench(
            self.session, self.painter, self.results, self.files, library, self.canvas, self.strip, self.status, self
        )
        self.file_commands = FileCommands(self.files, self.bench, settings, self.status, self)
        self.styles = StyleDesk(self.session, self.painter, library, shelf, self.panel, self.status, settings, self)
        self.tiles = TilePainter(self.session, service, self.panel.picker, self)
        self.encoders = EncoderDesk(self.session, self.panel, self.status, self.background, self)
        self.masks = MaskDesk(self.session, library, self.canvas, self.panel.mix, self.commands, self)
        house = House(
            service, generators, self.results, (self.session, self.painter, library), self.commands,
            self.background, self.file_commands, settings, self.status, SmallPictures(service, self),
        )  # fmt: skip
        self.sketch = SketchRoom(house, self)
        self.materials = MaterialsRoom(house, self.sketch.session, self)
        self.transform = TransformRoom(house, self)
        self.transform.listen((self.sketch, self.materials))
        self.makers = (self.sketch, self.materials, self.transform)
        self.making = Making(self.makers)
        photo = PhotoRoom(self.bench, self.canvas, self.panel, self.masks, self.file_commands, self)
        self.rooms = Rooms((photo, *self.makers), self.commands, self)
        self.chain_line = ChainLine(self.makers, self.canvas, self.rooms, self)
        self.history = HistoryDesk(self.strip, self.results, self.rooms, self.bench, self.makers, self.commands, self)
        self._lay_out()
        self._connect()
        self.rooms.show(settings.current.window.room)
        self._update_commands()

    # --- putting together --------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setWindowTitle("Atelier Studio")
        self.setAcceptDrops(True)
        self.setCentralWidget(self.rooms.stack)
        docks = add_docks(self, self.panel, self.sketch, self.materials, self.transform.panel, self.strip)
        self.addToolBar(ToolRow(self.commands, self.rooms, self))
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.status, 1)
        submenus = self.commands.fill(self.menuBar())
        self.recent = RecentMenu(
            submenus["recent"],
            lambda: self.settings.current.files.recent,
            self.files.open_path,
            lambda: self.settings.change("files", recent=()),
        )
        window = self.settings.current.window
        self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize() * 0.9))
        size_docks(self, docks)
        stops = (
            self.canvas.result_view, self.masks.bar, self.panel.picker, self.panel.sliders["strength"],
            self.sketch.canvas.view, self.sketch.brush_bar, self.sketch.panel.look, self.sketch.layers,
            *self.materials.stops, *self.transform.stops, self.strip,
        )  # fmt: skip
        self.view = ViewCommands(self, self.commands, self.rooms, docks, stops, self.settings)
        if window.geometry:
            self.restoreGeometry(QByteArray.fromBase64(window.geometry.encode()))
        self.view.restore({room: getattr(window, key) for room, key in LAYOUTS.items()})
        self.panel.fold.set_open(window.more)
        self._styles_dock = docks[PHOTO_ROOM][0]

    def _connect(self) -> None:
        canvas, files, bench = self.canvas, self.file_commands, self.bench
        drawings = {DRAWING: self.sketch.unsaved_drawing, MAP: self.materials.unsaved_map}
        files.serve(lambda: self.rooms.current, drawings, self.transform.files)
        self.commands.restore_keys(self.settings.current.shortcuts)
        self.commands.connect_all({
            "open": files.open, "save": files.save, "save-as": files.save_as, "quit": self.close,
            "copy": files.copy, "paste": files.paste, "live": self._set_live,
            "cancel": self._cancel, "clear-queue": self._stop_all,
            "sketch-new": self._new_drawing, "sketch-stylise": self._stylise,
            "chain-stylise": self._stylise, "transform-this": self._transform,
            "find-style": self._find_style, "add-style": self.styles.ask,
            "shortcuts": self.show_shortcuts, "log": self.open_log,
            "about": lambda: messages.show_about(self, self.painter.device),
        })  # fmt: skip
        canvas.files_dropped.connect(files.open_paths)
        canvas.image_dropped.connect(files.open_picture)
        canvas.empty.draw_requested.connect(lambda: self.rooms.show(SKETCH_ROOM))
        canvas.empty.materials_requested.connect(lambda: self.rooms.show(MATERIALS_ROOM))
        canvas.empty.open_requested.connect(files.open)
        canvas.empty.example_requested.connect(files.open_example)
        canvas.result_view.drag_file = bench.saved_file
        self.status.stop_requested.connect(self._stop)
        for room in (*self.makers, self.rooms[PHOTO_ROOM]):
            room.changed.connect(self._update_commands)
        self.rooms.changed.connect(self._on_room)
        self.results.dataChanged.connect(self._update_commands)
        self.commands["canvas-only"].toggled.connect(self._update_commands)
        self.styles.removed.connect(self.masks.painter.forget)
        self.session.choices_changed.connect(self._remember_choices)
        self.painter.learned.connect(self.tiles.forget)
        # What is made in the rooms where one draws goes before what waits or is painted elsewhere.
        self.painter.changed.connect(self.making.show_work)
        self.making.listen(lambda: self.making.show_work() or bench.captions.show_work())
        self.transform.files.opened.connect(lambda: self.rooms.show(TRANSFORM_ROOM))
        self.panel.fold.toggled.connect(lambda on: self.settings.change("window", more=on))
        self.panel.picker.failed.connect(self.status.complain)
        self.commands.keys_changed.connect(lambda: self.settings.change(shortcuts=self.commands.changed_keys()))
        files.all_saved.connect(self._on_all_saved)
        self.first_shown.connect(self.vault.sweep)
        self.commands["live"].setChecked(self.settings.current.painting.live)

    # --- commands ----------------------------------------------------------------------------------------------------

    def open_photo(self, path: Path) -> None:
        """Opens the photo named on the command line."""
        self.rooms.show(PHOTO_ROOM)
        self.files.open_path(path)

    def show_shortcuts(self) -> None:
        """Opens the list of keys."""
        dialog = ShortcutsDialog(self.commands, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_log(self) -> None:
        """Shows the folder of the log in the desktop's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._cache)))

    def _set_live(self, on: bool) -> None:
        self.painter.set_live(on)
        self.making.set_live(on)
        self.settings.change("painting", live=on)

    def _cancel(self) -> None:
        if not self.rooms.current.cancel():
            self.commands["canvas-only"].setChecked(False)

    def _stop(self) -> None:
        if not self.making.stop():
            self.painter.stop()

    def _stop_all(self) -> None:
        self.making.stop_all()
        self.painter.stop_all()

    def _new_drawing(self) -> None:
        if self.rooms.current is not self.materials:  # the sheet is that of the map, too
            self.rooms.show(SKETCH_ROOM)
        self.sketch.begin_drawing()

    def _stylise(self) -> None:
        room = self.rooms.current
        if isinstance(room, DrawingRoom | TransformRoom) and room.desk.stylise():
            self.rooms.show(PHOTO_ROOM)

    def _transform(self) -> None:
        if self.transform.arrivals.carry(self.rooms.current):
            self.rooms.show(TRANSFORM_ROOM)

    def _find_style(self) -> None:
        self._styles_dock.show()
        self.panel.picker.focus_search()

    # --- keeping in step ---------------------------------------------------------------------------------------------

    def _update_commands(self) -> None:
        commands, room = self.commands, self.rooms.current
        self.rooms.update()
        self.history.update_commands()
        commands["clear-queue"].setEnabled(self.painter.busy or self.making.queued)
        if commands["canvas-only"].isChecked():
            commands["cancel"].setEnabled(True)
        commands.set_words("paint", *self.bench.captions.paint_words())
        self.setWindowTitle(self.tr("{}[*] – Atelier Studio").format(room.title) if room.title else "Atelier Studio")
        self.setWindowModified(bool(room.title and (self.results.unsaved or room.modified)))

    def _on_room(self, name: str) -> None:
        self.settings.change("window", room=name)
        self._update_commands()
        if name == PHOTO_ROOM:
            self.panel.picker.visible_changed.emit()  # the photo may be another one since

    def _remember_choices(self) -> None:
        choices = self.session.choices
        self.settings.change("painting", quality=choices.quality.value, size=choices.size or 0)

    # --- coming and going --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_shown.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_hold_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.file_commands.take(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.file_commands.writing:
            self._closing = True  # what is being written is finished first
            self.status.say(self.tr("Closing as soon as the file is written…"))
            event.ignore()
        elif not self.file_commands.ask_unsaved():
            self._closing = self.file_commands.writing
            event.ignore()
        else:
            geometry = bytes(self.saveGeometry().toBase64().data()).decode()
            layouts = {key: self.view.layout(room) for room, key in LAYOUTS.items()}
            self.settings.change("window", geometry=geometry, **layouts)
            self._end_rooms()
            self.painter.stop_all()
            self.closed.emit()
            event.accept()

    def shutdown(self) -> bool:
        """After closing: waits for files under way, and removes this run's own ones."""
        self._end_rooms()
        done = self.background.shutdown()
        self.vault.clear()
        return done

    def _end_rooms(self) -> None:
        self.files.close()
        self.encoders.stop()
        self.making.shutdown()

    def _on_all_saved(self, good: bool) -> None:
        closing, self._closing = self._closing, False
        if good and closing:
            self.close()
