from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import ModelError
from studio.library.manifest import Inference, Input, Weights, read_manifest, write_manifest

from .samples import make_manifest

EXPORTED = Weights("weights.safetensors", "0123456789abcdef" * 4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "model.toml"
    write_manifest(path, make_manifest(weights=EXPORTED))
    return path


def fault(path: Path, old: str, new: str) -> str:
    """The error after `old` in the file has become `new`."""
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))
    with pytest.raises(ModelError) as caught:
        read_manifest(path)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_what_is_written_is_read_back(path: Path) -> None:
    assert read_manifest(path) == make_manifest(weights=EXPORTED)


def test_the_example_of_the_architecture_page_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "model.toml"
    path.write_text(
        'format = 1\ntitle = "Winter to summer"\ntask = "season"\narchitecture = "resnet"\n[network]\nwidth = 32\n'
        'blocks = 6\n[input]\nkind = "picture"\nmultiple = 4\nrange = [-1, 1]\n[inference]\nnorm = "instance"\n'
        'dropout = false\ntiling = "frozen-statistics"\n[weights]\nfile = "weights.safetensors"\n'
        f'sha256 = "{"a" * 64}"\n[provenance]\nrecipe = "r"\ndata = "d"\nmetrics = "m"\nlicence = "l"\n'
    )
    manifest = read_manifest(path)
    assert manifest.network == {"width": 32, "blocks": 6}
    assert manifest.input == Input("picture", 4, (-1.0, 1.0))


def test_what_came_later_may_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "model.toml"
    write_manifest(path, make_manifest(weights=EXPORTED, inference=Inference("none", False, "plain", working=512)))
    assert read_manifest(path).inference.working == 512
    path.write_text(path.read_text().replace("working = 512\n", ""))
    assert read_manifest(path).inference.working == 0


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("[input]\n", "[input]\ncolour = 1\n", "unknown key 'input.colour'"),
        ("format = 1\n", "format = 1\nauthor = 'x'\n", "unknown key 'author'"),
        ("multiple = 16\n", "", "the key 'input.multiple' is missing"),
        ("format = 1\n", "", "the key 'format' is missing"),
        ("format = 1\n", "format = 2\n", "'format' must be 1, not 2"),
        ("format = 1\n", "format = true\n", "'format' must be 1"),
        ("multiple = 16", "multiple = '16'", "'input.multiple' must be a whole number"),
        ("multiple = 16", "multiple = true", "'input.multiple' must be a whole number"),
        ("multiple = 16", "multiple = 0", "input.multiple must be between 1 and 1024"),
        ("dropout = false", "dropout = 0", "'inference.dropout' must be true or false"),
        ('norm = "none"\ndropout', 'norm = "layer"\ndropout', "inference.norm must be one of"),
        ('tiling = "plain"', 'tiling = "mosaic"', "inference.tiling must be one of"),
        ("working = 0", "working = 63", "inference.working must be 0 or between 64 and 1024"),
        ('kind = "picture"', 'kind = "sound"', "input.kind must be one of"),
        ('title = "Small encoder"', 'title = "  "', "title must not be empty"),
        ('title = "Small encoder"', "title = 3", "'title' must be text"),
        ("slope = 0.2", "slope = inf", "'network.slope' must be a finite number"),
        ("slope = 0.2", "slope = 1979-05-27", "'network.slope' must be text, a number"),
        ("slope = 0.2", "slope = {a = 1}", "'network.slope' must be text, a number"),
        ("[provenance]", "[[provenance]]", "'provenance' must be a table"),
        ('metrics = "0.9"', "metrics = 0.9", "'provenance.metrics' must be text"),
        ("0123456789abcdef" * 4, "0123456789ABCDEF" * 4, "weights.sha256 must be 64 lower-case"),
        ("0123456789abcdef" * 4, "", "weights.sha256 must be 64 lower-case"),
        ("format = 1\n", "format = 1\nformat = 1\n", "not valid TOML"),
        ("slope = 0.2", "slope = " + "[" * 5000 + "]" * 5000, "not valid TOML"),
    ],
)
def test_what_does_not_fit_names_the_file_and_the_key(path: Path, old: str, new: str, key: str) -> None:
    assert key in fault(path, old, new)


@pytest.mark.parametrize("values", ["[0]", "[0, 1, 2]", "[1, 0]", "['0', '1']", "0", "[0, nan]"])
def test_a_range_is_two_growing_numbers(path: Path, values: str) -> None:
    text = path.read_text()
    start = text.index("range = [")
    end = text.index("]", start) + 1
    assert "input.range" in fault(path, text[start:end], f"range = {values}")


@pytest.mark.parametrize(
    "name",
    ["../weights.safetensors", "/etc/passwd", "a/b.safetensors", "a\\\\b.safetensors", "C:x.safetensors", "weights.pth",
     ".hidden.safetensors", "..", "", "a\\u0000.safetensors", "x.safetensors\\n"],
)  # fmt: skip
def test_weights_lie_in_the_same_folder_and_are_safetensors(path: Path, name: str) -> None:
    assert "weights.file must be the name of a .safetensors file" in fault(path, "weights.safetensors", name)


def test_other_damage_is_a_sentence_too(tmp_path: Path) -> None:
    for name, data in {
        "binary": b"\xff\xfe\x00",
        "large": b"#" * (2 << 20),
        "number": b"format = " + b"9" * 9999,
    }.items():
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(ModelError, match=name):
            read_manifest(path)
    for path in (tmp_path / "missing.toml", tmp_path):
        with pytest.raises(ModelError, match="missing"):
            read_manifest(path)


@given(st.binary(max_size=200))
def test_no_bytes_give_anything_but_a_model_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(b"format = 1\n" + data)
    with pytest.raises(ModelError):
        read_manifest(path)


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    manifest = make_manifest()
    path = tmp_path / "model.toml"
    bad = [
        manifest,  # has no hash yet
        replace(manifest, weights=EXPORTED, network={"rate": float("nan")}),
        replace(manifest, weights=EXPORTED, network={"nothing": None}),
        replace(manifest, weights=EXPORTED, inference=Inference("none", 1, "plain")),  # type: ignore[arg-type],
    ]
    for one in bad:
        with pytest.raises(ModelError, match=r"model\.toml"):
            write_manifest(path, one)
    assert list(tmp_path.iterdir()) == []
