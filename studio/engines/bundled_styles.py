"""Making the styles that ship: every painting of the catalogue measured, pictured by our own engine, then forgotten.

`python main.py styles --build` reads resources/paintings.toml (facts and file names) and writes
resources/styles/<id>/: statistics, a swatch of colours, and a thumbnail that the optimiser painted from those
statistics over a scene drawn here. No pixel of a painting is kept.
"""

from __future__ import annotations

from pathlib import Path

from studio.core.params import Quality, StylizeParams
from studio.core.picture_io import load_picture
from studio.core.request import StylizeRequest
from studio.core.scene import scene_picture
from studio.core.step import Job, Step, finish
from studio.engines.gatys import GatysEngine
from studio.engines.learn_style import swatch, thumbnail
from studio.engines.perception import ENCODER, Perception
from studio.library.paintings import read_catalogue
from studio.library.statistics import pack
from studio.library.styles import STATISTICS, THUMBNAIL, StyleLibrary, StyleValues, write_style


def build_styles(catalogue: Path, pictures: Path, target: Path, perception: Perception) -> Job[int]:
    """Writes a style folder below `target` for every painting whose file lies in `pictures`; returns how many."""
    paintings = read_catalogue(catalogue)
    scene, stamp = scene_picture(), perception.stamp(ENCODER)
    library = StyleLibrary(target, target / "none")
    perception = Perception(library, perception.models, perception.device)
    engine = GatysEngine(perception.encoder, perception.style, perception.device)
    for number, painting in enumerate(paintings):
        picture = load_picture(pictures / painting["file"])
        facts = {key: painting[key] for key in ("title", "artist", "year")} | {"note": painting.get("note", "")}
        values = StyleValues(**facts, tags=tuple(painting["tags"]), swatch=swatch(picture), encoder=stamp)
        statistics = pack(finish(perception.learn(picture)))
        folder = target / painting["id"]
        write_style(folder, values, {STATISTICS: statistics}, overwrite=True)
        library.refresh()
        params = StylizeParams(((painting["id"], 1.0),), strength=0.75, stroke=1.4, size=288, quality=Quality.GOOD)
        tile = finish(engine.run(StylizeRequest(scene, params)))
        write_style(folder, values, {STATISTICS: statistics, THUMBNAIL: thumbnail(tile)}, overwrite=True)
        yield Step((number + 1) / len(paintings), painting["title"])
    return len(paintings)
