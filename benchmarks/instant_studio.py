"""The instant engine as the application wires it, ready even before its networks are trained.

A network that is not installed is replaced by one of the same layout with random weights: speed, tiles and spectra can
be measured with it, pictures cannot be judged. `InstantStudio.untrained` says which, and every benchmark prints it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType

import torch

from studio.core.picture import Picture
from studio.core.picture_io import save_picture
from studio.core.request import LearnStyleRequest
from studio.core.step import finish
from studio.engines.device import choose_device
from studio.engines.instant import TILE, InstantEngine
from studio.engines.instant_models import ANY, PAINTED
from studio.engines.learn_style import LearnStyleEngine
from studio.engines.perception import ENCODER, Perception
from studio.library.load import load_network
from studio.library.manifest import Inference, Input, Manifest, Provenance
from studio.library.models import ModelStore, export_model
from studio.library.paths import bundled_styles_dir, models_dir, resources_dir
from studio.library.statistics import read_statistics
from studio.library.styles import StyleLibrary
from studio.networks.instant_style import InstantStyle
from studio.networks.transform_net import MULTIPLE
from studio.training.recipe import parse_recipe


class InstantStudio:
    """A context: the engine, its perception, and a throw-away folder for random networks and learned styles."""

    def __init__(self, device: str = "cpu", tile: int = TILE) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._root = Path(self._folder.name)
        self.styles = StyleLibrary(bundled_styles_dir(), self._root / "styles")
        shipped = ModelStore([models_dir()])
        self.untrained = tuple(name for name in (PAINTED, ANY) if name not in shipped.ids())
        for name in self.untrained:
            self._invent(name, shipped)
        models = ModelStore([models_dir(), self._root / "models"])
        self.perception = Perception(self.styles, models, choose_device(device))
        self.engine = InstantEngine(self.perception, tile=tile)

    def __enter__(self) -> InstantStudio:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    @property
    def bundled(self) -> list[str]:
        """The ids of the paintings that ship, in the catalogue's order."""
        return [style.id for style in self.styles.all() if style.bundled]

    def note(self) -> str:
        """A line about what is not trained yet, or ""."""
        if not self.untrained:
            return ""
        return f"Not trained yet, random weights of the same layout: {', '.join(self.untrained)}."

    def learn(self, picture: Picture, title: str) -> str:
        """Adds a picture to the user's styles, which the network for any picture paints; returns its id."""
        path = self._root / "pictures" / f"{title}.png"
        path.parent.mkdir(exist_ok=True)
        save_picture(picture, path)
        return finish(LearnStyleEngine(self.perception).run(LearnStyleRequest(path, title))).id

    def _invent(self, name: str, shipped: ModelStore) -> None:
        """Installs a network with random weights that paints strongly, so that faults would show."""
        recipe = parse_recipe(resources_dir() / "recipes" / f"{name}.toml")
        channels = load_network(shipped, ENCODER, "perceptual-encoder").tap_channels
        known = self.bundled if name == PAINTED else []
        with torch.random.fork_rng(devices=[]), torch.no_grad():
            torch.manual_seed(0)
            network = InstantStyle(channels, styles=known, **recipe.network)
            network.net.paint.weight.mul_(4)
            network.net.head.weight[:, :-1].mul_(2)
            self._standardise(network, channels)
        manifest = Manifest(
            title="Random weights",
            task="instant-style",
            architecture="instant-style",
            network=network.config,
            input=Input("picture", MULTIPLE, (0.0, 1.0)),
            inference=Inference("instance", False, "frozen-statistics"),
            provenance=Provenance("none", "none", "none", "Apache-2.0"),
        )
        export_model(self._root / "models" / name, manifest, network.state_dict())

    def _standardise(self, network: InstantStyle, channels: tuple[int, ...]) -> None:
        """Codes of the usual size: as training does, from the figures of all paintings."""
        described = []
        for style in self.styles.all():
            statistics = read_statistics(style.statistics, style.title, channels)
            grams, means = ([t[None] for t in at(512)] for at in (statistics.at, statistics.means_at))
            described.append(network.predictor.describe(grams, means))
        every = torch.cat(described)
        network.predictor.mean.copy_(every.mean(0))
        network.predictor.deviation.copy_(every.std(0).clamp_min(1e-3))
