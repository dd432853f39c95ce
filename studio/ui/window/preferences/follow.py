"""What settings change at once in a window that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.ui.window.main_window import MainWindow


def follow(window: MainWindow) -> None:
    """Lets `window` follow its settings from now on, whoever changes them."""
    settings = window.settings
    shown = settings.current

    def on_change(section: str) -> None:
        nonlocal shown
        before, shown = shown, settings.current
        if shown.window.theme != before.window.theme:
            window.view.set_theme(shown.window.theme)
        if shown.undo_memory != before.undo_memory:
            window.sketch.session.set_undo_memory(shown.undo_memory << 20)
        if shown.history_memory != before.history_memory:
            window.vault.set_budget(shown.history_memory << 20)

    settings.watch(on_change)
