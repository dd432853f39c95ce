"""OpenRaster files as other programs, older versions and enemies write them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

import numpy as np
from PIL import Image

from studio.document.layer import Pixels

EMPTY = "<image version='0.0.6' w='{w}' h='{h}'><stack>{inner}</stack></image>"


def png(pixels: np.ndarray, **options: object) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", **options)
    return out.getvalue()


def package(entries: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        target.writestr("mimetype", "image/openraster", zipfile.ZIP_STORED)
        for name, data in entries.items():
            target.writestr(name, data)
    return out.getvalue()


def stack(inner: str, width: int = 20, height: int = 10) -> str:
    return EMPTY.format(w=width, h=height, inner=inner)


def with_layers(pictures: Mapping[str, Pixels], inner: str, width: int = 20, height: int = 10) -> bytes:
    """A document of another program. pictures: by file name in data/."""
    entries = {f"data/{name}": png(pixels) for name, pixels in pictures.items()}
    return package({"stack.xml": stack(inner, width, height), **entries})


def format_1() -> bytes:
    """What the first version wrote: two layers, the photo of the Photo room with its masks, and a starred result."""
    ground = np.zeros((10, 20, 4), np.uint8)
    ground[..., 1], ground[..., 3] = np.arange(20), 255
    lines = np.zeros((4, 6, 4), np.uint8)
    lines[1:3] = (0, 0, 0, 255)
    photo = np.full((6, 8, 3), (120, 130, 140), np.uint8)
    plane = np.tile(np.arange(0, 160, 20, dtype=np.uint8), (6, 1))
    table = {
        "format": 1,
        "active": 7,
        "kinds": [
            {"id": 4, "kind": "result", "note": '{"seed": 1}'},
            {"id": 7, "kind": "sketch", "note": ""},
        ],
        "rooms": {"sketch": {"model": "sketch-to-photo", "seed": 12}},
        "photo": {
            "name": "cat.jpg",
            "steps": ["wave"],
            "picture": {"src": "data/photo.png", "metadata": {"dpi": [300, 300]}},
        },
        "masks": [{"style": "wave", "src": "data/mask.png"}],
        "results": [{"name": "kept", "note": {"seed": 5}, "picture": {"src": "data/result.png", "metadata": {}}}],
    }  # fmt: skip
    layers = (
        "<layer name='Sketch' src='data/layer002.png' x='3' y='2' selected='true'/>"
        "<layer name='Kept' src='data/layer001.png' opacity='0.5' composite-op='svg:multiply'/>"
    )
    hidden = (
        "<stack name='Atelier Photo' visibility='hidden'><layer name='cat.jpg' src='data/photo.png'/></stack>"
        "<stack name='Atelier Style masks' visibility='hidden'><layer name='wave' src='data/mask.png'/></stack>"
        "<stack name='Atelier Results' visibility='hidden'><layer name='kept' src='data/result.png'/></stack>"
    )
    return package(
        {
            "stack.xml": stack(layers + hidden),
            "atelier/project.json": json.dumps(table),
            "data/layer001.png": png(ground),
            "data/layer002.png": png(lines),
            "data/photo.png": png(photo),
            "data/mask.png": png(plane),
            "data/result.png": png(photo[::-1]),
        }
    )
