"""Keeping freed memory for the next frame, and Python's collector away from what never goes.

glibc returns every large block to the system at once and gets it back page by page, zeroed: painting a live frame then
takes a third longer. Where the C library is another, nothing is changed.
"""

from __future__ import annotations

import ctypes
import gc
import sys

_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -2, -3, -8
LARGEST = 32 << 20  # the largest block that glibc lets be kept
KEPT = 256 << 20  # freed memory that stays with the process


def reuse_memory() -> bool:
    """Call it once, before other threads start; returns whether the C library took it up."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return False
    # One arena for all threads: the others' heaps are too small for a frame.
    wanted = ((_MMAP_THRESHOLD, LARGEST), (_TRIM_THRESHOLD, KEPT), (_ARENA_MAX, 1))
    taken = [mallopt(option, value) == 1 for option, value in wanted]
    return all(taken)


class Settled:
    """Takes what large imports leave behind out of the collector's sight.

    A full collection looks at every object there is, in whichever thread set it off: with torch loaded that stops
    the pen for a seventh of a second. Call `look` when work ends.
    """

    MODULES = 200  # so many new modules are a large import

    def __init__(self) -> None:
        self._known = len(sys.modules)

    def look(self) -> bool:
        """Returns whether there was a large import since the last one."""
        if len(sys.modules) < self._known + self.MODULES:
            return False
        self._known = len(sys.modules)
        gc.freeze()
        return True
