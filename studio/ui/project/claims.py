"""Which file this window works on, so that two windows do not write over each other's work."""

from __future__ import annotations

from pathlib import Path

from studio.project.claim import Claim, Holder, claim


class Claims:
    """The claim of one window: on one file at a time."""

    def __init__(self, folder: Path) -> None:
        """folder: where windows leave word for each other."""
        self._folder = folder
        self._held: Claim | None = None

    def ask(self, path: Path) -> Claim | None:
        """The right to work on `path`; None if another window has it. It is given back unless it is kept."""
        if self._held is not None and self._held.path == path:
            return self._held
        found = claim(path, self._folder)
        return None if isinstance(found, Holder) else found

    def keep(self, held: Claim | None) -> None:
        """Works on this file from now on, or on none; the one before is free for others."""
        before, self._held = self._held, held
        if before is not None and before is not held:
            before.release()

    def drop(self, claim: Claim | None) -> None:
        """Gives back what was asked for and is not wanted after all."""
        if claim is not None and claim is not self._held:
            claim.release()
