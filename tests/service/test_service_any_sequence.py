"""Whatever is asked in whatever order: every ticket ends exactly once, and nothing follows its end."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot
from service_fakes import FakeRequest, FunctionEngine, Log, picture

from studio.core.errors import ParameterError
from studio.core.step import Step
from studio.service import EngineSet, StudioService

names = st.integers(0, 3)
steps = st.sampled_from([0, 1, 4, 30])
orders = st.lists(
    st.one_of(
        st.tuples(st.just("submit"), names, steps),
        st.tuples(st.just("live"), names, steps),
        st.tuples(st.just("aside"), names, steps),
        st.tuples(st.just("cancel"), st.integers(0, 12)),
        st.tuples(st.just("cancel_live")),
        st.tuples(st.just("cancel_all")),
        st.tuples(st.just("process"), st.sampled_from([0, 1, 5])),
        st.tuples(st.just("sleep"), st.sampled_from([0.0, 0.002])),
    ),
    max_size=25,
)


def run(request: FakeRequest):
    """Name 3 fails, the others finish; every third step takes a moment."""
    for index in range(request.steps):
        if index % 3 == 2:
            time.sleep(0.0005)
        yield Step(index / request.steps, preview=lambda: picture(0.5))
    if request.name == 3:
        raise ParameterError("Choose another number.")
    return request.name


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])  # qtbot only waits
@given(orders=orders, wait_for_the_end=st.booleans())
def test_every_ticket_ends_exactly_once(qtbot: QtBot, orders: list[tuple], wait_for_the_end: bool) -> None:
    service = StudioService(lambda: EngineSet({"fake": FunctionEngine(run)}, "CPU"))
    log = Log(service)
    service.start()
    asked: dict[int, FakeRequest] = {}
    try:
        for order, *arguments in orders:
            if order in ("submit", "live", "aside"):
                request = FakeRequest(*arguments)
                ticket = getattr(service, order)(request)
                if ticket is not None:
                    assert ticket not in asked
                    asked[ticket] = request
            elif order == "process":
                qtbot.wait(arguments[0])
            elif order == "sleep":
                time.sleep(arguments[0])
            else:
                getattr(service, order)(*arguments)
        if wait_for_the_end:
            qtbot.waitUntil(lambda: len(log.ends()) == len(asked), timeout=60_000)
    finally:
        assert service.shutdown(20.0)
    assert log.ends().keys() == asked.keys()
    for ticket, ends in log.ends().items():
        assert len(ends) == 1
        story = log.story(ticket)
        assert story[-1] == ends[0]
        assert story == ["cancelled"] or story[0] == "started"
        assert story.count("started") <= 1
        assert ends != ["finished"] or asked[ticket].name != 3
        assert ends != ["failed"] or asked[ticket].name == 3
    assert all(asked[ticket].name == result for ticket, result, _ in log.of("finished"))
    assert [args[0] for args in log.of("queue_changed")][-1:] in ([], [0])
    assert not log.foreign_threads
