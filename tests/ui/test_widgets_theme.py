"""Colours that can be read, and icons that take them on."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import fields

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from studio.library.paths import resources_dir
from studio.ui.widgets.icons import NAMES, icon
from studio.ui.widgets.theme import DARK, LIGHT, Colours, accent, apply_theme, colours, style_sheet


@pytest.fixture(autouse=True)
def _undressed(qapp: QApplication) -> Iterator[None]:
    """Other tests get the palette and the style sheet that they had."""
    palette, sheet = QPalette(qapp.palette()), qapp.styleSheet()
    yield
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    c = QColor(colour)
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (c.redF(), c.greenF(), c.blueF())]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_every_text_can_be_read(theme: Colours) -> None:
    grounds = (theme.window, theme.field, theme.canvas, theme.raised, theme.hover)
    for ground in grounds:
        assert contrast(theme.text, ground) >= 4.5, ground
    for ground in (theme.window, theme.field, theme.canvas):
        assert contrast(theme.dim, ground) >= 4.5, ground
        assert contrast(theme.danger, ground) >= 4.5, ground
    for ground in (theme.accent, theme.accent_hover):
        assert contrast(theme.on_accent, ground) >= 4.5
    assert contrast(theme.text, theme.pressed) >= 4.5
    for ground in (theme.window, theme.field, theme.canvas):
        assert contrast(theme.accent, ground) >= 3.0, "a focus ring must be seen"


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_greys_are_neutral(theme: Colours) -> None:
    coloured = {"accent", "accent_hover", "danger"}
    for one in fields(theme):
        colour = QColor(getattr(theme, one.name))
        assert colour.isValid(), one.name
        assert (colour.saturation() == 0) == (one.name not in coloured), one.name


def test_themes_dress_the_application(qapp: QApplication, qtbot: QtBot) -> None:
    for name, theme in (("dark", DARK), ("light", LIGHT)):
        apply_theme(qapp, name)
        assert colours() is theme
        assert accent() == QColor(theme.accent)
        label = QLabel("text")
        qtbot.addWidget(label)
        label.show()
        assert label.grab().toImage().pixelColor(0, 0) == QColor(theme.window)
    with pytest.raises(ValueError, match="dark, light or system"):
        apply_theme(qapp, "pink")


def test_only_the_system_theme_follows_the_desktop(qapp: QApplication) -> None:
    changed = qapp.styleHints().colorSchemeChanged
    apply_theme(qapp, "light")
    qapp.setStyleSheet("")
    changed.emit(Qt.ColorScheme.Dark)
    assert qapp.styleSheet() == "", "a chosen theme stays"
    apply_theme(qapp, "system")
    qapp.setStyleSheet("")
    changed.emit(qapp.styleHints().colorScheme())
    assert qapp.styleSheet() in (style_sheet(DARK), style_sheet(LIGHT))


def test_the_style_sheet_is_whole_and_flat() -> None:
    for theme in (DARK, LIGHT):
        sheet = style_sheet(theme)
        assert "$" not in sheet
        assert sheet.count("{") == sheet.count("}")
        assert "gradient" not in sheet


@pytest.mark.parametrize("name", NAMES)
def test_icons_are_our_own_line_drawings(name: str) -> None:
    root = ET.fromstring((resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8"))
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    assert not root.findall(".//{*}image")


def inked(image_icon: QIcon, size: int, ratio: float, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """The colours of the opaque pixels."""
    image = image_icon.pixmap(QSize(size, size), ratio, mode).toImage()
    assert image.width() == size * ratio
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in pixels if colour.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_icons_draw_something_and_stay_inside(name: str, qapp: QApplication) -> None:
    image = icon(name).pixmap(QSize(48, 48), 1.0).toImage()
    alpha = [[image.pixelColor(x, y).alpha() for x in range(48)] for y in range(48)]
    assert sum(map(sum, alpha)) > 48 * 255
    edge = alpha[0] + alpha[-1] + [row[0] for row in alpha] + [row[-1] for row in alpha]
    assert max(edge) == 0


def difference(found: set[str], wanted: str) -> int:
    """The largest difference of a channel; anti-aliasing rounds by one."""
    want = QColor(wanted).getRgb()
    assert found
    return max(abs(a - b) for name in found for a, b in zip(QColor(name).getRgb(), want, strict=True))


def test_icons_take_the_theme_they_are_shown_in(qapp: QApplication) -> None:
    star = icon("star-filled")
    for name, theme in (("dark", DARK), ("light", LIGHT)):
        apply_theme(qapp, name)
        assert difference(inked(star, 24, 2.0), theme.text) <= 1
        assert difference(inked(star, 24, 1.0, QIcon.Mode.Disabled), theme.faint) <= 1


def test_an_icon_survives_on_a_button(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton(icon("open"), "Open")
    qtbot.addWidget(button)
    button.show()
    with_icon = button.grab().toImage()
    button.setIcon(QIcon())
    assert with_icon != button.grab().toImage()


def test_unknown_icons_are_a_programming_error(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icon("unicorn")
