"""Generators at work: sketches, photos and label maps in, pictures of any size out."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from studio.core.errors import ModelError, OutOfMemoryError
from studio.core.generate import GenerateParams, GenerateRequest, VariationsRequest
from studio.core.moods import Mood
from studio.core.palettes import Palette
from studio.core.params import MAX_SIZE
from studio.core.picture import Picture
from studio.core.resize import fit_size, resize
from studio.core.step import Job, Step, span
from studio.engines.conditions import condition_of, label_edges, label_planes, padded
from studio.engines.device import TOO_LITTLE_MEMORY, Device
from studio.engines.tensors import to_pixels
from studio.engines.translate import check_domains_fit, translate, translates
from studio.engines.windows import windows
from studio.library.generators import Generator as Installed
from studio.library.generators import find_generator
from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.networks.generator import Generator, luma
from studio.networks.pyramid import enlarged, level_count, shrunk
from studio.networks.resnet import ResNetGenerator
from studio.networks.spade import Spade
from studio.networks.unet import PixUNet

TILE = 1024
SMALLEST_TILE = 256
MARGIN = 128
CHROMA_SIDE = 384  # long side at which colours are found; brightness keeps its own size
KEPT_NETWORKS = 4
ALIKE = 0.3  # how far, in deviations over photos, the looks of one mood differ from seed to seed
FARTHEST = 3.0  # deviations from the mean look: what training has hardly seen ends in garish colours


class GenerateEngine:
    """Answers a `GenerateRequest` with a `Picture` of the size asked for."""

    def __init__(self, models: ModelStore, device: Device) -> None:
        self.models, self.device, self.tile = models, device, TILE
        self._networks: OrderedDict[str, tuple[torch.nn.Module, Installed]] = OrderedDict()

    def run(self, request: object) -> Job[Picture]:
        """One step for each level. Raises StudioError with a sentence."""
        assert isinstance(request, GenerateRequest)
        yield Step(0.0, "generating")
        network, installed = self._network(request.params.model)
        installed.check_domains(request.params.domains)
        source, palette = request.source, installed.classes
        width, height = fit_size(
            source.width, source.height, request.params.size or min(MAX_SIZE, max(source.width, source.height))
        )
        while True:
            try:
                if translates(network, installed):
                    working = min(self.models.manifest(installed.id).inference.working or TILE, self.tile)
                    photo = resize(source, width, height)
                    return (yield from translate(network, installed, photo, request.params, working, self.device))
                if isinstance(network, PixUNet | ResNetGenerator):
                    made = self._published(network, source, width, height)
                elif isinstance(network, Spade):
                    assert palette is not None
                    made = self._spade(network, palette, request, width, height)
                else:
                    assert isinstance(network, Generator)
                    made = yield from self._make(network, palette, request, width, height)
                return replace(source, pixels=to_pixels(made.clamp(0, 1)))
            except torch.OutOfMemoryError as error:
                if self.tile <= SMALLEST_TILE:
                    raise OutOfMemoryError(TOO_LITTLE_MEMORY) from error
                self.tile //= 2

    def _network(self, model_id: str) -> tuple[torch.nn.Module, Installed]:
        if model_id not in self._networks:
            found = find_generator(self.models, model_id)
            network = load_network(self.models, model_id, self.models.manifest(model_id).architecture)
            if getattr(network, "source", "") == "labels" and len(found.palette) != network.source_channels:
                wanted = network.source_channels
                raise ModelError(f"{found.title} needs a palette of {wanted} colours; install it again.")
            check_domains_fit(network, found)
            network = network.to(self.device.device, self.device.precision, memory_format=torch.channels_last)
            self._networks[model_id] = network, found
            while len(self._networks) > KEPT_NETWORKS:
                self._networks.popitem(last=False)
        self._networks.move_to_end(model_id)
        return self._networks[model_id]

    def _make(
        self, network: Generator, palette: Palette | None, request: GenerateRequest, width: int, height: int
    ) -> Job[Tensor]:
        """1 x 3 x height x width on the CPU."""
        if network.output == "chroma":
            return (yield from self._colours(network, request, width, height))
        condition = condition_of(network, request.source, request.hints, palette, width, height)
        return (yield from self._levels(network, condition, request.params))

    def _levels(self, network: Generator, condition: Tensor, params: GenerateParams) -> Job[Tensor]:
        height, width = condition.shape[2:]
        count = level_count(height, width) if network.has_draft else 0
        condition = padded(condition, network.multiple * 2**count)
        look = look_code(network, params)
        picture: Tensor | None = None
        for number in range(count, -1, -1):
            chance = torch.Generator().manual_seed((params.seed << 4) + count - number)
            draft = None if picture is None else enlarged(picture)
            level = self._level(network, shrunk(network, condition, 2**number), look, draft, chance)
            picture = yield from span(level, 4.0 ** -(number + 1) if number < count else 0.0, 4.0**-number)
        assert picture is not None
        return picture[..., :height, :width]

    def _level(
        self, network: Generator, condition: Tensor, look: Tensor | None, draft: Tensor | None, chance: torch.Generator
    ) -> Job[Tensor]:
        """One pass, or one for each tile of a large picture."""
        height, width = condition.shape[2:]
        pieces = windows(height, width, self.tile, min(MARGIN, self.tile // 2), network.multiple)
        if len(pieces) == 1:
            return self._pass(network, condition, look, draft, chance)
        whole = torch.empty(1, 3, height, width)
        for number, window in enumerate(pieces):
            yield Step(number / len(pieces), f"generating at {max(width, height)} px")
            area = (..., window.rows, window.columns)
            made = self._pass(network, condition[area], look, None if draft is None else draft[area], chance)
            whole[..., window.kept_rows, window.kept_columns] = made[..., window.core_rows, window.core_columns]
        return whole

    @torch.inference_mode()
    def _pass(
        self, network: Generator, condition: Tensor, look: Tensor | None, draft: Tensor | None, chance: torch.Generator
    ) -> Tensor:
        def there(x: Tensor | None) -> Tensor | None:
            if x is None or x.dim() < 4:
                return x if x is None else x.to(self.device.device)
            return x.to(self.device.device).contiguous(memory_format=torch.channels_last)

        return network(there(condition), there(look), there(draft), chance).clamp_(0, 1).cpu()

    def _colours(self, network: Generator, request: GenerateRequest, width: int, height: int) -> Job[Tensor]:
        """Colours found at a small size, laid over the source's own brightness at its full size."""
        small = fit_size(width, height, min(CHROMA_SIDE, max(width, height)))
        condition = condition_of(network, request.source, request.hints, None, *small)
        made = yield from self._levels(network, condition, request.params)
        chroma = F.interpolate(made - luma(made), size=(height, width), mode="bicubic", align_corners=False)
        bright = condition_of(network, request.source, None, None, width, height)[:, :1]
        return bright + chroma

    @torch.inference_mode()
    def _published(self, network: PixUNet | ResNetGenerator, source: Picture, width: int, height: int) -> Tensor:
        """A published layout of pictures in -1..1, whole."""
        pixels = np.array(replace(source, pixels=source.pixels[..., :3]).as_float())
        x = torch.from_numpy(pixels).permute(2, 0, 1)[None]
        x = F.interpolate(x, size=(height, width), mode="bilinear", align_corners=False)
        x = padded(x, network.multiple, network.smallest)
        x = (2 * x - 1).to(self.device.device, self.device.precision).contiguous(memory_format=torch.channels_last)
        return (network(x).float().cpu() / 2 + 0.5)[..., :height, :width]

    @torch.inference_mode()
    def _spade(self, network: Spade, palette: Palette, request: GenerateRequest, width: int, height: int) -> Tensor:
        """The published layout, whole; the seed is the code that the picture grows from, where there is one."""
        labels = label_planes(palette, request.source, width, height)
        parts = [labels]
        if network.config["unknown"]:
            parts.append(torch.zeros_like(labels[:, :1]))
        if network.config["edges"]:
            parts.append(label_edges(labels))
        x = padded(torch.cat(parts, 1), network.multiple)
        x = x.to(self.device.device, self.device.precision).contiguous(memory_format=torch.channels_last)
        chance = torch.Generator().manual_seed(request.params.seed)
        code = request.params.look * torch.randn(1, network.latent, generator=chance) if network.latent else None
        made = network(x, code if code is None else code.to(self.device.device))
        return (made.float().cpu() / 2 + 0.5)[..., :height, :width]


class VariationsEngine:
    """Answers a `VariationsRequest` with a dict of seed to `Picture`."""

    def __init__(self, generate: GenerateEngine) -> None:
        self.generate = generate

    def run(self, request: object) -> Job[dict[int, Picture]]:
        """A step or more for each seed, with the newest picture to look at."""
        assert isinstance(request, VariationsRequest)
        made: dict[int, Picture] = {}
        for number, seed in enumerate(request.seeds):
            params = replace(request.params, seed=seed)
            job = self.generate.run(GenerateRequest(request.source, params, request.hints))
            picture = yield from span(job, number / len(request.seeds), (number + 1) / len(request.seeds))
            made[seed] = picture
            yield Step((number + 1) / len(request.seeds), f"variation {number + 1}", lambda p=picture: p)
        return made


def look_code(network: Generator, params: GenerateParams) -> Tensor | None:
    """The mood asked for or that of the seed, 1 x look, as strong as `params.look` says; None for networks without."""
    if not network.look_size or params.look == 0:
        return None
    if params.mood is None:
        return params.look * network.a_look(params.seed)
    chance = torch.Generator().manual_seed(params.seed)
    changed = ALIKE * torch.randn(1, network.look_size, generator=chance)
    return params.look * (mood_code(network, params.mood) + changed)


def mood_code(network: Generator, mood: Mood) -> Tensor:
    """The look code, 1 x look, of a mood; no number farther out than photos of landscapes go."""
    values = torch.tensor([mood.values])
    code = (values - network.look_mean.float().cpu()) @ network.look_basis.float().cpu().T
    return code.clamp(-FARTHEST, FARTHEST)
