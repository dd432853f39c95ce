"""Maps from photos: what is where in a picture, in the colours of a palette."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
import torch.nn.functional as F

from studio.core.errors import ModelError
from studio.core.generate import MapRequest
from studio.core.palettes import Palette
from studio.core.picture import Picture
from studio.core.resize import fit, fit_size
from studio.core.step import Job, Step
from studio.engines.conditions import padded
from studio.engines.device import Device
from studio.engines.specks import without_specks
from studio.engines.tensors import to_tensor
from studio.library.generators import map_palette
from studio.library.load import load_network
from studio.library.models import ModelStore

LOOKED_AT = 384  # px: long side at which a photo is looked at, as in training
LARGEST = 1024  # px: long side of the largest map
SPECK = 0.0005  # share of the picture below which a region is a crumb
ARCHITECTURE = "segmenter"


class MapEngine:
    """Answers a `MapRequest` with a map of the photo's form."""

    def __init__(self, models: ModelStore, device: Device) -> None:
        self.models, self.device = models, device
        self._networks: dict[str, tuple[Any, Palette]] = {}

    def run(self, request: object) -> Job[Picture]:
        """Raises StudioError with a sentence if the model is missing, damaged or of another kind."""
        assert isinstance(request, MapRequest)
        yield Step(0.0, "looking")
        network, palette = self._network(request.model)
        photo = request.photo
        size = photo.width, photo.height
        if max(size) > LARGEST:
            size = fit_size(*size, LARGEST)
        seen = to_tensor(fit(photo, LOOKED_AT), self.device.device)
        with torch.inference_mode():
            scores = network(padded(seen, network.multiple).to(self.device.precision))[
                ..., : seen.shape[2], : seen.shape[3]
            ]
            if scores.shape[1] != len(palette):
                raise ModelError(
                    f"{request.model} does not fit its palette of {len(palette)} colours; install it again."
                )
            yield Step(0.7, "drawing the map")
            scores = F.interpolate(scores.float(), size=size[::-1], mode="bilinear", align_corners=False)
            indices = scores[0].argmax(0).to(torch.uint8).cpu().numpy()
        return palette.paint(without_specks(np.ascontiguousarray(indices), SPECK))

    def _network(self, model_id: str) -> tuple[Any, Palette]:
        if model_id not in self._networks:
            palette = map_palette(self.models, model_id)
            network = load_network(self.models, model_id, ARCHITECTURE)
            network = network.to(self.device.device, self.device.precision, memory_format=torch.channels_last)
            self._networks[model_id] = network, palette
        return self._networks[model_id]
