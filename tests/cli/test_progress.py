"""Progress: a bar for people, a few lines for logs."""

from __future__ import annotations

import io
import re

from studio.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO, pictures: int, steps: int) -> str:
    with Progress(pictures, stream) as progress:
        for picture in range(pictures):
            progress.begin(f"{picture}.png")
            for step in range(steps):
                progress.update((step + 1) / steps, "painting")
            progress.write(f"saved {picture}", stream)
            progress.end()
    return stream.getvalue()


def test_without_a_terminal_there_are_few_lines_and_no_tricks() -> None:
    for pictures, steps in ((1, 500), (40, 50), (1, 1)):
        text = run(io.StringIO(), pictures, steps)
        percents = [int(value) for value in re.findall(r"^(\d+) %", text, re.MULTILINE)]
        assert percents == sorted(set(percents))
        assert len(percents) <= 10
        assert percents[-1] == 100
        assert text.count("saved") == pictures
        assert "\r" not in text
        assert "\x1b" not in text


def test_in_a_terminal_there_is_one_bar_that_is_removed_at_the_end() -> None:
    text = run(Terminal(), 2, 50)
    assert "1.png (2 of 2)" in text
    assert "100 %" in text or "99 %" in text
    last = text.rstrip("\n").split("\r")[-1]
    assert not last.strip(), "the bar is gone"
