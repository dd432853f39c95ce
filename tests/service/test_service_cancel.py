"""Cancelling and closing: within one step, exactly one end, no thread left."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from service_fakes import Bench, FakeEngine, FakeRequest, FunctionEngine, Gate, picture

from studio.core.step import Step

OpenBench = Callable[..., Bench]


def test_a_running_job_stops_within_one_step(bench: Bench, engine: FakeEngine) -> None:
    job = bench.service.submit(FakeRequest("job", steps=5_000, pause_s=0.01))
    bench.until(lambda: len(engine.steps) > 2)
    bench.service.cancel(job)
    done = len(engine.steps)
    bench.until_ended(job)
    assert engine.ended == ["job"]
    assert len(engine.steps) <= done + 1
    assert bench.log.ends() == {job: ["cancelled"]}


def test_after_cancel_nothing_but_cancelled_comes(open_bench: OpenBench) -> None:
    gate, rendered = Gate(), []

    def run(request: FakeRequest):
        gate()
        yield Step(0.5, "too late", preview=lambda: rendered.append(1) or picture(0.5))
        return request.name

    bench = open_bench(fake=FunctionEngine(run))
    ticket = bench.service.submit(FakeRequest())
    bench.until(gate.reached.is_set)
    bench.until(lambda: bench.log.of("started"))
    bench.service.cancel(ticket)
    bench.service.cancel(ticket)  # once is enough
    gate.open.set()
    bench.until_ended(ticket)
    bench.settle()
    assert bench.log.story(ticket) == ["started", "cancelled"]
    assert not rendered


def test_waiting_jobs_are_cancelled_at_once_and_never_run(open_bench: OpenBench, engine: FakeEngine) -> None:
    bench = open_bench(fake=engine, start=False)
    first = bench.service.submit(FakeRequest("first"))
    second, third = bench.service.submit(FakeRequest("second")), bench.service.submit(FakeRequest("third"))
    bench.service.cancel(second)
    bench.until_ended(second)  # needs no worker
    bench.service.start()
    bench.until_ended(first, third)
    assert engine.began == ["first", "third"]


def test_cancel_all_ends_jobs_and_live_work(bench: Bench, engine: FakeEngine) -> None:
    tickets = [bench.service.submit(FakeRequest(name, steps=5_000)) for name in range(4)]
    bench.until(lambda: engine.steps)
    tickets.append(bench.service.live(FakeRequest("live", steps=5_000)))
    bench.until(lambda: "live" in engine.steps)
    bench.service.cancel_all()
    bench.until_ended(*tickets)
    assert bench.log.ends() == {ticket: ["cancelled"] for ticket in tickets}
    assert sorted(map(str, engine.ended)) == ["0", "live"]


def test_cancel_live_leaves_jobs_alone(bench: Bench, engine: FakeEngine) -> None:
    live = bench.service.live(FakeRequest("live", steps=5_000))
    job = bench.service.submit(FakeRequest("job"))
    bench.until(lambda: engine.steps)
    bench.service.cancel_live()
    bench.until_ended(live, job)
    assert bench.log.ends() == {live: ["cancelled"], job: ["finished"]}


def test_tickets_that_ended_or_never_were_may_be_cancelled(bench: Bench) -> None:
    ticket = bench.service.submit(FakeRequest())
    bench.until_ended(ticket)
    bench.service.cancel(ticket)
    bench.service.cancel(12_345)
    bench.settle()
    assert bench.log.ends() == {ticket: ["finished"]}


def test_a_slot_may_ask_for_more_and_open_a_loop_of_its_own(bench: Bench) -> None:
    """A dialog in a slot runs the event loop: later signals must arrive inside it, and in order."""
    inner: list[list[str]] = []

    def dialog(ticket: int, *_: object) -> None:
        if not inner:
            inner.append([])
            following = bench.service.submit(FakeRequest("from the dialog", steps=0))
            bench.until_ended(following)
            inner[0] += bench.log.story(following)

    bench.service.finished.connect(dialog)
    tickets = [bench.service.submit(FakeRequest(name, steps=0)) for name in range(3)]
    bench.until_ended(*tickets)
    assert inner == [["started", "finished"]]
    assert [result for _, result, _ in bench.log.of("finished")] == [0, 1, 2, "from the dialog"]


def test_an_engine_that_cannot_be_closed_is_cancelled_all_the_same(
    open_bench: OpenBench, caplog: pytest.LogCaptureFixture
) -> None:
    def stubborn(request: FakeRequest):
        while request.name != "good":
            try:
                yield Step(0.5)
            except GeneratorExit:
                raise OSError("the scratch file is gone") from None
        yield Step(0.9)
        return request.name

    bench = open_bench(fake=FunctionEngine(stubborn))
    ticket = bench.service.submit(FakeRequest("breaks"))
    bench.until(lambda: bench.log.of("progressed"))
    bench.service.cancel(ticket)
    good = bench.service.submit(FakeRequest("good"))
    bench.until_ended(ticket, good)
    assert bench.log.ends() == {ticket: ["cancelled"], good: ["finished"]}
    assert "the scratch file is gone" in caplog.text


def test_shutdown_while_busy_ends_every_ticket_before_it_returns(bench: Bench, engine: FakeEngine) -> None:
    tickets = [bench.service.submit(FakeRequest(name, steps=5_000)) for name in range(3)]
    bench.until(lambda: engine.steps)
    tickets.append(bench.service.live(FakeRequest("live", steps=5_000)))
    assert bench.service.shutdown(60)
    assert bench.log.ends() == {ticket: ["cancelled"] for ticket in tickets}
    assert set(engine.began) == set(engine.ended)
    assert bench.service.shutdown()
    late, live = bench.service.submit(FakeRequest("late")), bench.service.live(FakeRequest("late"))
    bench.until_ended(late, live)
    assert not bench.service.is_current(live)
    bench.service.start()  # does not come back
    bench.settle()
    assert bench.log.ends() == {ticket: ["cancelled"] for ticket in [*tickets, late, live]}
    assert "late" not in engine.began


def test_shutdown_before_start_ends_what_waits(open_bench: OpenBench, engine: FakeEngine) -> None:
    bench = open_bench(fake=engine, start=False)
    ticket = bench.service.submit(FakeRequest())
    assert bench.service.shutdown()
    assert bench.log.ends() == {ticket: ["cancelled"]}


def test_a_step_that_does_not_come_back_leaves_shutdown_in_time(open_bench: OpenBench) -> None:
    gate, closed = Gate(), []

    def stuck(request: FakeRequest):
        try:
            yield Step(0.1)
            gate()
            yield Step(0.9, "too late", preview=lambda: picture(0.5))
            return request.name
        finally:
            closed.append(request.name)

    bench = open_bench(fake=FunctionEngine(stuck))
    tickets = [bench.service.submit(FakeRequest("stuck")), bench.service.submit(FakeRequest("waits"))]
    bench.until(gate.reached.is_set)
    began = time.monotonic()
    assert not bench.service.shutdown(0.2)
    assert 0.15 < time.monotonic() - began < 10
    assert bench.log.ends() == {ticket: ["cancelled"] for ticket in tickets}
    heard = len(bench.log.entries)
    gate.open.set()
    assert bench.service.shutdown(20)
    bench.settle()
    assert closed == ["stuck"]
    assert len(bench.log.entries) == heard
