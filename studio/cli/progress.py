"""How far a batch is: a bar in a terminal, a few lines of text elsewhere."""

from __future__ import annotations

import sys
from typing import Self, TextIO

from tqdm import tqdm

_LINES = 10


class Progress:
    """Shows the progress of `total` pictures on `stream` (stderr). Use as a context manager."""

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        self._total = total
        self._stream = stream or sys.stderr
        self._finished = 0
        self._lines = 0
        self._name = ""
        self._bar: tqdm | None = None
        if self._stream.isatty():
            tqdm.monitor_interval = 0  # no watching thread
            self._bar = tqdm(
                total=float(total),
                file=self._stream,
                bar_format="{desc} {percentage:3.0f} % |{bar}| {elapsed}<{remaining}",
                leave=False,
                dynamic_ncols=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def begin(self, name: str) -> None:
        """The next picture is worked on."""
        self._name = "".join(c if c.isprintable() else "?" for c in name)
        self.update(0.0, "")

    def update(self, done: float, note: str) -> None:
        """The current picture is `done` (0..1), and `note` says what happens."""
        overall = (self._finished + done) / self._total
        if self._bar is not None:
            count = f" ({self._finished + 1} of {self._total})" if self._total > 1 else ""
            self._bar.set_description_str(f"{self._name}{count} {note}".rstrip(), refresh=False)
            self._bar.n = self._finished + done
            self._bar.update(0)
        elif int(overall * _LINES) > self._lines:
            self._lines = int(overall * _LINES)
            print(f"{100 * self._lines // _LINES} % {self._name}", file=self._stream, flush=True)

    def end(self) -> None:
        """The current picture is finished, well or not."""
        self._finished += 1
        if self._bar is not None:
            self._bar.n = self._finished
            self._bar.refresh()

    def write(self, line: str, stream: TextIO) -> None:
        """Prints a line without tearing the bar."""
        if self._bar is not None:
            self._bar.clear()
        print(line, file=stream, flush=True)
