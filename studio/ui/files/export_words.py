"""The words of the export dialog."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from studio.project.export.film import film_side, frame_limit
from studio.project.export.presets import INCH, PRINT_DPI, Need, Preset, size_of
from studio.project.export.sheet import SHEET_SIDE
from studio.ui.files.export_offer import Choice, Offer, Take

FORMATS = {
    ".jpg": "JPEG", ".webp": "WebP", ".png": "PNG", ".tif": "TIFF", ".gif": "GIF", ".psd": "PSD", ".psb": "PSB",
    ".ora": "OpenRaster",
}  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)


def words_of(way: Preset) -> tuple[str, str]:
    """Its title and what it does."""
    return {
        "web": (_tr("For the web"), _tr("At most 2048 pixels on the long side, in colours that every screen shows.")),
        "print": (_tr("For print"), _tr("Full size at 300 dots an inch, without loss.")),
        "full": (_tr("Full size"), _tr("Every pixel, without loss.")),
        "psd": (_tr("Layers for Photoshop"), _tr("Every layer as it is, for Photoshop and many other programs.")),
        "ora": (_tr("Layers for Krita and GIMP"), _tr("Every layer as it is, as OpenRaster.")),
        "sheet": (_tr("Before and after"), _tr("Both pictures on one white sheet.")),
        "timelapse": (_tr("Time-lapse"), _tr("A short film of how it came about, which loops.")),
    }.get(way.id, (way.title, way.tip))


def take_words(take: Take) -> str:
    """What is exported, in words."""
    return {
        Take.VIEW: _tr("The picture in view"),
        Take.DRAWING: _tr("The drawing"),
        Take.HISTORY: _tr("How the drawing was made"),
        Take.RESULTS: _tr("The results, oldest first"),
    }[take]


def why_not(way: Preset, take: Take | None) -> str:
    """Why this cannot be exported now, "" if it can."""
    if take is not None:
        return ""
    return {
        Need.PICTURE: _tr("There is no picture yet; make one first."),
        Need.LAYERS: _tr("There is no layer yet; draw something first."),
        Need.PAIR: _tr("There is nothing to compare yet; make a picture from a photo or a drawing first."),
        Need.FILM: _tr("There is nothing to film yet; draw something, or make two pictures, first."),
    }[way.need]


def outcome(offer: Offer, choice: Choice) -> str:
    """What will be in the file: its size, its format."""
    look = offer.look(choice.take)
    if look is None:
        return ""
    way, suffix = choice.way, choice.path.suffix.lower()
    form = FORMATS.get(suffix, suffix)
    if way.need is Need.FILM:
        side = film_side(suffix, choice.options)
        most = frame_limit(look.width, look.height, choice.options.seconds, side)
        frames = min(most, offer.steps + 1) if choice.take is Take.HISTORY else most
        return _tr("At most {} pixels, about {} frames, {}").format(side, frames, form)
    if way.need is Need.LAYERS:
        return _tr("{} × {} pixels, layers: {}, {}").format(look.width, look.height, offer.layers, form)
    if way.need is Need.PAIR:
        return _tr("About {} pixels wide, {}").format(SHEET_SIDE, form)
    width, height = size_of(look.width, look.height, way, choice.options)
    parts = [_tr("{} × {} pixels").format(width, height)]
    if way.id == "print":
        parts.append(_tr("{:.1f} × {:.1f} cm on paper").format(width / PRINT_DPI * INCH, height / PRINT_DPI * INCH))
    if suffix in (".png", ".tif"):
        parts.append(_tr("{} bits a channel").format(16 if look.deep else 8))
    parts.append(form)
    if choice.take is Take.VIEW and offer.draft:
        parts.append(_tr("still a draft"))
    return ", ".join(parts)
