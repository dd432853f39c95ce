"""How the window looks: neutral greys that do not disturb colour judgement, and one accent colour."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from studio.library.paths import resources_dir

GRID = 8  # logical pixels; margins and gaps are multiples or halves of it


@dataclass(frozen=True)
class Colours:
    """The colours of one theme as "#rrggbb".

    window: behind everything. field: inputs and tiles. raised, hover, pressed: buttons. line: borders.
    text, dim: what is read, and what is read second. faint: what is switched off.
    accent (accent_hover under the pointer): the one colour; on_accent: text upon it.
    canvas: around the pictures. danger: what went wrong. check_light, check_dark: under transparent pictures.
    """

    window: str
    field: str
    raised: str
    hover: str
    pressed: str
    line: str
    text: str
    dim: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    canvas: str
    danger: str
    check_light: str
    check_dark: str


DARK = Colours(
    window="#2b2b2b",
    field="#1f1f1f",
    raised="#3a3a3a",
    hover="#464646",
    pressed="#505050",
    line="#4a4a4a",
    text="#e6e6e6",
    dim="#b0b0b0",
    faint="#6e6e6e",
    accent="#e0a458",
    accent_hover="#eab672",
    on_accent="#1f1f1f",
    canvas="#242424",
    danger="#ff8a80",
    check_light="#4a4a4a",
    check_dark="#3d3d3d",
)
LIGHT = Colours(
    window="#ececec",
    field="#ffffff",
    raised="#dedede",
    hover="#d0d0d0",
    pressed="#c2c2c2",
    line="#b8b8b8",
    text="#1f1f1f",
    dim="#505050",
    faint="#9a9a9a",
    accent="#8f5410",
    accent_hover="#a5641a",
    on_accent="#ffffff",
    canvas="#d8d8d8",
    danger="#a3201a",
    check_light="#ffffff",
    check_dark="#d9d9d9",
)


def colours() -> Colours:
    """The colours that the application is wearing."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def accent() -> QColor:
    """The one accent colour."""
    return QColor(colours().accent)


def palette_of(theme: Colours) -> QPalette:
    """`theme` as a Qt palette."""
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.field),
        (role.AlternateBase, theme.window),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.dim),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.danger),
        (role.ToolTipBase, theme.field),
        (role.ToolTipText, theme.text),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Light, theme.hover),
        (role.Midlight, theme.raised),
        (role.Mid, theme.line),
        (role.Dark, theme.line),
        (role.Shadow, theme.field),
    ):
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(theme.faint))
    return palette


def apply_theme(app: QApplication, mode: str) -> None:
    """Dresses the whole application: `mode` is "dark", "light" or "system" (which follows the desktop from then on)."""
    if mode not in ("dark", "light", "system"):
        raise ValueError(f"a theme is dark, light or system, not {mode}")
    if app.property(_MODE) is None:
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(lambda: _follow_desktop(app))
    app.setProperty(_MODE, mode)
    if mode == "system":
        theme = LIGHT if app.styleHints().colorScheme() == Qt.ColorScheme.Light else DARK
    else:
        theme = DARK if mode == "dark" else LIGHT
    app.setPalette(palette_of(theme))
    app.setStyleSheet(style_sheet(theme))


def _follow_desktop(app: QApplication) -> None:
    if app.property(_MODE) == "system":
        apply_theme(app, "system")


def style_sheet(theme: Colours) -> str:
    """The few rules that a palette cannot say: flat buttons, thin scroll bars and sliders, one focus ring."""
    # A style sheet cannot tint: its grey suits both themes.
    chevron = (resources_dir() / "icons" / "chevron.svg").as_posix()
    return Template(_RULES).substitute(asdict(theme), chevron=chevron)


_MODE = "atelier-theme"
_RULES = """
QToolTip { background: $field; color: $text; border: 1px solid $line; padding: 4px 8px; }
QMainWindow::separator { background: $window; width: 8px; height: 8px; }
QMainWindow::separator:hover { background: $hover; }
QSplitter::handle { background: $window; }
QSplitter::handle:hover { background: $hover; }
QToolBar { background: $window; border: 0; spacing: 4px; padding: 4px 8px; }
QMenuBar { background: $window; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $field; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 16px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $faint; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QDockWidget::title { padding: 8px; text-align: left; }
QStatusBar { background: $window; color: $dim; }
QStatusBar::item { border: 0; }
QLabel[tone="dim"] { color: $dim; }
QLabel[tone="danger"] { color: $danger; }
QFrame[rule="true"] { background: $line; border: 0; }

QPushButton, QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 4px 8px; }
QToolButton { padding: 4px; }
QPushButton { background: $raised; padding: 4px 16px; min-height: 16px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $pressed; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:default, QPushButton:checked, *[primary="true"] { background: $accent; color: $on_accent; }
*[primary="true"]:hover { background: $accent_hover; }
*[primary="true"]:focus { border-color: $text; }
*[primary="true"]:disabled { background: $raised; }
QPushButton:disabled, QToolButton:disabled { color: $faint; }
QToolButton[raised="true"] { background: $raised; }
QToolButton[raised="true"]:hover { background: $hover; }
QToolButton[raised="true"]:pressed { background: $pressed; }
QToolButton[raised="true"]:focus { border-color: $accent; }
QToolButton[tab="true"] { padding: 4px 12px; color: $dim; }
QToolButton[tab="true"]:hover { color: $text; }
QToolButton[tab="true"]:checked { background: $raised; color: $text; border-bottom: 2px solid $accent; }
QToolButton[target="true"] { background: $raised; border-radius: 8px; padding: 16px 8px; }
QToolButton[target="true"]:hover { background: $hover; }
QToolButton[fold="true"] { border-color: transparent; padding: 4px 8px 4px 0; }
QToolButton[fold="true"]:checked { background: transparent; }
QToolButton[fold="true"]:focus { border-color: $accent; }
QToolButton[chip="true"] { padding: 2px 8px; border-radius: 12px; min-height: 18px; color: $dim; }
QToolButton[chip="true"]:hover { color: $text; }
QToolButton[chip="true"]:checked { background: $accent; color: $on_accent; }

QLineEdit, QComboBox {
  background: $field; color: $text; border: 1px solid $line; border-radius: 4px; padding: 3px 8px;
  selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $dim;
}
QLineEdit:focus, QComboBox:focus { border-color: $accent; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url("$chevron"); width: 16px; height: 16px; }
QAbstractSpinBox[quiet="true"]::up-button, QAbstractSpinBox[quiet="true"]::down-button { width: 0; border: 0; }
QAbstractSpinBox[quiet="true"] {
  background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0 4px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QAbstractSpinBox[quiet="true"]:hover { border-color: $line; }
QAbstractSpinBox[quiet="true"]:focus { background: $field; border-color: $accent; }
QCheckBox::indicator:unchecked, QRadioButton::indicator:unchecked {
  background: $field; border: 1px solid $dim; border-radius: 3px; width: 12px; height: 12px;
}
QRadioButton::indicator:unchecked { border-radius: 7px; }
QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $text; width: 12px; margin: -4px 0; border-radius: 6px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QHeaderView::section { background: transparent; color: $dim; border: 0; padding: 4px 8px; }
QTreeView::item { padding: 4px 8px; }
QTreeView::item:hover { background: $hover; }
QTreeView::item:selected { background: $accent; color: $on_accent; }
QListWidget::item { padding: 6px 8px; border-radius: 4px; }
QListWidget::item:hover { background: $hover; }
QListWidget::item:selected { background: $accent; color: $on_accent; }
QListView, QTreeView, QTableView, QScrollArea { background: transparent; border: 0; outline: 0; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $hover; border-radius: 3px; margin: 2px; min-width: 32px; min-height: 32px; }
QScrollBar::handle:hover { background: $dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $field; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""
