"""The brush for areas is one for all rooms, and is there again next time."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from window_fakes import Studio

from studio.library import paths
from studio.ui.masks.hand import DEFAULT_SIZE, DEFAULT_SOFTNESS
from studio.ui.window.settings import load_settings
from studio.ui.window.tool_settings import MaskSettings


def test_settings_and_brush_agree_on_how_it_begins() -> None:
    assert MaskSettings() == MaskSettings(DEFAULT_SIZE, DEFAULT_SOFTNESS)
    for values in ({"size": 0.0}, {"size": 1.5}, {"softness": -0.1}):
        with pytest.raises(ValueError, match="range"):
            MaskSettings(**values)


def test_what_one_room_changes_the_other_has_and_the_settings_keep(studio: Studio) -> None:
    window = studio.window
    window.masks.painter.set_brush(size=0.3, softness=0.9)
    other = window.transform.masks.painter
    assert (other.size, other.softness) == (0.3, 0.9)
    other.set_brush(softness=0.2)
    assert window.masks.painter.softness == 0.2
    studio.wait(lambda: window.settings.current.masks == MaskSettings(0.3, 0.2))


def test_closing_keeps_it_at_once(studio: Studio) -> None:
    studio.window.masks.painter.set_brush(size=0.4)
    studio.window.close()
    assert load_settings(studio.window.settings._path).masks.size == 0.4


def test_it_is_there_again(open_studio: Callable[..., Studio]) -> None:
    settings = paths.user_config_dir() / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"masks": {"size": 0.25, "softness": 0.75}}))
    window = open_studio().window
    for hand in (window.masks.painter, window.transform.masks.painter):
        assert (hand.size, hand.softness) == (0.25, 0.75)
