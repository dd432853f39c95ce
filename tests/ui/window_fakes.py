"""A painter made of a few lines of numpy, styles without statistics, and a window that runs on them."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image
from pytestqt.qtbot import QtBot

from studio import app
from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.core.request import LearnStyleRequest, StylizeRequest
from studio.core.resize import fit
from studio.core.step import Job, Step
from studio.library import paths
from studio.library.styles import STATISTICS, THUMBNAIL, EncoderStamp, Style, StyleLibrary, StyleValues, write_style
from studio.service import EngineSet, StudioService
from studio.ui.main_window import MainWindow

ENCODER = EncoderStamp(id="atelier-encoder", sha256="0" * 64)
STYLES = ("Great Wave", "Starry Night", "Sunflowers")


def make_style(title: str) -> StyleValues:
    return StyleValues(
        title=title, artist="Somebody", year="1889", tags=("test",), swatch=("#204060",), encoder=ENCODER
    )


def encoded(picture: Picture, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.fromarray(picture.as_uint8()).save(out, kind)
    return out.getvalue()


def photo(width: int = 96, height: int = 64, seed: int = 1) -> Picture:
    """Something with detail in it."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (max(1, height // 8), max(1, width // 8), 3), np.uint8)
    return Picture(np.asarray(Image.fromarray(coarse).resize((width, height))).copy())


def expected(request: StylizeRequest) -> Picture:
    """What the fake painter makes of a request: the photo tinted by style, strength and seed."""
    params = request.params
    tint = np.zeros(3, np.float32)
    for style, weight in params.styles:
        tint += weight * np.random.default_rng([len(style), ord(style[0]), params.seed]).random(3, np.float32)
    source = fit(request.photo, params.size or max(request.photo.width, request.photo.height)).as_float()[..., :3]
    return Picture(np.rint((source * (1 - params.strength) + tint * params.strength) * 255).astype(np.uint8))


@dataclass
class FakePainter:
    """Paints in `steps` steps of `pause_s`.

    gate: while it is closed, paintings (not drafts) go on and on. endless: the requests that never finish.
    """

    steps: int = 4
    pause_s: float = 0.002
    trouble: Exception | None = None
    began: list[StylizeRequest] = field(default_factory=list)
    stopped: list[StylizeRequest] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    endless: Callable[[StylizeRequest], bool] = lambda _: False

    def __post_init__(self) -> None:
        self.gate.set()

    def run(self, request: object) -> Job[object]:
        assert isinstance(request, StylizeRequest)
        self.began.append(request)
        done = False
        try:
            result = expected(request)
            for index in range(self.steps):
                yield Step(index / self.steps, f"painting at {request.params.size} px", lambda: result)
                time.sleep(self.pause_s)
                if self.trouble is not None:
                    raise self.trouble
            while self.endless(request) or (request.params.quality != "draft" and not self.gate.is_set()):
                yield Step(0.9, "waiting", lambda: result)
                time.sleep(0.002)
            done = True
            return result
        finally:
            if not done:
                self.stopped.append(request)

    @property
    def paintings(self) -> list[StylizeRequest]:
        """The requests at full quality."""
        return [request for request in self.began if request.params.quality != "draft"]


@dataclass
class FakeLearner:
    library: StyleLibrary

    def run(self, request: object) -> Job[Style]:
        assert isinstance(request, LearnStyleRequest)
        picture = load_picture(request.path)
        yield Step(0.5, "learning the style")
        files = {STATISTICS: b"fake", THUMBNAIL: encoded(fit(picture, 64), "WEBP")}
        return self.library.add(make_style(request.title or request.path.stem), files)


@dataclass
class Studio:
    """A window at work, and short words for what a test does with it."""

    window: MainWindow
    service: StudioService
    painter: FakePainter
    qtbot: QtBot
    folder: Path

    def wait(self, condition: Callable[[], object], timeout: int = 20_000) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def run(self, command: str) -> None:
        """Triggers a command of the menus."""
        action = self.window.commands[command]
        assert action.isEnabled(), f"{command} is switched off"
        action.trigger()

    def file(self, name: str = "photo.png", picture: Picture | None = None) -> Path:
        path = self.folder / name
        path.write_bytes(encoded(picture or photo()))
        return path

    def open(self, name: str = "photo.png", picture: Picture | None = None) -> Path:
        """Opens a photo from the disk and waits for it."""
        path = self.file(name, picture)
        before = self.window.session.photo
        self.window.open_photo(path)
        self.wait(lambda: self.window.session.photo is not before)
        return path

    def pick(self, style: str = "starry-night") -> None:
        """A click on a tile."""
        self.window.panel.picker.style_chosen.emit(style)

    @property
    def shown(self) -> Picture | None:
        """The picture in the result view."""
        return self.window.canvas.result_view.picture

    @property
    def message(self) -> str:
        return self.window.status.message.text()

    def help_button(self, text: str):
        return next(button for button in self.window.status.help_buttons if button.text() == text)

    def drafted(self) -> bool:
        """Whether the result view shows the finished live picture of the document as it is."""
        document = self.window.session.document
        return document.ready and self.shows(expected(document.live_request()))

    def shows(self, picture: Picture) -> bool:
        return self.shown is not None and np.array_equal(self.shown.pixels, picture.pixels)

    def paint(self) -> Picture:
        """Paints and waits for the result."""
        count = len(self.window.results)
        request = self.window.session.document.request()
        self.run("paint")
        self.wait(lambda: len(self.window.results) == count + 1)
        return expected(request)


def same(one: Picture, other: Picture) -> bool:
    return np.array_equal(one.as_uint8(), other.as_uint8())


def install_styles() -> None:
    """Puts the test's styles where the user's own styles are."""
    for title in STYLES:
        folder = paths.user_styles_dir() / title.lower().replace(" ", "-")
        write_style(
            folder, make_style(title), {STATISTICS: b"fake", THUMBNAIL: encoded(photo(seed=len(title)), "WEBP")}, True
        )


def make_studio(qtbot: QtBot, folder: Path, painter: FakePainter | None = None, *, live: bool = True) -> Studio:
    """A shown window whose engines are fakes; the caller closes it."""
    install_styles()
    painter = painter or FakePainter()
    library = StyleLibrary(paths.bundled_styles_dir(), paths.user_styles_dir())

    def load() -> EngineSet:
        return EngineSet({"gatys": painter, "learn-style": FakeLearner(library)}, "CPU, fake")

    service, window = app.create_window(load)
    window.commands["live"].setChecked(live)
    with qtbot.waitSignal(window.first_shown):
        window.show()
    service.start()
    return Studio(window, service, painter, qtbot, folder)


def trouble(sentence: str) -> Exception:
    return StudioError(sentence)
