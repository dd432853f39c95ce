"""Recent files with small pictures: newest first, the missing ones greyed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu

from studio.ui.files.small import SHOWN, RecentPictures

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
        pictures: RecentPictures | None = None,
    ) -> None:
        super().__init__(menu)
        self._menu, self._files, self._open, self._forget = menu, files, open_file, forget
        self._pictures = pictures
        self._fillings = 0
        menu.setStyleSheet(f"QMenu {{ icon-size: {SHOWN.width()}px; }}")
        menu.aboutToShow.connect(self.refill)
        menu.addAction("…")  # some desktops never open an empty menu; looking at the files now would cost time

    def refill(self) -> None:
        """Fills the menu with the files as they are now."""
        self._menu.clear()
        self._fillings += 1
        for number, name in enumerate(self._files(), 1):
            path = Path(name)
            key = f"&{number} " if number < 10 else ""
            action = self._menu.addAction(key + path.name.replace("&", "&&"))
            action.setToolTip(name)
            action.setIconVisibleInMenu(True)
            action.setEnabled(is_file(path))
            action.triggered.connect(lambda _=False, path=path: self._open(path))
            if self._pictures is not None and action.isEnabled():
                self._pictures.fetch(path, partial(self._show, self._fillings, action))
        if self._menu.isEmpty():
            self._menu.addAction(self.tr("No file was opened yet")).setEnabled(False)
            return
        self._menu.addSeparator()
        self._menu.addAction(self.tr("&Clear This List")).triggered.connect(lambda _=False: self._forget())

    def _show(self, filling: int, action: QAction, icon: QIcon) -> None:
        if filling == self._fillings:  # else the entry is gone
            action.setIcon(icon)


def is_file(path: Path) -> bool:
    """Whether a file is there, never mind what else may be wrong."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
