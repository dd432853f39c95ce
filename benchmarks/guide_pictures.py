"""Takes the pictures of the user guide: the real window at work, one room after the other.

    python -m benchmarks.guide_pictures [--only photo sketch …] [--out docs/guide]

Everything in them was made by the application itself: its example picture, and drawings and maps out of
`benchmarks/`. A few minutes on two cores.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from benchmarks.drawings import draw
from benchmarks.map_scenes import SCENES
from benchmarks.scenes import paint
from studio.core.chain import Generate
from studio.library.moods import find_mood

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio.ui.window.main_window import MainWindow

LIMIT = 145 << 10  # bytes of one picture
WIDTH = 1100  # pixels of a whole window in the guide
SIZE = (1280, 800)  # of the window itself
PATIENCE_S = 240.0


class Photographer:
    """Waits until a room has come to rest, and writes what the window shows."""

    def __init__(self, window: MainWindow, out: Path) -> None:
        self.window, self.out = window, out
        self.made = 0  # full pictures that arrived
        for maker in window.makers:
            maker.desk.flow.made.connect(self._on_made)
        window.painter.live_finished.connect(lambda *_: self._count())

    def _on_made(self, made: object) -> None:
        if getattr(made, "full", False):
            self._count()

    def _count(self) -> None:
        self.made += 1

    def after(self, change: Callable[[], object], settle: float = 6.0) -> None:
        """Makes a change and waits for the picture that follows, and a while for small pictures to fill in."""
        before, begun = self.made, time.monotonic()
        change()
        while self.made == before and time.monotonic() - begun < PATIENCE_S:
            self.rest(0.1)
        if self.made == before:
            print(f"nothing came within {PATIENCE_S:.0f} s")
        self.rest(settle)

    def rest(self, seconds: float) -> None:
        """Lets the window work."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Writes `name`.jpg: a part of the window, or all of it."""
        from PySide6.QtCore import QBuffer, QIODevice

        self.rest(0.3)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        (widget or self.window).grab().save(buffer, "PNG")  # type: ignore[call-overload]
        picture = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
        if picture.width > WIDTH:
            picture = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS)
        for quality in (88, 82, 76, 68, 60):
            data = io.BytesIO()
            picture.save(data, "JPEG", quality=quality, optimize=True, progressive=True)
            if data.tell() <= LIMIT:
                break
        (self.out / f"{name}.jpg").write_bytes(data.getvalue())
        print(f"{name}.jpg: {picture.width} x {picture.height}, {data.tell() >> 10} KB at quality {quality}")


def begin(p: Photographer) -> None:
    p.window.rooms.show("photo")
    p.take("begin")


def sketch(p: Photographer) -> None:
    w = p.window
    w.rooms.show("sketch")

    def open_drawing() -> None:
        w.sketch.session.open(draw("mountains-lake", "day"))
        w.sketch.generation.change(seed=7)

    p.after(open_drawing)
    p.take("sketch")
    p.take("layers", w.sketch.layers)


def materials(p: Photographer) -> None:
    w = p.window
    w.rooms.show("materials")

    def open_map() -> None:
        w.materials.generation.change(model="landscape-materials", seed=3)
        w.materials.session.open(paint(next(name for name in SCENES if name == "mountain-lake")))
        mood = find_mood("Sunset")
        if mood is not None:
            w.materials.moods.choose(mood)

    p.after(open_map, settle=12.0)
    p.take("materials")


def transform(p: Photographer) -> None:
    from studio.ui.canvas.example import example_picture
    from studio.ui.session.session import make_photo

    w = p.window
    w.rooms.show("transform")

    def lead() -> None:
        w.transform.session.set_photo(make_photo(example_picture(), "Lake", None))
        w.transform.session.add(Generate(model="sunset", domains=(("sunset", 0.9),)))

    p.after(lead, settle=12.0)
    p.take("transform")


def photo(p: Photographer) -> None:
    w = p.window
    w.rooms.show("photo")

    def choose() -> None:
        w.commands["example"].trigger()
        p.rest(1.0)
        w.panel.picker.style_chosen.emit("starry-night")

    p.after(choose, settle=14.0)
    p.take("photo")


def help_windows(p: Photographer) -> None:
    from studio.ui.help.desk import HelpDesk

    desk = p.window.findChild(HelpDesk)
    assert isinstance(desk, HelpDesk)
    palette = desk.show_palette()
    palette.search.setText("layer")
    p.take("palette", palette)
    palette.reject()
    preferences = desk.show_preferences("provenance")
    p.take("preferences", preferences)
    preferences.accept()


def exporting(p: Photographer) -> None:
    """This window stops everything else while it is open: the picture is taken from inside."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QPushButton

    from studio.ui.files.export_dialog import ExportDialog

    def shoot() -> None:
        for dialog in QApplication.topLevelWidgets():
            if dialog.isVisible() and isinstance(dialog, ExportDialog):
                for button in dialog.findChildren(QPushButton):
                    if Path(button.text()).is_absolute():
                        button.setText("Pictures")  # whose computer this is does not matter
                p.take("export", dialog)
                dialog.reject()

    QTimer.singleShot(4000, shoot)
    p.window.commands["export"].trigger()


SCENES_OF_GUIDE: dict[str, Callable[[Photographer], None]] = {
    "begin": begin, "sketch": sketch, "materials": materials, "transform": transform, "photo": photo,
    "export": exporting, "help": help_windows,
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description="Take the pictures of the user guide.")
    parser.add_argument("--only", nargs="*", choices=list(SCENES_OF_GUIDE), default=list(SCENES_OF_GUIDE))
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1] / "docs" / "guide")
    args = parser.parse_args()
    if sys.platform.startswith("linux") and "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LANGUAGE"] = "en"
    with tempfile.TemporaryDirectory() as home:
        os.environ["ATELIER_HOME"] = home
        return _run(args.only, args.out)


def _run(names: list[str], out: Path) -> int:
    from studio import app as application

    application.make_application()
    service, window = application.create_window()
    window.resize(*SIZE)
    photographer = Photographer(window, out)
    service.failed.connect(lambda _, sentence: print(sentence))
    window.first_shown.connect(service.start)
    window.show()
    photographer.rest(2.0)
    for name in names:
        SCENES_OF_GUIDE[name](photographer)
    application.close_down(service, window)
    return 0


if __name__ == "__main__":
    sys.exit(main())
