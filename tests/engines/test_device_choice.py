from __future__ import annotations

from pathlib import Path

import pytest
import torch
from engine_makers import Studio

from studio.core.apply import ApplyRequest
from studio.core.chain import ChainRequest
from studio.core.errors import UnavailableError, UnknownChoiceError
from studio.core.generate import GenerateRequest, MapRequest, TraceRequest, VariationsRequest
from studio.core.request import InstantRequest, LearnStyleRequest, StylizeRequest, TilesRequest
from studio.engines.catalogue import build_engines, describe_device
from studio.engines.device import choose_device
from studio.library.models import ModelStore
from studio.library.styles import StyleLibrary


@pytest.fixture
def no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)


def test_an_unknown_device_is_a_sentence() -> None:
    with pytest.raises(UnknownChoiceError, match="no device called 'gpu'; choose auto, cpu, cuda or mps"):
        choose_device("gpu")


@pytest.mark.parametrize("wanted", ["cuda", "mps"])
def test_a_device_that_is_not_here_is_a_sentence(no_gpu: None, wanted: str) -> None:
    with pytest.raises(UnavailableError, match="choose the device auto or cpu"):
        choose_device(wanted)


def test_without_a_gpu_the_processor_is_used(no_gpu: None) -> None:
    chosen = choose_device()
    assert chosen == choose_device("cpu")
    assert chosen.device.type == "cpu"
    assert chosen.name.startswith("CPU, ")
    assert ("bf16" in chosen.name) == (chosen.precision == torch.bfloat16)
    assert describe_device("cpu") == chosen.name


@pytest.mark.parametrize(
    ("capability", "bf16", "precision"),
    [("AVX2", True, torch.float32), ("AVX512", False, torch.float32), ("AVX512", True, torch.bfloat16)],
)
def test_half_precision_is_used_where_the_processor_has_it(
    monkeypatch: pytest.MonkeyPatch, capability: str, bf16: bool, precision: torch.dtype
) -> None:
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: capability)
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: bf16)
    assert choose_device("cpu").precision == precision


@pytest.mark.parametrize(("bf16", "precision"), [(True, torch.bfloat16), (False, torch.float32)])
def test_a_graphics_card_never_runs_in_fp16(
    monkeypatch: pytest.MonkeyPatch, bf16: bool, precision: torch.dtype
) -> None:
    """Sums over all pixels leave float16's range."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda including_emulation: bf16 or including_emulation)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "A card")
    for wanted in ("auto", "cuda"):
        chosen = choose_device(wanted)
        assert (chosen.device.type, chosen.precision, chosen.name) == ("cuda", precision, "A card")


def test_the_engines_answer_their_requests_and_load_nothing_yet(tmp_path: Path) -> None:
    engines = build_engines(StyleLibrary(tmp_path / "none", tmp_path / "none"), ModelStore([]), "cpu")
    requests = (StylizeRequest, InstantRequest, TilesRequest, LearnStyleRequest)
    requests += (GenerateRequest, VariationsRequest, TraceRequest, MapRequest, ChainRequest, ApplyRequest)
    assert set(engines) == {r.engine for r in requests}


def test_the_engines_are_wired_as_the_tests_wire_them(studio: Studio, few_steps: None) -> None:
    engine = build_engines(studio.styles, studio.models, "cpu")[StylizeRequest.engine]
    assert engine.load_style.__func__ is type(studio.perception).style  # type: ignore[attr-defined]
