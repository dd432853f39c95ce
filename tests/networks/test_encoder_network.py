from __future__ import annotations

import pytest
import torch
from torch import nn

from studio.networks.encoder import DEEPEST_STRIDE, STYLE_LAYERS, Encoder
from studio.networks.normalise import ImageNetRange

TRUNK = [[4], [5, 6], [7], [8]]


def make(taps: tuple[int, ...] = (0, 3, 4, 5, 6)) -> Encoder:
    torch.manual_seed(0)
    return Encoder((8, 9, 10, 11, 12), taps, TRUNK).requires_grad_(False)


def test_the_input_range_is_that_of_imagenet() -> None:
    x = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
    torch.testing.assert_close(ImageNetRange()(x), torch.zeros(1, 3, 1, 1))
    step = ImageNetRange()(x + torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1))
    torch.testing.assert_close(step, torch.ones(1, 3, 1, 1))
    assert list(ImageNetRange().state_dict()) == []


@pytest.mark.parametrize("size", [(16, 16), (33, 50), (64, 17)])
def test_taps_halve_their_size_from_layer_to_layer(size: tuple[int, int]) -> None:
    encoder = make()
    taps = encoder(torch.rand(2, 3, *size))
    assert encoder.tap_channels == (8, 3, 4, 5, 6)
    for level, (tap, channels) in enumerate(zip(taps, encoder.tap_channels, strict=True)):
        assert tap.shape == (2, channels, size[0] >> level, size[1] >> level)


def test_the_smallest_picture_is_one_stride() -> None:
    assert make()(torch.rand(1, 3, DEEPEST_STRIDE, DEEPEST_STRIDE))[-1].shape[2:] == (1, 1)


def test_fewer_layers_are_the_first_of_all_layers() -> None:
    encoder, x = make(), torch.rand(1, 3, 32, 32)
    full = encoder(x)
    for depth in range(1, 6):
        part = encoder(x, depth)
        assert len(part) == depth
        for ours, theirs in zip(part, full, strict=False):
            torch.testing.assert_close(ours, theirs)


def test_both_gives_the_imitated_layers_and_the_same_taps() -> None:
    encoder, x = make(), torch.rand(1, 3, 32, 32)
    wides, taps = encoder.both(x)
    assert [wide.shape[1] for wide in wides] == [8, 9, 10, 11, 12]
    assert all(float(wide.min()) >= 0 for wide in wides)
    for ours, theirs in zip(taps, encoder(x), strict=True):
        torch.testing.assert_close(ours, theirs)
    torch.testing.assert_close(taps[0], wides[0])  # a tap of no channels is the layer itself
    projected = nn.functional.conv2d(wides[2], encoder.stages[2].tap.weight)  # type: ignore[union-attr, arg-type]
    torch.testing.assert_close(taps[2], projected)


def test_the_config_builds_the_same_network() -> None:
    encoder = make()
    again = Encoder(**encoder.config)
    again.load_state_dict(encoder.state_dict())
    x = torch.rand(1, 3, 16, 16)
    torch.testing.assert_close(again(x)[-1], encoder(x)[-1])


@pytest.mark.parametrize("change", [{"wide": [8] * 4}, {"taps": [0] * 6}, {"trunk": [[4]] * 5}, {"trunk": [[4]] * 3}])
def test_an_encoder_has_as_many_stages_as_style_layers(change: dict) -> None:
    shape = {"wide": [8] * len(STYLE_LAYERS), "taps": [0] * 5, "trunk": [[4]] * 4}
    with pytest.raises(ValueError, match="five wide layers"):
        Encoder(**(shape | change))
