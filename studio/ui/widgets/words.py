"""Words that stand in a table, or come from a file, in the language of the user."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

CONTEXT = "Words"


def marked(text: str) -> str:
    """Marks `text` for translation where a table is made; `words` translates it where it is shown."""
    return text


def words(text: str) -> str:
    """`text` in the language of the user: a `Control`'s label or tip, a mood, a material, a model's title."""
    return QCoreApplication.translate(CONTEXT, text) if text else ""
