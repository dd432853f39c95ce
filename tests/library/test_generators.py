from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from studio.core.errors import ModelError, UnavailableError, UnknownChoiceError
from studio.core.examples import EXAMPLE_TASKS
from studio.library import palettes
from studio.library.generators import TASKS, TRANSLATIONS, Generator, find_generator, list_generators, map_palette
from studio.library.manifest import Input, Weights, read_manifest, write_manifest
from studio.library.models import ModelStore
from studio.library.palettes import load_palette, palettes_dir

from .samples import make_manifest


def put(folder: Path, model_id: str, task: str, goes_in: Input, architecture: str = "generator", look: int = 0) -> None:
    (folder / model_id).mkdir()
    manifest = make_manifest(
        title=model_id.title(),
        task=task,
        architecture=architecture,
        network={"look": look} if look else {},
        input=goes_in,
        weights=Weights(sha256="a" * 64),
    )
    write_manifest(folder / model_id / "model.toml", manifest)


def test_sketch_models_come_first_then_the_tasks_in_order(tmp_path: Path) -> None:
    picture = Input("picture", 16, (0.0, 1.0))
    put(tmp_path, "a-map", "map-to-aerial", picture)
    put(tmp_path, "b-other", "cats", picture)
    put(tmp_path, "c-cats", "cats", Input("sketch", 16, (0.0, 1.0)))
    put(tmp_path, "d-facades", "labels-to-photo", Input("labels", 16, (0.0, 1.0), "facade"), "pix2pix-unet")
    put(tmp_path, "e-grey", "colourise", Input("picture", 16, (0.0, 1.0), hints=True))
    put(tmp_path, "f-sketch", "sketch-to-photo", Input("sketch", 16, (0.0, 1.0), hints=True))
    put(tmp_path, "g-encoder", "encoder", picture, "perceptual-encoder")
    found = list_generators(ModelStore([tmp_path]))
    assert [one.id for one in found] == ["f-sketch", "c-cats", "e-grey", "d-facades", "a-map", "b-other"]
    assert found[0] == Generator(
        "f-sketch", "F-Sketch", "sketch-to-photo", "sketch", True, (), TASKS["sketch-to-photo"]
    )
    assert [one.hints for one in found] == [True, False, True, False, False, False]
    assert all(one.description.endswith(".") for one in found)
    facades = found[3]
    assert facades.kind == "labels"
    assert len(facades.palette) == 12
    assert facades.palette[2] == ("window", (0, 128, 255))
    assert facades.classes == load_palette("facade")
    assert found[0].classes is None


def test_landscapes_of_materials_come_first_among_label_maps_and_some_models_have_moods(tmp_path: Path) -> None:
    labels, materials = Input("labels", 16, (0.0, 1.0), "facade"), Input("labels", 16, (0.0, 1.0), "materials")
    put(tmp_path, "a-facades", "labels-to-photo", labels)
    put(tmp_path, "b-published", "labels-to-photo", labels, "spade", look=8)
    put(tmp_path, "c-landscapes", "materials-to-photo", materials, look=8)
    put(tmp_path, "d-mapper", "photo-to-materials", Input("picture", 16, (0.0, 1.0), "materials"), "segmenter")
    found = list_generators(ModelStore([tmp_path]))
    assert [one.id for one in found] == ["c-landscapes", "a-facades", "b-published"]
    assert [one.moods for one in found] == [True, False, False]
    assert found[0].classes == load_palette("materials")


def test_the_palette_of_the_maps_of_photos(tmp_path: Path) -> None:
    store = ModelStore([tmp_path])
    with pytest.raises(UnavailableError, match="need the model mapper; install"):
        map_palette(store, "mapper")
    put(tmp_path, "mapper", "photo-to-materials", Input("picture", 16, (0.0, 1.0)), "segmenter")
    put(tmp_path, "fronts", "photo-to-fronts", Input("picture", 16, (0.0, 1.0), "facade"), "segmenter")
    store.refresh()
    assert map_palette(store, "mapper") == load_palette("materials")
    assert map_palette(store, "fronts") == load_palette("facade")


def test_a_model_whose_palette_is_missing_is_left_out_and_says_why_when_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "facades", "labels-to-photo", Input("labels", 16, (0.0, 1.0), "no-such-palette"))
    put(tmp_path, "sketch", "sketch-to-photo", Input("sketch", 16, (0.0, 1.0)))
    store = ModelStore([tmp_path])
    assert [one.id for one in list_generators(store)] == ["sketch"]
    with pytest.raises(ModelError, match=r"no-such-palette\.toml cannot be used: it is missing"):
        find_generator(store, "facades")


def test_what_is_no_generator_is_refused_with_those_that_are(tmp_path: Path) -> None:
    put(tmp_path, "sketch", "sketch-to-photo", Input("sketch", 16, (0.0, 1.0)))
    put(tmp_path, "encoder", "encoder", Input("picture", 16, (0.0, 1.0)), "perceptual-encoder")
    store = ModelStore([tmp_path])
    assert find_generator(store, "sketch").id == "sketch"
    with pytest.raises(UnknownChoiceError, match="Encoder makes no pictures by itself; choose sketch"):
        find_generator(store, "encoder")
    with pytest.raises(UnknownChoiceError, match="There is no generator called 'skech'; did you mean sketch"):
        find_generator(store, "skech")


def test_translations_tell_that_they_translate_and_what_they_can_be_asked_for(tmp_path: Path) -> None:
    weather = Input("picture", 16, (0.0, 1.0), domains=("sunny", "rain"))
    put(tmp_path, "a-weather", "weather", weather, look=2)
    put(tmp_path, "b-winter", "season", Input("picture", 4, (-1.0, 1.0)), "cyclegan-resnet")
    put(tmp_path, "c-sunset", "sunset", Input("picture", 4, (-1.0, 1.0), domains=("sunset",)), "unit")
    put(tmp_path, "d-faces", "faces", Input("picture", 4, (-1.0, 1.0), domains=("blond", "old")), "stargan")
    put(tmp_path, "e-grey", "colourise", Input("picture", 16, (0.0, 1.0)))
    found = {one.id: one for one in list_generators(ModelStore([tmp_path]))}
    assert list(found) == ["e-grey", "b-winter", "a-weather", "c-sunset", "d-faces"]
    assert [one.translates for one in found.values()] == [False, True, True, True, False]
    assert found["a-weather"].domains == ("sunny", "rain")
    assert not found["a-weather"].moods
    found["a-weather"].check_domains((("rain", 1.0),))
    with pytest.raises(UnknownChoiceError, match=r"^A-Weather has no domain called 'snow'; it has sunny, rain\.$"):
        found["a-weather"].check_domains((("rain", 1.0), ("snow", 0.0)))
    with pytest.raises(UnknownChoiceError, match=r"^B-Winter has no domains to choose from; leave 'rain' out\.$"):
        found["b-winter"].check_domains((("rain", 1.0),))


def test_every_task_has_an_example() -> None:
    assert (*TASKS, *TRANSLATIONS) == EXAMPLE_TASKS


def test_every_palette_that_ships_can_be_read() -> None:
    names = [path.stem for path in palettes_dir().iterdir()]
    assert "facade" in names
    for name in names:
        assert len(load_palette(name)) >= 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('format = 1\ntitle = "x"\n[[colour]]\nname = "a"\nrgb = [0, 0, 0]\n', "between 2 and 254 classes, not 1"),
        ('format = 1\ntitle = "x"\n' + '[[colour]]\nname = "a"\nrgb = [0, 0, 0]\n' * 2, "must be filled and different"),
        ('format = 1\ntitle = "x"\ncolour = [{name = "a", rgb = [0, 0]}]\n', "must have 3 values, not 2"),
        ('format = 1\ntitle = "x"\ncolour = [{name = "a", rgb = [0, 0, 0], hex = "#"}]\n', "unknown key 'colour.hex'"),
        (
            'format = 1\ntitle = "x"\ncolour = [{name = "a", rgb = [0, 0, 256]}, {name = "b", rgb = [0, 0, 1]}]\n',
            "between 0 and 255",
        ),
        (
            'format = 1\ntitle = "x"\ncolour = [{name = "a", rgb = [0, 0, 1]}, {name = "b", rgb = [0, 0, 1]}]\n',
            "colours of a palette must be different",
        ),
        ("format = 1\n", "the key 'title' is missing"),
    ],
)
def test_a_damaged_palette_is_a_sentence(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "mine.toml").write_text(text)
    with pytest.raises(ModelError, match=words) as caught:
        load_palette("mine", tmp_path)
    assert "mine.toml" in str(caught.value)


@pytest.mark.parametrize("name", ["../facade", "", "Facade", "a/b"])
def test_a_palette_is_named_like_an_id(name: str) -> None:
    with pytest.raises(ModelError, match="cannot be a palette's name"):
        palettes.load_palette(name)


def test_old_manifests_are_still_read_and_new_ones_keep_what_they_say(tmp_path: Path) -> None:
    path = tmp_path / "model.toml"
    said = Input("labels", 8, (-1.0, 1.0), "facade", True, True)
    manifest = make_manifest(input=said, weights=Weights(sha256="a" * 64))
    write_manifest(path, manifest)
    assert read_manifest(path).input == said
    old = path.read_text().replace('palette = "facade"\n', "").replace("hints = true\n", "")
    path.write_text(old.replace("position = true\n", ""))
    assert read_manifest(path).input == Input("labels", 8, (-1.0, 1.0), "", False, False)
    for line, words in (
        ("hints = 1", "'input.hints' must be true or false"),
        ('palette = "../x"', "input.palette must be lower-case letters"),
        ("positions = true", "unknown key 'input.positions'"),
    ):
        path.write_text(old.replace("[input]\n", f"[input]\n{line}\n"))
        with pytest.raises(ModelError, match=words):
            read_manifest(path)


def test_listing_them_does_not_load_torch() -> None:
    watch = """if True:
        import sys
        from studio.library.generators import list_generators
        from studio.library.models import ModelStore
        from studio.library.paths import models_dir
        list_generators(ModelStore([models_dir()]))
        assert "torch" not in sys.modules
    """
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
