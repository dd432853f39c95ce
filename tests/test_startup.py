"""The way from `python main.py` to a window on screen, in fresh processes."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from studio import app

Starter = Callable[..., "subprocess.Popen[str]"]
ROOT = Path(__file__).resolve().parents[1]
# Runs before the application and reports when the window has been painted; `then` is what happens next.
WATCH = """
import json, os, sys
from studio import app
from studio.ui.window.main_window import MainWindow
from PySide6.QtCore import QTimer

def opened(window):
    print(window.session.photo.name, window.session.photo.picture.width)
    window.close()

def report(window):
    times = os.times()
    heavy = [name for name in ("torch", "torchvision", "accelerate", "scipy", "tifffile") if name in sys.modules]
    print(json.dumps({"heavy": heavy, "cpu": times.user + times.system}), flush=True)
    {then}

show = MainWindow.show
def watched(window):
    window.first_shown.connect(lambda: report(window))
    show(window)
MainWindow.show = watched
raise SystemExit(app.run(sys.argv[1:]))
"""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts the application in a process of its own; none outlives the test."""
    environment = {**os.environ, "ATELIER_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    with contextlib.ExitStack() as stack:

        def start_one(then: str, *arguments: str) -> subprocess.Popen[str]:
            command = [sys.executable, "-W", "error", "-c", WATCH.replace("{then}", then), *arguments]
            pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
            process = stack.enter_context(subprocess.Popen(command, env=environment, cwd=tmp_path, **pipes))
            stack.callback(process.kill)
            return process

        yield start_one


def test_the_window_is_shown_before_torch_is_loaded_and_soon(start: Starter) -> None:
    began = time.monotonic()
    process = start("window.close()")
    out, err = process.communicate(timeout=100)
    seconds = time.monotonic() - began
    assert process.returncode == 0, err
    report = json.loads(out)
    print(f"window on screen after {report['cpu']:.2f} s of processor time, {seconds:.2f} s until it was closed again")
    assert report["heavy"] == []
    # Processor time: a busy machine must not fail the test.
    assert report["cpu"] < 3.0
    assert [line for line in err.splitlines() if "propagateSizeHints" not in line] == []


def test_a_photo_on_the_command_line_is_opened(start: Starter, tmp_path: Path) -> None:
    Image.new("RGB", (30, 20), "red").save(tmp_path / "holiday.png")
    then = "opened(window) if window.session.photo else window.session.photo_changed.connect(lambda: opened(window))"
    out, err = start(then, "holiday.png").communicate(timeout=100)
    assert out.splitlines()[1] == "holiday.png 30", err


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is a signal on POSIX systems")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_closes_the_window_cleanly(start: Starter, tmp_path: Path, number: int) -> None:
    process = start("print('ready', flush=True)")
    assert process.stdout is not None
    process.stdout.readline()
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    _, err = process.communicate(timeout=100)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    settings = json.loads((tmp_path / "config" / "settings.json").read_text())
    assert settings["window"]["geometry"], "the window was not closed but killed"


def test_what_nobody_caught_is_a_sentence_and_a_log_entry(start: Starter, tmp_path: Path) -> None:
    then = (
        "QTimer.singleShot(0, lambda: 1 / 0); "
        "QTimer.singleShot(50, lambda: (print(window.status.message.text(), flush=True), window.close()))"
    )
    process = start(then)
    out, err = process.communicate(timeout=100)
    assert process.returncode == 0, err
    assert "went wrong" in out.splitlines()[1]
    assert "ZeroDivisionError" not in out + err
    assert "ZeroDivisionError" in (tmp_path / "cache" / app.LOG_NAME).read_text()


def test_a_log_that_grew_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / app.LOG_NAME
    path.write_bytes(b"x" * (app.LOG_LIMIT + 1))
    before = list(app.log.handlers)
    level = app.log.level
    try:
        app.start_log(tmp_path)
        assert path.stat().st_size < 1000
        assert path.with_suffix(".old.log").stat().st_size == app.LOG_LIMIT + 1
    finally:
        for handler in [handler for handler in app.log.handlers if handler not in before]:
            app.log.removeHandler(handler)
            handler.close()
        app.log.setLevel(level)
    assert logging.getLogger("studio").handlers == before


def test_a_folder_that_cannot_be_written_costs_only_the_log(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    before = list(app.log.handlers)
    app.start_log(tmp_path / "file")
    assert app.log.handlers == before
