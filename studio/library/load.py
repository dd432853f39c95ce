"""From an installed model to its network, weights and all. Importing this loads torch."""

from __future__ import annotations

from typing import Any

from torch import nn

from studio.core.errors import ModelError, UnknownChoiceError
from studio.library.models import ModelStore
from studio.networks.encoder import Encoder
from studio.networks.generator import Generator
from studio.networks.instant_style import InstantStyle
from studio.networks.resnet import ResNetGenerator
from studio.networks.segmenter import Segmenter
from studio.networks.spade import Spade
from studio.networks.stargan import StarGenerator
from studio.networks.unet import PixUNet
from studio.networks.unit import Unit

ARCHITECTURES: dict[str, type[nn.Module]] = {
    "perceptual-encoder": Encoder,
    "instant-style": InstantStyle,
    "segmenter": Segmenter,
    "generator": Generator,
    "pix2pix-unet": PixUNet,
    "spade": Spade,
    "cyclegan-resnet": ResNetGenerator,
    "unit": Unit,
    "stargan": StarGenerator,
}


def load_network(models: ModelStore, model_id: str, architecture: str) -> Any:
    """The network in float32 on the CPU, ready to look and not to learn.

    UnknownChoiceError if the model is another kind of network, ModelError if its weights do not fit.
    """
    manifest = models.manifest(model_id)
    if manifest.architecture != architecture:
        raise UnknownChoiceError(f"{manifest.title} is not a model of the kind {architecture!r}; choose another.")
    try:
        network = ARCHITECTURES[architecture](**manifest.network)
        network.load_state_dict({name: t.float() for name, t in models.load_state(model_id).items()})
    except (TypeError, ValueError, RuntimeError) as error:
        raise ModelError(
            f"The weights of {manifest.title} do not fit its manifest; install the application again."
        ) from error
    return network.eval().requires_grad_(False)
