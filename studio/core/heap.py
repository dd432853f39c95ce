"""Keeping freed memory for the next frame.

glibc returns every large block to the system at once and gets it back page by page, zeroed: painting a live frame then
takes a third longer. Where the C library is another, nothing is changed.
"""

from __future__ import annotations

import ctypes
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
