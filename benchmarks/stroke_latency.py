"""How closely the photo follows the pen: from a tablet's event to the screen, in the real window.

    python -m benchmarks.stroke_latency [--seconds 8] [--hz 120] [--model ID] [--size 768 512]
                                        [--drawing mountains-lake | --map mountain-lake [--empty]]

Opens the window on the installed engines (offscreen unless a display is there) and draws twice with synthetic tablet
events: with live off, which is the pen alone, and with live on. An event is answered by the first paint of the result
that shows the picture of the drawing with that event in it; events between two drafts are answered by the next one.
Events count from when they were due, as a tablet's would that had to wait. Those that left no mark do not count. Fails
if a photo was older than one shown before, or if the last one is not that of the finished drawing at full size.

With --map it is the brush in the materials room instead: over one of the scenes of `benchmarks/map_scenes.py`, or over
nothing (--empty), it paints what it does in the scenes after that.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.drawn_scenes import DRAWINGS
from benchmarks.map_scenes import SCENES
from benchmarks.pen_events import Told, events, map_events
from benchmarks.scenes import PALETTE, map_picture
from benchmarks.slider_latency import PATIENCE_S, until
from benchmarks.stroke_watch import Drawing
from studio.library.palettes import load_palette

if TYPE_CHECKING:
    from studio.ui.sketch.drawing_room import DrawingRoom
    from studio.ui.window.main_window import MainWindow

STALL_LIMIT_MS = 30.0
WARM_UP_S = 0.5


@dataclass(frozen=True)
class Setting:
    """What differs between rooms. room: of the window. limit_ms: for the median from event to photo.

    told: what the pen does in so many seconds at so many Hz. prepare: puts there what it draws over.
    """

    name: str
    room: Callable[[MainWindow], DrawingRoom]
    looked_at: str
    model: str
    limit_ms: float
    told: Callable[[float, float], Sequence[Told]]
    prepare: Callable[[DrawingRoom], None] = lambda _room: None


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the way from the pen to the photo.")
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--hz", type=float, default=120.0, help="tablet events a second")
    parser.add_argument("--model", help="sketch-to-photo, or landscape-materials with --map, unless given")
    parser.add_argument("--size", type=int, nargs=2, default=[768, 512], metavar=("WIDTH", "HEIGHT"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--drawing", default="mountains-lake", choices=list(DRAWINGS))
    what.add_argument("--map", choices=list(SCENES), help="the materials room instead of the sketch room")
    parser.add_argument("--empty", action="store_true", help="with --map: begin with nothing painted")
    args = parser.parse_args()
    from studio.core.heap import reuse_memory

    reuse_memory()
    if sys.platform.startswith("linux") and "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("ATELIER_HOME", home)
        return _run(args, map_setting(args) if args.map else sketch_setting(args))


def sketch_setting(args: argparse.Namespace) -> Setting:
    """Lines in the sketch room."""
    return Setting(
        "sketch", lambda window: window.sketch, "source", "sketch-to-photo", 150.0,
        lambda seconds, hz: events(args.drawing, seconds, hz),
    )  # fmt: skip


def map_setting(args: argparse.Namespace) -> Setting:
    """Materials in their room."""

    def prepare(room: DrawingRoom) -> None:
        document = room.session.document
        if not args.empty:
            under = map_picture(args.map, document.width, document.height)
            room.maps.set_map(load_palette(PALETTE).indices(under), args.map)  # type: ignore[attr-defined]

    return Setting(
        "materials", lambda window: window.materials, "labels", "landscape-materials", 200.0,
        lambda seconds, hz: map_events(args.map, seconds, hz), prepare,
    )  # fmt: skip


def _run(args: argparse.Namespace, setting: Setting) -> int:
    from PySide6.QtWidgets import QApplication

    from studio import app as application

    application.make_application()
    service, window = application.create_window()
    window.first_shown.connect(service.start)
    window.show()
    window.rooms.show(setting.name)
    room, failures, model = setting.room(window), [], args.model or setting.model
    room.desk.flow.failed.connect(failures.append)
    service.unavailable.connect(failures.append)
    try:
        if room.generation.find(model) is None:
            print(f"the model {model} is not installed")
            return 1
        room.generation.change(model=model)
        opened = time.perf_counter()
        if _draw(room, args, setting, WARM_UP_S, True, failures) is None:
            return 1
        print(f"platform:         {QApplication.platformName()}, {window.painter.device}")
        print(f"first full photo: {time.perf_counter() - opened:.2f} s after the window, loading included")
        alone = _draw(room, args, setting, args.seconds, False, failures)
        live = _draw(room, args, setting, args.seconds, True, failures)
        return report(alone, live, setting.limit_ms) if alone and live else 1
    finally:
        application.close_down(service, window)


def _draw(
    room: DrawingRoom, args: argparse.Namespace, setting: Setting, seconds: float, live: bool, failures: list
) -> Drawing | None:
    """Draws on a new sheet; None, and a line about it, if the photo does not come."""
    room.set_live(live)
    room.session.new(*args.size)
    setting.prepare(room)
    drawing = Drawing(room, setting.told(seconds, args.hz), args.hz, setting.looked_at)
    drawing.draw()
    came = not live or until(lambda: bool(failures) or drawing.calm())
    drawing.end()
    if came and not failures:
        return drawing
    print(failures[0] if failures else f"no photo of the finished drawing came within {PATIENCE_S} s")
    return None


def report(alone: Drawing, live: Drawing, limit_ms: float) -> int:
    """Prints what was measured; 1 if a photo was wrong."""
    seen, seconds = live.seen, live.seen.released - live.seen.began
    waits = seen.waits_ms([(when, number) for when, number, _ in seen.photos])
    answered, right = len(waits) == len(seen.marks), live.calm()
    during = len({number for when, number, _ in seen.photos if when <= seen.released})
    print(f"pen events:       {len(seen.marks)} that left a mark, in {seconds:.1f} s")
    if waits:
        p50, p95 = np.percentile(waits, [50, 95])
        print(
            f"stroke to photo:  {p50:.0f} ms median, {p95:.0f} ms p95, {max(waits):.0f} ms longest{_met(p50, limit_ms)}"
        )
        print(f"let go to full:   {1000 * (seen.photos[-1][0] - seen.released):.0f} ms")
    print(f"photos:           {during / seconds:.1f} a second")
    for name, drawing in (("live off", alone), ("live", live)):
        lines = drawing.seen.waits_ms(drawing.seen.lines)
        if lines:
            p50, p95 = np.percentile(lines, [50, 95])
            print(f"pen to line:      {p50:.1f} ms median, {p95:.1f} ms p95, {max(lines):.0f} ms longest, {name}")
    print(f"longest stall:    {max(alone.seen.gaps_ms, default=0):.0f} ms of the event loop, live off")
    stall = max(seen.gaps_ms, default=0)
    print(f"longest stall:    {stall:.0f} ms of the event loop, live{_met(stall, STALL_LIMIT_MS)}")
    print(f"stale photos:     {seen.stale}")
    print(f"last photo:       {'that of the finished drawing' if right and answered else 'WRONG'}")
    return 0 if right and answered and not seen.stale else 1


def _met(value: float, limit: float) -> str:
    return f" (limit {limit:g} ms: {'met' if value <= limit else 'MISSED'})"


if __name__ == "__main__":
    raise SystemExit(main())
