"""Work aside: after live work, before jobs, the newest of each engine wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from service_fakes import Bench, FakeEngine, FakeRequest, FunctionEngine, Gate

from studio.core.step import Step

OpenBench = Callable[..., Bench]


@dataclass(frozen=True)
class OtherRequest(FakeRequest):
    engine: ClassVar[str] = "other"


def noting_engine(steps: list[str], gate: Gate, held: str, at: int) -> FunctionEngine:
    """Ten steps for every request, noted in `steps`; the request called `held` waits at the gate before step `at`."""

    def run(request: FakeRequest):
        for index in range(10):
            if request.name == held and index == at:
                gate()
            steps.append(request.name)
            yield Step(index / 10)
        return request.name

    return FunctionEngine(run)


def test_live_work_goes_first_then_work_aside_then_jobs(open_bench: OpenBench) -> None:
    gate, steps = Gate(), []
    bench = open_bench(fake=noting_engine(steps, gate, "job", 3))
    job, later = bench.service.submit(FakeRequest("job")), bench.service.submit(FakeRequest("later"))
    bench.until(gate.reached.is_set)
    aside = bench.service.aside(FakeRequest("aside"))
    live = bench.service.live(FakeRequest("live"))
    gate.open.set()
    bench.until_ended(job, later, aside, live)
    assert steps == ["job"] * 4 + ["live"] * 10 + ["aside"] * 10 + ["job"] * 6 + ["later"] * 10
    assert [args[0] for args in bench.log.of("finished")] == [live, aside, job, later]


def test_work_aside_pauses_for_live_work_and_goes_on(open_bench: OpenBench) -> None:
    gate, steps = Gate(), []
    bench = open_bench(fake=noting_engine(steps, gate, "aside", 2))
    aside = bench.service.aside(FakeRequest("aside"))
    bench.until(gate.reached.is_set)
    live = bench.service.live(FakeRequest("live"))
    assert bench.service.is_current(live)
    gate.open.set()
    bench.until_ended(aside, live)
    assert steps == ["aside"] * 3 + ["live"] * 10 + ["aside"] * 7


def test_newer_work_aside_replaces_that_of_the_same_engine_only(open_bench: OpenBench) -> None:
    engine, other = FakeEngine(), FakeEngine()
    bench = open_bench(fake=engine, other=other)
    old = bench.service.aside(FakeRequest("old", steps=5_000))
    bench.until(lambda: engine.steps)
    beside = bench.service.aside(OtherRequest("beside"))
    never, new = bench.service.aside(FakeRequest("never")), bench.service.aside(FakeRequest("new"))
    bench.until_ended(old, beside, never, new)
    assert bench.log.ends() == {
        old: ["cancelled"], beside: ["finished"], never: ["cancelled"], new: ["finished"],
    }  # fmt: skip
    assert engine.began == engine.ended == ["old", "new"]


def test_work_aside_leaves_live_work_and_jobs_alone(bench: Bench, engine: FakeEngine) -> None:
    job, live = bench.service.submit(FakeRequest("job")), bench.service.live(FakeRequest("live"))
    aside = bench.service.aside(FakeRequest("aside"))
    bench.service.cancel_live()
    bench.until_ended(job, live, aside)
    assert bench.log.ends() == {job: ["finished"], live: ["cancelled"], aside: ["finished"]}
    assert bench.log.of("queue_changed")[-1:] in ([], [(0,)]), "work aside does not count as waiting"


def test_work_aside_ends_with_the_service(bench: Bench, engine: FakeEngine) -> None:
    first = bench.service.aside(FakeRequest("first", steps=5_000))
    bench.until(lambda: engine.steps)
    assert bench.service.shutdown(60)
    late = bench.service.aside(FakeRequest("late"))
    bench.until_ended(late)
    assert bench.log.ends() == {first: ["cancelled"], late: ["cancelled"]}
    assert engine.began == engine.ended == ["first"]


def test_what_waits_is_known_at_once(open_bench: OpenBench) -> None:
    gate = Gate()

    def wait(request: FakeRequest):
        gate()
        yield Step(0.5)

    bench = open_bench(fake=FunctionEngine(wait), start=False)
    job, live = bench.service.submit(FakeRequest("job")), bench.service.live(FakeRequest("live"))
    assert bench.service.is_waiting(live)
    bench.service.start()
    assert gate.reached.wait(60)  # no event loop runs: `started` has not been emitted
    assert not bench.service.is_waiting(live)
    assert bench.service.is_waiting(job)
    assert not bench.service.is_waiting(12_345)
    gate.open.set()
    bench.until_ended(job, live)
    assert not bench.service.is_waiting(job)
