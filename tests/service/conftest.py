"""A service on fake engines that closes itself and is checked after every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot
from service_fakes import Bench, FakeEngine, Log

from studio.service import EngineSet, StudioService


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def open_bench(qtbot: QtBot) -> Iterator[Callable[..., Bench]]:
    """Opens services on the given engines (already started unless `start=False`); closes them after the test."""
    benches: list[Bench] = []

    def open_one(*, start: bool = True, load: Callable[[], EngineSet] | None = None, **engines: object) -> Bench:
        def load_fakes() -> EngineSet:
            return EngineSet(engines, "CPU, fake")  # type: ignore[arg-type]

        service = StudioService(load or load_fakes)
        benches.append(Bench(service, Log(service), qtbot))
        if start:
            service.start()
        return benches[-1]

    yield open_one
    for bench in benches:
        assert bench.service.shutdown(20.0)
        assert not bench.log.foreign_threads, "a signal came outside the UI thread"
        assert all(len(ends) == 1 for ends in bench.log.ends().values()), bench.log.ends()


@pytest.fixture
def bench(open_bench: Callable[..., Bench], engine: FakeEngine) -> Bench:
    """A started service with the fake engine."""
    return open_bench(fake=engine)
