"""The window: menus, the tool row, the rooms and the panels round them, put together and remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from studio.core.params import Quality
from studio.library.generators import Generator
from studio.library.styles import StyleLibrary, StyleShelf
from studio.service import StudioService
from studio.ui.canvas.canvas import Canvas
from studio.ui.files.commands import FileCommands
from studio.ui.files.desk import FileDesk
from studio.ui.files.drop import may_hold_picture
from studio.ui.files.export_desk import ExportDesk
from studio.ui.files.recent import RecentMenu
from studio.ui.files.small import RecentPictures
from studio.ui.masks.desk import MaskDesk
from studio.ui.materials.room import MaterialsRoom
from studio.ui.project.claims import Claims
from studio.ui.project.desk import DocumentDesk
from studio.ui.project.live_link import LiveLink
from studio.ui.project.parts import Parts
from studio.ui.project.safety import Safety
from studio.ui.provenance.desk import ProvenanceDesk
from studio.ui.session.painter import Painter
from studio.ui.session.results import ResultStore
from studio.ui.session.session import Choices, Session
from studio.ui.session.small_pictures import SmallPictures
from studio.ui.session.vault import PictureVault
from studio.ui.sketch.drawing_room import House
from studio.ui.sketch.room import SketchRoom
from studio.ui.styles.desk import StyleDesk
from studio.ui.styles.encoder_desk import EncoderDesk
from studio.ui.styles.panel import StylizePanel
from studio.ui.styles.tile_painter import TilePainter
from studio.ui.transform.room import TransformRoom
from studio.ui.widgets.background import Background
from studio.ui.window.actions import Actions
from studio.ui.window.chain_line import ChainLine
from studio.ui.window.command import PHOTO_ROOM
from studio.ui.window.errands import Errands
from studio.ui.window.history_desk import HistoryDesk
from studio.ui.window.history_strip import HistoryStrip
from studio.ui.window.layout import NAME, lay_out, remember
from studio.ui.window.making import Making
from studio.ui.window.photo_room import PhotoRoom
from studio.ui.window.rooms import Rooms
from studio.ui.window.settings import SettingsFile
from studio.ui.window.status_line import StatusLine
from studio.ui.window.view_commands import ViewCommands
from studio.ui.window.wiring import connect
from studio.ui.window.workbench import Workbench


class MainWindow(QMainWindow):
    """Everything the artist sees. It makes its own parts out of what it is given; nothing is global."""

    first_shown = Signal()  # the window has been painted for the first time
    closed = Signal()
    recent: RecentMenu
    view: ViewCommands

    def __init__(
        self,
        service: StudioService,
        library: StyleLibrary,
        shelf: StyleShelf,
        settings: SettingsFile,
        cache: Path,
        data: Path,
        generators: Callable[[], Sequence[Generator]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        """cache: what may be deleted; data: what may not. `generators` tells which models draw, each time it is
        asked."""
        super().__init__(parent)
        self.settings, self.cache = settings, cache
        self._painted = self._closing = self._leaving = False
        painting = settings.current.painting
        self.background = Background(self)
        self.session = Session(Choices(quality=Quality(painting.quality), size=painting.size or None), self)
        self.painter = Painter(self.session, service, self)
        self.vault = PictureVault(cache / "results", settings.current.history_memory << 20, self.background, self)
        self.results = ResultStore(self.vault, self)
        self.files = FileDesk(self.background, self)
        self.recent_pictures = RecentPictures(cache / "recent", self.background, self)

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
        self.parts = Parts(self.bench, self.sketch, self.materials, self.transform, self.rooms)
        self.documents = DocumentDesk(
            self.parts, self.file_commands, self.background, settings, self.status, Claims(data / "claims"), self
        )
        self.safety = Safety(self.documents, self.parts, settings, data / "unsaved", self.status, self)
        self.live_link = LiveLink(self.parts, self.commands, settings, self.status, self)
        self.provenance = ProvenanceDesk(self, library)
        self.exports = ExportDesk(self.parts, self.file_commands, self.files, settings, self.status, self)
        docks = lay_out(self)
        self.errands = Errands(self, docks[PHOTO_ROOM][0])
        connect(self)
        self.rooms.show(settings.current.window.room)
        self.update_commands()

    # --- keeping in step ---------------------------------------------------------------------------------------------

    def update_commands(self) -> None:
        """Switches commands on and off, and says in the title what is worked on."""
        commands, room = self.commands, self.rooms.current
        self.rooms.update()
        self.history.update_commands()
        commands["clear-queue"].setEnabled(self.painter.busy or self.making.queued)
        if commands["canvas-only"].isChecked():
            commands["cancel"].setEnabled(True)
        commands.set_words("paint", *self.bench.captions.paint_words())
        document = self.documents
        title = document.name if document.titled else room.title
        self.setWindowTitle(self.tr("{}[*] – Atelier Studio").format(title) if title else NAME)
        self.setWindowModified(bool(title) and document.modified)

    def on_room(self, name: str) -> None:
        """Another room shows."""
        self.settings.change("window", room=name)
        self.update_commands()
        if name == PHOTO_ROOM:
            self.panel.picker.visible_changed.emit()  # the photo may be another one since

    # --- coming and going --------------------------------------------------------------------------------------------

    def open_photo(self, path: Path) -> None:
        """Opens the photo, or the document, named on the command line."""
        self.rooms.show(PHOTO_ROOM)
        self.file_commands.open_path(path)

    def open_log(self) -> None:
        """Shows the folder of the log in the desktop's file manager."""
        self.errands.open_log()

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
        if not self._may_close():
            event.ignore()
        else:
            remember(self)
            self.safety.close()
            self._end_rooms()
            self.painter.stop_all()
            self.closed.emit()
            event.accept()

    def _may_close(self) -> bool:
        """Whether the window can go now; otherwise it closes later, or the artist stays."""
        if self.file_commands.writing:
            self._closing = True  # what is being written is finished first
            self.status.say(self.tr("Closing as soon as the file is written…"))
            return False
        asking = True

        def go() -> None:
            self._leaving = True
            if not asking:
                self.close()

        if not self._leaving:
            self.documents.leave(go, closing=True)
            asking = False
        return self._leaving

    def shutdown(self) -> bool:
        """After closing: waits for files under way, and removes this run's own ones."""
        self.safety.close(clean=not self.documents.modified)
        self.documents.claims.keep(None)
        self._end_rooms()
        done = self.background.shutdown()
        self.vault.clear()
        return done

    def _end_rooms(self) -> None:
        self.live_link.close()
        self.files.close()
        self.encoders.stop()
        self.making.shutdown()

    def on_all_saved(self, good: bool) -> None:
        """Nothing is being written any more; goes on closing if that waited for it."""
        closing, self._closing = self._closing, False
        if good and closing:
            self.close()
