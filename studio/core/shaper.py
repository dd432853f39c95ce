"""Colour profiles made of curves and a matrix, in float: Pillow's colour management has only 8 bits."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Curve = Callable[[NDArray[np.float32]], NDArray[np.float32]]

# Linear sRGB to XYZ as ICC profiles hold it (adapted to D50, ICC.1:2022 and IEC 61966-2-1).
_SRGB_TO_XYZ = np.array(
    [[0.43606567, 0.38514709, 0.14307404], [0.22248840, 0.71687317, 0.06060791], [0.01391602, 0.09707642, 0.71409607]]
)
_XYZ_TO_SRGB = np.linalg.inv(_SRGB_TO_XYZ)
_BAND = 1 << 20


@dataclass(frozen=True)
class Shaper:
    """One curve per channel and a matrix to linear sRGB; `matrix` is None for a grey profile."""

    curves: tuple[Curve, ...]
    matrix: NDArray[np.float64] | None

    @staticmethod
    def read(profile: bytes) -> Shaper | None:
        """The shaper of an ICC profile, or None if it works by other means (tables) or is damaged."""
        try:
            tags = _tags(profile)
            if b"A2B0" in tags:
                return None
            if profile[16:20] == b"GRAY":
                return Shaper((_curve(tags[b"kTRC"]),), None)
            if profile[16:20] != b"RGB " or profile[20:24] != b"XYZ ":
                return None
            columns = [[v / 65536 for v in struct.unpack(">3i", tags[c + b"XYZ"][8:20])] for c in (b"r", b"g", b"b")]
            curves = tuple(_curve(tags[c + b"TRC"]) for c in (b"r", b"g", b"b"))
            return Shaper(curves, _XYZ_TO_SRGB @ np.array(columns).T)
        except (KeyError, ValueError, IndexError, struct.error):
            return None

    def to_srgb(self, pixels: NDArray[np.float32]) -> NDArray[np.float32] | None:
        """HxWx3 (HxWx1 for grey) float32 0..1 as sRGB HxWx3; None if the channels do not fit or nothing changes."""
        if pixels.shape[2] != len(self.curves) or self._is_srgb():
            return None
        out = np.empty((*pixels.shape[:2], 3), np.float32)
        rows = max(1, _BAND // pixels.shape[1])
        for top in range(0, pixels.shape[0], rows):
            out[top : top + rows] = self._convert(pixels[top : top + rows])
        return out

    def _convert(self, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
        linear = np.stack([curve(pixels[..., c]) for c, curve in enumerate(self.curves)], axis=-1)
        if self.matrix is not None:
            linear = linear @ self.matrix.T.astype(np.float32)
        linear = np.clip(np.nan_to_num(linear), 0, 1)
        encoded = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
        return np.clip(encoded, 0, 1).astype(np.float32)

    def _is_srgb(self) -> bool:
        levels = np.linspace(0, 1, 9, dtype=np.float32)
        cube = np.stack(np.meshgrid(*[levels] * len(self.curves), indexing="ij"), axis=-1).reshape(
            1, -1, len(self.curves)
        )
        return bool(np.abs(self._convert(cube) - cube).max() < 0.004)


def _tags(profile: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack(">I", profile[128:132])
    if count > 200:
        raise ValueError("too many tags")
    entries = (struct.unpack(">4sII", profile[132 + 12 * i : 144 + 12 * i]) for i in range(count))
    return {name: profile[offset : offset + size] for name, offset, size in entries}


def _curve(tag: bytes) -> Curve:
    """The function 0..1 to 0..1 of a `curv` or `para` tag (ICC.1:2022, 10.6 and 10.18)."""
    if tag[:4] == b"curv":
        (count,) = struct.unpack(">I", tag[8:12])
        if count == 0:
            return lambda x: x
        values = np.frombuffer(tag[12 : 12 + 2 * count], ">u2").astype(np.float32)
        if len(values) != count:
            raise ValueError("a short curve")
        if count == 1:
            gamma = float(values[0]) / 256
            return lambda x: np.clip(x, 0, 1) ** np.float32(gamma)
        table, at = values / 65535, np.linspace(0, 1, count, dtype=np.float32)
        return lambda x: np.interp(x, at, table).astype(np.float32)
    if tag[:4] == b"para":
        (kind,) = struct.unpack(">H", tag[8:10])
        number = (1, 3, 4, 5, 7)[kind]
        g, *rest = (v / 65536 for v in struct.unpack(f">{number}i", tag[12 : 12 + 4 * number]))
        a, b, c, d, e, f = _parameters(kind, rest)

        def parametric(x: NDArray[np.float32]) -> NDArray[np.float32]:
            power = np.maximum(a * x + b, 0) ** g + e
            return np.where(x >= d, power, c * x + f).astype(np.float32)

        return parametric
    raise ValueError("an unknown kind of curve")


def _parameters(kind: int, rest: list[float]) -> tuple[float, float, float, float, float, float]:
    """The five parametric forms written as one: (a x + b)^g + e from d on, c x + f below."""
    if kind == 0:
        return 1.0, 0.0, 0.0, 0.0, 0.0, 0.0
    if kind in (1, 2):
        a, b = rest[0], rest[1]
        offset = rest[2] if kind == 2 else 0.0
        return a, b, 0.0, (-b / a if a else 0.0), offset, offset
    a, b, c, d = rest[:4]
    e, f = (rest[4], rest[5]) if kind == 4 else (0.0, 0.0)
    return a, b, c, d, e, f
