"""The errors a person may see: each one is a finished sentence that says what to do."""

from __future__ import annotations


class StudioError(Exception):
    """Something went wrong that a person can act on; `str(error)` is one clear sentence.

    The window shows it as it stands, the command line prints it and exits with code 2.
    """


class PictureError(StudioError):
    """A picture file cannot be read or written."""


class DocumentError(StudioError):
    """A document file (.ora, .psd) cannot be read or written."""


class UnknownChoiceError(StudioError):
    """An id (style, model, preset, engine) names nothing that is installed."""


class ParameterError(StudioError):
    """A parameter lies outside its range."""


class ChainError(StudioError):
    """A chain of steps cannot be read, or does not fit what is installed."""


class ModelError(StudioError):
    """A manifest or a weights file is damaged, or does not fit the code."""


class UnavailableError(StudioError):
    """Something optional is not here (no network, no GPU, not downloaded); the sentence says why."""


class OutOfMemoryError(StudioError):
    """The job needs more memory than there is, even after the engine tried smaller pieces."""
