"""How the window looks: panels, canvas only, full screen, theme, and the key that shows the original."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from studio.ui.widgets.panel_dock import PanelDock
from studio.ui.widgets.theme import apply_theme
from studio.ui.window.actions import Actions
from studio.ui.window.rooms import Rooms
from studio.ui.window.settings import THEMES, SettingsFile

LAYOUT_VERSION = 2


class ViewCommands(QObject):
    """The View menu of `window`; `layout` and `restore` keep its panels from one run to the next.

    Each room has panels of its own and a layout of its own.
    """

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        rooms: Rooms,
        docks: Mapping[str, tuple[PanelDock, ...]],
        stops: tuple[QWidget, ...],
        settings: SettingsFile,
    ) -> None:
        """`docks` are those of each room; `stops` where the keyboard goes, in order, on "next panel"."""
        super().__init__(window)
        self._window, self._actions, self._rooms = window, actions, rooms
        self._docks = tuple(dict.fromkeys(dock for some in docks.values() for dock in some))
        self._stops, self._settings = stops, settings
        self._at_home = docks
        self._before = QByteArray()  # the layout before canvas only
        self._plain = {name: self._plain_layout(some) for name, some in docks.items()}
        self._layouts = dict(self._plain)
        for dock in self._docks:
            command = f"{dock.objectName()}-panel"
            actions[command].toggled.connect(dock.setVisible)
            dock.toggleViewAction().toggled.connect(lambda on, command=command: actions.check(command, on))

        def see(act: Callable[..., object]) -> Callable[..., object]:
            """Does `act` with the views of the room that shows then."""
            return lambda *given: act(rooms.views, *given)

        actions.connect_all({
            "split": see(lambda views, on: views.set_split(on)), "swap": see(lambda views, on: views.set_swapped(on)),
            "hand": see(lambda views, on: views.set_hand(on)), "before": self._hold_before,
            "fit": see(lambda views: views.viewport.fit()),
            "zoom-in": see(lambda views: views.viewport.zoom_in()),
            "zoom-out": see(lambda views: views.viewport.zoom_out()),
            "canvas-only": self.set_canvas_only, "full-screen": self._set_full_screen,
            "next-panel": self._next_panel, "reset-layout": self._reset,
        })  # fmt: skip
        for percent in (100, 200, 400, 800):
            zoom = see(lambda views, percent=percent: views.viewport.set_zoom(percent / 100))
            actions.connect_all({f"zoom-{percent}": zoom})
        for theme in THEMES:
            actions[f"theme-{theme}"].triggered.connect(lambda _=False, theme=theme: self.set_theme(theme))
        self._check_theme(settings.current.window.theme)
        for name in rooms.names:
            view = rooms[name].views.result_view
            view.hand_changed.connect(lambda on, view=view: self._on_hand(view, on))
        rooms.leaving.connect(self._on_leaving)
        rooms.changed.connect(self._on_room)
        actions["before"].setAutoRepeat(False)

    def restore(self, layouts: Mapping[str, str]) -> None:
        """Puts the panels of each room where they were when `layout` was asked for."""
        for name, layout in layouts.items():
            if layout:
                self._layouts[name] = QByteArray.fromBase64(layout.encode())
        self._arrange()

    def layout(self, room: str) -> str:
        """Where the panels of a room are, as text; without canvas only, which nobody wants to be greeted by."""
        state = self._layouts[room]
        if room == self._rooms.current.name:
            only = self._actions["canvas-only"].isChecked()
            state = self._before if only else self._window.saveState(LAYOUT_VERSION)
        return bytes(state.toBase64().data()).decode()

    def _plain_layout(self, docks: tuple[PanelDock, ...]) -> QByteArray:
        """The layout in which just these panels are open."""
        for dock in self._docks:
            dock.setVisible(dock in docks)
        return self._window.saveState(LAYOUT_VERSION)

    def _arrange(self) -> None:
        """Shows the panels of the room that shows, where they were there."""
        name = self._rooms.current.name
        for dock in self._docks:
            if dock not in self._at_home[name]:
                dock.hide()  # before others show: together they might be taller than the window, which would grow
        if not self._window.restoreState(self._layouts[name], LAYOUT_VERSION):
            self._window.restoreState(self._plain[name], LAYOUT_VERSION)
        for dock in self._docks:
            self._actions.check(f"{dock.objectName()}-panel", not dock.isHidden())

    def _reset(self) -> None:
        self._layouts[self._rooms.current.name] = self._plain[self._rooms.current.name]
        self._arrange()

    def _on_leaving(self, room: str) -> None:
        for command in ("canvas-only", "before"):
            self._actions[command].setChecked(False)
        self._layouts[room] = self._window.saveState(LAYOUT_VERSION)

    def _on_room(self) -> None:
        self._arrange()
        view = self._rooms.views.result_view
        self._actions.check("split", view.split_shown)
        self._actions.check("hand", view.hand)

    def _on_hand(self, view: QWidget, on: bool) -> None:
        if view is self._rooms.views.result_view:
            self._actions.check("hand", on)

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
        self._rooms.views.set_headers_shown(not on)
        if on:
            self._rooms.views.result_view.setFocus()  # the keys that lead back work there

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
        self._rooms.views.result_view.hold_before(on)
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
