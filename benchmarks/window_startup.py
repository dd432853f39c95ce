"""How long the window takes to be on screen: from the start of the process to the first paint of the window.

    python benchmarks/window_startup.py [RUNS]

Uses the screen there is, or Qt's offscreen platform without one. Each run is a fresh process that takes the real way
(`studio.app.run`) with a home folder of its own, and reports whether torch had been loaded by then.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
CHILD = """
import sys, time
from studio import app
from studio.ui.window.main_window import MainWindow

def shown(window):
    import json, os
    times = os.times()
    print(json.dumps({
        "shown_at": time.time(),
        "cpu": times.user + times.system,
        "torch": "torch" in sys.modules,
        "modules": len(sys.modules),
    }), flush=True)
    window.close()

original = MainWindow.show
def show(window):
    window.first_shown.connect(lambda: shown(window))
    original(window)
MainWindow.show = show
raise SystemExit(app.run([]))
"""


def measure(environment: dict[str, str]) -> dict[str, float]:
    """One run: seconds to the first paint (`wall`), processor seconds until then (`cpu`), and `torch`."""
    started = time.time()
    command = [sys.executable, "-c", CHILD]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0:
        raise SystemExit(f"the application ended with {done.returncode}:\n{done.stderr}")
    report = json.loads(done.stdout.splitlines()[0])
    return {**report, "wall": report["shown_at"] - started}


def main(runs: int = 9) -> None:
    """Prints the median of `runs` runs, after one that fills the caches."""
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        environment["ATELIER_HOME"] = home
        measure(environment)
        reports = [measure(environment) for _ in range(runs)]
    walls = sorted(report["wall"] for report in reports)
    print(f"platform:          {environment.get('QT_QPA_PLATFORM') or 'the screen'}")
    print(f"window on screen:  {median(walls):.2f} s median of {runs} ({walls[0]:.2f} to {walls[-1]:.2f})")
    print(f"processor time:    {median(report['cpu'] for report in reports):.2f} s")
    print(f"torch loaded:      {'yes' if any(report['torch'] for report in reports) else 'no'}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
