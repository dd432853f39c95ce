"""What can be opened: documents and pictures, in one dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.core.picture_io import PICTURE_SUFFIXES
from studio.project.open import DOCUMENT_SUFFIXES


def _tr(text: str) -> str:
    return QCoreApplication.translate("Document", text)


def ask_open(parent: QWidget, folder: str, title: str = "") -> Path | None:
    """Asks for a document or a photo."""
    documents, pictures = _pattern(DOCUMENT_SUFFIXES), _pattern(PICTURE_SUFFIXES)
    filters = (
        _tr("Documents and pictures ({})").format(f"{documents} {pictures}"), _tr("Documents ({})").format(documents),
        _tr("Pictures ({})").format(pictures), _tr("All files (*)"),
    )  # fmt: skip
    name, _ = QFileDialog.getOpenFileName(parent, title or _tr("Open"), folder, ";;".join(filters))
    return Path(name) if name else None


def _pattern(suffixes: tuple[str, ...]) -> str:
    return " ".join(f"*{suffix} *{suffix.upper()}" for suffix in suffixes)
