"""Where things are: what ships with the application, and the user's own folders."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APP_NAME = "Atelier Studio"
_PACKAGE = Path(__file__).resolve().parents[1]


def _shipped(name: str) -> Path:
    # A wheel carries the two folders inside the package; a checkout has them beside it.
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def _own(kind: str, usual: str) -> Path:
    home = os.environ.get("ATELIER_HOME", "")
    return Path(home).expanduser().absolute() / kind if home else Path(usual)


def models_dir() -> Path:
    """The models that ship with the application, one folder each."""
    return _shipped("models")


def resources_dir() -> Path:
    """Recipes, styles and other data that ship with the application."""
    return _shipped("resources")


def guide_dir() -> Path:
    """The user guide: Markdown files and their pictures."""
    return _shipped("docs/guide")


def bundled_styles_dir() -> Path:
    """The styles that ship with the application, one folder each."""
    return resources_dir() / "styles"


def user_data_dir() -> Path:
    """What the user made or downloaded. `ATELIER_HOME` moves this and the two folders below; none need exist."""
    return _own("data", platformdirs.user_data_dir(APP_NAME, appauthor=False))


def user_config_dir() -> Path:
    """The user's choices: settings, favourites."""
    return _own("config", platformdirs.user_config_dir(APP_NAME, appauthor=False))


def user_cache_dir() -> Path:
    """What may be deleted at any time."""
    return _own("cache", platformdirs.user_cache_dir(APP_NAME, appauthor=False))


def user_models_dir() -> Path:
    """Models that the user trained or imported."""
    return user_data_dir() / "models"


def user_styles_dir() -> Path:
    """Styles made from the user's own pictures."""
    return user_data_dir() / "styles"
