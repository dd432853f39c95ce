"""The user guide in a window of its own: chapters at the left, text and pictures at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImageReader, QKeySequence, QPixmap, QShortcut, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from studio.library.paths import guide_dir
from studio.ui.widgets.theme import GRID, colours

FILE = Qt.ItemDataRole.UserRole
PICTURE = 88 * GRID  # logical pixels that a picture is wide at most


class GuideWindow(QWidget):
    """Shows the Markdown files of a folder in the order of their names; typing finds words in all of them."""

    def __init__(self, folder: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._folder = folder or guide_dir()
        self.setWindowTitle(self.tr("User Guide"))
        self.resize(136 * GRID, 100 * GRID)
        self.search = QLineEdit(placeholderText=self.tr("Search the guide"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Search the guide"))
        self.search.setToolTip(self.tr("Finds words in all chapters; Enter goes to the next place."))
        self.chapters = QListWidget()
        self.chapters.setAccessibleName(self.tr("Chapters"))
        self.nothing = QLabel(self.tr("The guide does not say that word."))
        self.nothing.setProperty("tone", "dim")
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        self.page = _Page(self._folder)
        self.page.setAccessibleName(self.tr("Chapter"))
        side = QVBoxLayout()
        side.setSpacing(GRID)
        for widget in (self.search, self.chapters, self.nothing):
            side.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        row.setSpacing(2 * GRID)
        row.addLayout(side)
        row.addWidget(self.page, 1)
        self.chapters.setFixedWidth(28 * GRID)
        self.search.setFixedWidth(28 * GRID)
        self.nothing.setFixedWidth(28 * GRID)
        self._texts: dict[str, str] = {}
        for path in sorted(self._folder.glob("*.md")):
            text = self._texts[path.name] = path.read_text(encoding="utf-8")
            item = QListWidgetItem(text.partition("\n")[0].lstrip("# ").strip())
            item.setData(FILE, path.name)
            item.setSizeHint(QSize(0, 3 * GRID + 4))
            self.chapters.addItem(item)
        self.chapters.currentItemChanged.connect(self._on_chapter)
        self.page.anchorClicked.connect(self._on_link)
        self.search.textChanged.connect(self.go_to)
        self.search.returnPressed.connect(lambda: self.go_to(self.search.text(), again=True))
        for keys, slot in ((QKeySequence.StandardKey.Find, self.search.setFocus), ("Esc", self.close)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        self.chapters.setCurrentRow(0)
        self.chapters.setFocus()

    @property
    def chapter(self) -> str:
        """The file of the chapter that shows, "" if the guide is not installed."""
        item = self.chapters.currentItem()
        return str(item.data(FILE)) if item else ""

    def go_to(self, words: str, again: bool = False) -> bool:
        """Goes to the next place where `words` stand, from the start of this chapter or from here; False: nowhere."""
        self.nothing.hide()
        if not words.strip():
            return False
        if not again:
            self.page.moveCursor(QTextCursor.MoveOperation.Start)
        if self.page.find(words):
            return True
        count, here = self.chapters.count(), self.chapters.currentRow()
        for step in range(1, count + 1):
            row = (here + step) % count
            if words.casefold() in self._texts[self.chapters.item(row).data(FILE)].casefold():
                self.chapters.setCurrentRow(row)
                self.page.moveCursor(QTextCursor.MoveOperation.Start)
                if self.page.find(words):
                    return True
        self.nothing.show()
        return False

    def _on_chapter(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.page.show_chapter(self._texts[item.data(FILE)])

    def _on_link(self, url: QUrl) -> None:
        """Links lead from chapter to chapter; the guide never opens anything else."""
        for row in range(self.chapters.count()):
            if self.chapters.item(row).data(FILE) == url.fileName():
                self.chapters.setCurrentRow(row)


class _Page(QTextBrowser):
    """One chapter. Pictures come from the guide's folder alone, no wider than the text."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.setOpenLinks(False)
        self.document().setDocumentMargin(2 * GRID)

    def show_chapter(self, text: str) -> None:
        theme = colours()
        self.setStyleSheet(f"QTextBrowser {{ background: {theme.field}; border: 0; border-radius: 4px; }}")
        self.setMarkdown(text)
        self._breathe()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _breathe(self) -> None:
        """More room between paragraphs than Markdown gives them; tables stay tight."""
        block, cursor = self.document().begin(), QTextCursor(self.document())
        while block.isValid():
            cursor.setPosition(block.position())
            if cursor.currentTable() is None:
                form = block.blockFormat()
                heading = form.headingLevel() > 0
                form.setTopMargin(3 * GRID if heading and block.blockNumber() else GRID // 2)
                form.setBottomMargin(GRID if block.textList() is None else GRID // 2)
                form.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
                if "\ufffc" in block.text():  # a picture: its line is as high as it is
                    form.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
                cursor.setBlockFormat(form)
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        path = self._folder / Path(QUrl(name).path()).name
        reader = QImageReader(str(path))
        size = reader.size()
        ratio = self.devicePixelRatioF()
        if size.width() > PICTURE * ratio:
            reader.setScaledSize(QSize(round(PICTURE * ratio), round(size.height() * PICTURE * ratio / size.width())))
        picture = QPixmap.fromImage(reader.read())
        picture.setDevicePixelRatio(ratio if size.width() > PICTURE * ratio else 1)
        return picture
