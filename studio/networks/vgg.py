"""VGG-19 as published (Simonyan & Zisserman 2015), with the encoder's interface: the optional reference."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn

from studio.networks.encoder import STYLE_LAYERS
from studio.networks.normalise import ImageNetRange

# Where torchvision's `features` hold a convolution whose ReLU is a style layer, and where they pool.
STYLE_CONVOLUTIONS = (0, 5, 10, 19, 28)
WIDTHS = (64, 128, 256, 512, 512)


class VggEncoder(nn.Module):
    """relu1_1, 2_1, 3_1, 4_1, 5_1 of torchvision's VGG-19 for NCHW RGB in 0..1.

    features: torchvision's `vgg19().features` up to relu5_1; its weights are shared, not copied.
    """

    tap_channels = WIDTHS

    def __init__(self, features: nn.Module) -> None:
        super().__init__()
        self.layers = nn.ModuleList(features.children())
        self.normalise = ImageNetRange()

    def forward(self, x: Tensor, depth: int = len(STYLE_LAYERS)) -> list[Tensor]:
        """The first `depth` style layers, each N x channels x H/2^k x W/2^k."""
        x, found = self.normalise(x), []
        for number, layer in enumerate(self.layers):
            # torchvision's ReLUs overwrite their input, which autograd of the taps would miss.
            x = F.relu(x) if isinstance(layer, nn.ReLU) else layer(x)
            if number - 1 in STYLE_CONVOLUTIONS:
                found.append(x)
                if len(found) == depth:
                    break
        return found
