"""What every test gets: no screen, a home folder of its own, and a look round for threads it left running."""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
import weakref
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
os.environ["LANGUAGE"] = "en"  # tests read English sentences on every desktop

import pytest
from hypothesis import settings
from PySide6.QtCore import QThread

settings.register_profile("studio", deadline=None)  # a busy machine is not a bug
settings.load_profile("studio")

SHARED = Path(os.environ.get("ATELIER_SHARED") or Path(__file__).resolve().parents[2] / "shared")
ENDING_S = 2.0  # how long a thread may take to end after its test
KEPT_FOR_GOOD = {"TMonitor"}  # threads that a library starts once and keeps: tqdm's


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason=f"{SHARED} is not here"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of training pictures and teachers beside the checkout (or $ATELIER_SHARED); skips without it."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not here")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def _session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fixtures that live longer than a test must not find the user's real home either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATELIER_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, styles and logs of each test go to a folder of its own."""
    monkeypatch.setenv("ATELIER_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session", autouse=True)
def _started_qthreads() -> Iterator[weakref.WeakSet[QThread]]:
    """Every QThread that has been started: Qt itself keeps no list of them."""
    started: weakref.WeakSet[QThread] = weakref.WeakSet()
    start = QThread.start

    def start_and_remember(self: QThread, *args: object) -> None:
        started.add(self)
        start(self, *args)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QThread, "start", start_and_remember)
        yield started


@pytest.fixture(autouse=True)
def _no_leaked_threads(_started_qthreads: weakref.WeakSet[QThread]) -> Iterator[None]:
    """Fails a test that leaves a thread running, and shows where that thread is."""
    before = _running(_started_qthreads)
    yield
    deadline = time.monotonic() + ENDING_S
    while leaked := {key: text for key, text in _running(_started_qthreads).items() if key not in before}:
        if time.monotonic() > deadline:
            pytest.fail("the test left a thread running:\n" + "\n".join(leaked.values()), pytrace=False)
        time.sleep(0.005)


def _running(started: weakref.WeakSet[QThread]) -> dict[object, str]:
    """The threads that run Python code, QThreads among them, and the QThreads that run none."""
    threads = {thread.ident: thread for thread in threading.enumerate()}
    running: dict[object, str] = {}
    for ident, frame in sys._current_frames().items():
        thread = threads.get(ident)
        if ident != threading.get_ident() and type(thread).__name__ not in KEPT_FOR_GOOD:
            where = "".join(traceback.format_stack(frame, limit=4))
            running[ident] = f"{thread.name if thread else 'a QThread'}, at\n{where}"
    for thread in started:
        if thread.isRunning():
            running[id(thread)] = f"{type(thread).__name__} {thread.objectName()!r}"
    return running
