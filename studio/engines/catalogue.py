"""All engines, made for one device. Called in the worker thread: importing this loads torch."""

from __future__ import annotations

from studio.core.apply import ApplyRequest
from studio.core.chain import ChainRequest
from studio.core.generate import GenerateRequest, MapRequest, TraceRequest, VariationsRequest
from studio.core.request import InstantRequest, LearnStyleRequest, StylizeRequest, TilesRequest
from studio.core.step import Engine
from studio.engines.apply import ApplyEngine
from studio.engines.chain import ChainEngine
from studio.engines.device import choose_device
from studio.engines.gatys import GatysEngine
from studio.engines.generate import GenerateEngine, VariationsEngine
from studio.engines.instant import InstantEngine
from studio.engines.learn_style import LearnStyleEngine
from studio.engines.maps import MapEngine
from studio.engines.perception import Perception
from studio.engines.tiles import TilesEngine
from studio.engines.trace import TraceEngine
from studio.library.models import ModelStore
from studio.library.styles import StyleLibrary


def build_engines(styles: StyleLibrary, models: ModelStore, device: str = "auto") -> dict[str, Engine]:
    """The engines by the id that requests name. Weights are loaded when an engine first needs them."""
    perception = Perception(styles, models, choose_device(device))
    instant = InstantEngine(perception)
    generate = GenerateEngine(models, perception.device)
    engines: dict[str, Engine] = {
        StylizeRequest.engine: GatysEngine(
            perception.encoder, perception.style, perception.device, instant=instant.run
        ),
        InstantRequest.engine: instant,
        TilesRequest.engine: TilesEngine(instant),
        LearnStyleRequest.engine: LearnStyleEngine(perception),
        GenerateRequest.engine: generate,
        VariationsRequest.engine: VariationsEngine(generate),
        TraceRequest.engine: TraceEngine(perception.device),
        MapRequest.engine: MapEngine(models, perception.device),
    }
    chains = ChainEngine(engines, models)
    return engines | {ChainRequest.engine: chains, ApplyRequest.engine: ApplyEngine(chains, styles, models)}


def describe_device(device: str = "auto") -> str:
    """The device's name for the status line."""
    return choose_device(device).name
