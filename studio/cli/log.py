"""Where the details of the unexpected go: a person gets a sentence, the log file gets the traceback."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from studio import __version__
from studio.library.paths import user_cache_dir

_LARGEST = 1 << 20


@contextlib.contextmanager
def without_chatter() -> Iterator[None]:
    """Keeps C libraries (libtiff) from writing to the terminal by themselves while a file is opened."""
    sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:  # no stderr at all
        yield
        return
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 2)
        os.close(nothing)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def log_file() -> Path:
    """The file that receives tracebacks; it may not exist yet."""
    return user_cache_dir() / "studio.log"


def log_unexpected(error: BaseException) -> str:
    """Appends the traceback of `error` to the log file; returns the sentence to show."""
    path, written = log_file(), False
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.exists() and path.stat().st_size > _LARGEST
        with path.open("w" if fresh else "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(
                f"{datetime.now().isoformat(timespec='seconds')} Atelier Studio {__version__} on {sys.platform}\n"
            )
            file.writelines(traceback.format_exception(error))
            file.write("\n")
        written = True
    what = f"Something unexpected went wrong ({type(error).__name__})"
    return f"{what}; the details are in {path}." if written else f"{what}, and {path} could not be written."
