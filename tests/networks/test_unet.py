"""The published U-Net: its size, the names in its files, what it does with a picture."""

from __future__ import annotations

import pytest
import torch

from studio.library.load import ARCHITECTURES
from studio.networks.unet import PixUNet


@pytest.fixture(scope="module")
def published() -> PixUNet:
    with torch.device("meta"):  # shapes and names alone
        return PixUNet()


@pytest.fixture
def small() -> PixUNet:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return PixUNet(2, 3, width=4, levels=6)


def test_it_has_the_published_number_of_weights(published: PixUNet) -> None:
    assert sum(p.numel() for p in published.parameters()) == 54_413_955


def test_its_file_has_the_published_names_and_shapes(published: PixUNet) -> None:
    state = {name: tuple(t.shape) for name, t in published.state_dict().items()}
    assert state["model.model.0.weight"] == (64, 3, 4, 4)
    assert state["model.model.3.weight"] == (128, 3, 4, 4)
    assert state["model.model.3.bias"] == (3,)
    second, innermost = "model.model.1.model.", "model.model.1" + ".model.3" * 6 + ".model."
    assert state[second + "1.weight"] == (128, 64, 4, 4)
    assert state[second + "2.running_mean"] == (128,)
    assert state[second + "5.weight"] == (256, 64, 4, 4)
    assert state[second + "6.weight"] == (64,)
    assert state[innermost + "1.weight"] == (512, 512, 4, 4)
    assert state[innermost + "3.weight"] == (512, 512, 4, 4)
    assert state[innermost + "4.num_batches_tracked"] == ()
    assert "model.model.0.bias" not in state
    assert len(state) == 16 + 1 + 13 * 5  # convolutions, one bias, norms: 6 on the way down, 7 on the way up


def test_three_levels_of_the_published_one_drop_out_and_none_if_none_is_wanted(published: PixUNet) -> None:
    dropped = [name for name, layer in published.named_modules() if isinstance(layer, torch.nn.Dropout)]
    assert dropped == ["model.model.1" + ".model.3" * below + ".model.7" for below in (5, 4, 3)]
    with torch.device("meta"):
        assert not any(isinstance(layer, torch.nn.Dropout) for layer in PixUNet(dropout=0.0).modules())
        assert "model.model.0.bias" in PixUNet(norm="instance").state_dict()


@torch.no_grad()
def test_a_picture_keeps_its_size_and_every_level_has_its_say(small: PixUNet) -> None:
    small.eval()
    x = torch.rand(1, 2, 64, 128, generator=torch.Generator().manual_seed(1)) * 2 - 1
    before = small(x)
    assert before.shape == (1, 3, 64, 128)
    assert before.abs().max() <= 1
    # The skips carry the picture past the levels below; what comes from below arrives too.
    innermost = small.model.model[1]
    for _ in range(small.config["levels"] - 2):  # type: ignore[operator]
        innermost = innermost.model[3]
    innermost.model[4].bias.add_(1.0)
    assert not torch.equal(small(x), before)


@torch.no_grad()
def test_dropout_and_batch_statistics_are_at_work_only_while_training(small: PixUNet) -> None:
    x = torch.rand(1, 2, 64, 64)
    small.train()
    assert not torch.equal(small(x), small(x))
    small.eval()
    assert torch.equal(small(x), small(x))


def test_its_config_makes_the_same_network_by_the_name_in_manifests(small: PixUNet) -> None:
    again = ARCHITECTURES["pix2pix-unet"](**small.config)
    again.load_state_dict(small.state_dict())
    assert again.multiple == 64


@pytest.mark.parametrize("wrong", [{"levels": 4}, {"norm": "layer"}])
def test_what_no_published_network_has_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"levels|norm"):
        PixUNet(**wrong)
