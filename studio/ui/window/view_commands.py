"""How the window looks: panels, canvas only, full screen, theme, and the key that shows the original."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from studio.ui.canvas.canvas import Canvas
from studio.ui.widgets.panel_dock import PanelDock
from studio.ui.widgets.theme import apply_theme
from studio.ui.window.actions import Actions
from studio.ui.window.settings import THEMES, SettingsFile

LAYOUT_VERSION = 1


class ViewCommands(QObject):
    """The View menu of `window`; `layout` and `restore` keep its panels from one run to the next."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        canvas: Canvas,
        docks: tuple[PanelDock, ...],
        stops: tuple[QWidget, ...],
        settings: SettingsFile,
    ) -> None:
        """`stops` are where the keyboard goes, one after the other, on "next panel"."""
        super().__init__(window)
        self._window, self._actions, self._canvas, self._docks = window, actions, canvas, docks
        self._stops, self._settings = stops, settings
        self._before = QByteArray()  # the layout before canvas only
        self._plain = window.saveState(LAYOUT_VERSION)
        for dock in docks:
            command = f"{dock.objectName()}-panel"
            actions[command].toggled.connect(dock.setVisible)
            dock.toggleViewAction().toggled.connect(lambda on, command=command: actions.check(command, on))
        view = canvas.viewport
        actions.connect_all({
            "split": canvas.set_split, "swap": canvas.set_swapped, "before": self._hold_before,
            "fit": view.fit, "zoom-in": view.zoom_in, "zoom-out": view.zoom_out,
            "zoom-100": lambda: view.set_zoom(1), "zoom-200": lambda: view.set_zoom(2),
            "zoom-400": lambda: view.set_zoom(4), "zoom-800": lambda: view.set_zoom(8),
            "hand": canvas.set_hand, "canvas-only": self.set_canvas_only, "full-screen": self._set_full_screen,
            "next-panel": self._next_panel, "reset-layout": lambda: window.restoreState(self._plain, LAYOUT_VERSION),
        })  # fmt: skip
        for theme in THEMES:
            actions[f"theme-{theme}"].triggered.connect(lambda _=False, theme=theme: self.set_theme(theme))
        self._check_theme(settings.current.window.theme)
        canvas.result_view.hand_changed.connect(lambda on: actions.check("hand", on))
        actions["before"].setAutoRepeat(False)

    def restore(self, layout: str) -> None:
        """Puts the panels where they were when `layout` was asked for."""
        if layout:
            self._window.restoreState(QByteArray.fromBase64(layout.encode()), LAYOUT_VERSION)
        for dock in self._docks:
            self._actions.check(f"{dock.objectName()}-panel", not dock.isHidden())

    def layout(self) -> str:
        """Where the panels are, as text; without canvas only, which nobody wants to be greeted by."""
        state = self._before if self._actions["canvas-only"].isChecked() else self._window.saveState(LAYOUT_VERSION)
        return bytes(state.toBase64().data()).decode()

    def set_theme(self, theme: str) -> None:
        """Dresses the application in "dark", "light" or as the "system"."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, theme)
        self._check_theme(theme)
        self._settings.change("window", theme=theme)

    def set_canvas_only(self, on: bool) -> None:
        """Hides everything but the pictures, or brings it all back as it was."""
        window = self._window
        if on:
            self._before = window.saveState(LAYOUT_VERSION)
        for part in (window.menuBar(), window.statusBar(), *window.findChildren(QWidget, "tools"), *self._docks):
            part.setVisible(not on)
        if not on:
            window.restoreState(self._before, LAYOUT_VERSION)
        self._canvas.set_headers_shown(not on)
        if on:
            self._canvas.result_view.setFocus()  # the keys that lead back work there

    def _check_theme(self, theme: str) -> None:
        for one in THEMES:
            self._actions.check(f"theme-{one}", one == theme)

    def _set_full_screen(self, on: bool) -> None:
        state, flag = self._window.windowState(), Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | flag if on else state & ~flag)

    def _next_panel(self) -> None:
        stops = [stop for stop in self._stops if stop.isVisible()]
        focus = QApplication.focusWidget()
        here = next((i for i, stop in enumerate(stops) if focus and (stop is focus or stop.isAncestorOf(focus))), -1)
        if stops:
            stops[(here + 1) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)

    def _hold_before(self, on: bool) -> None:
        """Shows the photo until a key goes up: the one that is held."""
        self._canvas.result_view.hold_before(on)
        app = QApplication.instance()
        assert app is not None
        if on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        up = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat()
        if up or event.type() == QEvent.Type.ApplicationDeactivate:
            self._actions["before"].setChecked(False)
        return super().eventFilter(watched, event)
