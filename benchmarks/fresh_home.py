"""Where benchmarks open the real window: a home of its own, and offscreen where there is no display."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def fresh_home() -> Iterator[Path]:
    """The application's folders lie in a new one, which is removed afterwards; memory is reused as when it starts."""
    from studio.core.heap import reuse_memory

    reuse_memory()
    if sys.platform.startswith("linux") and "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["ATELIER_HOME"] = home
        yield Path(home)
