"""Live work: the newest wins, equal requests are skipped, jobs pause for it and go on."""

from __future__ import annotations

import time
from collections.abc import Callable

from service_fakes import Bench, FakeEngine, FakeRequest, FunctionEngine, Gate, picture

from studio.core.errors import ParameterError
from studio.core.step import Step

OpenBench = Callable[..., Bench]


def test_of_fifty_quick_requests_the_first_and_the_last_run_and_only_the_last_finishes(open_bench: OpenBench) -> None:
    gate, began, ended = Gate(), [], []

    def wait(request: FakeRequest):
        began.append(request.name)
        try:
            gate()
            yield Step(0.5)
        finally:
            ended.append(request.name)
        return request.name

    bench = open_bench(fake=FunctionEngine(wait))
    tickets = [bench.service.live(FakeRequest(0))]
    bench.until(gate.reached.is_set)
    tickets += [bench.service.live(FakeRequest(name)) for name in range(1, 50)]
    gate.open.set()
    bench.until_ended(*tickets)
    assert len(set(tickets)) == 50
    assert bench.log.ends() == {ticket: ["cancelled"] for ticket in tickets[:-1]} | {tickets[-1]: ["finished"]}
    assert began == ended == [0, 49]
    assert bench.log.of("finished")[0][1] == 49


def test_a_newer_request_stops_the_running_one_between_steps(bench: Bench, engine: FakeEngine) -> None:
    old = bench.service.live(FakeRequest("old", steps=2_000))
    bench.until(lambda: len(engine.steps) > 3)
    new = bench.service.live(FakeRequest("new"))
    done = len(engine.steps)
    bench.until_ended(old, new)
    assert engine.ended == ["old", "new"]
    assert engine.steps[done:].count("old") <= 1
    assert bench.log.ends() == {old: ["cancelled"], new: ["finished"]}


def test_an_identical_request_is_skipped_while_it_waits_runs_and_has_finished(open_bench: OpenBench) -> None:
    gate = Gate()

    def wait(request: FakeRequest):
        gate()
        yield Step(0.5)
        return request.name

    bench = open_bench(fake=FunctionEngine(wait), start=False)
    ticket = bench.service.live(FakeRequest("same"))
    assert bench.service.live(FakeRequest("same")) is None
    bench.service.start()
    bench.until(gate.reached.is_set)
    assert bench.service.live(FakeRequest("same")) is None
    gate.open.set()
    bench.until_ended(ticket)
    assert bench.service.live(FakeRequest("same")) is None
    other = bench.service.live(FakeRequest("other"))
    again = bench.service.live(FakeRequest("same"))  # the last request is another one now
    bench.until_ended(other, again)
    assert bench.log.ends()[again] == ["finished"]


def test_a_cancelled_or_failed_request_may_be_made_again(open_bench: OpenBench) -> None:
    failures = [ParameterError("Choose a smaller size.")]

    def fail_once(request: FakeRequest):
        yield Step(0.0)
        if failures:
            raise failures.pop()
        return request.name

    bench = open_bench(fake=FunctionEngine(fail_once))
    failing = bench.service.live(FakeRequest())
    bench.until_ended(failing)
    assert bench.service.is_current(failing)  # its sentence is news
    second = bench.service.live(FakeRequest())
    assert second is not None
    bench.service.cancel_live()
    third = bench.service.live(FakeRequest())
    assert third is not None
    bench.until_ended(second, third)
    assert bench.log.ends() == {failing: ["failed"], second: ["cancelled"], third: ["finished"]}


def test_is_current_names_the_newest_uncancelled_live_ticket_only(bench: Bench) -> None:
    job = bench.service.submit(FakeRequest("job"))
    old, new = bench.service.live(FakeRequest("old")), bench.service.live(FakeRequest("new"))
    assert [bench.service.is_current(ticket) for ticket in (job, old, new, 0)] == [False, False, True, False]
    bench.until_ended(new)
    assert bench.service.is_current(new)
    bench.service.cancel_live()
    assert not bench.service.is_current(new)
    assert bench.log.ends()[new] == ["finished"]


def test_live_work_goes_before_jobs_and_the_paused_job_then_finishes(open_bench: OpenBench) -> None:
    gate, steps = Gate(), []

    def run(request: FakeRequest):
        for index in range(20):
            if request.name == "job" and index == 6:
                gate()
            steps.append(request.name)
            yield Step(index / 20)
            time.sleep(0.004)
        return request.name

    bench = open_bench(fake=FunctionEngine(run))
    began = time.perf_counter()
    job, later = bench.service.submit(FakeRequest("job")), bench.service.submit(FakeRequest("later"))
    bench.until(gate.reached.is_set)
    live = bench.service.live(FakeRequest("live"))
    gate.open.set()
    bench.until_ended(job, live, later)
    wall_s = time.perf_counter() - began
    assert [args[:2] for args in bench.log.of("finished")] == [(live, "live"), (job, "job"), (later, "later")]
    # The step under way is done, then the job rests until the live work has finished; no step is lost or done twice.
    assert steps == ["job"] * 7 + ["live"] * 20 + ["job"] * 13 + ["later"] * 20
    seconds = {ticket: seconds for ticket, _, seconds in bench.log.of("finished")}
    assert seconds[job] + seconds[live] <= wall_s  # the pause is not the job's time


def test_a_paused_job_can_be_cancelled(open_bench: OpenBench) -> None:
    gate, closed = Gate(), []

    def run(request: FakeRequest):
        try:
            yield Step(0.0)
            if request.name == "live":
                gate()
            while request.name == "job":
                yield Step(0.5)
            return request.name
        finally:
            closed.append(request.name)

    bench = open_bench(fake=FunctionEngine(run))
    job = bench.service.submit(FakeRequest("job"))
    bench.until(lambda: bench.log.of("progressed"))
    live = bench.service.live(FakeRequest("live"))
    bench.until(gate.reached.is_set)
    bench.service.cancel(job)
    gate.open.set()
    bench.until_ended(job, live)
    assert bench.log.ends() == {job: ["cancelled"], live: ["finished"]}
    assert sorted(closed) == ["job", "live"]


def test_a_result_that_has_been_overtaken_on_its_way_is_not_shown(open_bench: OpenBench) -> None:
    finished = []

    def run(request: FakeRequest):
        yield Step(0.5, preview=lambda: picture(0.5))
        finished.append(request.name)
        return request.name

    bench = open_bench(fake=FunctionEngine(run))
    bench.until(lambda: bench.log.of("ready"))
    old = bench.service.live(FakeRequest("old"))
    wait_without_event_loop(lambda: finished)  # the event loop does not run: everything of "old" lies in the mail
    new = bench.service.live(FakeRequest("new"))
    bench.until_ended(new)
    assert bench.log.story(old) == ["cancelled"]
    assert [args[0] for args in bench.log.of("previewed")] in ([], [new])


def test_no_frame_of_a_superseded_ticket_is_ever_emitted(open_bench: OpenBench) -> None:
    def run(request: FakeRequest):
        for index in range(30):
            yield Step(index / 30, str(request.name), preview=lambda: picture(0.25))
        return request.name

    bench = open_bench(fake=FunctionEngine(run))
    stale: list[tuple] = []
    for name in ("started", "progressed", "previewed", "finished"):
        getattr(bench.service, name).connect(
            lambda ticket, *_, name=name: None if bench.service.is_current(ticket) else stale.append((name, ticket))
        )
    tickets = []
    for name in range(60):
        tickets.append(bench.service.live(FakeRequest(name)))
        bench.bot.wait(name % 7)
    bench.until_ended(*tickets)
    assert stale == []
    assert bench.log.ends()[tickets[-1]] == ["finished"]


def wait_without_event_loop(condition: Callable[[], object]) -> None:
    for _ in range(10_000):
        if condition():
            time.sleep(0.05)
            return
        time.sleep(0.002)
    raise AssertionError("it never happened")
