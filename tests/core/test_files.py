"""Atomic writing: whole or not at all, and a sentence either way."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NoReturn

import pytest
from picture_makers import names

from studio.core import files
from studio.core.errors import StudioError
from studio.core.files import atomic_bytes, atomic_write, check_writable


def raising(number: int) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


def test_new_and_replaced_files_are_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    atomic_bytes(target, b"one")
    atomic_bytes(target, b"two")
    assert target.read_bytes() == b"two"
    assert names(tmp_path) == ["a.bin"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of posix")
def test_permissions_follow_the_umask_and_then_the_file_that_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    old = os.umask(0o027)
    try:
        atomic_bytes(target, b"one")
    finally:
        os.umask(old)
    assert target.stat().st_mode & 0o777 == 0o640
    target.chmod(0o604)
    atomic_bytes(target, b"two")
    assert target.stat().st_mode & 0o777 == 0o604


def test_a_failure_while_writing_keeps_the_old_file_and_leaves_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"precious")

    def write(file: BinaryIO) -> None:
        file.write(b"half of")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        atomic_write(target, write)
    assert target.read_bytes() == b"precious"
    assert names(tmp_path) == ["a.bin"]


@pytest.mark.parametrize("broken", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only"), (errno.EIO, "fault")]
)
def test_a_failing_disk_gives_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, number: int, words: str
) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"precious")
    monkeypatch.setattr(files.os if broken == "fsync" else Path, broken, raising(number))
    with pytest.raises(StudioError, match=words) as caught:
        atomic_bytes(target, b"new")
    assert "a.bin cannot be written" in str(caught.value)
    assert str(caught.value).endswith(".")
    assert target.read_bytes() == b"precious"
    assert names(tmp_path) == ["a.bin"]


def test_a_read_only_folder_gives_its_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.os, "open", raising(errno.EACCES))  # as root, no folder is read-only
    for attempt in (lambda: atomic_bytes(tmp_path / "a.png", b""), lambda: check_writable(tmp_path / "a.png")):
        with pytest.raises(
            StudioError, match=r"a\.png cannot be written: the folder is read-only; choose another folder\.$"
        ):
            attempt()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user for whom permissions count")
def test_a_folder_that_really_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(StudioError, match="the folder is read-only"):
            atomic_bytes(tmp_path / "a.png", b"")
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_disk_that_really_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open
    monkeypatch.setattr(files.os, "open", lambda path, *rest: real("/dev/full", os.O_WRONLY))
    with pytest.raises(StudioError, match="the disk is full; free some space"):
        atomic_bytes(tmp_path / "a.png", b"x" * 100_000)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing/a.png", "its folder does not exist"),
        ("file/a.png", "a part of its path is a file"),
        ("folder", "a folder has that name"),
        ("x" * 300 + ".png", "the name is too long"),
        ("a\0b.png", "the name is not allowed"),
    ],
)
@pytest.mark.parametrize("attempt", [check_writable, lambda path: atomic_bytes(path, b"x")], ids=["check", "write"])
def test_impossible_targets(tmp_path: Path, name: str, words: str, attempt: Callable[[Path], None]) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StudioError, match=words):
        attempt(tmp_path / name)
    assert names(tmp_path) == ["file", "folder"]


@pytest.mark.skipif(os.name != "posix", reason="posix devices and links")
def test_devices_are_not_replaced_and_links_are_followed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StudioError, match="a device, not a file"):
        atomic_bytes(tmp_path / "pipe", b"x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    atomic_bytes(tmp_path / "link", b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"x"


def test_a_writable_target_is_left_untouched_by_the_check(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"precious")
    check_writable(tmp_path / "a.png")
    check_writable(tmp_path / "b.png")
    assert names(tmp_path) == ["a.png"]
    assert (tmp_path / "a.png").read_bytes() == b"precious"
