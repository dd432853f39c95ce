"""The window: menus, the tool row, the canvas and the panels round it, put together and remembered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QActionGroup,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget

from studio.core.params import Quality
from studio.library.styles import StyleLibrary, StyleShelf
from studio.ui import messages
from studio.ui.actions import Actions
from studio.ui.background import Background
from studio.ui.canvas import Canvas
from studio.ui.drop import may_hold_picture
from studio.ui.encoder_desk import EncoderDesk
from studio.ui.file_commands import FileCommands
from studio.ui.files import FileDesk
from studio.ui.history_strip import HistoryStrip
from studio.ui.painter import Ask, Painter, Service
from studio.ui.recent import RecentMenu
from studio.ui.results import ResultStore
from studio.ui.session import Choices, Session
from studio.ui.settings import SettingsFile
from studio.ui.shortcuts import ShortcutsDialog
from studio.ui.status_line import StatusLine
from studio.ui.style_desk import StyleDesk
from studio.ui.stylize_panel import StylizePanel
from studio.ui.theme import apply_theme
from studio.ui.tool_row import ToolRow
from studio.ui.vault import PictureVault
from studio.ui.workbench import Workbench

LAYOUT_VERSION = 1
THEMES = ("dark", "light", "system")


class MainWindow(QMainWindow):
    """Everything the artist sees. It makes its own parts out of what it is given, and keeps no state outside them."""

    first_shown = Signal()  # the window has been painted for the first time
    closed = Signal()

    def __init__(
        self,
        service: Service,
        library: StyleLibrary,
        shelf: StyleShelf,
        settings: SettingsFile,
        cache: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._shelf, self._cache = settings, shelf, cache
        self._painted = self._closing = False
        self._layout_before = QByteArray()
        painting = settings.current.painting
        self.background = Background(self)
        self.session = Session(Choices(quality=Quality(painting.quality), size=painting.size or None), self)
        self.painter = Painter(self.session, service, self)
        self.vault = PictureVault(cache / "results", settings.current.history_memory << 20, self.background, self)
        self.results = ResultStore(self.vault, self)
        self.files = FileDesk(self.background, self)

        self.canvas = Canvas()
        self.actions_ = Actions(self, self.canvas)
        self.strip = HistoryStrip(self.results, self.actions_)
        self.panel = StylizePanel(self.session, library, shelf, self.actions_["paint"])
        self.status = StatusLine()
        self.bench = Workbench(
            self.session, self.painter, self.results, self.files, library, self.canvas, self.strip, self.status, self
        )
        self.commands = FileCommands(self.files, self.bench, settings, self.status, self)
        self.styles = StyleDesk(self.session, self.painter, library, self.panel, self.status, settings, self)
        self.encoders = EncoderDesk(self.session, self.panel, self.status, self.background, self)
        self._build()
        self._connect()
        self._restore()
        self._update_actions()

    # --- putting together --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle("Atelier Studio")
        self.setAcceptDrops(True)
        self.setCentralWidget(self.canvas)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.styles_dock = self._dock("styles", self.tr("Styles"), self.panel, Qt.DockWidgetArea.RightDockWidgetArea)
        self.history_dock = self._dock("history", self.tr("History"), self.strip, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.tools = ToolRow(self.actions_, self.canvas.viewport, self)
        self.addToolBar(self.tools)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setContentsMargins(0, 0, 0, 0)
        self.statusBar().addWidget(self.status, 1)
        submenus = self.actions_.fill(self.menuBar())
        files = self._settings.current
        self.recent = RecentMenu(
            submenus["recent"],
            lambda: self._settings.current.files.recent,
            self.files.open_path,
            lambda: self._settings.change("files", recent=()),
        )
        group = QActionGroup(self)
        for theme in THEMES:
            group.addAction(self.actions_[f"theme-{theme}"])
        self.actions_.check(f"theme-{files.window.theme if files.window.theme in THEMES else 'dark'}", True)
        self.actions_.restore_keys(files.shortcuts)
        self.actions_["before"].setAutoRepeat(False)

    def _dock(self, name: str, title: str, content: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(content)
        self.addDockWidget(area, dock)
        command = f"{name}-panel"
        dock.toggleViewAction().toggled.connect(lambda on: self.actions_.check(command, on))
        self.actions_[command].toggled.connect(dock.setVisible)
        return dock

    def _connect(self) -> None:
        view, canvas, files, bench = self.canvas.viewport, self.canvas, self.commands, self.bench
        self.actions_.connect_all({
            "open": files.open, "example": files.open_example, "revert": bench.revert,
            "save": files.save, "save-as": files.save_as, "quit": self.close,
            "undo": self.session.undo, "redo": self.session.redo, "copy": files.copy, "paste": files.paste,
            "dice": self.panel.more.roll, "reset": bench.reset,
            "paint": bench.paint, "live": self._set_live, "adopt": bench.adopt, "cancel": self._cancel,
            "clear-queue": self.painter.stop_all,
            "find-style": self._find_style, "add-style": self.styles.ask,
            "previous": lambda: self.strip.step(-1), "next": lambda: self.strip.step(1), "star": self._star,
            "remove": self._remove,
            "split": canvas.set_split, "swap": canvas.set_swapped, "before": self._hold_before,
            "fit": view.fit, "zoom-in": view.zoom_in, "zoom-out": view.zoom_out,
            "zoom-100": lambda: view.set_zoom(1), "zoom-200": lambda: view.set_zoom(2),
            "zoom-400": lambda: view.set_zoom(4), "zoom-800": lambda: view.set_zoom(8),
            "hand": canvas.set_hand, "canvas-only": self._set_canvas_only, "full-screen": self._set_full_screen,
            "next-panel": self._next_panel, "reset-layout": self._reset_layout,
            "shortcuts": self.show_shortcuts, "log": self._open_log,
            "about": lambda: messages.show_about(self, self.painter.device),
        })  # fmt: skip
        for theme in THEMES:
            self.actions_[f"theme-{theme}"].triggered.connect(lambda _=False, theme=theme: self.set_theme(theme))
        canvas.result_view.hand_changed.connect(lambda on: self.actions_.check("hand", on))
        canvas.files_dropped.connect(files.open_paths)
        canvas.image_dropped.connect(files.open_picture)
        canvas.empty.open_requested.connect(files.open)
        canvas.empty.paste_requested.connect(files.paste)
        canvas.empty.example_requested.connect(files.open_example)
        for signal in (self.session.undo_changed, self.painter.changed, bench.shown_changed):
            signal.connect(self._update_actions)
        self.results.dataChanged.connect(self._update_actions)
        self.session.choices_changed.connect(self._remember_choices)
        self.painter.live_finished.connect(lambda _picture, ask, _seconds: self._note_use(ask))
        self.painter.painted.connect(lambda _picture, ask, _seconds: self._note_use(ask))
        self.panel.fold.toggled.connect(lambda on: self._settings.change("window", more=on))
        self.panel.picker.failed.connect(self.status.complain)
        self.actions_.keys_changed.connect(lambda: self._settings.change(shortcuts=self.actions_.changed_keys()))
        self.commands.all_saved.connect(self._on_all_saved)
        canvas.result_view.drag_file = self._drag_file

    def _restore(self) -> None:
        window = self._settings.current.window
        screen = self.screen().availableSize()
        self.resize(QSize(1440, 900).boundedTo(screen * 0.9))
        self.resizeDocks([self.styles_dock], [360], Qt.Orientation.Horizontal)
        self._plain_layout = self.saveState(LAYOUT_VERSION)
        if window.geometry:
            self.restoreGeometry(QByteArray.fromBase64(window.geometry.encode()))
        if window.layout:
            self.restoreState(QByteArray.fromBase64(window.layout.encode()), LAYOUT_VERSION)
        for name, dock in (("styles-panel", self.styles_dock), ("history-panel", self.history_dock)):
            self.actions_.check(name, not dock.isHidden())
        self.panel.fold.set_open(window.more)
        self.actions_["live"].setChecked(self._settings.current.painting.live)

    # --- commands ----------------------------------------------------------------------------------------------------

    def open_photo(self, path: Path) -> None:
        """Opens the photo named on the command line."""
        self.files.open_path(path)

    def set_theme(self, theme: str) -> None:
        """Dresses the application in "dark", "light" or as the "system"."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, theme)
        self._settings.change("window", theme=theme)

    def show_shortcuts(self) -> None:
        """Opens the list of keys."""
        dialog = ShortcutsDialog(self.actions_, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _set_live(self, on: bool) -> None:
        self.painter.set_live(on)
        self._settings.change("painting", live=on)

    def _cancel(self) -> None:
        if self.painter.asks:
            self.painter.stop()
        elif self.actions_["canvas-only"].isChecked():
            self.actions_["canvas-only"].setChecked(False)

    def _find_style(self) -> None:
        self.styles_dock.show()
        self.panel.picker.focus_search()

    def _star(self, on: bool) -> None:
        if result := self.strip.current:
            self.results.star(result, on)

    def _remove(self) -> None:
        result = self.strip.current
        if result is not None and (not result.unsaved or messages.ask_remove(self, result.title)):
            self.bench.remove(result)

    def _set_canvas_only(self, on: bool) -> None:
        if on:
            self._layout_before = self.saveState(LAYOUT_VERSION)
        for widget in (self.menuBar(), self.statusBar(), self.tools, self.styles_dock, self.history_dock):
            widget.setVisible(not on)
        if not on:
            self.restoreState(self._layout_before, LAYOUT_VERSION)
        self.canvas.set_headers_shown(not on)

    def _set_full_screen(self, on: bool) -> None:
        state = self.windowState()
        flag = Qt.WindowState.WindowFullScreen
        self.setWindowState(state | flag if on else state & ~flag)

    def _next_panel(self) -> None:
        """Moves the focus round: canvas, styles, sliders, history."""
        stops: list[QWidget] = [self.canvas.result_view, self.panel.picker, self.panel.sliders["strength"], self.strip]
        stops = [stop for stop in stops if stop.isVisible()]
        focus = QApplication.focusWidget()
        here = next((i for i, stop in enumerate(stops) if focus and (stop is focus or stop.isAncestorOf(focus))), -1)
        if stops:
            stops[(here + 1) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)

    def _reset_layout(self) -> None:
        self.restoreState(self._plain_layout, LAYOUT_VERSION)

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._cache)))

    def _hold_before(self, on: bool) -> None:
        """Shows the photo until a key goes up: the one that is held."""
        self.canvas.result_view.hold_before(on)
        app = QApplication.instance()
        assert app is not None
        if on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        up = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat()
        if up or event.type() == QEvent.Type.ApplicationDeactivate:
            self.actions_["before"].setChecked(False)
        return super().eventFilter(watched, event)

    def _drag_file(self) -> Path | None:
        shown = self.bench.shown
        saved = shown.result.saved_to if shown and shown.result else None
        return saved if saved and saved.is_file() else None

    # --- keeping in step ---------------------------------------------------------------------------------------------

    def _update_actions(self) -> None:
        actions, session, shown, painter = self.actions_, self.session, self.bench.shown, self.painter
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
            "before": shown is not None,
            "revert": bool(session.photo and session.photo.steps),
            "star": result is not None,
            "remove": result is not None,
            "previous": len(self.results) > 0,
            "next": len(self.results) > 0,
            "cancel": bool(painter.asks) or actions["canvas-only"].isChecked(),
            "clear-queue": bool(painter.asks),
        }.items():
            actions[name].setEnabled(on)
        actions["undo"].setText(self.tr("&Undo {}").format(session.undo_text).strip())
        actions["redo"].setText(self.tr("&Redo {}").format(session.redo_text).strip())
        actions.check("star", bool(result and result.starred))
        photo = session.photo
        self.setWindowTitle(self.tr("{}[*] – Atelier Studio").format(photo.name) if photo else "Atelier Studio")
        self.setWindowModified(photo is not None and bool(self.results.unsaved))

    def _remember_choices(self) -> None:
        choices = self.session.choices
        self._settings.change("painting", quality=choices.quality.value, size=choices.size or 0)

    def _note_use(self, ask: Ask) -> None:
        for style, _ in reversed(ask.document.choices.styles):
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
        self.commands.take(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.files.saving:
            self._closing = True  # what is being written is finished first
            self.status.say(self.tr("Closing as soon as the file is written…"))
            event.ignore()
        elif not self.commands.ask_unsaved():
            self._closing = bool(self.files.saving)
            event.ignore()
        else:
            if self.actions_["canvas-only"].isChecked():
                self.actions_["canvas-only"].setChecked(False)
            geometry, layout = self.saveGeometry().toBase64(), self.saveState(LAYOUT_VERSION).toBase64()
            self._settings.change(
                "window", geometry=bytes(geometry.data()).decode(), layout=bytes(layout.data()).decode()
            )
            self.files.close()
            self.encoders.stop()
            self.painter.stop_all()
            self.closed.emit()
            event.accept()

    def shutdown(self) -> bool:
        """After closing: waits for files under way, and removes this run's own ones."""
        self.files.close()
        done = self.background.shutdown()
        self.vault.clear()
        return done

    def _on_all_saved(self, good: bool) -> None:
        closing, self._closing = self._closing, False
        if good and closing:
            self.close()
