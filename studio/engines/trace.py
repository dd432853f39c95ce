"""Tracing: the lines of a photo, found as they were for the training of the sketch models."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from studio.core.generate import TraceRequest
from studio.core.picture import Picture
from studio.core.resize import fit
from studio.core.step import Job, Step
from studio.engines.device import Device
from studio.engines.tensors import to_pixels, to_tensor
from studio.networks.line_art import trace

LARGEST = 1024  # long side of what is looked at; a larger photo's lines are enlarged


class TraceEngine:
    """Answers a `TraceRequest` with dark lines on white, as large as the photo."""

    def __init__(self, device: Device) -> None:
        self.device = device.device

    def run(self, request: object) -> Job[Picture]:
        assert isinstance(request, TraceRequest)
        yield Step(0.0, "tracing")
        photo = request.photo
        x = to_tensor(fit(photo, LARGEST, enlarge=False), self.device)
        with torch.inference_mode():
            paper = 1 - trace(x, request.detail).cpu().expand(-1, 3, -1, -1)
            if paper.shape[2:] != (photo.height, photo.width):
                paper = F.interpolate(paper, size=(photo.height, photo.width), mode="bilinear", align_corners=False)
        return Picture(to_pixels(paper))
