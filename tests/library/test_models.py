from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import torch
from safetensors.torch import save

from studio.core.errors import ModelError, StudioError, UnknownChoiceError
from studio.library import folders, models
from studio.library.manifest import Weights, write_manifest
from studio.library.models import ModelStore, export_model

from .samples import make_manifest


def put_model(folder: Path, **changes: object) -> dict[str, torch.Tensor]:
    state = {"weight": torch.arange(6.0).reshape(2, 3), "steps": torch.tensor(70000)}
    export_model(folder, make_manifest(**changes), state)
    return state


def test_an_exported_model_comes_back(tmp_path: Path) -> None:
    state = put_model(tmp_path / "small")
    store = ModelStore([tmp_path])
    loaded = store.load_state("small")
    assert loaded["weight"].dtype == torch.float16
    assert torch.equal(loaded["weight"].float(), state["weight"])
    assert torch.equal(loaded["steps"], state["steps"])
    assert loaded["steps"].dtype == torch.int64
    assert store.manifest("small").network == make_manifest().network
    assert store.manifest("small").weights.sha256 == hashlib.sha256(store.get("small").weights.read_bytes()).hexdigest()
    assert store.problems() == ()


def test_models_are_listed_by_task_and_the_first_folder_wins(tmp_path: Path) -> None:
    put_model(tmp_path / "bundled" / "one", title="Bundled")
    put_model(tmp_path / "user" / "one", title="Mine")
    put_model(tmp_path / "user" / "two", task="season")
    store = ModelStore([tmp_path / "bundled", tmp_path / "user", tmp_path / "nowhere"])
    assert store.ids() == ("one", "two")
    assert store.manifest("one").title == "Bundled"
    assert [model.id for model in store.all("season")] == ["two"]
    assert len(store.all()) == 2
    (problem,) = store.problems()
    assert str(tmp_path / "user" / "one") in problem


def test_damaged_folders_do_not_hide_the_others(tmp_path: Path) -> None:
    put_model(tmp_path / "good")
    for name in ("no-manifest", "Bad Name", ".hidden", "broken"):
        (tmp_path / name).mkdir()
    (tmp_path / "broken" / "model.toml").write_text("format = ")
    (tmp_path / "readme.txt").write_text("not a folder")
    store = ModelStore([tmp_path])
    assert store.ids() == ("good",)
    assert len(store.problems()) == 3
    for name in ("no-manifest", "Bad Name", "broken"):
        assert any(str(tmp_path / name) in problem for problem in store.problems())


def test_refresh_finds_what_is_new(tmp_path: Path) -> None:
    store = ModelStore([tmp_path])
    assert store.ids() == ()
    put_model(tmp_path / "new")
    assert store.ids() == ()
    store.refresh()
    assert store.ids() == ("new",)


@pytest.mark.parametrize("name", ["smal", "../small", "small/../small", "", "/"])
def test_an_unknown_model_is_a_sentence(tmp_path: Path, name: str) -> None:
    put_model(tmp_path / "store" / "small")
    put_model(tmp_path / "outside")
    with pytest.raises(UnknownChoiceError, match="There is no model called"):
        ModelStore([tmp_path / "store"]).load_state(name)


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    put_model(tmp_path / "small")
    weights = tmp_path / "small" / "weights.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    with pytest.raises(
        ModelError, match=r"weights\.safetensors is damaged; install the application again, or remove that folder"
    ):
        ModelStore([tmp_path]).load_state("small")


def test_missing_and_oversized_weights_are_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_model(tmp_path / "small")
    store = ModelStore([tmp_path])
    monkeypatch.setattr(models, "MAX_WEIGHTS_BYTES", 10)
    with pytest.raises(ModelError, match="larger than any model"):
        store.load_state("small")
    store.get("small").weights.unlink()
    with pytest.raises(ModelError, match="is missing"):
        store.load_state("small")


def test_only_safetensors_are_opened(tmp_path: Path) -> None:
    folder = tmp_path / "pickled"
    folder.mkdir()
    weights = folder / "weights.safetensors"
    torch.save({"weight": torch.zeros(2)}, weights)
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    write_manifest(folder / "model.toml", make_manifest(weights=Weights("weights.safetensors", digest)))
    with pytest.raises(ModelError, match="not a safetensors file"):
        ModelStore([tmp_path]).load_state("pickled")


def test_exporting_again_replaces_the_whole_folder(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    export_model(folder, make_manifest(), {"w": torch.zeros(1)}, {"preview.webp": b"old"})
    export_model(folder, make_manifest(title="Second"), {"w": torch.ones(1)})
    store = ModelStore([tmp_path])
    assert store.manifest("small").title == "Second"
    assert store.load_state("small")["w"].item() == 1
    assert [place.name for place in tmp_path.iterdir()] == ["small"]
    assert {place.name for place in folder.iterdir()} == {"model.toml", "weights.safetensors"}


def test_a_failed_export_leaves_the_older_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_model(tmp_path / "small", title="First")
    rename = Path.rename

    def refuse_the_new(self: Path, target: Path) -> Path:
        if self.name.startswith(".new-"):
            raise PermissionError(13, "denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_the_new)
    with pytest.raises(StudioError, match="cannot be written"):
        put_model(tmp_path / "small", title="Second")
    store = ModelStore([tmp_path])
    assert store.manifest("small").title == "First"
    assert store.load_state("small")["weight"].shape == (2, 3)
    assert [place.name for place in tmp_path.iterdir()] == ["small"]


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders.os, "fsync", full)
    with pytest.raises(StudioError, match="the disk is full"):
        put_model(tmp_path / "small")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", [1e6, float("nan"), float("inf")])
def test_weights_that_half_precision_cannot_hold_are_refused(tmp_path: Path, value: float) -> None:
    with pytest.raises(ModelError, match="'w' is not finite"):
        export_model(tmp_path / "small", make_manifest(), {"w": torch.tensor([value])})
    assert list(tmp_path.iterdir()) == []


def test_a_model_is_named_like_an_id(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be a model's name"):
        export_model(tmp_path / "Not An Id", make_manifest(), {})


def test_tensors_that_share_memory_can_be_exported(tmp_path: Path) -> None:
    base = torch.arange(4.0).reshape(2, 2)
    export_model(tmp_path / "tied", make_manifest(), {"a": base, "b": base.T, "c": base})
    loaded = ModelStore([tmp_path]).load_state("tied")
    assert torch.equal(loaded["b"].float(), base.T)
    assert save(loaded)
