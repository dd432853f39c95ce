"""What engines see with: encoders in the device's precision, and styles as Gram matrices for any encoder."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import torch
from torch import Tensor

from studio.core.errors import ModelError, UnavailableError, UnknownChoiceError
from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.core.resize import fit
from studio.core.step import Job, finish
from studio.engines.device import Device
from studio.engines.tensors import to_tensor
from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.library.reference_vgg import ReferenceVgg
from studio.library.statistics import StyleStatistics, measure, pack, read_statistics, unpack
from studio.library.styles import EncoderStamp, Style, StyleLibrary
from studio.networks.encoder import Perceives

ENCODER = "atelier-encoder"
REFERENCE = "reference-vgg19"
LARGEST_STYLE = 1024
KEPT_STATISTICS = 24


class Perception:
    """Loads encoders and style statistics when they are first needed, and keeps them."""

    def __init__(
        self, styles: StyleLibrary, models: ModelStore, device: Device, reference: ReferenceVgg | None = None
    ) -> None:
        self.styles, self.models, self.device = styles, models, device
        self.reference = reference or ReferenceVgg()
        self._encoders: dict[tuple[str, torch.dtype], Perceives] = {}
        self._statistics: OrderedDict[tuple[object, ...], StyleStatistics] = OrderedDict()

    def encoder(self, encoder_id: str, precision: torch.dtype | None = None) -> Perceives:
        """The encoder, frozen, channels_last, in `precision` or the device's own."""
        precision = precision or self.device.precision
        if (encoder_id, precision) not in self._encoders:
            network = self._load(encoder_id).eval().requires_grad_(False)
            network = network.to(self.device.device, precision, memory_format=torch.channels_last)  # type: ignore[call-overload]
            self._encoders[encoder_id, precision] = network
        return self._encoders[encoder_id, precision]

    def stamp(self, encoder_id: str) -> EncoderStamp:
        """Which encoder statistics belong to."""
        return EncoderStamp(encoder_id, self.models.manifest(encoder_id).weights.sha256)

    def style(self, style_id: str, encoder_id: str) -> Job[StyleStatistics]:
        """The style's statistics for that encoder, measured again from the user's picture if need be.

        Errors are sentences: UnknownChoiceError, ModelError, PictureError, or UnavailableError where the painting's
        pixels are needed and are not here.
        """
        style = self.styles.get(style_id)
        # A removed style's id can come back with another picture.
        key = (style_id, encoder_id, style.encoder.sha256, _file_stamp(style.statistics))
        if key not in self._statistics:
            self._statistics[key] = yield from self._find_statistics(style, encoder_id)
            while len(self._statistics) > KEPT_STATISTICS:
                self._statistics.popitem(last=False)
        self._statistics.move_to_end(key)
        return self._statistics[key]

    def grams(self, style_id: str, encoder_id: str, long_side: float) -> list[Tensor]:
        """The style's five Gram matrices at a painting size of `long_side` px, float32 on the device.

        Answers at once after `style`, whose errors it shares.
        """
        statistics = finish(self.style(style_id, encoder_id))
        return [g.to(self.device.device) for g in statistics.at(long_side)]

    def learn(self, picture: Picture, encoder_id: str = ENCODER) -> Job[StyleStatistics]:
        """Measures a picture as a style, in float32 so that the figures do not depend on the device."""
        encoder = self.encoder(encoder_id, torch.float32)
        small = fit(picture, LARGEST_STYLE, enlarge=False)
        statistics = yield from measure(encoder, to_tensor(small, self.device.device)[0])
        return statistics

    def _find_statistics(self, style: Style, encoder_id: str) -> Job[StyleStatistics]:
        channels = tuple(self.encoder(encoder_id).tap_channels)
        if encoder_id != REFERENCE and style.encoder == self.stamp(encoder_id):
            return read_statistics(style.statistics, style.title, channels)
        if style.picture is not None:
            statistics = yield from self.learn(load_picture(style.picture), encoder_id)
            if encoder_id == REFERENCE:
                return statistics
            packed = pack(statistics)
            self.styles.replace_statistics(style.id, self.stamp(encoder_id), packed)
            return unpack(packed, style.title, channels)  # rounded as they will be read next time
        if encoder_id == REFERENCE:
            raise UnavailableError(
                f"Reference VGG-19 needs the painting itself, and “{style.title}” comes without its pixels; "
                "add a picture of it to your styles, or choose the Atelier encoder."
            )
        raise ModelError(f"The statistics of “{style.title}” belong to another encoder; install the application again.")

    def _load(self, encoder_id: str) -> torch.nn.Module:
        if encoder_id == REFERENCE:
            from studio.networks.vgg import VggEncoder

            return VggEncoder(self.reference.load_features())
        manifest = self.models.manifest(encoder_id)
        if manifest.architecture != "perceptual-encoder":
            raise UnknownChoiceError(f"{manifest.title} is not an encoder; choose {ENCODER}.")
        return load_network(self.models, encoder_id, "perceptual-encoder")


def _file_stamp(path: Path) -> tuple[int, int] | None:
    """Tells one version of a file from another; None if there is none, which reading it will report."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_ino, facts.st_mtime_ns
