"""Ids of models and styles: short, safe as folder names, and forgiving when a person mistypes one."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection

from studio.core.errors import UnknownChoiceError

MAX_LENGTH = 64
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Windows opens devices under these names, whatever the folder.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


def is_slug(text: str) -> bool:
    """Whether `text` is an id: lower-case ASCII letters, digits and single hyphens, at most 64 of them."""
    return len(text) <= MAX_LENGTH and _SLUG.fullmatch(text) is not None and text not in _DEVICES


def fold(text: str) -> str:
    """`text` without accents, case and punctuation, words separated by single spaces: for comparing."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain))


def slugify(text: str, taken: Collection[str] = (), fallback: str = "style") -> str:
    """An id made from `text` that is not in `taken`: "Café, nuit" becomes cafe-nuit, then cafe-nuit-2."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    slug = "-".join(words)[: MAX_LENGTH - 8].strip("-")
    if not slug or slug in _DEVICES:
        slug = f"{fallback}-{slug}".strip("-")
    unique, number = slug, 2
    while unique in taken:
        unique, number = f"{slug}-{number}", number + 1
    return unique


def unknown(kind: str, given: str, known: Collection[str]) -> UnknownChoiceError:
    """The error for an id that names no installed `kind` ("style", "model"): says what the person may have meant."""
    shown = "".join(c if c.isprintable() else "?" for c in given[:MAX_LENGTH])
    wanted = fold(given[:MAX_LENGTH]).replace(" ", "-")
    close = difflib.get_close_matches(wanted, known, n=3, cutoff=0.6)
    if len(wanted) >= 3:
        close += [one for one in known if one not in close and wanted in one][: 3 - len(close)]
    if close:
        return UnknownChoiceError(f"There is no {kind} called '{shown}'; did you mean {' or '.join(close)}?")
    if known:
        some = ", ".join(sorted(known)[:6]) + (", ..." if len(known) > 6 else "")
        return UnknownChoiceError(f"There is no {kind} called '{shown}'; choose one of: {some}.")
    return UnknownChoiceError(f"There is no {kind} called '{shown}', because no {kind} is installed.")
