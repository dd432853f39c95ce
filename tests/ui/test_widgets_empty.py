"""What an empty window offers, and the picture that the application paints itself."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from studio.ui.canvas.empty_state import EmptyState, example_picture


@pytest.fixture
def empty(qtbot: QtBot) -> EmptyState:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.resize(700, 500)
    empty.show()
    return empty


def target(empty: EmptyState, text: str) -> QToolButton:
    return next(button for button in empty.findChildren(QToolButton) if button.text() == text)


def test_every_target_works_by_mouse_and_by_key(empty: EmptyState, qtbot: QtBot) -> None:
    for text, signal in (
        ("Draw", empty.draw_requested),
        ("Paint materials", empty.materials_requested),
        ("Open a photo", empty.open_requested),
        ("Try an example", empty.example_requested),
    ):
        button = target(empty, text)
        with qtbot.waitSignal(signal, timeout=1000):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        with qtbot.waitSignal(signal, timeout=1000):
            qtbot.keyClick(button, Qt.Key.Key_Space)
        assert button.toolTip().endswith(".")
        assert button.accessibleName() == text
        assert min(button.width(), button.height()) >= 96, "big enough to hit without looking"


def test_says_little(empty: EmptyState) -> None:
    words = " ".join(label.text() for label in empty.findChildren(QLabel)).split()
    assert 5 <= len(words) <= 16
    assert "drop" in words


def test_later_features_add_their_own_way_in(empty: EmptyState, qtbot: QtBot) -> None:
    train = empty.add_target("grid", "Train", "Begins with a folder of pictures.")
    qtbot.waitUntil(train.isVisible)
    assert train.x() > target(empty, "Try an example").x()


def test_the_example_is_a_picture_worth_painting(qapp: object) -> None:
    picture = example_picture()
    assert picture.pixels.shape == (640, 960, 3)
    assert not picture.pixels.flags.writeable
    light = picture.as_float().mean(axis=2)
    assert light.std() > 0.12, "lights and darks"
    edges = np.abs(np.diff(light, axis=1))
    assert (edges > 0.04).mean() > 0.05, "texture"
    sky, meadow = picture.as_float()[:200].mean((0, 1)), picture.as_float()[-80:].mean((0, 1))
    assert sky[2] > sky[0], "the sky is blue"
    assert meadow[1] > max(meadow[0], meadow[2]), "the meadow is green"


def test_the_example_is_always_the_same_at_any_size(qapp: object) -> None:
    small = example_picture(240, 160)
    assert small.digest == example_picture(240, 160).digest
    wide = example_picture(300, 100)
    assert (wide.width, wide.height) == (300, 100)


def test_widgets_never_load_torch() -> None:
    modules = (
        "canvas.empty_state, canvas.compare_view, styles.picker, styles.mix, widgets.control_slider, widgets.theme"
    )
    imports = "".join(f"import studio.ui.{module}; " for module in modules.split(", "))
    code = f"{imports}import sys; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
