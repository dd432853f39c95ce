from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from studio.core.errors import UnavailableError
from studio.training import data
from studio.training.data import PicturePool, data_folder, is_held_back, list_pictures, open_sets, read_picture


def put(path: Path, width: int = 40, height: int = 30, colour: tuple[int, int, int] = (10, 20, 30)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (width, height), colour).save(path)
    return path


def pool_of(*pictures: np.ndarray) -> PicturePool:
    pool = PicturePool([], 100)
    pool.pictures = [torch.from_numpy(picture) for picture in pictures]
    return pool


@pytest.mark.parametrize(
    ("name", "held_back"),
    [("a.png", False), ("000001.jpg", False), ("000005.jpg", True), ("100075.jpg", True), ("100080.jpg", True)],
)
def test_the_held_back_pictures_never_change(name: str, held_back: bool) -> None:
    assert is_held_back(name) is held_back


def test_about_one_picture_in_thirteen_is_held_back() -> None:
    share = sum(is_held_back(f"{number:05}.jpg") for number in range(4000)) / 4000
    assert share == pytest.approx(20 / 256, abs=0.015)


def test_the_split_depends_on_names_alone(tmp_path: Path) -> None:
    for folder in ("one", "two/deeper"):
        for number in range(60):
            put(tmp_path / folder / f"{number}.png", 2, 2)
    (tmp_path / "one" / "notes.txt").write_text("no picture")
    splits = {}
    for folder in ("one", "two"):
        trained = [path.name for path in list_pictures(tmp_path / folder)]
        held = [path.name for path in list_pictures(tmp_path / folder, held_back=True)]
        both = [path.name for path in list_pictures(tmp_path / folder, held_back=None)]
        assert held
        assert not set(trained) & set(held)
        assert sorted(trained + held) == sorted(both)
        assert len(both) == 60
        assert trained == [name for name in both if not is_held_back(name)]
        splits[folder] = trained
    assert splits["one"] == splits["two"]


def test_a_folder_without_pictures_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="There are no pictures in"):
        list_pictures(tmp_path)


def test_the_sets_lie_where_the_variable_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    put(tmp_path / "a" / "images" / "a.png", 200, 100)
    put(tmp_path / "b" / "a.png", 20, 10)
    pool = open_sets(["a/images", "b"], long_side=50)
    assert [tuple(picture.shape) for picture in pool.pictures] == [(3, 25, 50), (3, 10, 20)]
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(UnavailableError, match="set ATELIER_DATA to the folder that holds the sets"):
        open_sets(["a/images"], 50)


def test_a_picture_is_read_as_it_is_or_smaller(tmp_path: Path) -> None:
    path = put(tmp_path / "a.png", 60, 30, (255, 0, 128))
    for limit, shape in ((None, (3, 30, 60)), (60, (3, 30, 60)), (20, (3, 10, 20)), (1, (3, 1, 1))):
        picture = read_picture(path, limit)
        assert picture.shape == shape
        assert picture.dtype == torch.uint8
        assert picture.is_contiguous()
        assert picture[:, 0, 0].tolist() == [255, 0, 128]


@settings(max_examples=60)
@given(
    st.tuples(st.integers(1, 90), st.integers(1, 90)),
    st.integers(1, 48),
    st.tuples(st.floats(0.2, 1.0), st.floats(1.0, 3.0)),
    st.integers(0, 2**32),
)
def test_a_crop_has_the_size_and_range_asked(
    shape: tuple[int, int], size: int, zoom: tuple[float, float], seed: int
) -> None:
    picture = np.random.default_rng(seed).integers(0, 256, (3, *shape), dtype=np.uint8)
    crop = pool_of(picture).crop(random.Random(seed), size, zoom)
    assert crop.shape == (3, size, size)
    assert crop.dtype == torch.float32
    assert 0 <= float(crop.min()) <= float(crop.max()) <= 1


def test_a_crop_is_a_piece_of_the_picture() -> None:
    y, x = np.mgrid[:40, :60]
    picture = np.stack([y * 4, x * 4, 255 - x * 4]).astype(np.uint8)
    flips = set()
    for seed in range(20):
        crop = pool_of(picture).crop(random.Random(seed), 16, (1.0, 1.0)) * 255
        across = float(crop[1, 0, 1] - crop[1, 0, 0])
        flips.add(round(across))
        np.testing.assert_allclose(crop[0].diff(dim=0), 4, atol=1e-3)
        np.testing.assert_allclose(crop[1] + crop[2], 255, atol=1e-3)
    assert flips == {4, -4}


def test_zoom_widens_the_window() -> None:
    x = np.mgrid[:200, :200][1].astype(np.uint8)
    pool = pool_of(np.stack([x] * 3))
    for zoom in (0.5, 1.0, 4.0):
        crop = pool.crop(random.Random(1), 32, (zoom, zoom))
        assert float(crop[0, 0].diff().abs().mean()) * 255 == pytest.approx(zoom, rel=0.05)


def test_a_batch_is_drawn_by_the_seed_alone() -> None:
    rng = np.random.default_rng(0)
    pool = pool_of(*(rng.integers(0, 256, (3, 50, 40), dtype=np.uint8) for _ in range(4)))
    assert len(pool) == 4
    batches = [pool.batch(random.Random(seed), 5, 24) for seed in (1, 1, 2)]
    assert batches[0].shape == (5, 3, 24, 24)
    assert torch.equal(batches[0], batches[1])
    assert not torch.equal(batches[0], batches[2])


def test_suffixes_are_those_of_pictures(tmp_path: Path) -> None:
    for name in ("a.JPG", "b.jpeg", "c.webp", "d.gif"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in list_pictures(tmp_path, None)] == ["a.JPG", "b.jpeg", "c.webp"]
    assert data.HELD_BACK_BELOW == 20
