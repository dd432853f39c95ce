"""What the commands do with the selected step."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields

from studio.core.chain import ChainStep
from studio.ui.sketch.generation import SEEDS
from studio.ui.transform.session import TransformSession

KEPT = ("on", "mask", "via", "domains")  # what a step is and where it works: no sliders to put back


class StepCommands:
    """Changes the selected step of `session`; does nothing when none is selected."""

    def __init__(self, session: TransformSession) -> None:
        self._session = session

    def all(self) -> Mapping[str, Callable[..., object]]:
        """By the ids of the commands."""
        return {
            "dice": self.roll, "reset": self.reset, "chain-toggle": self.toggle, "chain-remove": self.remove,
            "chain-up": lambda: self.shift(-1), "chain-down": lambda: self.shift(1),
        }  # fmt: skip

    def enabled(self) -> Mapping[str, bool]:
        """Which of them can be used now."""
        place, count = self._session.selected, len(self._session.chain.steps)
        on = place is not None
        return {
            "dice": on, "reset": on, "chain-toggle": on, "chain-remove": on,
            "chain-up": place is not None and place > 0, "chain-down": place is not None and place + 1 < count,
        }  # fmt: skip

    def roll(self) -> None:
        """Another seed."""
        self._change(seed=secrets.randbelow(SEEDS))

    def reset(self) -> None:
        """Puts the controls back; what the step is, and where it works, stays."""
        if (step := self._session.selected_step) is not None:
            self._change(**_plain(step))

    def toggle(self) -> None:
        """Switches the step off or on."""
        if (step := self._session.selected_step) is not None:
            self._change(on=not step.on)

    def remove(self) -> None:
        """Takes the step out."""
        if self._session.selected is not None:
            self._session.remove(self._session.selected)

    def shift(self, by: int) -> None:
        """Moves the step up (-1) or down (1)."""
        place = self._session.selected
        if place is not None and 0 <= place + by < len(self._session.chain.steps):
            self._session.move(place, place + by)

    def _change(self, **values: object) -> None:
        if self._session.selected is not None:
            self._session.change(self._session.selected, True, **values)


def _plain(step: ChainStep) -> dict[str, object]:
    return {one.name: one.default for one in fields(step) if one.default is not MISSING and one.name not in KEPT}
