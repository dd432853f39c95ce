"""In a fresh process: what trains and paints must run where no Qt is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import studio

CODE = """
import importlib, pkgutil, sys
for package in ("networks", "library", "engines", "training"):
    folder = importlib.import_module(f"studio.{package}")
    for module in pkgutil.iter_modules(folder.__path__, folder.__name__ + "."):
        importlib.import_module(module.name)
qt = sorted(name for name in sys.modules if name.partition(".")[0] in ("PySide6", "shiboken6"))
above = ("studio.ui", "studio.service", "studio.app", "studio.cli")
upward = sorted(name for name in sys.modules if name.startswith(above))
print(qt, upward, "torchvision" in sys.modules, "studio.engines.gatys" in sys.modules, "torch" in sys.modules)
"""


def test_networks_library_engines_and_training_load_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=Path(studio.__file__).parents[1], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[] [] False True True"
