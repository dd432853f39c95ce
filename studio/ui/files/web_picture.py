"""A picture from an address that the artist pasted or dropped."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from studio.core.errors import PictureError
from studio.core.picture import Picture
from studio.core.picture_io import load_picture

LIMIT = 64 << 20  # bytes
TIMEOUT_S = 10.0


def is_web_address(text: str) -> bool:
    """Whether `text` is one http or https address and nothing else."""
    text = text.strip()
    if not text or any(c.isspace() for c in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def name_of(address: str) -> str:
    """The file name in `address`, or the computer's name."""
    parts = urlsplit(address.strip())
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.hostname or address


def fetch_picture(address: str, stopped: Callable[[], bool] = lambda: False) -> Picture:
    """Downloads and opens the picture at `address`, `LIMIT` bytes at most. Raises PictureError with a sentence."""
    import http.client
    from urllib import request  # 30 ms that only this feature needs

    # Only these: a server must not redirect us to a file of this computer.
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPRedirectHandler(),
        request.HTTPErrorProcessor(),
        request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    question = request.Request(address.strip(), headers={"User-Agent": "AtelierStudio", "Accept": "image/*"})
    data = bytearray()
    try:
        with opener.open(question, timeout=TIMEOUT_S) as answer:
            while block := answer.read(1 << 16):
                data += block
                if len(data) > LIMIT:
                    raise PictureError(
                        f"The picture at {address} is larger than {LIMIT >> 20} MB; save it and open the file."
                    )
                if stopped():
                    raise PictureError("The download was stopped.")
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise PictureError(f"{address} could not be fetched; check the address and the connection.") from error
    return load_picture(bytes(data), name=name_of(address))
