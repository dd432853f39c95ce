"""A painter made of a few lines of numpy, styles without statistics, and a window that runs on them."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from PIL import Image
from pytestqt.qtbot import QtBot

from studio import app
from studio.core.apply import Applied, ApplyRequest
from studio.core.chain import ChainRequest
from studio.core.errors import StudioError
from studio.core.generate import GenerateRequest, MapRequest, TraceRequest, VariationsRequest
from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.core.request import InstantRequest, LearnStyleRequest, StylizeRequest, TilesRequest
from studio.core.resize import fit, resize
from studio.core.step import Job, Step
from studio.library import paths
from studio.library.generators import Generator
from studio.library.palettes import load_palette
from studio.library.styles import STATISTICS, THUMBNAIL, EncoderStamp, Style, StyleLibrary, StyleValues, write_style
from studio.service import EngineSet, StudioService
from studio.ui.materials.mood_painter import SIDE as MOOD
from studio.ui.materials.swatches import SIDE as SWATCH
from studio.ui.materials.templates import SIDE as TEMPLATE
from studio.ui.sketch.flow import DRAFT_SIZE
from studio.ui.sketch.pairs import SIDE as PAIR
from studio.ui.window.main_window import MainWindow

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
    """Paints in `steps` steps of `pause_s`; both the optimiser and the instant engine.

    gate: while it is closed, paintings (not live pictures) go on and on. endless: the requests that never finish.
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
            while self.endless(request) or (not isinstance(request, InstantRequest) and not self.gate.is_set()):
                yield Step(0.9, "waiting", lambda: result)
                time.sleep(0.002)
            done = True
            return result
        finally:
            if not done:
                self.stopped.append(request)

    @property
    def paintings(self) -> list[StylizeRequest]:
        """The requests to the optimiser."""
        return [request for request in self.began if not isinstance(request, InstantRequest)]

    @property
    def drafts(self) -> list[StylizeRequest]:
        """The requests for small live pictures."""
        return [request for request in self.began if isinstance(request, InstantRequest) and request.params.size == 512]


def tile_colour(photo: Picture, style: str) -> tuple[int, int, int]:
    """What the fake tile of that photo and style is filled with."""
    return tuple(np.random.default_rng([len(style), int(photo.rgb.sum())]).integers(0, 255, 3).tolist())


@dataclass
class FakeTiles:
    """Fills tiles with one colour; styles in `refused` are left out."""

    began: list[TilesRequest] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    trouble: Exception | None = None

    def run(self, request: object) -> Job[dict[str, Picture]]:
        assert isinstance(request, TilesRequest)
        self.began.append(request)
        yield Step(0.5)
        if self.trouble is not None:
            raise self.trouble
        side = request.photo.height, request.photo.width, 3
        return {
            style: Picture(np.full(side, tile_colour(request.photo, style), np.uint8))
            for style in request.styles
            if style not in self.refused
        }


MATERIALS = load_palette("materials")
MODELS = (
    Generator("lines", "Sketch to photo", "sketch-to-photo", "sketch", True, (), "Draw lines, and a photo follows."),
    Generator(
        "land", "Landscapes", "materials-to-photo", "labels", False,
        tuple(zip(MATERIALS.names, MATERIALS.colours, strict=True)), "Paint materials, and a place follows.", True,
    ),
    Generator("colour", "Colourise", "colourise", "picture", True, (), "Gives a photo colour."),
    Generator(
        "fronts", "House fronts", "labels-to-photo", "labels", False,
        (("wall", (0, 0, 170)), ("window", (0, 85, 255)), ("door", (0, 170, 255))), "Paint areas, and a house follows.",
    ),
    Generator("winter", "Summer to winter", "season", "picture", False, (), "Snow falls.", translates=True),
)  # fmt: skip

CHANGES = (
    Generator("winter", "Summer to winter", "season", "picture", False, (), "Leads a photo into winter.",
              translates=True),
    Generator("night", "Day to night", "day-night", "picture", False, (), "Leads a photo into the night.",
              translates=True),
    Generator("weather", "Weather", "weather", "picture", False, (), "Mixes weather into a photo.",
              domains=("sunny", "rain"), translates=True),
)  # fmt: skip


def generated(request: GenerateRequest, seed: int | None = None) -> Picture:
    """What the fake generator makes: the drawing tinted by seed and look or by the mood, hints where they are."""
    params = request.params
    tint = np.random.default_rng(params.seed if seed is None else seed).random(3, np.float32) * params.look / 2
    if params.mood is not None:
        tint = np.array(params.mood.values[:3], np.float32)
    side = params.size or max(request.source.width, request.source.height)
    source = fit(request.source, side).as_float()[..., :3]
    pixels = source * 0.6 + tint * 0.4
    if request.hints is not None:
        hints = fit(request.hints, side).as_float()
        pixels = pixels * (1 - hints[..., 3:]) + hints[..., :3] * hints[..., 3:]
    return Picture(np.rint(np.clip(pixels, 0, 1) * 255).astype(np.uint8))


SMALL = (PAIR, SWATCH, MOOD, TEMPLATE)  # sizes of what tiles show


@dataclass
class FakeGenerator:
    """Makes pictures of drawings; while `gate` is closed, what `held` says goes on and on."""

    began: list[GenerateRequest] = field(default_factory=list)
    stopped: list[GenerateRequest] = field(default_factory=list)
    trouble: Exception | None = None
    gate: threading.Event = field(default_factory=threading.Event)
    held: Callable[[GenerateRequest], bool] = lambda _: True

    def __post_init__(self) -> None:
        self.gate.set()

    def run(self, request: object) -> Job[object]:
        assert isinstance(request, GenerateRequest)
        self.began.append(request)
        done = False
        try:
            yield Step(0.1, "drawing")
            if self.trouble is not None:
                raise self.trouble
            while not self.gate.is_set() and self.held(request):
                yield Step(0.5, "drawing")
                time.sleep(0.002)
            done = True
            if isinstance(request, VariationsRequest):
                return {seed: generated(request, seed) for seed in request.seeds}
            return generated(request)
        finally:
            if not done:
                self.stopped.append(request)

    @property
    def live(self) -> list[GenerateRequest]:
        """What was asked for while drawing: not what tiles show, not the variations."""
        return [one for one in self.began if type(one) is GenerateRequest and one.params.size not in SMALL]

    @property
    def drafts(self) -> list[GenerateRequest]:
        return [one for one in self.live if one.params.size == DRAFT_SIZE]

    @property
    def full(self) -> list[GenerateRequest]:
        return [one for one in self.live if one.params.size != DRAFT_SIZE]


@dataclass
class FakeTracer:
    """Draws a frame of lines, more of them with more detail."""

    began: list[TraceRequest] = field(default_factory=list)

    def run(self, request: object) -> Job[Picture]:
        assert isinstance(request, TraceRequest)
        self.began.append(request)
        yield Step(0.5)
        pixels = np.full((request.photo.height, request.photo.width, 3), 255, np.uint8)
        pixels[:: max(2, 20 - round(request.detail * 16))] = 0
        return Picture(pixels)


def transformed(request: ChainRequest) -> Picture:
    """What the fake chain makes: each working step pulls the photo to a colour of its own, where its mask is white."""
    masks = dict(request.masks)
    size = request.size or max(request.photo.width, request.photo.height)
    pixels = fit(request.photo, size).as_float()[..., :3]
    for step in request.chain.working:
        colour = np.random.default_rng(list(repr(replace(step, strength=1.0, mask=None)).encode())).random(3)
        share = np.full((*pixels.shape[:2], 1), step.strength)
        if step.mask is not None:
            share = share * resize(masks[step.mask], pixels.shape[1], pixels.shape[0]).as_float()[..., :1]
        pixels = pixels + (colour - pixels) * share
    return Picture(np.rint(pixels * 255).astype(np.uint8))


@dataclass
class FakeChain:
    """Leads photos through chains; while `gate` is closed, what `held` says goes on and on."""

    began: list[ChainRequest] = field(default_factory=list)
    stopped: list[ChainRequest] = field(default_factory=list)
    trouble: Exception | None = None
    gate: threading.Event = field(default_factory=threading.Event)
    held: Callable[[ChainRequest], bool] = lambda _: True

    def __post_init__(self) -> None:
        self.gate.set()

    def run(self, request: object) -> Job[Picture]:
        assert isinstance(request, ChainRequest)
        self.began.append(request)
        done = False
        try:
            yield Step(0.1, "transforming")
            if self.trouble is not None:
                raise self.trouble
            while not self.gate.is_set() and self.held(request):
                yield Step(0.5, "transforming")
                time.sleep(0.002)
            done = True
            return transformed(request)
        finally:
            if not done:
                self.stopped.append(request)

    @property
    def drafts(self) -> list[ChainRequest]:
        return [one for one in self.began if one.draft]

    @property
    def full(self) -> list[ChainRequest]:
        return [one for one in self.began if not one.draft]


@dataclass
class FakeApply:
    """Says that it went as `result` says; while `gate` is closed it goes on."""

    began: list[ApplyRequest] = field(default_factory=list)
    result: Applied = field(default_factory=lambda: Applied(2, 2, 0))
    trouble: Exception | None = None
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def run(self, request: object) -> Job[Applied]:
        assert isinstance(request, ApplyRequest)
        self.began.append(request)
        yield Step(0.5, "photo 1 of 2")
        while not self.gate.is_set():
            yield Step(0.5, "photo 1 of 2")
            time.sleep(0.002)
        if self.trouble is not None:
            raise self.trouble
        return self.result


@dataclass
class FakeMapper:
    """Sees sky above and water below in every photo."""

    began: list[MapRequest] = field(default_factory=list)

    def run(self, request: object) -> Job[Picture]:
        assert isinstance(request, MapRequest)
        self.began.append(request)
        yield Step(0.5)
        indices = np.full((request.photo.height, request.photo.width), MATERIALS.names.index("sky"), np.uint8)
        indices[request.photo.height // 2 :] = MATERIALS.names.index("water")
        return MATERIALS.paint(indices)


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
    tiles: FakeTiles = field(default_factory=FakeTiles)
    generator: FakeGenerator = field(default_factory=FakeGenerator)
    tracer: FakeTracer = field(default_factory=FakeTracer)
    mapper: FakeMapper = field(default_factory=FakeMapper)
    chain: FakeChain = field(default_factory=FakeChain)
    apply: FakeApply = field(default_factory=FakeApply)

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
        """Whether the live picture of the document as it is has come to rest: the result view shows it at full size."""
        document, flow = self.window.session.document, self.window.painter.flow
        return document.ready and not flow.wanted and self.shows(expected(document.sharp_request()))

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


def make_studio(
    qtbot: QtBot,
    folder: Path,
    painter: FakePainter | None = None,
    *,
    live: bool = True,
    models: Sequence[Generator] = MODELS,
) -> Studio:
    """A shown window whose engines are fakes; the caller closes it."""
    install_styles()
    painter, tiles, generator, tracer = painter or FakePainter(), FakeTiles(), FakeGenerator(), FakeTracer()
    mapper, chain, apply = FakeMapper(), FakeChain(), FakeApply()
    library = StyleLibrary(paths.bundled_styles_dir(), paths.user_styles_dir())

    def load() -> EngineSet:
        engines = {
            "gatys": painter, "instant": painter, "tiles": tiles, "learn-style": FakeLearner(library),
            "generate": generator, "variations": generator, "trace": tracer,
            "map": mapper, "chain": chain, "apply": apply,
        }  # fmt: skip
        return EngineSet(engines, "CPU, fake")

    service, window = app.create_window(load, lambda: models)
    window.commands["live"].setChecked(live)
    with qtbot.waitSignal(window.first_shown):
        window.show()
    service.start()
    return Studio(window, service, painter, qtbot, folder, tiles, generator, tracer, mapper, chain, apply)


def trouble(sentence: str) -> Exception:
    return StudioError(sentence)
