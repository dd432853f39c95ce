"""Ctrl+C: a fraction of a second, nothing half-written, the engine closed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

HERE = Path(__file__).resolve().parent
PROGRAM = """
import signal, sys
# A job that a shell started in the background inherits "ignore"; here Ctrl+C is to count.
signal.signal(signal.SIGINT, signal.default_int_handler)
from cli_fakes import FakeEngine, stylize_with
from studio.cli import main as program

class Loud(FakeEngine):
    def run(self, request):
        print("painting", len(self.requests) + 1, flush=True)
        try:
            return (yield from super().run(request))
        finally:
            print("closed", flush=True)

engine = Loud(steps={steps}, pause_s=0.02)
program._COMMANDS["stylize"] = lambda arguments: stylize_with(engine, *arguments)
sys.exit(program.main())
"""


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
@pytest.mark.parametrize("finished", [0, 1])
def test_ctrl_c_stops_cleanly_and_soon(tmp_path: Path, finished: int) -> None:
    for name in ("a.png", "b.png", "c.png"):
        Image.fromarray(np.zeros((8, 8, 3), np.uint8)).save(tmp_path / name)
    arguments = ["stylize", str(tmp_path), "--style", "starry-night", "-o", str(tmp_path / "out")]
    program = PROGRAM.format(steps=5 if finished else 10_000)
    path = os.pathsep.join([str(HERE.parents[1]), str(HERE)])
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": path},
    )
    try:
        assert process.stdout
        while f"painting {finished + 1}" not in process.stdout.readline():
            assert process.poll() is None, process.communicate()
        time.sleep(0.03)
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        out, err = process.communicate(timeout=20)
        took = time.monotonic() - began
    finally:
        process.kill()
    assert process.returncode == 130
    assert err.splitlines()[-1] == f"Stopped; {finished} of 3 pictures were finished."
    assert "Traceback" not in err
    # The first lines were read above; the rest must hold the end of the picture that was being painted.
    assert out.splitlines()[-1] == "closed"
    assert len(list((tmp_path / "out").iterdir())) == finished
    assert took < 2.0  # seconds, on a busy machine; alone it is a tenth
