from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from studio.networks.normalise import ImageNetRange
from studio.networks.torchvision_compat import import_torchvision
from studio.networks.vgg import STYLE_CONVOLUTIONS, WIDTHS, VggEncoder

POOLS = (4, 9, 18, 27)


def small_features() -> nn.Sequential:
    """VGG-19's layers up to relu5_1 with two channels each, ReLUs in place as torchvision's."""
    torch.manual_seed(0)
    layers: list[nn.Module] = []
    for index in range(30):
        if index in POOLS:
            layers.append(nn.MaxPool2d(2))
        elif layers and isinstance(layers[-1], nn.Conv2d):
            layers.append(nn.ReLU(inplace=True))
        else:
            layers.append(nn.Conv2d(2 if layers else 3, 2, 3, padding=1))
    return nn.Sequential(*layers)


def test_the_style_layers_are_the_first_of_each_block_of_the_published_network() -> None:
    with torch.device("meta"):
        features = import_torchvision().models.vgg19(init_weights=False).features
    firsts, last = [], "pool"
    for index, layer in enumerate(features[:30]):
        if isinstance(layer, nn.Conv2d) and last == "pool":
            firsts.append((index, layer.out_channels))
            assert isinstance(features[index + 1], nn.ReLU)
        if not isinstance(layer, nn.ReLU):
            last = "pool" if isinstance(layer, nn.MaxPool2d) else "convolution"
    assert firsts == list(zip(STYLE_CONVOLUTIONS, WIDTHS, strict=True))
    assert tuple(i for i, layer in enumerate(features[:30]) if isinstance(layer, nn.MaxPool2d)) == POOLS


def test_each_style_layer_is_what_the_published_network_gives_there() -> None:
    features, x = small_features(), torch.rand(1, 3, 48, 33)
    found = VggEncoder(features)(x)
    assert [tuple(f.shape[2:]) for f in found] == [(48 >> level, 33 >> level) for level in range(5)]
    for tap, convolution in zip(found, STYLE_CONVOLUTIONS, strict=True):
        torch.testing.assert_close(tap, features[: convolution + 2](ImageNetRange()(x)))


@pytest.mark.parametrize("depth", [1, 4])
def test_layers_below_the_wanted_ones_are_not_run(depth: int) -> None:
    features, ran = small_features(), []
    for index in STYLE_CONVOLUTIONS:
        features[index].register_forward_hook(lambda *_, index=index: ran.append(index))
    assert len(VggEncoder(features)(torch.rand(1, 3, 32, 32), depth)) == depth
    assert ran == list(STYLE_CONVOLUTIONS[:depth])


def test_gradients_flow_through_relus_that_work_in_place() -> None:
    features = small_features().double()
    x = torch.rand(1, 3, 16, 16, dtype=torch.float64, requires_grad=True)
    encoder = VggEncoder(features).double()
    ours = torch.autograd.grad(sum(tap.square().sum() for tap in encoder(x)), x)[0]
    y, loss = encoder.normalise(x), torch.zeros((), dtype=torch.float64)
    for index, layer in enumerate(features):
        y = F.relu(y) if isinstance(layer, nn.ReLU) else layer(y)
        if index - 1 in STYLE_CONVOLUTIONS:
            loss = loss + y.square().sum()
    torch.testing.assert_close(ours, torch.autograd.grad(loss, x)[0])
    assert float(ours.abs().max()) > 0


def test_the_weights_are_shared() -> None:
    features = small_features()
    assert VggEncoder(features).layers[0].weight is features[0].weight
