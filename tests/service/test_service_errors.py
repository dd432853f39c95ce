"""Whatever an engine raises becomes one sentence, the log gets the rest, and the next job runs."""

from __future__ import annotations

import gc
import logging
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from service_fakes import Bench, FakeRequest, FunctionEngine, picture

from studio.core.errors import OutOfMemoryError, ParameterError
from studio.core.step import Step
from studio.service.sentences import OUT_OF_MEMORY, failure_sentence, log

OpenBench = Callable[..., Bench]


class FakeTorchOutOfMemoryError(RuntimeError):
    """Stands where torch has its own class."""


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "studio.log"
    handler = logging.FileHandler(path, encoding="utf-8")
    logging.getLogger("studio").addHandler(handler)
    yield path
    logging.getLogger("studio").removeHandler(handler)
    handler.close()


def fail_with(error: BaseException) -> FunctionEngine:
    """An engine that raises `error` after a step, except for the request named "good"."""

    def run(request: FakeRequest):
        yield Step(0.3)
        if request.name != "good":
            raise error
        return "good result"

    return FunctionEngine(run)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ParameterError("The size must be 64 to 4096."), "The size must be 64 to 4096."),
        (OutOfMemoryError("Choose a size under 900 px."), "Choose a size under 900 px."),
        (MemoryError(), OUT_OF_MEMORY),
        (ValueError("bad shape\nline two"), "Something went wrong while painting (ValueError: bad shape); the details"),
        (RuntimeError("expected scalar type"), "Something went wrong while painting (RuntimeError: expected scalar"),
        (KeyError(), "Something went wrong while painting (KeyError); the details are in "),
        (SystemExit(1), "Something went wrong while painting (SystemExit: 1); the details are in "),
        (RuntimeError("x" * 5_000), "Something went wrong while painting (RuntimeError: " + "x" * 100),
    ],
)
def test_a_failing_engine_gives_one_sentence_and_the_service_goes_on(
    open_bench: OpenBench, error: BaseException, sentence: str
) -> None:
    bench = open_bench(fake=fail_with(error))
    bad, good = bench.service.submit(FakeRequest("bad")), bench.service.submit(FakeRequest("good"))
    bench.until_ended(bad, good)
    assert bench.log.ends() == {bad: ["failed"], good: ["finished"]}
    (_, told), *_ = bench.log.of("failed")
    assert told.startswith(sentence)
    assert "\n" not in told
    assert len(told) < 600
    live = bench.service.live(FakeRequest("good"))
    bench.until_ended(live)
    assert bench.log.of("finished")[-1][:2] == (live, "good result")


def test_the_sentence_names_the_log_file_and_the_file_has_the_traceback(open_bench: OpenBench, log_file: Path) -> None:
    bench = open_bench(fake=fail_with(ValueError("no such layer")))
    ticket = bench.service.submit(FakeRequest())
    bench.until_ended(ticket)
    (_, told), *_ = bench.log.of("failed")
    assert told == f"Something went wrong while painting (ValueError: no such layer); the details are in {log_file}."
    written = log_file.read_text(encoding="utf-8")
    assert "Traceback" in written
    assert "no such layer" in written


def test_an_error_that_is_a_sentence_needs_no_traceback(log_file: Path) -> None:
    failure_sentence(ParameterError("Choose another style."))
    assert "Traceback" not in log_file.read_text(encoding="utf-8")


def test_out_of_memory_is_known_by_type_and_torch_is_not_imported(
    open_bench: OpenBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", SimpleNamespace(OutOfMemoryError=FakeTorchOutOfMemoryError))
    bench = open_bench(fake=fail_with(FakeTorchOutOfMemoryError("anything")))
    ticket, good = bench.service.submit(FakeRequest()), bench.service.submit(FakeRequest("good"))
    bench.until_ended(ticket, good)
    assert bench.log.of("failed") == [(ticket, OUT_OF_MEMORY)]


def test_words_about_memory_are_not_a_type(monkeypatch: pytest.MonkeyPatch) -> None:
    error = RuntimeError("CUDA out of memory")
    for module in (SimpleNamespace(OutOfMemoryError=FakeTorchOutOfMemoryError), SimpleNamespace()):
        monkeypatch.setitem(sys.modules, "torch", module)
        assert failure_sentence(error).startswith("Something went wrong while painting (RuntimeError: CUDA out of")
    monkeypatch.delitem(sys.modules, "torch")
    assert failure_sentence(FakeTorchOutOfMemoryError()) != OUT_OF_MEMORY
    assert "torch" not in sys.modules


def test_an_engine_that_fails_before_its_first_step_fails_too(open_bench: OpenBench) -> None:
    def run(request: FakeRequest):
        raise ParameterError("Choose a style first.")

    bench = open_bench(fake=FunctionEngine(run))
    ticket = bench.service.submit(FakeRequest())
    bench.until_ended(ticket)
    assert bench.log.story(ticket) == ["started", "failed"]


def test_a_broken_preview_costs_the_preview_and_not_the_painting(
    open_bench: OpenBench, caplog: pytest.LogCaptureFixture
) -> None:
    calls = []

    def broken() -> object:
        calls.append(1)
        raise RuntimeError("cannot render")

    def run(request: FakeRequest):
        for index in range(4):
            time.sleep(0.06)
            yield Step(index / 4, preview=broken if request.name == "broken" else lambda: picture(0.5))
        return request.name

    bench = open_bench(fake=FunctionEngine(run))
    broken_one, good = bench.service.submit(FakeRequest("broken")), bench.service.submit(FakeRequest("good"))
    bench.until_ended(broken_one, good)
    assert bench.log.ends() == {broken_one: ["finished"], good: ["finished"]}
    assert len(calls) == 1
    assert "cannot render" in caplog.text
    assert {ticket for ticket, _ in bench.log.of("previewed")} == {good}


def test_progress_stays_within_its_range(open_bench: OpenBench) -> None:
    heard = threading.Semaphore(0)

    def run(request: FakeRequest):
        for done in (-1.0, 7.0, float("nan")):
            yield Step(done)
            assert heard.acquire(timeout=60)
        return None

    bench = open_bench(fake=FunctionEngine(run))
    bench.service.progressed.connect(lambda *_: heard.release())
    ticket = bench.service.submit(FakeRequest())
    bench.until_ended(ticket)
    assert [done for _, done, _ in bench.log.of("progressed")] == [0.0, 1.0, 0.0]


def test_nothing_of_a_failed_job_is_kept(open_bench: OpenBench) -> None:
    """The photo, the generator and its tensors must go, or the next job has less memory."""

    class Tensor:
        pass

    kept: list[weakref.ref] = []

    def run(request: FakeRequest):
        tensor = Tensor()
        kept.append(weakref.ref(tensor))
        yield Step(0.1, preview=lambda: picture(0.5) if tensor else picture(0.6))
        if request.name == "bad":
            raise ValueError("no")
        return request.name

    bench = open_bench(fake=FunctionEngine(run))
    log.disabled = True  # pytest keeps log records, and those keep the traceback
    try:
        tickets = [bench.service.submit(FakeRequest("bad")), bench.service.submit(FakeRequest("good"))]
        tickets.append(bench.service.live(FakeRequest("live")))
        bench.until_ended(*tickets)
        bench.settle()
    finally:
        log.disabled = False
    gc.collect()
    assert [ref() for ref in kept] == [None, None, None]
