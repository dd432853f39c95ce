"""A picture of the real window at work, and how long the first preview took from a cold start.

    python -m benchmarks.screenshot docs/window.png [--style starry-night] [--photo coffee] [--theme dark] [--paint]
    python -m benchmarks.screenshot docs/sketch.png --drawing mountains-lake [--hints day]
    python -m benchmarks.screenshot docs/sketch-painting.png --drawing mountains-lake --model sketch-to-painting
    python -m benchmarks.screenshot docs/materials.png --map mountain-lake [--mood Sunset]
    python -m benchmarks.screenshot docs/transform.png --model weather --domain sunrise=0.7 --domain winter=0.3

Opens the application as `python main.py PHOTO` does (offscreen unless a display is there), picks a painting, and waits
for the first live picture, then some seconds more for the full size and the style tiles; with --paint it also waits for
the optimiser to finish the painting before it takes the picture. With --drawing it shows the Sketch room instead, with
one of the drawings of `benchmarks/drawings.py` and what the application makes of it, by --model or else as a photo;
with --map the Materials room, with one of the scenes of `benchmarks/map_scenes.py`; with --model alone the Transform
room, with --photo and that step.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.drawings import HINTS, draw
from benchmarks.map_scenes import SCENES
from benchmarks.scenes import paint
from studio.core.chain import Generate
from studio.core.picture_io import load_picture
from studio.library.moods import find_mood, load_moods

LANDSCAPES = "landscape-materials"
STARTED = time.perf_counter()


def main() -> int:
    parser = argparse.ArgumentParser(description="Take a picture of the window.")
    parser.add_argument("target", type=Path)
    parser.add_argument("--style", default="starry-night")
    parser.add_argument("--photo", default="coffee")
    parser.add_argument("--drawing", help="one of benchmarks/drawings.py, for the Sketch room")
    parser.add_argument("--hints", default="day", choices=HINTS)
    parser.add_argument("--map", choices=list(SCENES), help="one of benchmarks/map_scenes.py, for the Materials room")
    parser.add_argument("--mood", choices=[mood.name for mood in load_moods()], help="the light of the landscape")
    parser.add_argument("--model", help="for the Transform room, or with --drawing for the Sketch room")
    parser.add_argument("--domain", action="append", default=[], help="NAME=SHARE, for models with domains")
    parser.add_argument("--seed", type=int, help="of the picture; rolled without")
    parser.add_argument("--theme", default="dark", choices=("dark", "light"))
    parser.add_argument("--width", type=int, default=1440)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--paint", action="store_true", help="wait for the finished painting")
    parser.add_argument("--settle", type=float, default=4.0, help="seconds after the first picture")
    args = parser.parse_args()
    if sys.platform.startswith("linux") and "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["ATELIER_HOME"] = home
        return _run(args, Path(home) / f"{args.photo}.png")


def _run(args: argparse.Namespace, photo: Path) -> int:
    from PIL import Image
    from PySide6.QtCore import QTimer

    from studio import app as application
    from studio.ui.session.session import make_photo
    from studio.ui.widgets.theme import apply_theme

    Image.fromarray(_free_photo(args.photo)).save(photo)
    app = application.make_application()
    opened = time.perf_counter()
    service, window = application.create_window()
    apply_theme(app, args.theme)
    window.resize(args.width, args.height)
    waiting = {"first": True}

    def take() -> None:
        args.target.parent.mkdir(parents=True, exist_ok=True)
        window.grab().save(str(args.target))
        app.exit()  # quit would ask about the drawing

    def painted_live(*_: object) -> None:
        if waiting.pop("first", False):
            print(f"first picture after {time.perf_counter() - opened:.2f} s, torch and weights loaded from cold")
            QTimer.singleShot(int(1000 * args.settle), window.commands["paint"].trigger if args.paint else take)

    def finished(_picture: object, _ask: object, seconds: float) -> None:
        print(f"painted in {seconds:.1f} s")
        QTimer.singleShot(400, take)

    def made(made) -> None:
        if made.full and waiting.pop("first", False):
            print(f"first picture after {time.perf_counter() - opened:.2f} s, torch and weights loaded from cold")
            QTimer.singleShot(int(1000 * args.settle), take)

    window.painter.live_finished.connect(painted_live)
    for maker in window.makers:
        maker.desk.flow.made.connect(made)
    window.painter.painted.connect(finished)
    service.failed.connect(lambda _, sentence: (print(sentence), app.quit()))
    window.first_shown.connect(service.start)
    window.show()
    if args.drawing:
        window.rooms.show("sketch")
        if args.model:
            window.sketch.generation.change(model=args.model)
        window.sketch.session.open(draw(args.drawing, args.hints))
    elif args.map:
        window.rooms.show("materials")
        window.materials.generation.change(model=LANDSCAPES)
        window.materials.session.open(paint(args.map))
        if args.mood:
            window.materials.moods.choose(find_mood(args.mood))
    elif args.model:
        shares = tuple((name, float(share)) for name, share in (text.split("=") for text in args.domain))
        window.rooms.show("transform")
        window.transform.session.set_photo(make_photo(load_picture(photo), photo.stem, photo))
        window.transform.session.add(Generate(model=args.model, domains=shares))
    else:
        window.open_photo(photo)
        window.panel.picker.style_chosen.emit(args.style)
    if args.seed is not None:
        for maker in (window.sketch, window.materials):
            maker.generation.change(seed=args.seed)
    app.exec()
    application.close_down(service, window)
    return 0


def _free_photo(name: str):
    import skimage.data

    return getattr(skimage.data, name)()


if __name__ == "__main__":
    raise SystemExit(main())
