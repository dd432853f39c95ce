"""What the artist chose to compute with reaches the engines, and a card's memory can be limited."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import torch

from studio import app
from studio.core.errors import UnavailableError
from studio.engines import catalogue, device
from studio.engines.device import Device, limit_memory
from studio.library.styles import StyleLibrary
from studio.ui.window.settings import DeviceSettings


@dataclass
class Card:
    total_memory: int = 8 << 30


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The shares of an invented graphics card of 8 GiB that this process is given."""
    found: list[float] = []
    card = Device(torch.device("cuda"), torch.float32, "Card")
    monkeypatch.setattr(device, "choose_device", lambda wanted: card)
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda _: Card())
    monkeypatch.setattr(torch.cuda, "set_per_process_memory_fraction", lambda share, _: found.append(share))
    return found


def test_a_limit_is_a_share_of_the_card(limits: list[float]) -> None:
    assert limit_memory("cuda", 2048)
    assert limits == [0.25]


def test_no_limit_is_all_of_it_and_more_than_there_is_too(limits: list[float]) -> None:
    assert limit_memory("cuda", 0)
    assert limit_memory("cuda", 1 << 20)
    assert limits == [1.0, 1.0]


def test_a_processor_has_nothing_to_limit() -> None:
    assert not limit_memory("cpu", 2048)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The devices that engines were made for; there is no graphics card."""
    made: list[str] = []

    def describe(wanted: str) -> str:
        if wanted == "cuda":
            raise UnavailableError("There is no card.")
        return f"the device {wanted}"

    def build(*_args: object, device: str) -> dict[str, object]:
        made.append(device)
        return {}

    monkeypatch.setattr(catalogue, "describe_device", describe)
    monkeypatch.setattr(catalogue, "build_engines", build)
    return made


def test_the_chosen_device_reaches_the_engines(asked: list[str], tmp_path: Path) -> None:
    library = StyleLibrary(tmp_path, tmp_path)
    assert app.load_installed_engines(library, DeviceSettings(device="cpu")).description == "the device cpu"
    assert asked == ["cpu"]


def test_a_card_that_is_gone_is_no_reason_to_stop(asked: list[str], tmp_path: Path) -> None:
    library = StyleLibrary(tmp_path, tmp_path)
    assert app.load_installed_engines(library, DeviceSettings(device="cuda")).description == "the device auto"
    assert asked == ["auto"]
