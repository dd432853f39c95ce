"""OpenRaster files of other programs and of older versions of this one."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest
from ora_makers import full_project, noise, same, spot
from zip_makers import format_1, package, png, stack, with_layers

from studio.document.layer import Blend, Kind
from studio.project.extra import FORMAT
from studio.project.openraster_read import load_ora
from studio.project.openraster_write import write_ora
from studio.project.project import Project

OLD = Path(__file__).parent / "fixtures"
RED = spot(20, 10, 2, 2, (250, 0, 0, 255))


def _written(project: Project) -> bytes:
    file = io.BytesIO()
    write_ora(project, file)
    return file.getvalue()


def _without(data: bytes, drop: str, **replaced: bytes) -> bytes:
    """The zip without entries that begin with `drop`, and with others replaced (`__` in a name stands for `/`)."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        entries = {name: source.read(name) for name in source.namelist() if not (drop and name.startswith(drop))}
    entries.pop("mimetype")
    return package(
        entries | {name.replace("__", "/").replace("_json", ".json"): data for name, data in replaced.items()}
    )


def test_groups_hand_on_what_they_say() -> None:
    inner = (
        "<stack name='outer' opacity='0.5' x='2' y='1'>"
        "<stack name='inner' visibility='hidden' edit-locked='true' x='-4'>"
        "<layer src='data/a.png' name='a' x='1'/></stack>"
        "<layer src='data/a.png' name='b' opacity='0.5'/></stack>"
        "<stack composite-op='svg:multiply'><layer src='data/a.png' name='c'/></stack>"
    )
    opened = load_ora(with_layers({"a.png": RED}, inner))
    c, b, a = opened.project.layers
    assert [layer.name for layer in (c, b, a)] == ["c", "b", "a"]
    assert (a.visible, a.opacity, a.locked) == (False, 0.5, True)
    assert (b.visible, b.opacity, b.locked) == (True, 0.25, False)
    assert np.array_equal(a.pixels[1:, :19], RED[:9, 1:])  # moved by 2 - 4 + 1, 1
    assert np.array_equal(b.pixels[1:, 2:], RED[:9, :18])
    assert c.blend is Blend.MULTIPLY
    assert any("Groups were taken apart" in remark for remark in opened.remarks)


def test_a_foreign_group_is_not_lost_without_a_word() -> None:
    opened = load_ora(with_layers({"a.png": RED}, "<stack name='Trees'><layer src='data/a.png'/></stack>"))
    assert opened.remarks == ("Groups were taken apart; their layers lie in one list.",)
    assert not opened.exact


def test_what_is_left_out_means_what_the_specification_says() -> None:
    opened = load_ora(with_layers({"a.png": RED}, "<layer src='data/a.png'/>"))
    (layer,) = opened.project.layers
    assert (layer.visible, layer.opacity, layer.locked, layer.blend) == (True, 1.0, False, Blend.NORMAL)
    assert opened.remarks == ()
    assert opened.project.active == layer.id


def test_layers_beyond_the_canvas_are_cut_and_that_is_said_only_where_it_shows() -> None:
    inner = (
        "<layer name='gone' src='data/full.png' x='500'/><layer name='cut' src='data/full.png' x='-3' y='-3'/>"
        "<layer name='empty edge' src='data/spot.png' x='-1'/>"
    )
    full = noise(20, 10) | np.uint8([0, 0, 0, 255])
    opened = load_ora(with_layers({"full.png": full, "spot.png": RED}, inner))
    edge, cut, gone = opened.project.layers
    assert not gone.pixels.any()
    assert np.array_equal(cut.pixels[:7, :17], full[3:, 3:])
    assert np.array_equal(edge.pixels[:, :19], RED[:, 1:])
    assert [("gone" in r, "cut" in r) for r in opened.remarks] == [(False, True), (True, False)]


def test_pictures_of_any_sort_can_be_layers() -> None:
    grey, rgb = noise(20, 10, 1, 1)[..., 0], noise(20, 10, 2, 3)
    names = "grey", "rgb", "deep", "jpeg"
    jpeg = io.BytesIO()
    from PIL import Image

    Image.fromarray(rgb).save(jpeg, "JPEG")
    deep = io.BytesIO()
    Image.fromarray(grey.astype(np.uint16) * 257).save(deep, "PNG")
    entries = {"grey": png(grey), "rgb": png(rgb), "deep": deep.getvalue(), "jpeg": jpeg.getvalue()}
    inner = "".join(f"<layer name='{name}' src='data/{name}'/>" for name in names)
    opened = load_ora(package({"stack.xml": stack(inner), **{f"data/{k}": v for k, v in entries.items()}}))
    assert opened.remarks == ()
    found = {layer.name: layer.pixels for layer in opened.project.layers}
    assert np.array_equal(found["grey"][..., :3], np.repeat(grey[..., None], 3, axis=2))
    assert np.array_equal(found["rgb"][..., :3], rgb)
    assert np.array_equal(found["deep"], found["grey"])
    assert all((pixels[..., 3] == 255).all() for pixels in found.values())


def test_kinds_are_guessed_from_names_and_looks() -> None:
    photo = noise(20, 10) | np.uint8([0, 0, 0, 255])
    lines = spot(20, 10, 2, 2, (12, 12, 12, 200))
    soft = spot(20, 10, 2, 2, (10, 20, 30, 99))
    names = "Materials", "Materials 2", "Colour hints", "Layer 4", "Lineart"
    pictures = dict(zip(("m.png", "n.png", "h.png", "l.png", "s.png"), (RED, soft, RED, lines, RED), strict=True))
    inner = "".join(f"<layer name='{n}' src='data/{p}'/>" for n, p in reversed(list(zip(names, pictures, strict=True))))
    inner += "<layer name='Background' src='data/p.png'/>"
    layers = load_ora(with_layers({**pictures, "p.png": photo}, inner)).project.layers
    assert [layer.kind for layer in layers] == [
        Kind.REFERENCE, Kind.LABELS, Kind.HINTS, Kind.HINTS, Kind.SKETCH, Kind.SKETCH,
    ]  # fmt: skip


def test_the_order_of_a_foreign_stack_is_kept() -> None:
    photo = noise(20, 10) | np.uint8([0, 0, 0, 255])
    inner = "<layer name='paint' src='data/p.png'/><layer name='lines' src='data/l.png'/>"
    lines = spot(20, 10, 2, 2, (12, 12, 12, 200))
    layers = load_ora(with_layers({"p.png": photo, "l.png": lines}, inner)).project.layers
    assert [layer.name for layer in layers] == ["lines", "paint"]
    assert layers[0].kind.level <= layers[1].kind.level


def test_one_damaged_layer_costs_only_that_layer() -> None:
    inner = (
        "<layer name='good' src='data/a.png'/><layer name='bad' src='data/b.png'/><layer name='no' src='data/c.png'/>"
    )
    data = package({"stack.xml": stack(inner), "data/a.png": png(RED), "data/b.png": png(noise(20, 10))[:90]})
    opened = load_ora(data)
    assert [layer.name for layer in opened.project.layers] == ["good"]
    assert len(opened.remarks) == 2
    assert not opened.exact


def test_documents_of_format_1_open_completely() -> None:
    for data in (format_1(), (OLD / "format-1.ora").read_bytes()):
        opened = load_ora(data)
        assert opened.remarks == ()
        project = opened.project
        assert [(layer.id, layer.kind, layer.note) for layer in project.layers] == [
            (4, Kind.RESULT, '{"seed": 1}'), (7, Kind.SKETCH, ""),
        ]  # fmt: skip
        assert project.active == 7
        assert project.layers[0].blend is Blend.MULTIPLY
        assert (project.layers[1].pixels[3, 4] == (0, 0, 0, 255)).all()
        assert project.styling.photo is not None
        assert project.styling.photo.steps == ("wave",)
        assert project.styling.photo.picture.metadata.dpi == (300, 300)
        assert project.styling.masks is not None
        assert project.styling.masks.planes[0][0] == "wave"
        assert dict(project.rooms["sketch"]) == {"model": "sketch-to-photo", "seed": 12}
        assert [(result.name, dict(result.note)) for result in project.results] == [("kept", {"seed": 5})]
        assert same(load_ora(_written(project)).project, project)


def test_a_document_of_format_2_opens_completely() -> None:
    opened = load_ora(OLD / "format-2.ora")
    assert opened.remarks == ()
    assert same(opened.project, full_project())


def test_a_newer_document_opens_with_a_remark() -> None:
    data = _written(full_project())
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        table = json.loads(source.read("atelier/project.json"))
    table["format"] = FORMAT + 1
    opened = load_ora(_without(data, "", atelier__project_json=json.dumps(table).encode()))
    assert any("newer version" in remark for remark in opened.remarks)
    assert not opened.exact
    assert len(opened.project.layers) == 5


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 0}', '{"format": "2"}', "[" * 99999, '{"format":2,'])
def test_damaged_words_cost_only_the_rooms(text: str) -> None:
    opened = load_ora(_without(_written(full_project()), "", atelier__project_json=text.encode()))
    assert len(opened.project.layers) == 5
    assert len(opened.remarks) == 1


@pytest.mark.parametrize("key", ["layers", "styling", "transform", "results", "rooms", "room", "active"])
@pytest.mark.parametrize(
    "value", [None, 5, "x", [], {}, [5], [{}], {"photo": 5, "masks": 7}, [{"picture": {"src": "no"}}]]
)
def test_values_of_the_wrong_sort_are_passed_over(key: str, value: object) -> None:
    data = _written(full_project())
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        table = json.loads(source.read("atelier/project.json"))
    table[key] = value
    opened = load_ora(_without(data, "", atelier__project_json=json.dumps(table).encode()))
    assert len(opened.project.layers) == 5
    assert np.array_equal(opened.project.layers[0].pixels, full_project().layers[0].pixels)


@pytest.mark.parametrize("change", ["cut", "longer", "shorter", "other", "none"])
def test_a_damaged_deep_photo_costs_only_that_photo(change: str) -> None:
    data = _written(full_project())
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        (name,) = (entry for entry in source.namelist() if entry.endswith(".f32"))
        whole = source.read(name)
    values = zlib.decompress(whole)
    damaged = {
        "cut": whole[:-40],
        "longer": zlib.compress(values * 300),
        "shorter": zlib.compress(values[:-4]),
        "other": b"no zlib at all",
        "none": b"",
    }[change]
    opened = load_ora(_without(data, "", **{name.replace("/", "__").replace(".json", "_json"): damaged}))
    assert opened.project.transform.photo is None
    assert [result.name for result in opened.project.results] == [""]  # the other one is the same deep picture
    assert len(opened.project.layers) == 5
    assert opened.project.styling.photo is not None
    assert len(opened.remarks) == 1
    assert not opened.exact
