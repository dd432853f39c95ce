from __future__ import annotations

from pathlib import Path

import pytest
import torch
from engine_makers import CPU, tiny_encoder, waves
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load, save
from torch import Tensor

from studio.core.errors import ModelError
from studio.core.picture import Picture
from studio.core.step import finish
from studio.engines.tensors import to_tensor
from studio.library import statistics
from studio.library.statistics import SIZES, StyleStatistics, measure, pack, read_statistics, unpack
from studio.networks.losses import gram

CHANNELS = (8, 8, 8, 8, 8)


def pixels(picture: Picture) -> Tensor:
    return to_tensor(picture, CPU.device)[0]


@pytest.fixture(scope="module")
def measured() -> StyleStatistics:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(statistics, "SIZES", (48, 64, 128, 160))
        return finish(measure(tiny_encoder(), pixels(waves())))


@pytest.fixture(scope="module")
def packed(measured: StyleStatistics) -> bytes:
    return pack(measured)


def test_a_painting_is_measured_at_every_size() -> None:
    steps, job = [], measure(tiny_encoder(), pixels(waves(40, 60)))
    while True:
        try:
            steps.append(next(job).done)
        except StopIteration as end:
            found = end.value
            break
    assert steps == pytest.approx([(n + 1) / len(SIZES) for n in range(len(SIZES))])
    assert found.sizes == SIZES
    assert len(found.grams) == len(found.means) == len(SIZES)
    channels = tiny_encoder().tap_channels
    for grams, means in zip(found.grams, found.means, strict=True):
        assert [tuple(g.shape) for g in grams] == [(c, c) for c in channels]
        assert [tuple(m.shape) for m in means] == [(c,) for c in channels]


def test_the_statistics_at_the_paintings_own_size_are_those_of_its_features(measured: StyleStatistics) -> None:
    taps = tiny_encoder()(pixels(waves())[None])  # 160 px wide
    for tap, target, mean in zip(taps, measured.at(160), measured.means[-1], strict=True):
        torch.testing.assert_close(gram(tap)[0], target, rtol=1e-3, atol=1e-5)
        torch.testing.assert_close(tap.mean((0, 2, 3)), mean, rtol=1e-3, atol=1e-5)


def test_colours_are_measured_in_the_painting(measured: StyleStatistics) -> None:
    flat = torch.from_numpy(waves().as_float().copy()).reshape(-1, 3)
    torch.testing.assert_close(measured.colour_mean, flat.mean(0), rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(measured.colour_covariance, flat.T.cov(correction=0), rtol=1e-3, atol=1e-5)


def test_measuring_leaves_no_grad_mode_behind(measured: StyleStatistics) -> None:
    job = measure(tiny_encoder(), pixels(waves(32, 32)))
    next(job)
    assert torch.is_grad_enabled()
    assert not torch.is_inference_mode_enabled()
    job.close()


def test_what_is_packed_is_unpacked_in_half_precision(measured: StyleStatistics, packed: bytes) -> None:
    again = unpack(packed, "waves", CHANNELS)
    assert again.sizes == measured.sizes
    for ours, theirs in ((again.grams, measured.grams), (again.means, measured.means)):
        for row, original in zip(ours, theirs, strict=True):
            for tensor, exact in zip(row, original, strict=True):
                torch.testing.assert_close(tensor, exact.half().float(), rtol=0, atol=0)
    torch.testing.assert_close(again.colour_mean, measured.colour_mean, rtol=0, atol=0)
    torch.testing.assert_close(again.colour_covariance, measured.colour_covariance, rtol=0, atol=0)
    assert pack(again) == packed


def test_half_precision_costs_no_accuracy_that_matters(measured: StyleStatistics, packed: bytes) -> None:
    for ours, exact in zip(unpack(packed, "waves", CHANNELS).at(100), measured.at(100), strict=True):
        assert float((ours - exact).norm() / exact.norm()) < 1e-3


@pytest.mark.parametrize(("size", "nearest"), [(1, 0), (48, 0), (160, -1), (1e9, -1)])
def test_beyond_the_measured_sizes_the_nearest_counts(measured: StyleStatistics, size: float, nearest: int) -> None:
    for ours, theirs in zip(measured.at(size), measured.grams[nearest], strict=True):
        torch.testing.assert_close(ours, theirs)


def test_a_measured_size_is_hit_exactly(measured: StyleStatistics) -> None:
    for size, grams in zip(measured.sizes, measured.grams, strict=True):
        for ours, theirs in zip(measured.at(size), grams, strict=True):
            assert torch.equal(ours, theirs)


@given(st.floats(64, 128), st.floats(64, 128))
def test_between_two_sizes_every_entry_goes_one_way(a: float, b: float) -> None:
    low, high = torch.tensor([[0.0, 5.0]]), torch.tensor([[1.0, 2.0]])
    two = StyleStatistics((64, 128), ((low,), (high,)), ((), ()), torch.zeros(3), torch.zeros(3, 3))
    smaller, larger = two.at(min(a, b))[0], two.at(max(a, b))[0]
    assert (larger - smaller)[0, 0] >= -1e-6
    assert (larger - smaller)[0, 1] <= 1e-6
    assert 0 <= smaller[0, 0] <= larger[0, 0] + 1e-6 <= 1 + 2e-6


def test_equal_ratios_of_size_are_equal_steps(measured: StyleStatistics) -> None:
    middle = measured.at((64 * 128) ** 0.5)
    for ours, low, high in zip(middle, measured.at(64), measured.at(128), strict=True):
        torch.testing.assert_close(ours, (low + high) / 2)


def test_the_smallest_picture_has_statistics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "SIZES", (64, 96))
    found = finish(measure(tiny_encoder(), torch.full((3, 1, 1), 0.5)))
    again = unpack(pack(found), "dot", CHANNELS)
    torch.testing.assert_close(again.colour_covariance, torch.zeros(3, 3))


def changed(packed: bytes, **tensors: Tensor | None) -> bytes:
    """The file with some tensors replaced, added, or (None) left out."""
    state = load(packed) | tensors
    return save({name: tensor for name, tensor in state.items() if tensor is not None})


TRIANGLE = 8 * 9 // 2
NAN = float("nan")
DAMAGE: dict[str, dict[str, Tensor | None]] = {
    "a mean is missing": {"64/relu3_1/mean": None},
    "a mean is too short": {"64/relu3_1/mean": torch.zeros(7)},
    "a mean has another shape": {"64/relu3_1/mean": torch.zeros(8, 1)},
    "a mean is not finite": {"64/relu3_1/mean": torch.full((8,), NAN)},
    "a mean is of integers": {"64/relu3_1/mean": torch.zeros(8, dtype=torch.int32)},
    "a gram is missing": {"64/relu3_1/gram": None},
    "a gram is of more channels": {"64/relu3_1/gram": torch.zeros(9 * 10 // 2)},
    "a gram is a matrix": {"64/relu3_1/gram": torch.zeros(8, 8)},
    "a gram is not finite": {"64/relu3_1/gram": torch.full((TRIANGLE,), float("inf")).half()},
    "a gram is of truths": {"64/relu3_1/gram": torch.zeros(TRIANGLE, dtype=torch.bool)},
    "no colour": {"colour/mean": None},
    "a colour of four": {"colour/mean": torch.zeros(4)},
    "a colour that is not finite": {"colour/mean": torch.tensor([0.1, NAN, 0.2])},
    "no covariance": {"colour/covariance": None},
    "a covariance of another shape": {"colour/covariance": torch.zeros(9)},
    "a covariance that is not finite": {"colour/covariance": torch.full((3, 3), NAN)},
    "a size of nothing": {
        f"0/relu{n}_1/{kind}": torch.zeros(TRIANGLE if kind == "gram" else 8)
        for n in range(1, 6)
        for kind in ("gram", "mean")
    },
    "a size that is no number": {"large/relu1_1/gram": torch.zeros(TRIANGLE)},
    "a lonely size": {"300/relu1_1/gram": torch.zeros(TRIANGLE)},
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=list(DAMAGE))
def test_damaged_statistics_are_a_sentence(packed: bytes, damage: dict[str, Tensor | None]) -> None:
    with pytest.raises(ModelError, match=r"statistics of the style 'waves' are damaged .*the application again\.$"):
        unpack(changed(packed, **damage), "waves", CHANNELS)


def test_an_empty_file_has_no_sizes(packed: bytes) -> None:
    bare = {name: t for name, t in load(packed).items() if name.startswith("colour/")}
    for data in (save(bare), save({}), b"", b"\0" * 100, packed[:-1], packed[:200]):
        with pytest.raises(ModelError, match="damaged"):
            unpack(data, "waves", CHANNELS)


def test_statistics_of_another_encoder_do_not_fit(packed: bytes) -> None:
    for channels in ((8, 8, 8, 8, 9), (8, 8, 8, 8)):
        with pytest.raises(ModelError, match="damaged"):
            unpack(packed, "waves", channels)


@given(st.data())
def test_whatever_is_in_the_file_it_is_understood_or_refused(data: st.DataObject) -> None:
    small = save({"64/relu1_1/gram": torch.ones(1), "colour/mean": torch.ones(3)})
    blob = bytearray(small)
    for _ in range(data.draw(st.integers(1, 4))):
        blob[data.draw(st.integers(0, len(blob) - 1))] = data.draw(st.integers(0, 255))
    with pytest.raises(ModelError):
        unpack(bytes(blob), "waves", CHANNELS)


def test_a_file_is_read_within_limits(packed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "statistics.safetensors"
    with pytest.raises(ModelError, match=r"cannot be read \(No such file"):
        read_statistics(path, "waves", CHANNELS)
    path.write_bytes(packed)
    assert read_statistics(path, "waves", CHANNELS).sizes == (48, 64, 128, 160)
    monkeypatch.setattr(statistics, "MAX_BYTES", len(packed) - 1)
    with pytest.raises(ModelError, match="larger than any can be"):
        read_statistics(path, "waves", CHANNELS)
