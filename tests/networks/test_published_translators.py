"""CycleGAN's, UNIT's and StarGAN's generators: their size, the names in their files, what they compute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from studio.library.load import ARCHITECTURES, load_network
from studio.library.manifest import Inference, Input, Manifest, Provenance
from studio.library.models import ModelStore, export_model
from studio.networks.resnet import ResNetGenerator
from studio.networks.stargan import StarGenerator
from studio.networks.unit import Unit

norm = F.instance_norm
SMALL: dict[str, dict[str, Any]] = {
    "cyclegan-resnet": {"width": 4, "blocks": 2},
    "unit": {"width": 3, "blocks": 3},
    "stargan": {"domains": 3, "width": 4, "blocks": 2},
}


def small(architecture: str, **changes: Any) -> Any:
    """Biases and norms are not left at 0 and 1, so that none can be forgotten unnoticed."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        network = ARCHITECTURES[architecture](**(SMALL[architecture] | changes))
        for parameter in network.parameters():
            parameter.data += 0.1 * torch.randn_like(parameter)
    return network.eval()


def pictures(height: int = 24, width: int = 32, count: int = 1) -> Tensor:
    return torch.rand(count, 3, height, width, generator=torch.Generator().manual_seed(1)) * 2 - 1


def through(network: nn.Module, x: Tensor) -> Tensor:
    """What every one of them can do, given whatever else it needs."""
    if isinstance(network, StarGenerator):
        return network(x, torch.eye(network.domains)[:1].expand(len(x), -1))
    return network(x, "a", "b") if isinstance(network, Unit) else network(x)


def shapes(network: nn.Module) -> dict[str, tuple[int, ...]]:
    return {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}


def parameters(network: nn.Module) -> int:
    return sum(p.numel() for p in network.parameters())


def reflected(x: Tensor, by: int) -> Tensor:
    return F.pad(x, (by,) * 4, mode="reflect")


def test_they_have_the_published_numbers_of_weights() -> None:
    with torch.device("meta"):
        assert parameters(ResNetGenerator()) == 11_378_179
        assert parameters(StarGenerator()) == 8_430_528
        apart, paper = Unit(shared=0), Unit()
    block = 2 * (256 * 256 * 9 + 256)
    assert parameters(paper) == parameters(apart) - 2 * block


def test_the_resnet_file_has_the_published_names_and_shapes() -> None:
    with torch.device("meta"):
        nine, six = shapes(ResNetGenerator()), shapes(ResNetGenerator(blocks=6, norm="batch", dropout=0.5))
    assert nine["model.1.weight"] == (64, 3, 7, 7)
    assert nine["model.4.weight"] == (128, 64, 3, 3)
    assert nine["model.7.bias"] == (256,)
    assert nine["model.10.conv_block.1.weight"] == nine["model.18.conv_block.5.weight"] == (256, 256, 3, 3)
    assert nine["model.19.weight"] == (256, 128, 3, 3)
    assert nine["model.22.weight"] == (128, 64, 3, 3)
    assert nine["model.26.weight"] == (3, 64, 7, 7)
    assert len(nine) == 2 * 24  # weights and biases of 24 convolutions
    assert six["model.2.running_var"] == (64,)
    assert six["model.15.conv_block.6.weight"] == (256, 256, 3, 3)
    assert six["model.16.weight"] == (256, 128, 3, 3)
    with_bias = [name for name in six if name.endswith("bias") and len(six[name[:-4] + "weight"]) == 4]
    assert with_bias == ["model.23.bias"], "batch norms have their own"


def test_the_files_of_the_others_have_the_published_names_and_shapes() -> None:
    with torch.device("meta"):
        star, unit = shapes(StarGenerator()), shapes(Unit())
    assert star["main.0.weight"] == (64, 8, 7, 7)
    assert star["main.1.bias"] == (64,)
    assert star["main.3.weight"] == (128, 64, 4, 4)
    assert star["main.14.main.3.weight"] == (256, 256, 3, 3)
    assert star["main.14.main.4.weight"] == (256,)
    assert star["main.15.weight"] == (256, 128, 4, 4)
    assert star["main.21.weight"] == (3, 64, 7, 7)
    assert not any(name.endswith("bias") and name[:-4] + "weight" not in star for name in star)
    assert len(star) == 18 + 2 * 17  # convolutions without bias, norms
    for side in "ab":
        assert unit[f"{side}.enc.model.0.conv.weight"] == (64, 3, 7, 7)
        assert unit[f"{side}.enc.model.2.conv.weight"] == (256, 128, 4, 4)
        assert unit[f"{side}.enc.model.3.model.3.model.1.conv.bias"] == (256,)
        assert unit[f"{side}.dec.model.0.model.0.model.0.conv.weight"] == (256, 256, 3, 3)
        assert unit[f"{side}.dec.model.2.conv.weight"] == (128, 256, 5, 5)
        assert unit[f"{side}.dec.model.4.norm.gamma"] == unit[f"{side}.dec.model.4.norm.beta"] == (64,)
        assert unit[f"{side}.dec.model.5.conv.weight"] == (3, 64, 7, 7)


@torch.no_grad()
def test_the_resnet_computes_what_the_paper_describes() -> None:
    network, x = small("cyclegan-resnet"), pictures()
    w = {name.removeprefix("model."): t for name, t in network.state_dict().items()}

    def of(name: str) -> tuple[Tensor, Tensor]:
        return w[name + ".weight"], w[name + ".bias"]

    h = F.relu(norm(F.conv2d(reflected(x, 3), *of("1"))))
    for down in ("4", "7"):
        h = F.relu(norm(F.conv2d(h, *of(down), stride=2, padding=1)))
    for block in ("10.conv_block.", "11.conv_block."):
        inner = F.relu(norm(F.conv2d(reflected(h, 1), *of(block + "1"))))
        h = h + norm(F.conv2d(reflected(inner, 1), *of(block + "5")))
    for up in ("12", "15"):
        h = F.relu(norm(F.conv_transpose2d(h, *of(up), stride=2, padding=1, output_padding=1)))
    expected = torch.tanh(F.conv2d(reflected(h, 3), *of("19")))
    assert torch.allclose(network(x), expected, atol=1e-5)


@torch.no_grad()
def test_unit_computes_what_the_paper_describes() -> None:
    network, x = small("unit", shared=0), pictures(count=2)
    w = network.state_dict()

    def convolved(h: Tensor, name: str, by: int, stride: int = 1) -> Tensor:
        return F.conv2d(reflected(h, by), w[name + ".conv.weight"], w[name + ".conv.bias"], stride)

    def blocks(h: Tensor, name: str) -> Tensor:
        for number in range(3):
            inner = F.relu(norm(convolved(h, f"{name}.model.{number}.model.0", 1)))
            h = h + norm(convolved(inner, f"{name}.model.{number}.model.1", 1))
        return h

    h = F.relu(norm(convolved(x, "a.enc.model.0", 3)))
    for down in "12":
        h = F.relu(norm(convolved(h, f"a.enc.model.{down}", 1, 2)))
    latent = blocks(h, "a.enc.model.3")
    assert torch.allclose(network.encode(x, "a"), latent, atol=1e-5)
    h = blocks(latent, "b.dec.model.0")
    for up in ("b.dec.model.2", "b.dec.model.4"):
        h = convolved(h.repeat_interleave(2, 2).repeat_interleave(2, 3), up, 2)
        flat = h.flatten(1)
        h = (h - flat.mean(1)[:, None, None, None]) / (flat.std(1)[:, None, None, None] + 1e-5)
        h = F.relu(h * w[up + ".norm.gamma"][:, None, None] + w[up + ".norm.beta"][:, None, None])
    expected = torch.tanh(convolved(h, "b.dec.model.5", 3))
    assert torch.allclose(network.decode(latent, "b"), expected, atol=1e-5)
    assert torch.allclose(network(x, "a", "b"), expected, atol=1e-5)


@torch.no_grad()
def test_stargan_computes_what_the_paper_describes() -> None:
    network, x = small("stargan"), pictures(count=2)
    w = {name.removeprefix("main."): t for name, t in network.state_dict().items()}
    codes = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.25, 0.5]])

    def normed(h: Tensor, name: str) -> Tensor:
        return F.instance_norm(h, weight=w[name + ".weight"], bias=w[name + ".bias"])

    h = torch.cat([x, codes[:, :, None, None] * torch.ones(1, 1, 24, 32)], 1)
    h = F.relu(normed(F.conv2d(h, w["0.weight"], padding=3), "1"))
    for down in (3, 6):
        h = F.relu(normed(F.conv2d(h, w[f"{down}.weight"], stride=2, padding=1), f"{down + 1}"))
    for block in ("9.main.", "10.main."):
        inner = F.relu(normed(F.conv2d(h, w[block + "0.weight"], padding=1), block + "1"))
        h = h + normed(F.conv2d(inner, w[block + "3.weight"], padding=1), block + "4")
    for up in (11, 14):
        h = F.relu(normed(F.conv_transpose2d(h, w[f"{up}.weight"], stride=2, padding=1), f"{up + 1}"))
    expected = torch.tanh(F.conv2d(h, w["17.weight"], padding=3))
    assert torch.allclose(network(x, codes), expected, atol=1e-5)
    assert not torch.allclose(network(x, codes.flip(1)), expected, atol=1e-2)


@pytest.mark.parametrize("architecture", SMALL)
@pytest.mark.parametrize("sides", [(8, 8), (8, 36), (44, 12)])
@torch.no_grad()
def test_a_picture_keeps_its_size(architecture: str, sides: tuple[int, int]) -> None:
    network = small(architecture)
    assert network.multiple == 4
    made = through(network, pictures(*sides, count=2))
    assert made.shape == (2, 3, *sides)
    assert made.abs().max() <= 1


@pytest.mark.parametrize(
    ("architecture", "changes"), [(a, {}) for a in SMALL] + [("cyclegan-resnet", {"dropout": 0.5})]
)
@torch.no_grad()
def test_old_files_carry_statistics_that_no_picture_is_normalised_with(
    architecture: str, changes: dict[str, Any]
) -> None:
    network = small(architecture, **changes)
    state = dict(network.state_dict())
    for name, layer in network.named_modules():
        if isinstance(layer, nn.InstanceNorm2d):
            width = layer.num_features
            state |= {f"{name}.running_mean": torch.full((width,), 9.0), f"{name}.running_var": torch.ones(width)}
            state[f"{name}.num_batches_tracked"] = torch.tensor(3)
    assert len(state) > len(network.state_dict())
    again = ARCHITECTURES[architecture](**network.config).eval()
    again.load_state_dict(state)
    assert torch.equal(through(again, pictures()), through(network, pictures()))
    with pytest.raises(RuntimeError, match="unknown"):
        again.load_state_dict(state | {"unknown.weight": torch.zeros(1)})


def test_the_statistics_of_batch_norm_stay() -> None:
    network = small("cyclegan-resnet", norm="batch")
    state = {name: t + 0.5 if name.endswith("running_mean") else t for name, t in network.state_dict().items()}
    again = ARCHITECTURES["cyclegan-resnet"](**network.config)
    again.load_state_dict(state)
    assert torch.equal(again.state_dict()["model.2.running_mean"], torch.full((4,), 0.5))


@pytest.mark.parametrize("architecture", SMALL)
@torch.no_grad()
def test_a_manifest_and_its_weights_make_the_same_network(architecture: str, tmp_path: Path) -> None:
    network = small(architecture)
    manifest = Manifest(
        "Published",
        "summer-to-winter",
        architecture,
        network.config,
        Input("picture", 4, (-1.0, 1.0)),
        Inference("instance", False, "none"),
        Provenance("none", "noise", "none", "Apache-2.0"),
    )
    export_model(tmp_path / "published", manifest, network.state_dict())
    installed = load_network(ModelStore([tmp_path]), "published", architecture)
    assert torch.allclose(through(installed, pictures()), through(network, pictures()), atol=0.02)


def test_both_sides_of_unit_share_the_last_block_in_and_the_first_block_out() -> None:
    network = small("unit")
    state = network.state_dict()
    common = {n[2:] for n in state if n[0] == "a" and state[n].data_ptr() == state["b" + n[1:]].data_ptr()}
    assert {name.rsplit(".", 4)[0] for name in common} == {"enc.model.3.model.2", "dec.model.0.model.0"}
    x = pictures()
    network(x, "b", "b").mean().backward()
    touched = {name for name, p in network.named_parameters() if p.grad is not None}
    # A shared weight goes by its first name, that of side a.
    assert {name for name in touched if name[0] == "a"} == {f"a.{name}" for name in common}
    assert all(name in touched for name, _ in network.b.dec.model[5].named_parameters(prefix="b.dec.model.5"))


@torch.no_grad()
def test_unit_samples_its_latent_only_while_it_learns() -> None:
    network, x = small("unit"), pictures()
    mean = network.encode(x, "a")
    assert mean.shape == (1, network.latent, 6, 8)
    assert torch.equal(network(x, "a", "b"), network.decode(mean, "b"))
    assert not torch.equal(network(x, "a", "b"), network(x, "a", "a"))
    network.train()
    assert torch.equal(network.encode(x, "a"), mean)
    torch.manual_seed(4)
    made = network(x, "a", "b")
    torch.manual_seed(4)
    assert torch.equal(made, network.decode(mean + torch.randn(mean.shape), "b"))
    assert not torch.equal(network(x, "a", "b"), made)


@torch.no_grad()
def test_dropout_is_at_work_only_while_it_learns() -> None:
    network, x = small("cyclegan-resnet", dropout=0.5), pictures()
    assert torch.equal(network(x), network(x))
    network.train()
    assert not torch.equal(network(x), network(x))


@pytest.mark.parametrize(
    ("architecture", "wrong", "words"),
    [
        ("cyclegan-resnet", {"norm": "layer"}, "norm must be one of batch, instance"),
        ("cyclegan-resnet", {"blocks": -1}, "blocks 0 or more"),
        ("cyclegan-resnet", {"width": 0}, "width must be 1 or more"),
        ("unit", {"shared": 4}, "shared from 0 to the number of blocks"),
        ("unit", {"width": 0}, "width must be 1 or more"),
        ("stargan", {"domains": 0}, "domains and width must be 1 or more"),
        ("stargan", {"blocks": -1}, "blocks 0 or more"),
    ],
)
def test_what_makes_no_network_is_refused(architecture: str, wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ARCHITECTURES[architecture](**(SMALL[architecture] | wrong))


def test_unit_has_two_sides() -> None:
    with pytest.raises(ValueError, match="one of a, b"):
        small("unit").encode(pictures(), "c")
