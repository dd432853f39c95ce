"""Which photo becomes which file, settled before any work begins."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.core.errors import ParameterError, PictureError
from studio.core.files import check_writable, exists, is_folder, write_error
from studio.core.picture_io import PICTURE_SUFFIXES, SAVE_FORMATS

OVERWRITE = "choose another name, or add --overwrite to replace it"


@dataclass(frozen=True)
class Task:
    """One photo and the file its result goes to."""

    photo: Path
    target: Path


def find_photos(names: Sequence[str]) -> tuple[list[Path], bool]:
    """The photos that `names` stand for, and whether a folder was among them.

    A folder stands for the pictures in it, sorted by name, without its subfolders. Raises PictureError.
    """
    photos: list[Path] = []
    folders = False
    for name in names:
        path = Path(name)
        if not is_folder(path):
            photos.append(path)
            continue
        folders = True
        try:
            inside = sorted(path.iterdir())
        except OSError as error:
            raise PictureError(f"The folder {name} cannot be read; ask its owner for permission.") from error
        found = [
            p for p in inside if p.suffix.lower() in PICTURE_SUFFIXES and not p.name.startswith(".") and p.is_file()
        ]
        if not found:
            raise PictureError(f"The folder {name} holds no pictures.")
        photos += found
    return list(dict.fromkeys(photos)), folders


def plan(names: Sequence[str], out: str, label: str, suffix: str | None, overwrite: bool) -> list[Task]:
    """The tasks for the photos `names` and the output `out`; `label` (the style) goes into the file names.

    One photo: `out` is the file, unless it is a folder or ends with a slash. Several photos or a folder: `out` is a
    folder, made if necessary. Raises StudioError if a single photo's file exists already (unless `overwrite`), or if
    nothing could be written there.
    """
    return plan_photos(*find_photos(names), out, label, suffix, overwrite)


def plan_photos(
    photos: Sequence[Path], folders: bool, out: str, label: str, suffix: str | None, overwrite: bool
) -> list[Task]:
    """The same for photos that have been found already; `folders` says whether a folder was among their names."""
    target = Path(out)
    if len(photos) == 1 and not folders and not is_folder(target) and not out.endswith(("/", os.sep)):
        tasks = [Task(photos[0], _single(target, suffix))]
        refuse(tasks[0], photos, overwrite)
        check_writable(tasks[0].target)
        return tasks
    if exists(target) and not is_folder(target):
        raise ParameterError(f"{out} is a file; several pictures need a folder.")
    tasks = _named(photos, target, label, suffix or ".png")
    if len(tasks) == 1:
        refuse(tasks[0], photos, overwrite)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(target, error) from error
    check_writable(target / f"{label}.png")
    return tasks


def refuse(task: Task, photos: Iterable[Path], overwrite: bool, help: str = OVERWRITE) -> None:
    """Raises PictureError if the task's file may not be written: it exists, or it is one of the photos.

    help: what to do about one that exists.
    """
    target = task.target
    if not exists(target):
        return
    if any(exists(photo) and target.samefile(photo) for photo in photos):
        raise PictureError(f"{target} is one of the photos; choose another name for the result.")
    if not overwrite:
        raise PictureError(f"{target} exists already; {help}.")


def _single(target: Path, suffix: str | None) -> Path:
    endings = ", ".join(SAVE_FORMATS)
    if target.suffix.lower() not in SAVE_FORMATS:
        raise ParameterError(f"{target} must end in one of {endings}, or in a slash if it is to be a folder.")
    if suffix and SAVE_FORMATS[suffix] != SAVE_FORMATS[target.suffix.lower()]:
        raise ParameterError(f"{target} and --format {suffix[1:]} disagree; leave one of them out.")
    return target


def _named(photos: Sequence[Path], folder: Path, label: str, suffix: str) -> list[Task]:
    """Photo-style.png for every photo; a number is added where two photos have the same name."""
    taken: set[str] = set()
    tasks = []
    for photo in photos:
        stem, count = f"{photo.stem}-{label}", 1
        name = stem
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name.casefold())
        tasks.append(Task(photo, folder / (name + suffix)))
    return tasks
