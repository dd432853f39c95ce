"""Opening and saving picture files. What comes in may be hostile; what goes out is whole or not there at all."""

from __future__ import annotations

import io
import stat
import struct
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from PIL import Image, ImageFile, UnidentifiedImageError

from studio.core.decode import FORMATS, decode, decode_deep_tiff
from studio.core.encode import SUFFIXES, encode
from studio.core.errors import PictureError, StudioError
from studio.core.files import atomic_bytes
from studio.core.heif import formats_of
from studio.core.indexed import Indexed, read_indexed
from studio.core.picture import Picture

PICTURE_SUFFIXES = (
    ".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".heic", ".heif", ".avif",
)  # fmt: skip
"""What can be opened, for dialogs and folders; the file's content decides, not its name."""
SAVE_FORMATS = SUFFIXES
"""What can be saved: a suffix and the name of its format."""
MAX_PIXELS = 200_000_000
MAX_BYTES = 1 << 30

_SIGNATURES = (b"\x89PNG", b"\xff\xd8", b"RIFF", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"GIF8", b"BM")
_T = TypeVar("_T")
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def load_picture(
    source: str | Path | bytes | bytearray | memoryview,
    *,
    name: str = "",
    max_pixels: int = MAX_PIXELS,
    max_bytes: int = MAX_BYTES,
) -> Picture:
    """Opens a PNG, JPEG, WebP, TIFF, BMP, GIF, HEIC or AVIF file (its first frame), given as a path or as bytes.

    The picture is upright, in sRGB, with straight alpha if the file has any; 8-bit files give uint8, deeper ones
    float32. `name` stands for the file in error sentences. Raises PictureError for whatever is wrong with the file.
    """
    if isinstance(source, (str, Path)):
        path = Path(source)
        name = name or path.name or str(path)
        with open_file(path, name, max_bytes) as file:
            return _load(file, name, max_pixels, decode, decode_deep_tiff)
    data = bytes(source)
    name = name or "The picture"
    if len(data) > max_bytes:
        raise PictureError(_too_many_bytes(name, len(data), max_bytes))
    return _load(io.BytesIO(data), name, max_pixels, decode, decode_deep_tiff)


def load_indexed(path: str | Path, *, max_pixels: int = MAX_PIXELS, max_bytes: int = MAX_BYTES) -> Indexed | None:
    """The numbers that the pixels of an indexed or grey file hold, before they become colours; None for other files.

    Raises PictureError as `load_picture` does.
    """
    path = Path(path)
    name = path.name or str(path)
    with open_file(path, name, max_bytes) as file:
        return _load(file, name, max_pixels, read_indexed, lambda *_: None)


def save_picture(
    picture: Picture,
    path: str | Path,
    *,
    quality: int = 92,
    lossless: bool | None = None,
    bits: int = 8,
    keep_metadata: bool = True,
) -> None:
    """Saves `picture` in the format that the suffix of `path` names (PNG, JPEG, WebP or TIFF).

    quality: 1..100, for JPEG and lossy WebP. lossless: for WebP; None means lossy. bits: 8 or 16 a channel, 16 for
    PNG and TIFF. The file always carries an sRGB profile; EXIF, XMP and resolution only if `keep_metadata`. JPEG has
    no alpha: the picture is laid on white. Writing is atomic. Raises PictureError with a sentence.
    """
    path = Path(path)
    data = picture_bytes(
        picture, path, quality=quality, lossless=bool(lossless), bits=bits, keep_metadata=keep_metadata
    )
    try:
        atomic_bytes(path, data)
    except StudioError as error:
        raise PictureError(str(error)) from error


def picture_bytes(
    picture: Picture,
    path: Path,
    *,
    quality: int = 92,
    lossless: bool = False,
    bits: int = 8,
    keep_metadata: bool = True,
    xmp: bytes | None = None,
) -> bytes:
    """What `save_picture` would write to `path`. xmp: a packet to be written instead of the picture's own, whatever
    `keep_metadata` says; b"" for none. Raises PictureError."""
    with _quiet_pillow():
        return encode(
            picture, path, quality=quality, lossless=lossless, bits=bits, keep_metadata=keep_metadata, xmp=xmp
        )


def open_file(path: Path, name: str, max_bytes: int = MAX_BYTES) -> BinaryIO:
    """Opens an ordinary file of limited size for reading; PictureError says why it cannot be."""
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise PictureError(f"{name} is a folder; choose a file in it.")
        if not stat.S_ISREG(facts.st_mode):
            raise PictureError(f"{name} is not an ordinary file; choose another file.")
        if facts.st_size > max_bytes:
            raise PictureError(_too_many_bytes(name, facts.st_size, max_bytes))
        return path.open("rb")
    except FileNotFoundError as error:
        raise PictureError(f"{name} does not exist; check the name and the folder.") from error
    except PermissionError as error:
        raise PictureError(f"{name} may not be read; ask its owner for permission.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise PictureError(f"{name!r} cannot be opened: {reason}.") from error


def _load(
    file: BinaryIO,
    name: str,
    max_pixels: int,
    read: Callable[[ImageFile.ImageFile, BinaryIO], _T],
    read_deep_tiff: Callable[[BinaryIO, int], _T],
) -> _T:
    head = file.read(32)
    file.seek(0)
    if not head:
        raise PictureError(f"{name} is empty: it holds no picture; open another copy of it.")
    try:
        _check_webp(head, max_pixels)
        with _quiet_pillow(), ExitStack() as stack:
            try:
                image = stack.enter_context(Image.open(file, formats=formats_of(head) or FORMATS))
            except UnidentifiedImageError:
                if not head.startswith(_TIFF):
                    raise
                return read_deep_tiff(file, max_pixels)
            _check_size(image.width, image.height, max_pixels)
            return read(image, file)
    except PictureError as error:
        raise PictureError(f"{name} {error}{_advice(str(error), max_pixels)}.") from error
    except MemoryError as error:
        raise PictureError(f"{name} needs more memory than there is; open a smaller version of it.") from error
    except UnidentifiedImageError as error:
        raise PictureError(_unknown(name, head)) from error
    except Exception as error:  # Pillow and tifffile raise nearly every kind for damaged files
        raise PictureError(_damaged(name, error)) from error


def _check_webp(head: bytes, max_pixels: int) -> None:
    # Pillow allocates the canvas of a WebP animation while opening it, before anybody can ask for its size.
    if head[8:16] == b"WEBPVP8X" and len(head) >= 30:
        width, height = (1 + int.from_bytes(head[at : at + 3], "little") for at in (24, 27))
        _check_size(width, height, max_pixels)
        if max(width, height) > 16_383:
            raise ValueError("no frame of a WebP file is as large as its canvas")


def _check_size(width: int, height: int, max_pixels: int) -> None:
    if width * height > max_pixels:
        raise PictureError(f"is too large: {width} x {height} pixels")


def _advice(problem: str, max_pixels: int) -> str:
    if problem.startswith("is too large"):
        return f", and the limit is {max_pixels / 1e6:g} million; open a smaller version of it"
    return ""


def _too_many_bytes(name: str, size: int, limit: int) -> str:
    sizes = f"{size / 1e6:.0f} MB, and the limit is {limit / 1e6:.0f} MB"
    return f"{name} is too large: {sizes}; open a smaller version of it."


def _unknown(name: str, head: bytes) -> str:
    if head[4:8] == b"ftyp" and not formats_of(head):
        return f"{name} is a video or a file like one, which cannot be opened; use a picture, such as JPEG or HEIC."
    if head.startswith(_SIGNATURES) or head[4:8] == b"ftyp":
        return f"{name} is damaged or incomplete: its beginning makes no sense; open another copy of it."
    return f"{name} is not a picture that can be opened; use PNG, JPEG, WebP, TIFF, HEIC, AVIF, BMP or GIF."


def _damaged(name: str, error: Exception) -> str:
    ends_early = isinstance(error, (EOFError, struct.error)) or "truncated" in str(error).lower()
    reason = "the file ends too early" if ends_early else "its contents cannot be decoded"
    return f"{name} is damaged or incomplete: {reason}; open another copy of it."


_quiet_lock = threading.Lock()
_quiet_users = 0
_quiet_stack = ExitStack()


@contextmanager
def _quiet_pillow() -> Iterator[None]:
    """Pillow without its own size limit (ours names the size) and without its warnings, restored afterwards.

    Both are process-wide, so the first of several threads sets them and the last one restores them.
    """
    global _quiet_users  # noqa: PLW0603 - the state being guarded is Pillow's own global
    with _quiet_lock:
        if _quiet_users == 0:
            _quiet_stack.enter_context(warnings.catch_warnings(action="ignore"))
            _quiet_stack.callback(setattr, Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
            Image.MAX_IMAGE_PIXELS = None
        _quiet_users += 1
    try:
        yield
    finally:
        with _quiet_lock:
            _quiet_users -= 1
            if _quiet_users == 0:
                _quiet_stack.close()
