from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn
from training_makers import toy_recipe

from studio.core.errors import ModelError, StudioError
from studio.library.manifest import Inference, Input
from studio.library.models import ModelStore
from studio.training.export import MAX_BYTES, export_network

FIGURES = {"relu1_1 correlation": 0.98765, "error": 1234567.0}


def test_a_trained_network_becomes_a_model(tmp_path: Path) -> None:
    network, recipe = nn.Conv2d(3, 4, 3), toy_recipe()
    folder = export_network(network, recipe, "conv", {"width": [4, 5], "bias": True}, FIGURES, tmp_path)
    assert folder == tmp_path / "toy"
    store = ModelStore([tmp_path])
    assert store.ids() == ("toy",)
    assert store.problems() == ()
    state = store.load_state("toy")
    assert state.keys() == {"weight", "bias"}
    for name, tensor in state.items():
        assert tensor.dtype == torch.float16
        torch.testing.assert_close(tensor.float(), network.state_dict()[name], rtol=1e-3, atol=1e-4)
    manifest = store.manifest("toy")
    assert (manifest.title, manifest.task, manifest.architecture) == ("Toy", "nothing", "conv")
    assert manifest.network == {"width": (4, 5), "bias": True}
    assert manifest.provenance.recipe == "resources/recipes/toy.toml"
    assert manifest.provenance.metrics == "relu1_1 correlation 0.9877; error 1.235e+06"
    assert (manifest.provenance.data, manifest.provenance.licence) == ("noise", "Apache-2.0")
    assert manifest.input == Input("picture", 1, (0.0, 1.0))


def test_a_method_may_say_how_its_model_runs(tmp_path: Path) -> None:
    input_, inference = Input("labels", 4, (-1.0, 1.0)), Inference("batch", True, "none")
    export_network(nn.Conv2d(1, 1, 1), toy_recipe(), "conv", {}, {}, tmp_path, input_, inference)
    manifest = ModelStore([tmp_path]).manifest("toy")
    assert (manifest.input, manifest.inference) == (input_, inference)


def test_a_model_too_large_to_ship_is_refused(tmp_path: Path) -> None:
    network = nn.Module()
    network.register_buffer("large", torch.zeros(1).expand(MAX_BYTES // 2 + 1))
    with pytest.raises(StudioError, match="The model toy would be larger than 25 MB; make its network narrower"):
        export_network(network, toy_recipe(), "conv", {}, {}, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_weights_that_are_not_numbers_are_refused(tmp_path: Path) -> None:
    network = nn.Linear(2, 2)
    nn.init.constant_(network.weight, 1e6)
    with pytest.raises(ModelError, match="'weight' is not finite in half precision"):
        export_network(network, toy_recipe(), "line", {}, {}, tmp_path)
    assert list(tmp_path.iterdir()) == []
