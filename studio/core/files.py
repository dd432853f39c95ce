"""Writing files so that a failure never costs what was there before."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from studio.core.errors import StudioError

_REASONS = {
    errno.EACCES: "the folder is read-only; choose another folder.",
    errno.EPERM: "the folder is read-only; choose another folder.",
    errno.EROFS: "the folder is read-only; choose another folder.",
    errno.ENOSPC: "the disk is full; free some space or choose another folder.",
    errno.EDQUOT: "the disk quota is used up; free some space or choose another folder.",
    errno.EFBIG: "the file is too large for this disk; choose another folder.",
    errno.ENOENT: "its folder does not exist; choose another folder.",
    errno.ENOTDIR: "a part of its path is a file, not a folder; choose another folder.",
    errno.EISDIR: "a folder has that name; choose another name.",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one.",
    errno.EINVAL: "the name is not allowed on this disk; choose another name.",
    errno.EIO: "the disk reports a fault; choose another folder.",
}


def write_error(path: Path, error: OSError) -> StudioError:
    """The sentence for an `error` met while writing `path`."""
    reason = _REASONS.get(error.errno or 0)
    if reason is None:
        reason = f"{error.strerror or type(error).__name__}; choose another folder."
    return StudioError(f"{path} cannot be written: {reason}")


def atomic_write(path: str | Path, write: Callable[[BinaryIO], None]) -> None:
    """Calls `write` with a binary file and puts what it wrote at `path`, whole or not at all.

    The data goes to a temporary file in the same folder, reaches the disk (fsync) and replaces `path` in one move.
    Whatever fails, `write` itself included, an existing file stays as it was and the temporary one is removed.
    Raises StudioError with a sentence for every OSError; other exceptions of `write` pass through.
    """
    path = Path(path)
    with _translated(path):
        target = _checked_target(path)
        part, file = _open_part(target)
        try:
            with file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                part.chmod(stat.S_IMODE(target.stat().st_mode))
            part.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink()
            raise
        sync_folder(target.parent)


def atomic_bytes(path: str | Path, data: bytes | bytearray | memoryview) -> None:
    """Writes `data` to `path`, whole or not at all; errors as in `atomic_write`."""

    def write(file: BinaryIO) -> None:
        file.write(data)

    atomic_write(path, write)


def check_writable(path: str | Path) -> None:
    """Raises StudioError if `path` could not be written now: ask before hours of work, not after them."""
    path = Path(path)
    with _translated(path):
        part, file = _open_part(_checked_target(path))
        file.close()
        part.unlink()


def exists(path: str | Path) -> bool:
    """Whether something lies at `path`; False, not an error, for names that cannot be or may not be looked at."""
    return _mode(path) is not None


def is_folder(path: str | Path) -> bool:
    """Whether `path` is a folder; never raises."""
    mode = _mode(path)
    return mode is not None and stat.S_ISDIR(mode)


def _mode(path: str | Path) -> int | None:
    try:
        return Path(path).stat().st_mode
    except (OSError, ValueError):
        return None


@contextlib.contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise write_error(path, error) from error
    except ValueError as error:
        # A name with a null character; everything else `write` may raise is its caller's business.
        if "\0" in str(path):
            raise StudioError(
                f"{str(path)!r} cannot be written: the name is not allowed; choose another name."
            ) from error
        raise


def _checked_target(path: Path) -> Path:
    """The file that a symbolic link stands for; OSError if something that is not ours to replace lies there."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise OSError(errno.EISDIR, "is a folder")
    if target.exists():
        if not target.is_file():
            raise OSError(0, "it is a device, not a file")
        if not os.access(target, os.W_OK):
            raise OSError(0, "the file is read-only")
    return target


def _open_part(target: Path) -> tuple[Path, BinaryIO]:
    # os.open and not tempfile: the new file gets the permissions the user's umask asks for. The name is short, so
    # that a name that fits the disk never fails because of the temporary one.
    if len(os.fsencode(target.name)) > 255:
        raise OSError(errno.ENAMETOOLONG, "name too long")
    part = target.parent / f".{secrets.token_hex(8)}.part"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    return part, os.fdopen(os.open(part, flags, 0o666), "wb")


def sync_folder(folder: Path) -> None:
    """Makes the new name itself durable; some file systems refuse, and then nothing is lost but that promise."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
