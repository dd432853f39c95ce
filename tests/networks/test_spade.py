"""The published SPADE: its size, the names in its files, and what labels do at every place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from studio.library.load import load_network
from studio.library.manifest import Inference, Input, Manifest, Provenance
from studio.library.models import ModelStore, export_model
from studio.networks.spade import Spade, folded

SMALL: dict[str, Any] = {"classes": 5, "width": 2, "hidden": 6}


def small(**changes: Any) -> Spade:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return Spade(**(SMALL | changes)).eval()


def labels(height: int = 64, width: int = 96, classes: int = 5) -> Tensor:
    """1 x classes x height x width: stripes."""
    indices = (torch.arange(height) * classes // height)[:, None].expand(height, width)
    return F.one_hot(indices, classes).permute(2, 0, 1)[None].float()


@pytest.mark.parametrize(
    ("options", "millions"),
    [
        ({"classes": 150, "unknown": True}, 96.5),  # ADE20K
        ({"classes": 182, "unknown": True, "edges": True}, 97.5),  # COCO-stuff
        ({"classes": 35, "edges": True, "ups": "more", "size": (256, 512)}, 93.0),  # Cityscapes
    ],
)
def test_it_has_the_published_number_of_weights(options: dict[str, Any], millions: float) -> None:
    with torch.device("meta"):
        network = Spade(**options)
    assert sum(p.numel() for p in network.parameters()) / 1e6 == pytest.approx(millions, abs=0.05)


def test_its_file_has_the_published_names_and_shapes() -> None:
    with torch.device("meta"):
        state = Spade(182, unknown=True, edges=True, spectral=True).state_dict()
    shapes = {name: tuple(tensor.shape) for name, tensor in state.items()}
    assert shapes["fc.weight"] == (1024, 184, 3, 3)
    assert shapes["head_0.conv_0.weight_orig"] == (1024, 1024, 3, 3)
    assert shapes["head_0.conv_0.weight_u"] == (1024,)
    assert shapes["head_0.conv_0.weight_v"] == (1024 * 9,)
    assert shapes["head_0.norm_0.param_free_norm.running_mean"] == (1024,)
    assert shapes["G_middle_1.norm_1.mlp_shared.0.weight"] == (128, 184, 3, 3)
    assert shapes["up_0.conv_0.weight_orig"] == (512, 1024, 3, 3)
    assert shapes["up_0.conv_s.weight_orig"] == (512, 1024, 1, 1)
    assert shapes["up_3.norm_s.mlp_gamma.weight"] == (128, 128, 3, 3)
    assert shapes["up_3.norm_1.mlp_beta.weight"] == (64, 128, 3, 3)
    assert shapes["conv_img.weight"] == (3, 64, 3, 3)
    assert not any(name in shapes for name in ("head_0.conv_s.weight_orig", "up_0.conv_s.bias"))
    assert not any(name.startswith("up_4") or "param_free_norm.weight" in name for name in shapes)
    parts = {name.split(".")[0] for name in shapes}
    assert parts == {"fc", "head_0", "G_middle_0", "G_middle_1", "up_0", "up_1", "up_2", "up_3", "conv_img"}


def test_the_others_that_were_published() -> None:
    with torch.device("meta"):
        grown = {name: tuple(t.shape) for name, t in Spade(150, latent=256, ups="most").state_dict().items()}
        assert "head_0.norm_0.param_free_norm.running_var" not in Spade(5, norm="instance").state_dict()
    assert grown["fc.weight"] == (16 * 64 * 2 * 2, 256)
    assert grown["up_4.conv_0.weight"] == (32, 64, 3, 3)
    assert grown["conv_img.weight"] == (3, 32, 3, 3)


@pytest.mark.parametrize(("ups", "sides"), [("normal", (32, 160)), ("more", (64, 128)), ("most", (128, 256))])
@pytest.mark.parametrize("latent", [0, 4])
@torch.no_grad()
def test_a_picture_is_as_large_as_its_map(ups: str, sides: tuple[int, int], latent: int) -> None:
    network = small(ups=ups, latent=latent)
    made = network(labels(*sides))
    assert made.shape == (1, 3, *sides)
    assert made.abs().max() <= 1


@torch.no_grad()
def test_each_norm_scales_and_shifts_by_the_labels_around_a_place() -> None:
    norm = small(norm="instance").up_3.norm_0
    x, where = torch.randn(1, 4, 32, 32, generator=torch.Generator().manual_seed(1)), labels(64, 64)
    plain = (x - x.mean((2, 3), keepdim=True)) / (x.var((2, 3), keepdim=True, unbiased=False) + 1e-5).sqrt()
    read = F.relu(norm.mlp_shared[0](where[..., ::2, ::2]))
    expected = plain * (1 + norm.mlp_gamma(read)) + norm.mlp_beta(read)
    assert torch.allclose(norm(x, where), expected, atol=1e-5)
    other = where.clone()
    other[..., :4, :4] = where[..., -4:, -4:]
    changed = (norm(x, other) != norm(x, where)).any(1)[0]
    assert changed[:3, :3].any()
    assert not changed[6:, 6:].any()


@torch.no_grad()
def test_a_code_changes_the_picture_and_none_is_the_plainest() -> None:
    network = small(latent=4, size=(64, 64))
    chance = torch.Generator().manual_seed(2)
    one = network(labels(), torch.randn(1, 4, generator=chance))
    assert not torch.equal(one, network(labels()))
    assert torch.equal(network(labels()), network(labels(), torch.zeros(1, 4)))
    assert torch.equal(small()(labels()), small()(labels(), torch.randn(1, 4, generator=chance)))


@torch.no_grad()
def test_weights_under_spectral_norm_are_folded_into_a_plain_network(tmp_path: Path) -> None:
    held = small(spectral=True)
    held.train()
    for _ in range(3):
        held(labels())
    held.eval()
    expected = held(labels())
    plain = small()
    plain.load_state_dict(held.state_dict())
    assert torch.allclose(plain(labels()), expected, atol=1e-5)
    old = {name: t for name, t in held.state_dict().items() if not name.endswith("weight_v")}  # before PyTorch 1.0
    norm = torch.linalg.matrix_norm(folded(old)["up_0.conv_0.weight"].flatten(1), 2)
    assert norm == pytest.approx(1, abs=0.25)

    manifest = Manifest(
        "Spade",
        "labels-to-photo",
        "spade",
        {**plain.config, "size": tuple(plain.config["size"])},
        Input("labels", 32, (0.0, 1.0), "facade"),
        Inference("batch", False, "none"),
        Provenance("none", "noise", "none", "Apache-2.0"),
    )
    export_model(tmp_path / "held", manifest, held.state_dict())
    installed = load_network(ModelStore([tmp_path]), "held", "spade")
    assert torch.allclose(installed(labels()), expected, atol=0.02)


def test_a_file_with_half_a_spectral_norm_is_refused() -> None:
    state = {name: t for name, t in small(spectral=True).state_dict().items() if not name.endswith("weight_u")}
    with pytest.raises(ValueError, match="no spectral norm beside it"):
        small().load_state_dict(state)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ups": "some"}, "ups must be one of normal, more, most"),
        ({"norm": "layer"}, "norm must be one of"),
        ({"size": (256, 250)}, "multiples of 32"),
        ({"size": (256,)}, "multiples of 32"),
        ({"ups": "most", "width": 3}, "half a width whole"),
        ({"classes": 0}, "1 or more"),
        ({"latent": -1}, "0 or more"),
    ],
)
def test_what_makes_no_network_is_refused(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Spade(**(SMALL | wrong))
