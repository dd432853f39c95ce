from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from engine_makers import SHAPE, Studio, dots, install_encoder, tiny_encoder, waves
from safetensors.torch import load_file, save, save_file
from torch import nn

from studio.core.errors import ModelError, PictureError, StudioError, UnavailableError, UnknownChoiceError
from studio.core.params import Quality
from studio.core.scene import scene_picture
from studio.core.step import finish
from studio.engines import perception
from studio.engines.perception import ENCODER, REFERENCE
from studio.library.models import ModelStore
from studio.library.styles import STATISTICS, EncoderStamp, StyleValues, write_style
from studio.networks.vgg import WIDTHS, VggEncoder

PHOTO = scene_picture(64)
DRAFT = {"quality": Quality.DRAFT}


def sentence(error: pytest.ExceptionInfo[StudioError]) -> str:
    """What the person reads; fails unless it is one sentence."""
    text = str(error.value)
    assert "\n" not in text
    assert text.endswith(".")
    return text


def bundle(
    studio: Studio, style: str = "waves", statistics: bytes | None = None, stamp: EncoderStamp | None = None
) -> None:
    """Makes a style that ships, without pixels, from a user's style."""
    own = studio.styles.get(style)
    values = StyleValues(title="Great Waves", encoder=stamp or own.encoder)
    data = own.statistics.read_bytes() if statistics is None else statistics
    write_style(studio.root / "bundled" / "great-waves", values, {STATISTICS: data})
    studio.styles.refresh()


def test_the_encoder_is_loaded_once_frozen_and_in_the_precision_asked(studio: Studio) -> None:
    encoder = studio.perception.encoder(ENCODER)
    assert studio.perception.encoder(ENCODER) is encoder
    half = studio.perception.encoder(ENCODER, torch.bfloat16)
    assert half is not encoder
    for network, dtype in ((encoder, torch.float32), (half, torch.bfloat16)):
        assert isinstance(network, nn.Module)
        assert not network.training
        assert all(p.dtype == dtype and not p.requires_grad for p in network.parameters())
    x = torch.rand(1, 3, 32, 32)
    for ours, theirs in zip(encoder(x), tiny_encoder()(x), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-2, atol=1e-2)  # it was exported in half precision


def test_damaged_weights_are_a_sentence(studio: Studio) -> None:
    path = studio.root / "models" / ENCODER / "weights.safetensors"
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"weights.safetensors is damaged") as error:
        studio.paint(PHOTO)
    sentence(error)


@pytest.mark.parametrize(
    "network",
    [
        {},
        SHAPE | {"depth": 5},
        SHAPE | {"wide": [8] * 4},
        SHAPE | {"wide": [16] * 5},
        SHAPE | {"wide": ["8"] * 5},
        SHAPE | {"wide": [8.0] * 5},
        SHAPE | {"wide": 8},
        SHAPE | {"wide": [-8] * 5},
        SHAPE | {"wide": [2**62] * 5},
        SHAPE | {"taps": [8] * 5},
        SHAPE | {"trunk": [8] * 4},
        SHAPE | {"trunk": "eight"},
    ],
    ids=str,
)
def test_weights_that_do_not_fit_the_manifest_are_a_sentence(studio: Studio, network: dict) -> None:
    install_encoder(studio.root / "models", network=network)
    studio.models.refresh()
    with pytest.raises(ModelError, match="weights of Tiny encoder do not fit its manifest") as error:
        studio.paint(PHOTO)
    sentence(error)


def test_a_model_that_is_no_encoder_cannot_be_one(studio: Studio) -> None:
    install_encoder(studio.root / "models", architecture="resnet")
    studio.models.refresh()
    with pytest.raises(UnknownChoiceError, match="Tiny encoder is not an encoder; choose atelier-encoder") as error:
        studio.paint(PHOTO)
    sentence(error)


def test_without_any_model_there_is_a_sentence(studio: Studio) -> None:
    empty = Studio(studio.root)
    empty.models = empty.perception.models = ModelStore([])
    with pytest.raises(UnknownChoiceError, match="no model is installed") as error:
        empty.paint(PHOTO)
    sentence(error)


def cut_short(data: bytes) -> bytes:
    return data[: len(data) // 2]


def one_channel_less(data: bytes) -> bytes:
    return save({"64/relu1_1/gram": torch.zeros(3)})


@pytest.mark.parametrize("spoil", [cut_short, one_channel_less, lambda _: b"", lambda data: data[::-1]])
def test_damaged_statistics_are_a_sentence(studio: Studio, spoil: Callable[[bytes], bytes]) -> None:
    bundle(studio, statistics=spoil(studio.styles.get("waves").statistics.read_bytes()))
    with pytest.raises(ModelError, match="'Great Waves' are damaged") as error:
        studio.paint(PHOTO, "great-waves")
    sentence(error)


def test_statistics_that_vanish_are_a_sentence(studio: Studio) -> None:
    bundle(studio)
    studio.grams("great-waves")
    studio.styles.get("great-waves").statistics.unlink()
    with pytest.raises(ModelError, match="'Great Waves' cannot be read") as error:
        studio.grams("great-waves")
    sentence(error)


def test_a_style_that_ships_needs_its_own_encoder(studio: Studio) -> None:
    bundle(studio, stamp=EncoderStamp(ENCODER, "b" * 64))
    with pytest.raises(ModelError, match="“Great Waves” belong to another encoder; install") as error:
        studio.paint(PHOTO, "great-waves")
    sentence(error)


def test_statistics_are_read_once(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    first = studio.grams()
    monkeypatch.setattr(perception, "read_statistics", None)
    for ours, theirs in zip(studio.grams(), first, strict=True):
        torch.testing.assert_close(ours, theirs)


def test_only_so_many_statistics_are_kept(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(perception, "KEPT_STATISTICS", 1)
    read = []
    original = perception.read_statistics
    monkeypatch.setattr(perception, "read_statistics", lambda path, *rest: read.append(path) or original(path, *rest))
    for style in ("waves", "waves", "dots", "dots", "waves"):
        studio.grams(style)
    assert [path.parent.name for path in read] == ["waves", "dots", "waves"]


@pytest.fixture
def other_encoder(studio: Studio) -> Studio:
    """The same styles after the encoder has been replaced by a newer one."""
    install_encoder(studio.root / "models", seed=1)
    return Studio(studio.root)


def test_a_users_style_is_measured_again_for_a_new_encoder(
    other_encoder: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = other_encoder.styles.get("waves")
    old = before.statistics.read_bytes()
    first = other_encoder.grams()
    after = other_encoder.styles.get("waves")
    assert after.encoder == other_encoder.perception.stamp(ENCODER) != before.encoder
    assert after.title == before.title
    assert after.statistics.read_bytes() != old
    expected = finish(other_encoder.perception.learn(waves())).at(64)
    for ours, theirs in zip(first, expected, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=2e-3, atol=1e-4)
    monkeypatch.setattr(perception, "measure", None)  # not a second time: not here, not in the next session
    for later in (other_encoder, Studio(other_encoder.root)):
        for ours, theirs in zip(later.grams(), first, strict=True):
            assert torch.equal(ours, theirs)


def test_the_first_painting_after_that_is_the_same_as_the_next(other_encoder: Studio, few_steps: None) -> None:
    assert other_encoder.paint(PHOTO, **DRAFT).digest == other_encoder.paint(PHOTO, **DRAFT).digest


def test_measuring_again_can_be_watched_and_stopped(other_encoder: Studio, few_steps: None) -> None:
    job = other_encoder.job(PHOTO, **DRAFT)
    steps = [next(job) for _ in range(3)]
    assert [step.note for step in steps] == ["preparing", "learning the style", "learning the style"]
    assert [step.done for step in steps] == [0, 0, 0]
    job.close()
    assert other_encoder.styles.get("waves").encoder != other_encoder.perception.stamp(ENCODER)
    assert other_encoder.paint(PHOTO, **DRAFT).width == 64


def test_a_users_picture_that_is_damaged_is_a_sentence(other_encoder: Studio) -> None:
    style = other_encoder.styles.get("waves")
    assert style.picture is not None
    style.picture.write_bytes(b"no picture")
    with pytest.raises(PictureError) as error:
        other_encoder.paint(PHOTO)
    sentence(error)


def test_another_picture_under_the_id_of_a_removed_style_is_another_style(studio: Studio) -> None:
    before = studio.grams("waves")
    studio.styles.remove("waves")
    assert studio.learn(dots(), "waves").id == "waves"
    after = studio.grams("waves")
    for ours, old, expected in zip(after, before, studio.grams("dots"), strict=True):
        assert torch.equal(ours, expected)
        assert not torch.equal(ours, old)


def small_vgg() -> nn.Sequential:
    """VGG-19's form with few inner channels: only the style layers are as wide as published."""
    torch.manual_seed(0)
    layers: list[nn.Module] = []
    channels, block = 3, 0
    for index in range(30):
        if index in (4, 9, 18, 27):
            layers.append(nn.MaxPool2d(2))
            block += 1
        elif layers and isinstance(layers[-1], nn.Conv2d):
            layers.append(nn.ReLU(inplace=True))
        else:
            first = not layers or isinstance(layers[-1], nn.MaxPool2d)
            width = WIDTHS[block] if first else 4
            layers.append(nn.Conv2d(channels, width, 3 if channels <= 4 else 1, padding=int(channels <= 4)))
            channels = width
    return nn.Sequential(*layers)


def test_without_its_weights_the_reference_is_not_available(studio: Studio) -> None:
    with pytest.raises(UnavailableError, match="VGG-19 is not installed; it needs a one-time download") as error:
        studio.paint(PHOTO, encoder=REFERENCE)
    sentence(error)


def test_the_reference_needs_the_painting_itself(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studio.perception.reference, "load_features", small_vgg)
    bundle(studio)
    with pytest.raises(UnavailableError, match="“Great Waves” comes without its pixels") as error:
        studio.paint(PHOTO, "great-waves", encoder=REFERENCE)
    assert "choose the Atelier encoder" in sentence(error)


def test_the_reference_paints_in_a_users_style(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, few_steps: None
) -> None:
    monkeypatch.setattr(studio.perception.reference, "load_features", small_vgg)
    files = snapshot(studio.styles.get("waves").folder)
    painted = studio.paint(PHOTO, encoder=REFERENCE, **DRAFT)
    assert isinstance(studio.perception.encoder(REFERENCE), VggEncoder)
    assert painted.digest != PHOTO.digest
    assert snapshot(studio.styles.get("waves").folder) == files  # its statistics stay those of our encoder
    monkeypatch.setattr(perception, "measure", None)
    assert studio.paint(PHOTO, encoder=REFERENCE, **DRAFT).digest == painted.digest
    assert [g.shape[0] for g in studio.perception.grams("waves", REFERENCE, 64)] == list(WIDTHS)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_stamp_is_the_weights_own(studio: Studio) -> None:
    stamp = studio.perception.stamp(ENCODER)
    assert stamp.id == ENCODER
    assert stamp.sha256 == studio.models.manifest(ENCODER).weights.sha256
    weights = studio.root / "models" / ENCODER / "weights.safetensors"
    state = load_file(weights)
    save_file({name: tensor * 2 for name, tensor in state.items()}, weights)
    with pytest.raises(ModelError, match="is damaged"):  # weights that do not bear the stamp are not used
        studio.perception.encoder(ENCODER)
