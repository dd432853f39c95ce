"""Folders that hold one installed thing each: finding them, and making them appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from studio.core.files import write_error
from studio.library.names import is_slug


@contextlib.contextmanager
def as_sentence(path: Path) -> Iterator[None]:
    """Turns an OSError met while changing `path` into a StudioError."""
    try:
        yield
    except OSError as error:
        raise write_error(path, error) from error


def subfolders(folder: Path, problems: list[str]) -> list[Path]:
    """The folders in `folder` that are named like an id, in order; adds a sentence to `problems` for the others.

    Hidden folders are skipped silently: unfinished or removed things lie there.
    """
    try:
        places = sorted(place for place in folder.iterdir() if place.is_dir() and not place.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(f"{folder} cannot be read ({error.strerror}).")
        return []
    named = [place for place in places if is_slug(place.name)]
    problems += [
        f"{place} is not used; rename it with lower-case letters, digits and hyphens only."
        for place in places
        if place not in named
    ]
    return named


def write_folder(target: Path, files: Mapping[str, bytes], replace: bool = False) -> None:
    """Makes the folder `target` with `files` (plain names) in it, or leaves everything as it was.

    The folder is filled under a hidden name beside `target` and then renamed. With `replace`, an existing folder
    moves aside first and is removed last. Raises StudioError when the disk refuses.
    """
    with as_sentence(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = target.parent / f".new-{secrets.token_hex(8)}"
        staging.mkdir()
        try:
            for name, data in files.items():
                with (staging / name).open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
            if replace and target.exists():
                _exchange(staging, target)
            else:
                staging.rename(target)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise


def _exchange(staging: Path, target: Path) -> None:
    aside = target.parent / f".old-{secrets.token_hex(8)}"
    target.rename(aside)
    try:
        staging.rename(target)
    except BaseException:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
