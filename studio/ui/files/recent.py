"""Recent files: newest first, the missing ones greyed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

LIMIT = 12


def remember(recent: tuple[str, ...], path: Path) -> tuple[str, ...]:
    """`recent` with `path` in front, without repeats, `LIMIT` at most."""
    name = str(path.absolute())
    return (name, *(other for other in recent if other != name))[:LIMIT]


class RecentMenu(QObject):
    """Fills `menu` anew each time it opens."""

    def __init__(
        self,
        menu: QMenu,
        files: Callable[[], tuple[str, ...]],
        open_file: Callable[[Path], object],
        forget: Callable[[], object],
    ) -> None:
        super().__init__(menu)
        self._menu, self._files, self._open, self._forget = menu, files, open_file, forget
        menu.aboutToShow.connect(self.refill)
        menu.addAction("…")  # some desktops never open an empty menu; looking at the files now would cost time

    def refill(self) -> None:
        """Fills the menu with the files as they are now."""
        self._menu.clear()
        for number, name in enumerate(self._files(), 1):
            path = Path(name)
            key = f"&{number} " if number < 10 else ""
            action = self._menu.addAction(key + path.name.replace("&", "&&"))
            action.setToolTip(name)
            action.setEnabled(_is_file(path))
            action.triggered.connect(lambda _=False, path=path: self._open(path))
        if self._menu.isEmpty():
            self._menu.addAction(self.tr("No photo was opened yet")).setEnabled(False)
            return
        self._menu.addSeparator()
        self._menu.addAction(self.tr("&Clear This List")).triggered.connect(lambda _=False: self._forget())


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
