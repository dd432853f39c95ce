"""One quiet line: what runs, how far it is, on what device, how to stop it; and what went wrong, in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QWidget

from studio.ui.widgets.buttons import tool_button
from studio.ui.widgets.elided import ElidedLabel
from studio.ui.widgets.language import told
from studio.ui.widgets.theme import GRID

Help = tuple[str, Callable[[], object]]


class StatusLine(QWidget):
    """The bottom line of the window."""

    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(4 * GRID + GRID // 2)
        self.message = ElidedLabel()
        self.message.setProperty("tone", "dim")
        self.message.setAccessibleName(self.tr("Messages"))
        self._helps = QHBoxLayout()
        self._helps.setSpacing(GRID // 2)
        self.dismiss = _small(
            tool_button(self.tr("Takes this message away."), icon_name="close", name=self.tr("Dismiss"))
        )
        self.dismiss.clicked.connect(self.clear)
        self.note = QLabel()
        self.note.setProperty("tone", "dim")
        self.progress = QProgressBar(textVisible=False, maximum=1000)
        self.progress.setFixedWidth(18 * GRID)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.percent = QLabel()
        self.percent.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %"))
        self.stop = _small(
            tool_button(self.tr("Stops what is being painted now (Esc)."), icon_name="stop", name=self.tr("Stop"))
        )
        self.stop.clicked.connect(self.stop_requested)
        self.queue = QLabel()
        self.queue.setToolTip(self.tr("Paintings that wait their turn; Ctrl+Shift+X empties the queue."))
        self.device = QLabel()
        self.device.setProperty("tone", "dim")
        self.device.setToolTip(self.tr("Where the painting is computed, and how long the last picture took."))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.message)
        layout.addLayout(self._helps)
        layout.addWidget(self.dismiss)
        layout.addStretch(1)
        for widget in (self.note, self.progress, self.percent, self.stop, self.queue):
            layout.addWidget(widget)
        layout.addSpacing(2 * GRID)
        layout.addWidget(self.device)
        self._device, self._pace = "", ""
        self.clear()
        self.show_work(None)
        self.set_queue(0)

    # --- messages ----------------------------------------------------------------------------------------------------

    def say(self, text: str, helps: Sequence[Help] = ()) -> None:
        """Something good or neutral happened; `helps` as in `complain`."""
        self._show(text, "dim", helps)

    def complain(self, sentence: str, helps: Sequence[Help] = ()) -> None:
        """Something went wrong; `helps` are (words, what to do) for buttons that help. Stays until it is dismissed."""
        self._show(sentence, "danger", helps)

    @property
    def complaining(self) -> bool:
        """Whether an error is shown."""
        return self.message.property("tone") == "danger" and bool(self.message.text())

    @property
    def help_buttons(self) -> list[QPushButton]:
        """The buttons beside the message."""
        items = (self._helps.itemAt(index) for index in range(self._helps.count()))
        widgets = (item.widget() for item in items if item)
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def clear(self) -> None:
        """Takes the message away."""
        self._show("", "dim", ())

    # --- work --------------------------------------------------------------------------------------------------------

    def show_work(self, note: str | None, done: float | None = None, left: float | None = None) -> None:
        """What runs, how far it is (0..1, None: not known yet) and the seconds `left`. No note: nothing runs."""
        for widget in (self.note, self.progress, self.percent, self.stop):
            widget.setVisible(note is not None)
        self.note.setText(note or "")
        if note is None:
            return
        self.progress.setRange(0, 0 if done is None else 1000)
        if done is not None:
            self.progress.setValue(round(done * 1000))
        parts = [] if done is None else [self.tr("{} %").format(int(done * 100))]
        if left is not None:
            parts.append(self.tr("{} left").format(_clock(left)))
        self.percent.setText(" · ".join(parts))

    def set_queue(self, waiting: int) -> None:
        """How many paintings wait."""
        self.queue.setVisible(waiting > 0)
        self.queue.setText(self.tr("{} waiting").format(waiting))

    def set_device(self, text: str) -> None:
        self._device = text
        self._show_device()

    def set_pace(self, text: str) -> None:
        """How long the last picture took."""
        self._pace = text
        self._show_device()

    def _show_device(self) -> None:
        self.device.setText(" · ".join(part for part in (self._device, self._pace) if part))

    def _show(self, text: str, tone: str, helps: Sequence[Help]) -> None:
        while (item := self._helps.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.message.setText(told(text))
        self.message.setProperty("tone", tone)
        self.message.style().polish(self.message)
        for words, action in helps:
            button = QPushButton(words)
            button.clicked.connect(lambda _=False, action=action: (self.clear(), action()))
            self._helps.addWidget(button)
        self.dismiss.setVisible(tone == "danger" or bool(helps))


def _small(button: QToolButton) -> QToolButton:
    button.setIconSize(QSize(2 * GRID, 2 * GRID))
    return button


def _clock(seconds: float) -> str:
    """A time in words: "8 s", "2:05 min"."""
    whole = max(1, round(seconds))
    return f"{whole} s" if whole < 60 else f"{whole // 60}:{whole % 60:02d} min"
