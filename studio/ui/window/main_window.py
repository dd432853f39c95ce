"""The window: menus, the tool row, the canvas and the panels round it, put together and remembered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from studio.core.params import Quality
from studio.library.styles import StyleLibrary, StyleShelf
from studio.service import StudioService
from studio.ui.canvas.canvas import Canvas
from studio.ui.files.commands import FileCommands
from studio.ui.files.desk import FileDesk
from studio.ui.files.drop import may_hold_picture
from studio.ui.files.recent import RecentMenu
from studio.ui.masks.desk import MaskDesk
from studio.ui.session.asks import Ask
from studio.ui.session.painter import Painter
from studio.ui.session.results import ResultStore
from studio.ui.session.session import Choices, Session
from studio.ui.session.vault import PictureVault
from studio.ui.styles.desk import StyleDesk
from studio.ui.styles.encoder_desk import EncoderDesk
from studio.ui.styles.panel import StylizePanel
from studio.ui.styles.tile_painter import TilePainter
from studio.ui.widgets.background import Background
from studio.ui.widgets.panel_dock import PanelDock
from studio.ui.window import messages
from studio.ui.window.actions import Actions
from studio.ui.window.history_strip import HistoryStrip
from studio.ui.window.settings import SettingsFile
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
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings, self._shelf, self._cache = settings, shelf, cache
        self._painted = self._closing = False
        self._noted: list[str] = []  # the styles whose use was noted last
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
        self.styles = StyleDesk(self.session, self.painter, library, self.panel, self.status, settings, self)
        self.tiles = TilePainter(self.session, service, self.panel.picker, self)
        self.encoders = EncoderDesk(self.session, self.panel, self.status, self.background, self)
        self.masks = MaskDesk(self.session, library, self.canvas, self.panel.mix, self.commands, self)
        self._lay_out()
        self._connect()
        self._update_commands()

    # --- putting together --------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setWindowTitle("Atelier Studio")
        self.setAcceptDrops(True)
        self.setCentralWidget(self.canvas)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        styles = PanelDock("styles", self.tr("Styles"), self.panel, self)
        history = PanelDock("history", self.tr("History"), self.strip, self)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, styles)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, history)
        self.addToolBar(ToolRow(self.commands, self.canvas, self))
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
        self.resizeDocks([styles], [360], Qt.Orientation.Horizontal)
        stops = (self.canvas.result_view, self.masks.bar, self.panel.picker, self.panel.sliders["strength"], self.strip)
        self.view = ViewCommands(self, self.commands, self.canvas, (styles, history), stops, self.settings)
        if window.geometry:
            self.restoreGeometry(QByteArray.fromBase64(window.geometry.encode()))
        self.view.restore(window.layout)
        self.panel.fold.set_open(window.more)
        self._styles_dock = styles

    def _connect(self) -> None:
        canvas, files, bench = self.canvas, self.file_commands, self.bench
        self.commands.restore_keys(self.settings.current.shortcuts)
        self.commands.connect_all({
            "open": files.open, "example": files.open_example, "revert": bench.revert,
            "save": files.save, "save-as": files.save_as, "quit": self.close,
            "undo": self.session.undo, "redo": self.session.redo, "copy": files.copy, "paste": files.paste,
            "dice": self.panel.more.roll, "reset": bench.reset,
            "paint": bench.paint, "live": self._set_live, "adopt": bench.adopt, "cancel": self._cancel,
            "clear-queue": self.painter.stop_all,
            "find-style": self._find_style, "add-style": self.styles.ask,
            "previous": lambda: self.strip.step(-1), "next": lambda: self.strip.step(1), "star": self._star,
            "remove": self._remove,
            "shortcuts": self.show_shortcuts, "log": self.open_log,
            "about": lambda: messages.show_about(self, self.painter.device),
        })  # fmt: skip
        canvas.files_dropped.connect(files.open_paths)
        canvas.image_dropped.connect(files.open_picture)
        canvas.empty.open_requested.connect(files.open)
        canvas.empty.paste_requested.connect(files.paste)
        canvas.empty.example_requested.connect(files.open_example)
        canvas.result_view.drag_file = bench.saved_file
        for signal in (self.session.undo_changed, self.painter.changed, bench.shown_changed):
            signal.connect(self._update_commands)
        self.results.dataChanged.connect(self._update_commands)
        self.commands["canvas-only"].toggled.connect(self._update_commands)
        self.masks.changed.connect(self._update_commands)
        self.styles.removed.connect(self.masks.painter.forget)
        self.session.choices_changed.connect(self._remember_choices)
        self.painter.live_finished.connect(lambda _picture, ask, _seconds: self._note_use(ask))
        self.painter.learned.connect(self.tiles.forget)
        self.painter.painted.connect(lambda _picture, ask, _seconds: self._note_use(ask))
        self.panel.fold.toggled.connect(lambda on: self.settings.change("window", more=on))
        self.panel.picker.failed.connect(self.status.complain)
        self.commands.keys_changed.connect(lambda: self.settings.change(shortcuts=self.commands.changed_keys()))
        files.all_saved.connect(self._on_all_saved)
        self.first_shown.connect(self.vault.sweep)
        self.commands["live"].setChecked(self.settings.current.painting.live)

    # --- commands ----------------------------------------------------------------------------------------------------

    def open_photo(self, path: Path) -> None:
        """Opens the photo named on the command line."""
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
        self.settings.change("painting", live=on)

    def _cancel(self) -> None:
        if self.masks.leave():
            return
        if self.painter.busy:
            self.painter.stop()
        else:
            self.commands["canvas-only"].setChecked(False)

    def _find_style(self) -> None:
        self._styles_dock.show()
        self.panel.picker.focus_search()

    def _star(self, on: bool) -> None:
        if result := self.strip.current:
            self.results.star(result, on)

    def _remove(self) -> None:
        result = self.strip.current
        if result is not None and (not result.unsaved or messages.ask_remove(self, result.title)):
            self.bench.remove(result)

    # --- keeping in step ---------------------------------------------------------------------------------------------

    def _update_commands(self) -> None:
        commands, session, shown, painter = self.commands, self.session, self.bench.shown, self.painter
        result = shown.result if shown else None
        for name, on in {
            "undo": bool(session.undo_text),
            "redo": bool(session.redo_text),
            "paint": session.document.ready and not painter.trouble,
            "adopt": shown is not None,
            "save": shown is not None,
            "save-as": shown is not None,
            "copy": shown is not None,
            "split": session.photo is not None,
            "swap": session.photo is not None,
            "before": shown is not None,
            "revert": bool(session.photo and session.photo.steps),
            "star": result is not None,
            "remove": result is not None,
            "previous": len(self.results) > 0,
            "next": len(self.results) > 0,
            "cancel": painter.busy or self.masks.on or commands["canvas-only"].isChecked(),
            "clear-queue": painter.busy,
        }.items():
            commands[name].setEnabled(on)
        commands.set_words("paint", *self.bench.captions.paint_words())
        commands["undo"].setText(self.tr("&Undo {}").format(session.undo_text).strip())
        commands["redo"].setText(self.tr("&Redo {}").format(session.redo_text).strip())
        commands.check("star", bool(result and result.starred))
        photo = session.photo
        self.setWindowTitle(self.tr("{}[*] – Atelier Studio").format(photo.name) if photo else "Atelier Studio")
        self.setWindowModified(photo is not None and bool(self.results.unsaved))

    def _remember_choices(self) -> None:
        choices = self.session.choices
        self.settings.change("painting", quality=choices.quality.value, size=choices.size or 0)

    def _note_use(self, ask: Ask) -> None:
        styles = [style for style, _ in reversed(ask.document.choices.styles)]
        if styles != self._noted:  # live pictures come many times a second
            self._noted = styles
            for style in styles:
                self._shelf.used(style)

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
            self.settings.change("window", geometry=geometry, layout=self.view.layout())
            self.files.close()
            self.encoders.stop()
            self.painter.stop_all()
            self.closed.emit()
            event.accept()

    def shutdown(self) -> bool:
        """After closing: waits for files under way, and removes this run's own ones."""
        self.files.close()
        self.encoders.stop()
        done = self.background.shutdown()
        self.vault.clear()
        return done

    def _on_all_saved(self, good: bool) -> None:
        closing, self._closing = self._closing, False
        if good and closing:
            self.close()
