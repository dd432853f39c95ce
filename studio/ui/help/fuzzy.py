"""How well a few typed letters fit a name."""

from __future__ import annotations

from collections.abc import Sequence

WHOLE, START, WORD, INSIDE, SCATTERED = 10.0, 6.0, 4.0, 2.0, 1.0


def fit(typed: str, fields: Sequence[tuple[str, float]]) -> float:
    """How well `typed` fits a thing that is called (text, weight); 0 if one of its words fits nothing.

    A word may stand at the start of a text, at the start of a word, within one, or, letter by letter, scattered over
    the first text: "svd" finds “Save Drawing”. Small letters and accents do not matter.
    """
    total = 0.0
    for word in typed.casefold().split():
        best = max((_fit(word, text.casefold()) * weight for text, weight in fields), default=0.0)
        if not best and fields:
            best = _scattered(word, fields[0][0].casefold()) * fields[0][1]
        if not best:
            return 0.0
        total += best
    return total


def _fit(word: str, text: str) -> float:
    at = text.find(word)
    if at < 0:
        return 0.0
    shortness = len(word) / max(1, len(text))  # of two names that begin alike, the shorter one is meant
    if word == text:
        return WHOLE
    if at == 0:
        return START + shortness
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return (WORD if at > 0 else INSIDE) + shortness


def _scattered(word: str, text: str) -> float:
    """The letters in their order, the first one at the start of a word; fewer gaps are better."""
    best = 0.0
    starts = [at for at, letter in enumerate(text) if letter == word[0] and (at == 0 or not text[at - 1].isalnum())]
    for start in starts:
        at = last = start
        for letter in word[1:]:
            at = text.find(letter, last + 1)
            if at < 0:
                break
            last = at
        else:
            best = max(best, SCATTERED * len(word) / (last - start + 1))
    return best
