"""What is dropped or pasted, whatever form another program gives it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from studio.core.picture import Picture
from studio.ui.files.web_picture import is_web_address
from studio.ui.widgets.images import paths_in, picture_in


def contents(mime: QMimeData) -> list[Path] | Picture | str | None:
    """The files, else the picture, else the web address in `mime`; None if there is nothing to open.

    Text counts when it is the path of a file that exists or a web address. Raises PictureError for a broken picture.
    """
    if paths := paths_in(mime):
        return paths
    if picture := picture_in(mime):
        return picture
    for url in mime.urls():
        if is_web_address(url.toString()):
            return url.toString()
    text = mime.text().strip().strip('"')
    if is_web_address(text):
        return text
    if text and "\n" not in text and len(text) < 4096 and _is_file(text):
        return [Path(text)]
    return None


def may_hold_picture(mime: QMimeData) -> bool:
    """A quick look, for the pointer while something is dragged."""
    return mime.hasImage() or mime.hasUrls() or is_web_address(mime.text())


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False
