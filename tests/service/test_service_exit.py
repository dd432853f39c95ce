"""The end of the process, in processes of their own: no abort, whatever the worker is doing."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import sys, time
sys.path.insert(0, {fakes!r})
from PySide6.QtCore import QCoreApplication
from service_fakes import FakeRequest, FunctionEngine
from studio.core.step import Step
from studio.service import EngineSet, StudioService
from studio.service.worker import WorkerThread

app = QCoreApplication([])
stuck = []

def run(request):
    while True:
        yield Step(0.5)
        stuck.append(1)
        time.sleep(request.pause_s)

service = StudioService(lambda: EngineSet({{"fake": FunctionEngine(run)}}, "CPU"))
service.cancelled.connect(lambda ticket: print("cancelled", ticket))
service.start()
service.submit(FakeRequest(pause_s={pause_s}))
while not stuck:
    time.sleep(0.005)
"""


def run_program(rest: str, pause_s: float) -> subprocess.CompletedProcess[str]:
    fakes = str(Path(__file__).parent)
    program = textwrap.dedent(PROGRAM).format(fakes=fakes, pause_s=pause_s) + textwrap.dedent(rest)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("rest", ["", "del service", "sys.exit(0)", "service.deleteLater(); app.processEvents()"])
def test_a_forgotten_shutdown_ends_cleanly(rest: str) -> None:
    done = run_program(rest, pause_s=0.01)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_stuck_step_is_left_behind_without_an_abort() -> None:
    done = run_program("WorkerThread.LEAVE_S = 0.2\nprint(service.shutdown(0.1))\ndel service", pause_s=600)
    assert done.stdout.split("\n")[:2] == ["cancelled 1", "False"]
    assert done.returncode == 1
    assert "a step did not end within 0.2 s" in done.stderr
    assert "QThread" not in done.stderr


def test_a_slow_step_is_waited_for_at_the_end() -> None:
    done = run_program("print(service.shutdown(0.05))", pause_s=2.0)
    assert done.stdout.split("\n")[:2] == ["cancelled 1", "False"]
    assert (done.returncode, done.stderr) == (0, "")


def test_the_service_needs_neither_torch_nor_widgets() -> None:
    program = "import sys, studio.service; print([m for m in ('torch', 'PySide6.QtWidgets') if m in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "[]\n"
