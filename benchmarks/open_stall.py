"""How long the window stands still while a large photo is opened and zoomed.

    python -m benchmarks.open_stall [--megapixels 24] [--zooms 6]

The real window (offscreen without a display) opens a JPEG that is written first, waits until its picture is painted
live, zooms in to its own pixels and out again. Printed are the longest pauses of the event loop in each part, in
milliseconds: what a hand on the pen would feel. Torch is loaded before, so that only pictures are in the way.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.fresh_home import fresh_home
from benchmarks.slider_latency import STALL_TICK_MS, at_rest, until

if TYPE_CHECKING:
    from studio.ui.window.main_window import MainWindow

REST_S = 1.5  # of quiet watching after each part, for what comes late


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure pauses while a large photo is opened.")
    parser.add_argument("--megapixels", type=float, default=24.0)
    parser.add_argument("--zooms", type=int, default=6)
    args = parser.parse_args()
    with fresh_home() as home:
        return _run(args, home)


def _run(args: argparse.Namespace, folder: Path) -> int:
    from PySide6.QtWidgets import QApplication

    from studio import app as application

    small, large = _photo(folder / "small.jpg", 0.4), _photo(folder / "large.jpg", args.megapixels)
    application.make_application()
    service, window = application.create_window()
    window.first_shown.connect(service.start)
    window.resize(1600, 1000)
    window.show()
    try:
        window.open_photo(small)
        window.panel.picker.style_chosen.emit("starry-night")
        if not until(lambda: _calm(window)):
            print("nothing was painted in time")
            return 1
        print(f"platform:  {QApplication.platformName()}, a photo of {args.megapixels:g} megapixels")
        before = window.bench.shown
        pulse = _Pulse()
        window.open_photo(large)
        if not until(lambda: window.bench.shown is not before and _calm(window)):
            print("the large photo was not painted in time")
            return 1
        _rest()
        print(f"opening:   {pulse.longest():.0f} ms")
        for _ in range(args.zooms):
            window.canvas.result_view.viewport.zoom_in()
            _rest(0.2)
        print(f"zooming:   {pulse.longest():.0f} ms")
        window.canvas.result_view.viewport.fit()
        _rest()
        print(f"fitting:   {pulse.longest():.0f} ms")
        return 0
    finally:
        application.close_down(service, window)


def _photo(path: Path, megapixels: float) -> Path:
    """A JPEG with soft light, edges and grain."""
    from PIL import Image

    height = round((megapixels * 1e6 / 1.5) ** 0.5)
    width = round(1.5 * height)
    rng = np.random.default_rng(5)
    base = Image.fromarray(rng.integers(30, 220, (24, 36, 3), dtype=np.uint8)).resize((width, height))
    grain = rng.integers(-12, 12, (height, width, 1), dtype=np.int16)
    Image.fromarray((np.asarray(base, np.int16) + grain).clip(0, 255).astype(np.uint8)).save(path, quality=92)
    return path


def _calm(window: MainWindow) -> bool:
    shown = window.bench.shown
    return shown is not None and shown.live and at_rest(window)


def _rest(seconds: float = REST_S) -> None:
    end = time.monotonic() + seconds
    until(lambda: time.monotonic() > end)


class _Pulse:
    """A timer that notes how late it comes."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._gaps = [0.0]
        self._last = time.perf_counter()
        self._timer = QTimer(interval=STALL_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def longest(self) -> float:
        """The longest pause since this was last asked, in milliseconds."""
        found, self._gaps = max(self._gaps), [0.0]
        return found

    def _beat(self) -> None:
        now = time.perf_counter()
        self._gaps.append(1000 * (now - self._last) - STALL_TICK_MS)
        self._last = now


if __name__ == "__main__":
    raise SystemExit(main())
