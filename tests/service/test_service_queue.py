"""The job queue: first in, first out, also before the engines are there and when they never come."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from service_fakes import Bench, FakeEngine, FakeRequest, FunctionEngine, Gate

from studio.core.errors import UnavailableError
from studio.core.step import Step
from studio.service import EngineSet

OpenBench = Callable[..., Bench]
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel about threads")


def test_jobs_run_in_the_order_they_came(bench: Bench, engine: FakeEngine) -> None:
    tickets = [bench.service.submit(FakeRequest(name)) for name in range(6)]
    bench.until_ended(*tickets)
    assert [args[:2] for args in bench.log.of("finished")] == list(zip(tickets, range(6), strict=True))
    assert engine.began == engine.ended == list(range(6))
    assert [args[0] for args in bench.log.of("started")] == tickets


def test_a_ticket_starts_reports_and_finishes_in_that_order(open_bench: OpenBench) -> None:
    heard = threading.Semaphore(0)

    def run(request: FakeRequest):
        for index in range(2):
            yield Step(index / 2, f"step {index}")
            assert heard.acquire(timeout=60)
        return request.name

    bench = open_bench(fake=FunctionEngine(run))
    bench.service.progressed.connect(lambda *_: heard.release())
    ticket = bench.service.submit(FakeRequest())
    bench.until_ended(ticket)
    assert bench.log.story(ticket) == ["started", "progressed", "progressed", "finished"]
    assert bench.log.of("progressed") == [(ticket, 0.0, "step 0"), (ticket, 0.5, "step 1")]


def test_everything_runs_in_one_thread_that_is_not_this_one(bench: Bench, engine: FakeEngine) -> None:
    first, second = bench.service.submit(FakeRequest(steps=500)), bench.service.submit(FakeRequest(1))
    bench.until(lambda: engine.steps)
    bench.service.cancel(first)
    bench.until_ended(first, second)
    assert len(engine.threads) == 1
    assert threading.get_ident() not in engine.threads


@ON_LINUX
def test_the_worker_lets_the_pen_go_first(open_bench: OpenBench) -> None:
    def run(request: FakeRequest):
        yield Step(0.5)
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    bench = open_bench(fake=FunctionEngine(run))
    ticket = bench.service.submit(FakeRequest())
    bench.until_ended(ticket)
    assert bench.log.of("finished")[0][1] == min(19, os.getpriority(os.PRIO_PROCESS, 0) + 5)


def test_the_length_of_the_queue_is_told(open_bench: OpenBench) -> None:
    gate = Gate()

    def wait(request: FakeRequest):
        gate()
        yield Step(0.5)
        return request.name

    bench = open_bench(fake=FunctionEngine(wait))
    tickets = [bench.service.submit(FakeRequest(name)) for name in range(3)]
    bench.until(lambda: bench.log.of("queue_changed")[-1:] == [(2,)])
    tickets.append(bench.service.submit(FakeRequest("one more")))
    bench.until(lambda: bench.log.of("queue_changed")[-1:] == [(3,)])
    bench.service.cancel(tickets[1])
    bench.until(lambda: bench.log.of("queue_changed")[-1:] == [(2,)])
    gate.open.set()
    bench.until_ended(*tickets)
    bench.until(lambda: bench.log.of("queue_changed")[-1:] == [(0,)])


def test_work_waits_until_the_engines_are_loaded(open_bench: OpenBench, engine: FakeEngine) -> None:
    gate, loaders = Gate(), []

    def load() -> EngineSet:
        loaders.append(threading.get_ident())
        gate()
        return EngineSet({"fake": engine}, "CPU, 2 cores")

    bench = open_bench(load=load, start=False)
    early, dropped = bench.service.submit(FakeRequest("early")), bench.service.submit(FakeRequest("dropped"))
    bench.settle()
    assert not loaders
    bench.service.start()
    bench.service.start()  # once is enough
    bench.until(gate.reached.is_set)
    bench.service.cancel(dropped)
    bench.until_ended(dropped)  # needs no engine
    gate.open.set()
    bench.until_ended(early)
    assert bench.log.of("ready") == [("CPU, 2 cores",)]
    assert len(loaders) == 1
    assert loaders[0] != threading.get_ident()
    assert engine.began == ["early"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (UnavailableError("PyTorch is not installed; run the installer again."), "PyTorch is not installed; run the"),
        (ImportError("libc10.so: no such file\nsecond line"), "could not be loaded (ImportError: libc10.so: no such"),
        (SystemExit(3), "could not be loaded (SystemExit: 3)"),
    ],
)
def test_without_engines_every_request_fails_with_the_reason(
    open_bench: OpenBench, error: BaseException, sentence: str
) -> None:
    def load() -> EngineSet:
        raise error

    bench = open_bench(load=load, start=False)
    early = bench.service.submit(FakeRequest())
    bench.service.start()
    bench.until(lambda: bench.log.of("unavailable"))
    live = bench.service.live(FakeRequest())
    assert live is not None
    bench.until_ended(early, live)
    (told,) = bench.log.of("unavailable")[0]
    assert sentence in told
    assert "\n" not in told
    assert sorted(bench.log.of("failed")) == [(early, told), (live, told)]
    assert not bench.log.of("ready")


def test_an_unknown_engine_is_one_sentence(open_bench: OpenBench, engine: FakeEngine) -> None:
    bench = open_bench(other=engine)
    ticket = bench.service.submit(FakeRequest())
    bench.until_ended(ticket)
    assert bench.log.of("failed") == [(ticket, "There is no engine “fake” here; choose another one.")]


@ON_LINUX
def test_an_idle_service_does_not_wake_up(open_bench: OpenBench) -> None:
    def run(request: FakeRequest):
        yield Step(0.5)
        return threading.get_native_id()

    bench = open_bench(fake=FunctionEngine(run))
    ticket = bench.service.submit(FakeRequest())
    bench.until_ended(ticket)
    status = Path(f"/proc/self/task/{bench.log.of('finished')[0][1]}/status")

    def switches() -> list[str]:
        return [line for line in status.read_text().splitlines() if "ctxt_switches" in line]

    assert len(switches()) == 2
    for _ in range(50):  # a busy machine may take a while until the worker has come to rest
        before = switches()
        time.sleep(0.3)
        if switches() == before:
            return
    pytest.fail(f"the worker keeps waking up: {before} -> {switches()}")
