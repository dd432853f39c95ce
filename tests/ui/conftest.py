"""A window on fake engines, closed and looked after at the end of every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from window_fakes import FakePainter, Studio, make_studio

from studio import app


@pytest.fixture
def open_studio(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Studio]]:
    """Opens windows; pass a `FakePainter` and `live=False` to taste."""
    monkeypatch.setattr("studio.library.paths.bundled_styles_dir", lambda: tmp_path / "nothing")
    monkeypatch.setattr("studio.ui.session.live.REST_MS", 60)
    monkeypatch.setattr("studio.ui.sketch.flow.REST_MS", 60)
    monkeypatch.setattr("studio.ui.sketch.flow.LIFT_MS", 20)
    studios: list[Studio] = []

    def open_one(painter: FakePainter | None = None, **options: Any) -> Studio:
        studios.append(make_studio(qtbot, tmp_path, painter, **options))
        return studios[-1]

    yield open_one
    for studio in studios:
        studio.painter.gate.set()
        studio.generator.gate.set()
        studio.chain.gate.set()
        studio.apply.gate.set()
        app.close_down(studio.service, studio.window)
        studio.window.hide()
        studio.window.deleteLater()


@pytest.fixture
def studio(open_studio: Callable[..., Studio]) -> Studio:
    """A window with live previews on."""
    return open_studio()
