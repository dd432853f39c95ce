"""Collects every sentence that people see, keeps the translations of those that stayed, and compiles them.

python -m benchmarks.translations            # updates all in resources/i18n
python -m benchmarks.translations --new fr   # begins another language, to be edited with Qt Linguist
python -m benchmarks.translations --check    # only says what is missing; exit code 1 if something is
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import PySide6

from studio.library import paths
from studio.ui.widgets.language import CONTEXT, STEM, TEMPLATES, folder

ROOT = Path(__file__).resolve().parents[1]
DRAWING = ROOT / "studio" / "ui" / "sketch" / "drawing.py"
RAISING = (
    "files/web_picture.py",
    "session/vault.py",
    "widgets/images.py",
    "project/restore.py",
    "transform/session.py",
)
PLACES = (ROOT / "studio" / "ui", ROOT / "studio" / "app.py")
CALLS = {"tr": 0, "_tr": 0, "_": 0, "mark": 0, "marked": 0, "words": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1}
"""Which argument of a call is a sentence."""
COMPLAINT = re.compile(r"(?=.*[a-z]{2,} [a-z]{2,})[A-Z{“][^\n<>]*[ }][^\n<>]*\.")
BUILTIN = ("ValueError", "TypeError", "RuntimeError", "KeyError", "OSError", "NotImplementedError", "assert_never")
EDIT = re.compile(r"[A-Z][a-z]{2,}( [a-z]+){0,4}")


def sentences() -> list[str]:
    """Every sentence once, in the order of the files."""
    found: dict[str, None] = {}
    for place in PLACES:
        for path in sorted(place.rglob("*.py")) if place.is_dir() else (place,):
            found |= dict.fromkeys(_in_code(path))
    for path in sorted((ROOT / "studio").rglob("*.py")):
        found |= dict.fromkeys(_in_controls(path))
    for path in (
        *sorted((ROOT / "studio" / "document").glob("*.py")),
        ROOT / "studio" / "ui" / "sketch" / "drawing.py",
    ):
        found |= dict.fromkeys(_in_edits(path))
    found |= dict.fromkeys(complaints())
    found |= dict.fromkeys(_in_data())
    return list(found)


def complaints() -> list[str]:
    """What errors say, with {} for what is put in: the packages that raise them know no languages."""
    found: dict[str, None] = {}
    for package in ("core", "library", "document", "project", "provenance", "engines", "service"):
        for path in sorted((ROOT / "studio" / package).rglob("*.py")):
            found |= dict.fromkeys(_in_errors(path))
    for path in RAISING:
        found |= dict.fromkeys(_in_errors(ROOT / "studio" / "ui" / path))
    return list(found)


def _in_errors(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # Not docstrings, not parts of f-strings, not what only programmers read.
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
        if isinstance(node, ast.Call) and _name(node.func) in (*BUILTIN, "Control", "warning", "info", "critical"):
            skipped |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        else:
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if COMPLAINT.fullmatch(text):
            yield text


def _in_code(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        place = CALLS.get(_name(call.func))
        if place is not None and len(call.args) > place:
            yield from _texts(call.args[place], path)


def _in_controls(path: Path) -> Iterator[str]:
    """Labels and tips of the controls: core knows nothing of languages."""
    for call in (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)):
        if _name(call.func) == "Control":
            keywords = {keyword.arg: keyword.value for keyword in call.keywords}
            for place, name in ((1, "label"), (5, "tip")):
                value = call.args[place] if len(call.args) > place else keywords.get(name)
                if value is not None:
                    yield from _texts(value, path)


def _in_edits(path: Path) -> Iterator[str]:
    """What edits call themselves ("Add layer"), for Undo and Redo: the package of documents knows no languages."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and EDIT.fullmatch(node.value):
            yield node.value


def _in_data() -> Iterator[str]:
    """Names in our own files: moods, materials, and what the models are and do."""
    moods = tomllib.loads((paths.resources_dir() / "moods.toml").read_text(encoding="utf-8"))
    yield from _values(moods, ("name", "title"))
    for path in sorted((paths.resources_dir() / "palettes").glob("*.toml")):
        yield from _values(tomllib.loads(path.read_text(encoding="utf-8")), ("name", "title"))
    from studio.library.generators import list_generators
    from studio.library.models import ModelStore

    for generator in list_generators(ModelStore([paths.models_dir()])):
        yield generator.title
        yield generator.description


def _values(data: object, names: tuple[str, ...]) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in names and isinstance(value, str):
                yield value
            else:
                yield from _values(value, names)
    elif isinstance(data, list):
        for value in data:
            yield from _values(value, names)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _texts(value: ast.expr, path: Path) -> Iterator[str]:
    """The literals of an argument; both of a condition. What was put together before is found where it was marked."""
    if isinstance(value, ast.JoinedStr):
        raise SystemExit(f"{path}:{value.lineno}: a sentence with values in it is never found; use tr(…).format(…)")
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value.strip():
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from _texts(value.body, path)
        yield from _texts(value.orelse, path)


def read(path: Path) -> dict[str, str]:
    """The finished translations of a `.ts` file by their sentences."""
    if not path.exists():
        return {}
    done = {}
    for message in ElementTree.parse(path).iter("message"):
        said = message.find("translation")
        if said is not None and said.text and said.get("type") is None:
            done[message.findtext("source") or ""] = said.text
    return done


def write(path: Path, language: str, texts: list[str], done: dict[str, str]) -> int:
    """Writes a `.ts` file; returns how many sentences wait for a translation."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for text in texts:
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = text
        translation = ElementTree.SubElement(message, "translation")
        if text in done:
            translation.text = done[text]
        else:
            translation.set("type", "unfinished")
    ElementTree.indent(root, " " * 4)
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")
    return sum(text not in done for text in texts)


def compile_file(path: Path) -> None:
    """Makes the `.qm` file beside a `.ts` file with Qt's own compiler, which comes with PySide6."""
    tool = next(Path(PySide6.__file__).parent.rglob("lrelease*"))
    subprocess.run([str(tool), "-silent", str(path), "-qm", str(path.with_suffix(".qm"))], check=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--new", metavar="CODE", help="begin this language")
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args()
    texts = sentences()
    files = sorted(folder().glob(f"{STEM}*.ts"))
    if options.new:
        files.append(folder() / f"{STEM}{options.new}.ts")
    if not options.check:
        templates = [text for text in complaints() if "{}" in text]
        (folder() / TEMPLATES).write_text("\n".join(templates) + "\n", encoding="utf-8")
    missing = 0
    for path in files:
        done = read(path)
        wanted = [text for text in texts if text not in done]
        missing += len(wanted)
        print(f"{path.name}: {len(texts)} sentences, {len(wanted)} of them not translated yet")
        if options.check:
            print("\n".join(f"    {text}" for text in wanted))
        else:
            write(path, path.stem.removeprefix(STEM), texts, done)
            compile_file(path)
    return 1 if options.check and missing else 0


if __name__ == "__main__":
    sys.exit(main())
