"""What the commands of the Help menu do, and Preferences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from studio.ui.help.guide import GuideWindow
    from studio.ui.help.palette import Palette
    from studio.ui.window.main_window import MainWindow
    from studio.ui.window.preferences.dialog import Preferences

REMEMBERED = 5  # commands that lead the palette


class HelpDesk(QObject):
    """Opens guide, palette and preferences for `window`. They are imported when they are first asked for: the window
    comes up without them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._recent: tuple[str, ...] = ()
        self._guide: GuideWindow | None = None
        window.closed.connect(self._close_guide)

    def commands(self) -> Mapping[str, Callable[..., object]]:
        """What the commands do, by their ids."""
        return {
            "guide": self.show_guide, "palette": self.show_palette, "preferences": self.show_preferences,
            "whats-this": self._explain_next, "explain": self._explain_focus,
        }  # fmt: skip

    def _explain_next(self) -> None:
        from studio.ui.help import whats_this

        whats_this.begin(self._window)

    def _explain_focus(self) -> None:
        from studio.ui.help import whats_this

        whats_this.explain_focus(self._window.status.say)

    def show_palette(self) -> Palette:
        """Opens the palette of commands."""
        from studio.ui.help.palette import Palette

        palette = Palette(self._window.commands, self._recent, self._window)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.chosen.connect(self._run, Qt.ConnectionType.QueuedConnection)
        palette.open()
        return palette

    def show_preferences(self, page: str = "") -> Preferences:
        """Opens the preferences, at `page` if it is named."""
        from studio.ui.window.preferences.dialog import Preferences

        dialog = Preferences(self._window, page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def show_guide(self) -> GuideWindow:
        """Opens the guide, or brings it to the front."""
        if self._guide is None:
            from studio.ui.help.guide import GuideWindow

            self._guide = GuideWindow()
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()
        return self._guide

    def _close_guide(self) -> None:
        if self._guide is not None:
            self._guide.close()
            self._guide.deleteLater()
            self._guide = None

    def _run(self, command: str, room: str) -> None:
        """Does what was chosen in the palette, in the room where it is at home."""
        w = self._window
        if room:
            w.rooms.show(room)
        action = w.commands[command]
        if action.isEnabled() and action.isVisible():
            self._recent = (command, *(one for one in self._recent if one != command))[:REMEMBERED]
            action.trigger()
        else:
            w.status.say(self.tr("“{}” has nothing to work on here yet.").format(action.text().replace("&", "")))
