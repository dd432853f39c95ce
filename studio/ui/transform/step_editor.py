"""The controls of the selected step: those that its kind and its model have, and no others."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QGridLayout, QLabel, QVBoxLayout, QWidget

from studio.core.chain import ChainStep, Generate, Stylize, Trace, Via
from studio.core.generate import DETAIL, DOMAIN, LOOK
from studio.core.params import CONTENT_WEIGHT, SMOOTHNESS, STROKE_SIZE, STYLE_WEIGHT, Control
from studio.library.moods import load_moods
from studio.library.styles import Style
from studio.ui.sketch.generation import SEEDS
from studio.ui.sketch.seed_box import SeedBox
from studio.ui.styles.option_boxes import ChoiceBox, QuietBox
from studio.ui.transform.resting_slider import RestingSlider
from studio.ui.transform.session import TransformSession
from studio.ui.transform.step_options import colours_box, quality_box, start_box
from studio.ui.transform.step_words import DOMAINS, StepWords, domain_title
from studio.ui.transform.style_choice import StyleChoice
from studio.ui.widgets.control_slider import ControlSlider
from studio.ui.widgets.elided import ElidedLabel
from studio.ui.widgets.fold import Fold
from studio.ui.widgets.theme import GRID
from studio.ui.widgets.words import words

MOST = 6  # sliders that show at once; the others are under More
Show = Callable[[ChainStep], None]


class StepEditor(QWidget):
    """Shows and changes the step of `session` that is selected; hidden when there is none."""

    unfolded = Signal()  # "More" was opened

    def __init__(
        self,
        session: TransformSession,
        words: StepWords,
        styles: Callable[[], Iterable[Style]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._words, self._styles = session, words, styles
        self._shape: object = None  # what the controls are for
        self._shows: list[Show] = []
        self.sliders: dict[str, ControlSlider] = {}
        self.domains: dict[str, RestingSlider] = {}
        self.boxes: dict[str, ChoiceBox | QuietBox] = {}
        self.seed: SeedBox | None = None
        self.style_choice: StyleChoice | None = None
        self.more: Fold | None = None
        self.heading = ElidedLabel()
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setProperty("tone", "dim")
        self._controls: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GRID // 2)
        self._layout.addWidget(self.heading)
        self._layout.addWidget(self.sentence)
        self.setAccessibleName(self.tr("Selected step"))
        session.chain_changed.connect(self.refresh)
        session.selection_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Moves every control to the selected step without emitting; other controls only for another kind of step."""
        step = self._session.selected_step
        self.setVisible(step is not None)
        if step is None:
            return
        self.heading.setText(self._words.heading(step))
        self.sentence.setText(self._words.sentence(step))
        shape = self._shape_of(step)
        if shape != self._shape:
            self._shape = shape
            self._rebuild(step)
        for show in self._shows:
            show(step)

    def _shape_of(self, step: ChainStep) -> object:
        via = step.via if isinstance(step, Generate) else None
        return self._session.selected, type(step), via, self._words.generator(step)

    def _change(self, settled: bool = True, **fields: object) -> None:
        if self._session.selected is not None:
            self._session.change(self._session.selected, settled=settled, **fields)

    # --- building ----------------------------------------------------------------------------------------------------

    def _rebuild(self, step: ChainStep) -> None:
        opened = self.more is not None and self.more.open
        if self._controls is not None:
            self._controls.hide()
            self._controls.deleteLater()
        self._controls = QWidget()
        self._shows, self.sliders, self.domains, self.boxes = [], {}, {}, {}
        self.seed, self.style_choice, self.more = None, None, None
        front, rest = self._parts(step)
        column = _column(self._controls, front)
        if rest:
            inside = QWidget()
            _column(inside, rest)
            self.more = Fold(self.tr("More"), self.tr("Shows the controls that few pictures need."), inside)
            self.more.set_open(opened)
            self.more.toggled.connect(lambda on: self.unfolded.emit() if on else None)
            column.addWidget(self.more)
        self._layout.addWidget(self._controls)
        self._controls.setVisible(bool(front or rest))

    def _parts(self, step: ChainStep) -> tuple[list[QWidget], list[QWidget]]:
        """What shows, and what is under More."""
        if isinstance(step, Stylize):
            options = self._form(
                (self.tr("Colours"), self._choice("colours", colours_box())),
                (self.tr("Quality"), self._choice("quality", quality_box())),
            )
            more = self._form((self.tr("Start from"), self._choice("start", start_box())), self._seed_row())
            weight = replace(STYLE_WEIGHT, key="weight")
            front = [self._style_choice(), self._slider(weight), self._slider(STROKE_SIZE), options]
            return front, [self._slider(CONTENT_WEIGHT), self._slider(SMOOTHNESS), more]
        if isinstance(step, Trace):
            return [self._slider(DETAIL)], []
        assert isinstance(step, Generate)
        generator = self._words.generator(step)
        front: list[QWidget] = []
        rest: list[QWidget] = []
        if generator is not None and generator.domains:
            sliders = [self._domain_slider(name, generator.domains) for name in generator.domains]
            front = [_mixer(sliders[:MOST])]
            rest = [_mixer(sliders[MOST:])] if sliders[MOST:] else []
        if step.via == Via.LINES:
            front.append(self._slider(DETAIL))
        if generator is not None and generator.moods:
            front += [self._slider(LOOK), self._form((self.tr("Mood"), self._mood_box()), self._seed_row())]
        elif step.via == Via.LINES:
            front.append(self._form(self._seed_row()))
        return front, rest

    def _slider(self, control: Control) -> ControlSlider:
        def show(step: ChainStep) -> None:
            slider.set_value(getattr(step, control.key)) if slider.value != getattr(step, control.key) else None

        slider = self.sliders[control.key] = ControlSlider(control)
        slider.value_changed.connect(lambda value: self._change(False, **{control.key: value}))
        slider.value_settled.connect(lambda value: self._change(True, **{control.key: value}))
        self._shows.append(show)
        return slider

    def _domain_slider(self, name: str, order: tuple[str, ...]) -> RestingSlider:
        tip = words(DOMAINS[name][1]) if name in DOMAINS else self.tr("How much of this there is to be.")
        slider = self.domains[name] = RestingSlider(replace(DOMAIN, key=name, label=domain_title(name), tip=tip))

        def change(value: float, settled: bool) -> None:
            step = self._session.selected_step
            if isinstance(step, Generate):
                shares = {**dict(step.domains), name: value}
                self._change(settled, domains=tuple((one, shares[one]) for one in order if shares.get(one)))

        def show(step: ChainStep) -> None:
            share = dict(step.domains).get(name, 0.0) if isinstance(step, Generate) else 0.0
            if slider.number != share:
                slider.show_number(share)

        slider.changed.connect(change)
        self._shows.append(show)
        return slider

    def _choice(self, key: str, box: ChoiceBox) -> ChoiceBox:
        self.boxes[key] = box
        box.chosen.connect(lambda value: self._change(**{key: value}))
        self._shows.append(lambda step: box.show_value(getattr(step, key)))
        return box

    def _mood_box(self) -> QuietBox:
        box = self.boxes["mood"] = QuietBox(self.tr("Mood"), self.tr("The light and colour of the new photo."))
        box.addItem(self.tr("By seed"), None)
        for mood in load_moods():
            box.addItem(words(mood.name), mood.name)

        def show(step: ChainStep) -> None:
            name = getattr(step, "mood", None)
            if box.findData(name) < 0:  # from a file, written in another way or unknown
                box.addItem(name or "", name)
            box.setCurrentIndex(box.findData(name))

        box.activated.connect(lambda row: self._change(mood=box.itemData(row)))
        self._shows.append(show)
        return box

    def _seed_row(self) -> tuple[str, QWidget]:
        seed = self.seed = SeedBox()
        seed.lock.hide()  # a step keeps its seed
        seed.entry.setMinimumHeight(4 * GRID - 2)
        seed.changed.connect(lambda value: self._change(seed=value))
        seed.rolled.connect(lambda: self._change(seed=secrets.randbelow(SEEDS)))
        self._shows.append(lambda step: seed.show_value(step.seed, True))
        return self.tr("Seed"), seed

    def _style_choice(self) -> StyleChoice:
        choice = self.style_choice = StyleChoice(self._styles)
        choice.changed.connect(lambda styles, settled: self._change(settled, styles=styles))
        self._shows.append(lambda step: choice.show_styles(step.styles) if isinstance(step, Stylize) else None)
        return choice

    def _form(self, *rows: tuple[str, QWidget]) -> QWidget:
        widget = QWidget()
        form = QFormLayout(widget, horizontalSpacing=2 * GRID, verticalSpacing=GRID)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for text, field in rows:
            label = QLabel(text)
            label.setMinimumHeight(field.sizeHint().height())  # in the middle, whatever the field is made of
            label.setBuddy(field)
            form.addRow(label, field)
        return widget


def _mixer(sliders: list[RestingSlider]) -> QWidget:
    """Sliders in two columns."""
    widget = QWidget()
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(GRID // 2)
    for place, slider in enumerate(sliders):
        grid.addWidget(slider, place // 2, place % 2)
    for column in range(2):
        grid.setColumnStretch(column, 1)
    return widget


def _column(widget: QWidget, parts: Iterable[QWidget]) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, GRID // 2, 0, 0)
    column.setSpacing(GRID)
    for part in parts:
        column.addWidget(part)
    return column
