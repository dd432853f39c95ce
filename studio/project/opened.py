"""What opening a file gives, whatever program wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from studio.project.project import Project


@dataclass(frozen=True, eq=False)
class Opened:
    """A project, and what could not be taken over as it was: one sentence each, in the order people should read them.

    exact: whether saving it again in the same format gives all of it back, so that the file may be saved over without
    asking. A PSD or a flat picture never is.
    """

    project: Project
    remarks: tuple[str, ...] = ()
    exact: bool = True
