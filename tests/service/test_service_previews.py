"""Previews and progress: one slot each, paced, the latest wins, and rendering costs a small share of the time."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

from service_fakes import Bench, FakeRequest, FunctionEngine, Gate, picture

from studio.core.step import Step
from studio.service.desk import Desk
from studio.service.events import Cancelled, Finished, Previewed, Started
from studio.service.pace import Pace

OpenBench = Callable[..., Bench]


class Clock:
    """A clock that the test winds."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_of_five_thousand_previews_few_are_rendered_and_the_result_arrives(open_bench: OpenBench) -> None:
    rendered: list[int] = []
    undelivered: list[int] = []

    def run(request: FakeRequest):
        for index in range(5_000):
            if index % 50 == 0:
                time.sleep(0.005)

            def look(index: int = index):
                rendered.append(index)
                undelivered.append(len(rendered) - len(bench.log.of("previewed")))
                return picture(index / 5_000, size=256)

            yield Step(index / 5_000, f"step {index}", preview=look)
        return picture(1.0)

    bench = open_bench(fake=FunctionEngine(run))
    began = time.monotonic()
    ticket = bench.service.submit(FakeRequest())
    bench.until_ended(ticket)
    allowed = (time.monotonic() - began) / 0.05 + 2
    frames = [frame.pixels[0, 0, 0] for _, frame in bench.log.of("previewed")]
    assert 1 <= len(frames) <= len(rendered) <= allowed < 1_000
    assert frames == sorted(frames)
    assert max(undelivered) <= 2  # the one being rendered, and the one that a slot is looking at: memory is bounded
    assert len(bench.log.of("progressed")) <= allowed
    assert bench.log.of("finished")[0][1].pixels[0, 0, 0] == 1.0
    assert bench.log.story(ticket)[-1] == "finished"


def test_while_the_window_is_busy_one_frame_waits_and_no_other_is_rendered(open_bench: OpenBench) -> None:
    rendered, done = [], []

    def run(request: FakeRequest):
        for index in range(20):
            time.sleep(0.01)
            yield Step(index / 20, preview=lambda: rendered.append(1) or picture(0.5))
        done.append(1)
        yield Step(1.0)
        return None

    bench = open_bench(fake=FunctionEngine(run))
    ticket = bench.service.submit(FakeRequest())
    for _ in range(5_000):  # no event loop: the window is busy
        if done:
            break
        time.sleep(0.002)
    assert rendered == [1]
    bench.until_ended(ticket)


def test_the_newest_progress_is_shown_even_if_a_long_step_follows(open_bench: OpenBench) -> None:
    gate = Gate()

    def run(request: FakeRequest):
        for index in range(200):
            yield Step(index / 200, f"step {index}")
        gate()
        return None

    bench = open_bench(fake=FunctionEngine(run))
    ticket = bench.service.submit(FakeRequest())
    bench.until(lambda: (ticket, 199 / 200, "step 199") in bench.log.of("progressed"))
    assert len(bench.log.of("progressed")) < 20
    gate.open.set()
    bench.until_ended(ticket)


def test_dear_previews_take_a_small_share_of_the_time(open_bench: OpenBench) -> None:
    looking: list[float] = []

    def look():
        began = time.perf_counter()
        time.sleep(0.03)
        looking.append(time.perf_counter() - began)
        return picture(0.5)

    def run(request: FakeRequest):
        for index in range(150):
            time.sleep(0.005)
            yield Step(index / 150, preview=look)
        return None

    bench = open_bench(fake=FunctionEngine(run))
    ticket = bench.service.submit(FakeRequest())
    bench.until_ended(ticket)
    (_, _, seconds), *_ = bench.log.of("finished")
    assert len(looking) >= 2
    assert sum(looking) < 0.25 * seconds  # 0.15 in the long run; the first one is free


def test_the_pace_keeps_gap_and_share() -> None:
    clock = Clock()
    pace = Pace(gap_s=0.05, share=0.15, clock=clock)
    assert pace.due()
    with pace.measured():
        clock.now += 0.003  # cheap: the gap decides
    clock.now = 100.049
    assert not pace.due()
    assert not pace.due(first=True)
    clock.now = 100.051
    assert pace.due()
    with contextlib.suppress(ValueError), pace.measured():
        clock.now += 0.3  # dear, although it fails: the share decides
        raise ValueError
    clock.now += 1.6
    assert not pace.due()
    assert pace.due(first=True)  # somebody has just moved a slider
    clock.now += 0.2
    assert pace.due()


def test_each_bell_rings_once_until_somebody_comes() -> None:
    rings = {"mail": 0, "progress": 0}

    def ring(name: str) -> Callable[[], None]:
        def bell() -> None:
            rings[name] += 1

        return bell

    desk = Desk()
    desk.connect(ring("mail"), ring("progress"))
    ticket = desk.submit(FakeRequest())
    work = desk.next_work()
    assert work is not None
    for index in range(1_000):
        desk.report(work, index / 1_000, "")
        if desk.wants_preview(work):
            desk.show(work, picture(index / 1_000))
    assert rings == {"mail": 1, "progress": 1}
    desk.mail_seen()
    desk.progress_seen()
    assert desk.fetch() == Started(ticket)
    assert isinstance(frame := desk.fetch(), Previewed)
    assert frame.picture.pixels[0, 0, 0] == 0.0
    assert desk.fetch() is None
    assert desk.fetch_progress().done == 0.999
    assert desk.fetch_progress() is None
    desk.show(work, picture(0.7))
    desk.cancel(ticket)
    assert desk.fetch() is None  # the frame is stale now
    desk.end(work, Finished(ticket, "result", 1.0))
    assert rings["mail"] == 2
    assert desk.fetch() == Cancelled(ticket)
    desk.show(work, picture(0.8))
    desk.report(work, 1.0, "")
    assert desk.fetch() is None
    assert desk.fetch_progress() is None
