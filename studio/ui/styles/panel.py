"""The panel at the right: which painting, how strongly, how large, and the button that paints."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio.core.params import CONTENT_WEIGHT, SMOOTHNESS, STROKE_SIZE, STYLE_WEIGHT, Control, Quality
from studio.library.styles import StyleLibrary, StyleShelf
from studio.ui.session.session import Session
from studio.ui.styles.mix import StyleMix
from studio.ui.styles.more_options import MoreOptions
from studio.ui.styles.option_boxes import ChoiceBox, SizeBox
from studio.ui.styles.picker import StylePicker
from studio.ui.widgets.control_slider import ControlSlider
from studio.ui.widgets.fitting_scroll import FittingScroll, rule
from studio.ui.widgets.fold import Fold
from studio.ui.widgets.theme import GRID
from studio.ui.widgets.words import words

FOR_OPTIMISER = (CONTENT_WEIGHT, SMOOTHNESS)


class StylizePanel(QWidget):
    """Shows and changes the session's choices. `paint` is the action of the big button."""

    encoder_wanted = Signal(str)  # an encoder that is not installed was asked for

    def __init__(
        self,
        session: Session,
        library: StyleLibrary,
        shelf: StyleShelf,
        paint: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._marked: tuple[str, ...] = ()
        self.picker = StylePicker(library, shelf)
        self.mix = StyleMix(library)
        self.sliders: dict[str, ControlSlider] = {}
        self.more = MoreOptions(session)
        self.quality = ChoiceBox(
            self.tr("Quality"),
            self.tr("How long the painting is worked on."),
            {
                Quality.INSTANT: (
                    self.tr("Instant"),
                    self.tr("What you see while you change things, at full size."),
                ),
                Quality.DRAFT: (self.tr("Draft"), self.tr("Quick and rough.")),
                Quality.GOOD: (self.tr("Good"), self.tr("For most pictures.")),
                Quality.BEST: (self.tr("Best"), self.tr("Slow, with the finest strokes.")),
            },
        )
        self.size_box = SizeBox()
        self.paint_button = _paint_button(paint)

        front = QVBoxLayout()
        front.setSpacing(GRID)
        front.addWidget(self.mix)
        for control in (STYLE_WEIGHT, STROKE_SIZE):
            front.addWidget(self._slider(control))
        more = QWidget()
        inside = QVBoxLayout(more)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID)
        self.waiting = QLabel(
            self.tr("What is grey here waits for another quality: the instant painting has no use for it.")
        )
        self.waiting.setWordWrap(True)
        self.waiting.setProperty("tone", "dim")
        inside.addWidget(self.waiting)
        for control in FOR_OPTIMISER:
            inside.addWidget(self._slider(control))
        inside.addWidget(self.more)
        self.fold = Fold(self.tr("More"), self.tr("Shows the controls that few pictures need."), more)
        front.addWidget(self.fold)
        controls = QWidget()
        controls.setLayout(front)
        front.setContentsMargins(GRID, GRID, GRID, GRID)
        self._scroll = FittingScroll(controls)

        line = QHBoxLayout()
        line.setContentsMargins(GRID, GRID, GRID, GRID)
        line.setSpacing(GRID)
        line.addWidget(self.quality)
        line.addWidget(self.size_box)
        line.addWidget(self.paint_button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.picker, 1)
        layout.addWidget(rule())
        layout.addWidget(self._scroll)
        layout.addWidget(rule())
        layout.addLayout(line)
        self.setMinimumWidth(38 * GRID)
        self.picker.setMinimumHeight(34 * GRID)  # one row of tiles and a half, whatever is unfolded below
        if layout := self.mix.layout():
            layout.setContentsMargins(0, 0, 0, 0)

        self.picker.style_chosen.connect(self.mix.choose)
        self.picker.second_chosen.connect(self.mix.choose_second)
        self.mix.changed.connect(self._on_mix)
        self.mix.settled.connect(session.settle)
        self.fold.toggled.connect(lambda on: QTimer.singleShot(0, self._show_more) if on else None)
        self.quality.chosen.connect(lambda value: session.change(self.tr("Quality"), quality=value))
        self.size_box.chosen.connect(lambda size: session.change(self.tr("Size"), size=size))
        self.more.encoder_wanted.connect(self.encoder_wanted)
        session.choices_changed.connect(self.show_choices)
        self.show_choices()

    def show_choices(self) -> None:
        """Moves every control to the session's choices without emitting."""
        choices = self._session.choices
        if self.mix.styles() != choices.styles:
            self.mix.set_styles(choices.styles)
        ids = tuple(style for style, _ in choices.styles)
        if ids != self._marked:  # else a slider would scroll the tiles back to the chosen one
            self._marked = ids
            self.picker.set_current(ids[0] if ids else None)
            self.picker.set_second(ids[1] if len(ids) > 1 else None)
        for key, slider in self.sliders.items():
            if slider.value != getattr(choices, key):
                slider.set_value(getattr(choices, key))
        self.quality.show_value(choices.quality)
        self.size_box.show_value(choices.size)
        self.more.show_choices()
        instant = choices.quality is Quality.INSTANT
        self.waiting.setVisible(instant)
        for control in FOR_OPTIMISER:
            self.sliders[control.key].setEnabled(not instant)
        self.more.wait(instant)

    def refresh(self) -> None:
        """Reads the style library again."""
        self.picker.refresh()
        self._marked = ()
        self.show_choices()
        self.mix.set_styles(self._session.choices.styles)

    def _show_more(self) -> None:
        """Scrolls to what has just been unfolded."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(min(bar.maximum(), self.fold.y()))

    def _slider(self, control: Control) -> ControlSlider:
        slider = ControlSlider(control)
        self.sliders[control.key] = slider
        key, text = control.key, words(control.label)
        slider.value_changed.connect(lambda value: self._session.change(text, merge=key, **{key: value}))
        slider.value_settled.connect(lambda _: self._session.settle())
        return slider

    def _on_mix(self) -> None:
        styles = self.mix.styles()
        same = [name for name, _ in styles] == [name for name, _ in self._session.choices.styles]
        text = self.tr("Style mix") if same else self.tr("Style")
        self._session.change(text, merge="mix" if same else None, styles=styles)


def _paint_button(paint: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(paint)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setProperty("primary", True)
    button.setMinimumHeight(4 * GRID)
    return button
