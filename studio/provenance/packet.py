"""XMP packets, read and changed in place: what is not ours keeps every byte (ISO 16684-1). They may be hostile."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML = "http://www.w3.org/XML/1998/namespace"
_META = "adobe:ns:meta/"
_LARGEST = 1 << 22
_DEEPEST, _MOST = 100, 50_000
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Name = tuple[str, str]
"""A namespace and the name within it."""


@dataclass(frozen=True)
class Property:
    """One property of the picture, and where it stands in the packet: bytes `start` to `end`.

    parts: the texts within, each with the name of the element or attribute that holds it.
    """

    name: Name
    parts: tuple[tuple[Name, str], ...]
    start: int
    end: int

    @property
    def values(self) -> tuple[str, ...]:
        """A simple value, or the items of a list."""
        return tuple(text for name, text in self.parts if name in (self.name, (RDF, "li"), (RDF, "resource")))


@dataclass(frozen=True)
class Packet:
    """A packet taken apart. data: UTF-8. end: where another description fits in. about: what it speaks of."""

    data: bytes
    properties: tuple[Property, ...]
    end: int
    about: str

    def value(self, name: Name) -> str:
        """The first value of a property, "" if there is none."""
        return next((text for each in self.properties if each.name == name for text in each.values), "")

    def changed(self, drop: Iterable[Name], add: Mapping[Name, str], prefixes: Mapping[str, str]) -> bytes:
        """The packet without the properties `drop` and with those in `add`; `prefixes` are by namespace."""
        gone = set(drop)
        data, end = bytearray(self.data), self.end
        for each in sorted((p for p in self.properties if p.name in gone), key=lambda p: p.start, reverse=True):
            del data[each.start : each.end]
            end -= each.end - each.start
        data[end:end] = _description(add, prefixes, self.about) if add else b""
        return bytes(data)


def read_packet(data: bytes | None) -> Packet | None:
    """The packet, or None if it is damaged, hostile (DOCTYPE, depth, size) or no XMP at all."""
    if not data or len(data) > _LARGEST:
        return None
    try:
        return _Reader(_utf8(data)).read()
    except (expat.ExpatError, UnicodeError, ValueError, LookupError):
        return None


def new_packet(add: Mapping[Name, str], prefixes: Mapping[str, str]) -> bytes:
    """A packet that says `add` and nothing else."""
    head = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    body = f'<x:xmpmeta xmlns:x="{_META}"><rdf:RDF xmlns:rdf="{RDF}">'
    return (head + body).encode() + _description(add, prefixes, "") + b'</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'


def _description(add: Mapping[Name, str], prefixes: Mapping[str, str], about: str) -> bytes:
    spaces = dict.fromkeys(space for space, _ in add)
    names = "".join(f" xmlns:{prefixes[space]}={quoteattr(space)}" for space in spaces)
    lines = [f'\n<rdf:Description xmlns:rdf="{RDF}" rdf:about={quoteattr(about)}{names}>']
    for (space, name), value in add.items():
        tag = f"{prefixes[space]}:{name}"
        lines.append(f"  <{tag}>{escape(_CONTROL.sub('', value))}</{tag}>")
    lines.append("</rdf:Description>\n")
    return "\n".join(lines).encode()


def _utf8(data: bytes) -> bytes:
    """Packets within files are UTF-8; sidecar files may be UTF-16."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16").encode()
    return data.removeprefix(b"\xef\xbb\xbf").strip(b"\0")


class _Reader:
    """One pass over the packet. Names are resolved here, not by expat, which would hide where attributes stand."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._scopes: list[dict[str, str]] = [{"xml": _XML, "": ""}]
        self._stack: list[tuple[Name, int, list[str]]] = []  # name, where its start tag ends, text
        self._found: list[Property] = []
        self._rdf = self._end = -1
        self._about = ""
        self._parts: list[tuple[Name, str]] = []
        self._start = self._seen = 0
        self._parser = expat.ParserCreate("UTF-8")
        self._parser.ordered_attributes = True
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse

    def read(self) -> Packet | None:
        self._parser.Parse(self._data, True)
        return Packet(self._data, tuple(self._found), self._end, self._about) if self._end >= 0 else None

    def _refuse(self, *_: object) -> None:
        raise ValueError("a packet has no DOCTYPE")

    def _open(self, tag: str, flat: list[str]) -> None:
        self._seen += 1 + len(flat)
        if len(self._stack) > _DEEPEST or self._seen > _MOST:
            raise ValueError("too much of it")
        start = self._parser.CurrentByteIndex
        stop = _tag_end(self._data, start)
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        scope = self._scopes[-1]
        if spaces := {key.partition(":")[2]: uri for key, uri in pairs if key == "xmlns" or key.startswith("xmlns:")}:
            scope = {**scope, **spaces}
        self._scopes.append(scope)
        name, depth = self._resolve(tag, True), len(self._stack)
        attributes = [(key, self._resolve(key, False), value) for key, value in pairs if not key.startswith("xmlns")]
        if self._rdf < 0 and name == (RDF, "RDF"):
            self._rdf = depth
        elif self._rdf >= 0 and depth == self._rdf + 1:
            self._node(start, stop, attributes)
        elif self._rdf >= 0 and depth >= self._rdf + 2:
            if depth == self._rdf + 2:
                self._start, self._parts = start, []
            self._parts += [(each, value) for _, each, value in attributes]
        self._stack.append((name, stop, []))

    def _node(self, start: int, stop: int, attributes: list[tuple[str, Name, str]]) -> None:
        """A description: its attributes are properties, too."""
        for key, name, value in attributes:
            if name == (RDF, "about"):
                self._about = self._about or value
            elif name[0] not in (RDF, _XML, ""):
                place = re.compile(rb"\s+" + re.escape(key.encode()) + rb"""\s*=\s*("[^"]*"|'[^']*')""")
                match = place.search(self._data, start, stop)
                if match is None:
                    raise ValueError("an attribute that expat saw is not there")
                self._found.append(Property(name, ((name, value),), match.start(), match.end()))

    def _close(self, _: str) -> None:
        name, stop, texts = self._stack.pop()
        self._scopes.pop()
        depth = len(self._stack)
        empty = self._data[stop - 2 : stop] == b"/>"
        index = self._parser.CurrentByteIndex
        if depth == self._rdf and self._end < 0 and name == (RDF, "RDF") and not empty:
            self._end = index
            self._rdf = _MOST  # nothing after it counts
        elif self._rdf >= 0 and depth >= self._rdf + 2:
            if text := "".join(texts).strip():
                self._parts.append((name, text))
            if depth == self._rdf + 2:
                end = stop if empty else _tag_end(self._data, index)
                self._found.append(Property(name, tuple(self._parts), self._start, end))

    def _text(self, text: str) -> None:
        if self._stack:
            self._stack[-1][2].append(text)

    def _resolve(self, tag: str, element: bool) -> Name:
        prefix, colon, name = tag.partition(":")
        if not colon:
            return (self._scopes[-1][""] if element else "", tag)
        return (self._scopes[-1][prefix], name)


def _tag_end(data: bytes, start: int) -> int:
    """Where the tag that begins at `start` ends: behind its ">", which values in quotes may hold, too."""
    match = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""").match(data, start)
    if match is None:
        raise ValueError("a tag without end")
    return match.end()
