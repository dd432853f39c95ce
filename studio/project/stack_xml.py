"""stack.xml of OpenRaster 0.0.6: which pictures lie over one another, and how."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from defusedxml.ElementTree import fromstring

from studio.core.errors import DocumentError
from studio.document.layer import Blend

VERSION = "0.0.6"
OPS = {Blend.NORMAL: "svg:src-over", Blend.MULTIPLY: "svg:multiply", Blend.SCREEN: "svg:screen"}
_BLENDS = {op: blend for blend, op in OPS.items()}
_DEEPEST = 100
_MOST = 2000  # layers and groups
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold


@dataclass(frozen=True)
class Sheet:
    """A layer of the stack. src: the name of its picture in the zip. x, y: where its top left corner lies.

    group: the name of the outermost group that it was in, "" for none.
    """

    src: str
    name: str = ""
    x: int = 0
    y: int = 0
    opacity: float = 1.0
    visible: bool = True
    locked: bool = False
    selected: bool = False
    blend: Blend = Blend.NORMAL
    group: str = ""


@dataclass(frozen=True)
class Stack:
    """All of it; sheets are bottom to top, groups taken apart. remarks: what could not be understood as it was."""

    width: int
    height: int
    sheets: tuple[Sheet, ...] = ()
    remarks: tuple[str, ...] = ()


def stack_bytes(stack: Stack) -> bytes:
    """The file. Sheets of one group must lie beside one another; groups are hidden."""
    image = ElementTree.Element("image", version=VERSION, w=str(stack.width), h=str(stack.height))
    root = ElementTree.SubElement(image, "stack")
    parent, group = root, ""
    for sheet in reversed(stack.sheets):
        if sheet.group != group:
            group = sheet.group
            parent = root if not group else _hidden(root, group)
        ElementTree.SubElement(parent, "layer", _attributes(sheet))
    ElementTree.indent(image)
    return b"<?xml version='1.0' encoding='UTF-8'?>\n" + ElementTree.tostring(image, "utf-8") + b"\n"


def _hidden(root: ElementTree.Element, group: str) -> ElementTree.Element:
    return ElementTree.SubElement(root, "stack", name=group, visibility="hidden", isolation="isolate")


def _attributes(sheet: Sheet) -> dict[str, str]:
    found = {
        "name": _UNFIT.sub("\ufffd", sheet.name),
        "src": sheet.src,
        "x": str(sheet.x),
        "y": str(sheet.y),
        "opacity": np.format_float_positional(sheet.opacity, trim="0"),
        "visibility": "visible" if sheet.visible else "hidden",
        "composite-op": OPS[sheet.blend],
    }
    if sheet.locked:
        found["edit-locked"] = "true"
    if sheet.selected:
        found["selected"] = "true"
    return found


def parse_stack(data: bytes, ours: Collection[str] = ()) -> Stack:
    """What the bytes of a stack.xml say; what is left out means what the specification says. Raises DocumentError.

    ours: groups about which nothing is to be remarked.
    """
    try:
        image = fromstring(data)
    except Exception as error:  # entities, bombs, broken tags
        raise DocumentError("its list of layers (stack.xml) cannot be understood") from error
    if _tag(image) != "image":
        raise DocumentError("its list of layers (stack.xml) is of another kind")
    width, height = _whole(image.get("w")), _whole(image.get("h"))
    root = next((child for child in image if _tag(child) == "stack"), None)
    if root is None or width < 1 or height < 1:
        raise DocumentError("its list of layers (stack.xml) is incomplete")
    reading = _Reading(ours)
    reading.read(root, Sheet("", x=_whole(root.get("x")), y=_whole(root.get("y"))), 0)
    return Stack(width, height, tuple(reversed(reading.sheets)), reading.remarks)


class _Reading:
    """Takes groups apart: what a group says is handed on to each of its layers."""

    def __init__(self, ours: Collection[str]) -> None:
        self._ours = ours
        self.sheets: list[Sheet] = []
        self._count = 0
        self._unknown: set[str] = set()
        self._grouped = self._mixed = self._foreign = False

    def read(self, stack: ElementTree.Element, around: Sheet, depth: int) -> None:
        for element in stack:
            self._count += 1
            if self._count > _MOST or depth > _DEEPEST:
                raise DocumentError(f"it has more than {_MOST} layers, or groups nested too deeply")
            tag = _tag(element)
            if tag == "layer" and element.get("src"):
                self.sheets.append(self._inside(element, around))
            elif tag == "stack":
                inner = replace(self._inside(element, around), selected=False)
                mixed = inner.blend is not Blend.NORMAL or inner.opacity < around.opacity
                self._mixed |= mixed and len(element) > 1
                group = around.group or element.get("name", "") or "group"
                self._grouped |= group not in self._ours
                self.read(element, replace(inner, group=group), depth + 1)
            elif tag:
                self._foreign = True

    @property
    def remarks(self) -> tuple[str, ...]:
        found = []
        if self._unknown:
            ops = ", ".join(sorted(self._unknown)[:3])
            found.append(f"Ways of mixing layers that are not known here ({ops}) were replaced by the normal one.")
        if self._mixed:
            found.append(
                "Groups were taken apart; where a group was see-through or mixed as a whole, the drawing may look a "
                "little different."
            )
        elif self._grouped:
            found.append("Groups were taken apart; their layers lie in one list.")
        if self._foreign:
            found.append("Filters and texts of the document were left out; only painted layers can be opened.")
        return tuple(found)

    def _inside(self, element: ElementTree.Element, around: Sheet) -> Sheet:
        return Sheet(
            element.get("src", ""),
            element.get("name", ""),
            around.x + _whole(element.get("x")),
            around.y + _whole(element.get("y")),
            around.opacity * _share(element.get("opacity")),
            around.visible and element.get("visibility", "visible") != "hidden",
            around.locked or _yes(element.get("edit-locked")),
            _yes(element.get("selected")),
            self._blend(element.get("composite-op", "")) or around.blend,
            around.group,
        )

    def _blend(self, op: str) -> Blend | None:
        """None for the normal way, which leaves it to the group."""
        if op and op not in _BLENDS:
            self._unknown.add(op[:40])
        blend = _BLENDS.get(op, Blend.NORMAL)
        return None if blend is Blend.NORMAL else blend


def _tag(element: ElementTree.Element) -> str:
    """The name without its namespace; "" for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _whole(text: str | None) -> int:
    value = _number(text, 0.0)
    return round(value) if abs(value) < 1 << 20 else 0


def _share(text: str | None) -> float:
    return min(1.0, max(0.0, _number(text, 1.0)))


def _number(text: str | None, default: float) -> float:
    try:
        value = float(text) if text is not None and len(text) < 400 else default
    except ValueError:
        return default
    return value if math.isfinite(value) else default


def _yes(text: str | None) -> bool:
    return text is not None and text.strip() in ("true", "1")
