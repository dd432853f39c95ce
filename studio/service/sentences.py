"""Turns whatever an engine raises into one sentence for the window, and writes the rest into the log."""

from __future__ import annotations

import logging
import os
import sys

from studio.core.errors import StudioError

log = logging.getLogger("studio.service")

OUT_OF_MEMORY = "There is not enough memory for this size; choose a smaller size or close other programs."
LONGEST_DETAIL = 160  # characters


def failure_sentence(error: BaseException) -> str:
    """Why a job failed, in one sentence. Logs the traceback unless the error is a sentence already."""
    if isinstance(error, StudioError):
        log.info("a job failed: %s", error)
        return str(error)
    log.error("a job failed", exc_info=error)
    if _is_out_of_memory(error):
        return OUT_OF_MEMORY
    return f"Something went wrong while painting ({_detail(error)}); the details are in {log_place()}."


def loading_sentence(error: BaseException) -> str:
    """Why the engines cannot be loaded, in one sentence. Logs like `failure_sentence`."""
    if isinstance(error, StudioError):
        log.warning("the engines could not be loaded: %s", error)
        return str(error)
    log.error("the engines could not be loaded", exc_info=error)
    return f"The painting engines could not be loaded ({_detail(error)}); the details are in {log_place()}."


def log_place() -> str:
    """The file that the service's log goes to, or "the log" if it goes to no file."""
    logger: logging.Logger | None = log
    while logger:
        for handler in logger.handlers:
            if isinstance(handler, logging.FileHandler) and handler.baseFilename != os.devnull:
                return handler.baseFilename
        logger = logger.parent if logger.propagate else None
    return "the log"


def _is_out_of_memory(error: BaseException) -> bool:
    """By type, never by text. torch is only looked up: who has not loaded it cannot have raised its error."""
    of_torch = getattr(sys.modules.get("torch"), "OutOfMemoryError", None)
    return isinstance(error, MemoryError) or (isinstance(of_torch, type) and isinstance(error, of_torch))


def _detail(error: BaseException) -> str:
    """`ValueError: the first line of its text`, shortened."""
    name = type(error).__name__
    first_line = str(error).strip().partition("\n")[0].rstrip(" .")
    if len(first_line) > LONGEST_DETAIL:
        first_line = first_line[:LONGEST_DETAIL] + "…"
    return f"{name}: {first_line}" if first_line else name
