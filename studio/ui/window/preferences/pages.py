"""What can be set, page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from studio.library import paths
from studio.ui.sketch.curve_dialog import CurveDialog
from studio.ui.widgets.language import languages
from studio.ui.window.preferences.page import Page

if TYPE_CHECKING:
    from studio.ui.window.main_window import MainWindow

MOST_MEMORY = 1 << 20  # MiB
LEAST_UNDO = 64


def _tr(text: str) -> str:
    return QCoreApplication.translate("Preferences", text)


def general(w: MainWindow) -> Page:
    """Looks, language, keys."""
    page = Page(w.settings, _tr("General"), _tr("How the window looks and speaks."))
    themes = {"dark": _tr("Dark"), "light": _tr("Light"), "system": _tr("As the system")}
    page.add_choice(
        "window", "theme", _tr("Theme"), _tr("Neutral greys, dark or light; colours look the same in both."), themes
    )
    speech = {"": _tr("As the desktop")} | languages()
    page.add_choice("", "language", _tr("Language"), _tr("What menus and panels are written in."), speech)
    page.add_note(_tr("Another language shows when the program starts next."))
    page.add_button(
        _tr("Keys"),
        _tr("Keyboard Shortcuts…"),
        _tr("Lists every key, to search and to change."),
        w.errands.show_shortcuts,
    )
    return page


def drawing(w: MainWindow) -> Page:
    """The pen, and how far one can go back."""
    page = Page(w.settings, _tr("Drawing"), _tr("How the pen feels, and how much of your work can be taken back."))
    page.add_button(
        _tr("Pen"),
        _tr("Pen Pressure…"),
        _tr("Sets how hard the pen has to be pressed."),
        lambda: CurveDialog(w.sketch.session.tools, page).open(),
    )
    page.add_number(
        "",
        "undo_memory",
        _tr("Undo"),
        _tr("Memory for what can be undone; the oldest steps are forgotten first."),
        (LEAST_UNDO, MOST_MEMORY),
        _tr("MiB"),
        step=64,
    )
    page.add_note(_tr("Enough for some thousand strokes; a step takes only what it changed."))
    return page


def computing(w: MainWindow) -> Page:
    """Where pictures are made, and how much memory that may take."""
    page = Page(w.settings, _tr("Computing"), _tr("Where pictures are made. All of it happens on this computer."))
    devices = {
        "auto": _tr("The fastest there is"),
        "cpu": _tr("Processor"),
        "cuda": _tr("Graphics card (CUDA)"),
    }
    device = page.add_choice(
        "device", "device", _tr("Device"), _tr("What computes; a graphics card is many times faster."), devices
    )
    memory = page.add_number(
        "device",
        "memory",
        _tr("Graphics memory"),
        _tr("What the program may take of the graphics card’s memory; large pictures are then made in smaller tiles."),
        (0, MOST_MEMORY),
        _tr("MiB"),
        step=512,
        nothing=_tr("All of it"),
    )
    device.currentIndexChanged.connect(lambda _: memory.setEnabled(device.currentData() != "cpu"))
    memory.setEnabled(device.currentData() != "cpu")
    page.add_note(_tr("Both hold when the program starts next."))
    page.add_number(
        "",
        "history_memory",
        _tr("Results"),
        _tr("Memory for the results in the history; older ones wait on the disk."),
        (0, MOST_MEMORY),
        _tr("MiB"),
        step=256,
        nothing=_tr("On the disk only"),
    )
    return page


def safety(w: MainWindow) -> Page:
    """Autosave."""
    page = Page(w.settings, _tr("Safety"), _tr("What happens to your work if the power fails."))
    on = page.add_check(
        "safety",
        "autosave",
        _tr("Keep what I do, as I do it"),
        _tr("Writes every change to a folder of the program, so that it can be brought back after a crash."),
    )
    seconds = page.add_number(
        "safety",
        "seconds",
        _tr("At least every"),
        _tr("How old the copy can be at most."),
        (2, 10),
        _tr("seconds"),
    )
    on.toggled.connect(seconds.setEnabled)
    seconds.setEnabled(on.isChecked())
    page.add_note(_tr("Your own files change only when you save; the copy is deleted when the program ends well."))
    return page


def provenance(w: MainWindow) -> Page:
    """What files say of how they were made."""
    page = Page(
        w.settings,
        _tr("What Files Tell"),
        _tr("What is written into the pictures that you save. Nothing is ever sent anywhere."),
    )
    page.add_check(
        "provenance",
        "say_ai",
        _tr("Say that AI was used"),
        _tr("Writes the IPTC digital source type, which archives and networks read."),
    )
    page.add_check(
        "provenance",
        "recipe",
        _tr("Include my recipe"),
        _tr("Writes models, styles, seeds and settings, so that the picture can be made again."),
    )
    page.add_check(
        "saving",
        "keep_metadata",
        _tr("Keep the photo’s data (camera, date, place)"),
        _tr("Without it the file tells nothing about where and when the photo was taken."),
    )
    signed = page.add_check(
        "provenance",
        "credentials",
        _tr("Sign with content credentials"),
        _tr("Adds a signed history (C2PA) that others can verify."),
    )
    pem = _tr("Certificates (*.pem *.crt *.cer *.key)")
    fields = [
        page.add_path(
            "provenance",
            "certificate",
            _tr("Certificate"),
            _tr("The chain of certificates in a PEM file; empty for one that is made on this computer."),
            pem,
        ),
        page.add_path(
            "provenance", "key", _tr("Private key"), _tr("The key in a PEM file; it never leaves this computer."), pem
        ),
    ]
    for field in fields:
        signed.toggled.connect(field.setEnabled)
        field.setEnabled(signed.isChecked())
    page.add_note(
        _tr(
            "Without a certificate of yours, one made here signs: others can check that nothing was changed, but not"
            " who you are."
        )
    )
    page.add_check(
        "provenance",
        "consent",
        _tr("Remind me of the people in photos"),
        _tr("Says once for each photo that people in it should agree to what is made of it."),
    )
    return page


def folders(w: MainWindow) -> Page:
    """Where files are looked for and put."""
    page = Page(w.settings, _tr("Folders"), _tr("Where file windows begin; they follow you when you go elsewhere."))
    page.add_path("files", "open_folder", _tr("Open from"), _tr("Where photos and documents are looked for first."))
    page.add_path("files", "save_folder", _tr("Save to"), _tr("Where pictures go first."))
    page.add_path("files", "chain_folder", _tr("Chains"), _tr("Where chains of steps are kept."))
    for label, folder in (
        (_tr("Your models"), paths.user_models_dir),
        (_tr("Your styles"), paths.user_styles_dir),
        (_tr("Settings"), paths.user_config_dir),
    ):
        button = page.add_button(
            label,
            _tr("Show Folder"),
            _tr("Opens the folder in the file manager."),
            lambda folder=folder: _show(folder()),
        )
        button.setAccessibleName(f"{_tr('Show Folder')}: {label}")
    return page


def _show(folder: paths.Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


PAGES: dict[str, Callable[[MainWindow], Page]] = {
    "general": general, "drawing": drawing, "computing": computing, "safety": safety, "provenance": provenance,
    "folders": folders,
}  # fmt: skip
"""The pages by the names that others open them with, in order."""
