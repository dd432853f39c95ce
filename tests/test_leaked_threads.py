"""The guard in conftest.py: a test that leaves a thread running fails, whatever kind of thread it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

LEAKY = """
import threading
from PySide6.QtCore import QThread
from studio.service import EngineSet, StudioService

kept = []

def test_service():
    kept.append(StudioService(lambda: EngineSet({}, "CPU")))
    kept[-1].start()

def test_python_thread():
    kept.append(threading.Event())
    threading.Thread(target=kept[-1].wait, name="the forgotten one", daemon=True).start()

def test_bare_qthread():
    kept.append(QThread())
    kept[-1].start()

def test_tidy():
    for leftover in list(kept):
        if isinstance(leftover, QThread):
            leftover.quit()
            leftover.wait()
    thread = threading.Thread(target=print)
    thread.start()
"""


def test_a_leaked_thread_fails_the_test_that_left_it(tmp_path: Path) -> None:
    guard = (Path(__file__).parent / "conftest.py").read_text(encoding="utf-8")
    (tmp_path / "conftest.py").write_text(guard.replace("ENDING_S = 2.0", "ENDING_S = 0.3"), encoding="utf-8")
    (tmp_path / "test_leaky.py").write_text(LEAKY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rE", "-p", "no:cacheprovider", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert "4 passed, 3 errors" in done.stdout, done.stdout + done.stderr
    errors = [line for line in done.stdout.splitlines() if line.startswith("ERROR test_leaky.py")]
    assert [line.split("::")[1].split(" ")[0] for line in errors] == [
        "test_service",
        "test_python_thread",
        "test_bare_qthread",
    ]
    assert "the forgotten one" in done.stdout
    assert "self._changed.wait()" in done.stdout  # where the service's thread was
