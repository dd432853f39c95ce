from __future__ import annotations

from pathlib import Path

import pytest
import torch
from training_makers import RECIPE

from studio.core.errors import StudioError, UnknownChoiceError
from studio.library.names import is_slug
from studio.library.paths import resources_dir
from studio.networks.encoder import Encoder
from studio.networks.instant_style import InstantStyle
from studio.training.export import MAX_BYTES
from studio.training.method import Method
from studio.training.methods import METHODS, method_named
from studio.training.recipe import find_recipe, parse_recipe

SHIPPED = sorted((resources_dir() / "recipes").glob("*.toml"))


def put(folder: Path, text: str, name: str = "toy") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_recipe_says_everything(tmp_path: Path) -> None:
    recipe = parse_recipe(put(tmp_path, RECIPE + '[data]\nphotos = ["a/b"]\n[options]\npool = 3\n'))
    assert (recipe.name, recipe.title, recipe.method) == ("toy", "Toy", "toy")
    assert (recipe.schedule.steps, recipe.schedule.learning_rate, recipe.schedule.precision) == (3, 0.01, "no")
    assert recipe.schedule.warmup == 50  # a default
    assert recipe.network == {"width": 6}
    assert recipe.data == {"photos": ["a/b"]}
    assert recipe.options == {"pool": 3}
    assert recipe.export == {"id": "toy", "task": "nothing", "data": "noise", "licence": "Apache-2.0"}


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("format = 1", "format = 1\ncolour = 2", "has an unknown key: colour."),
        ("[network]", "[netwrok]\na = 1\n[network]", "has an unknown key: netwrok."),
        ("steps = 3", "steps = 3\nstep = 4", "has an unknown key: schedule.step."),
        ('id = "toy"', 'id = "toy"\nname = "x"', "has an unknown key: export.name."),
        ("format = 1", "format = 2", "has format 2; this version reads format 1."),
        ("format = 1", "", "has format None; this version reads format 1."),
        ('title = "Toy"', "", "lacks the key: title."),
        ('method = "toy"', "", "lacks the key: method."),
        ("steps = 3", "", "lacks the key: schedule.steps."),
        ("learning_rate = 1e-2", "", "lacks the key: schedule.learning_rate."),
        ('licence = "Apache-2.0"', "", "lacks the key: export.licence."),
        ("steps = 3", 'steps = "many"', "needs a whole number for schedule.steps, not 'many'."),
        ("steps = 3", "steps = 3.5", "needs a whole number for schedule.steps, not 3.5."),
        ("steps = 3", "steps = true", "needs a whole number for schedule.steps, not True."),
        ("learning_rate = 1e-2", 'learning_rate = "fast"', "needs a number for schedule.learning_rate, not 'fast'."),
        ('precision = "no"', 'precision = "half"', "needs one of no, bf16, fp16 for schedule.precision."),
        ('title = "Toy"', "title = 5", "needs text for title, not 5."),
        ('id = "toy"', "id = 5", "needs text for export.id, not 5."),
        ("[network]\nwidth = 6", "[[network]]\nwidth = 6", r"needs a table \[network\], not \[{'width': 6}\]."),
        ("[network]", "[network", "cannot be read: "),
    ],
)
def test_what_is_not_understood_is_named(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in RECIPE
    with pytest.raises(StudioError, match=f"^The recipe toy.toml {sentence}"):
        parse_recipe(put(tmp_path, RECIPE.replace(old, new)))


def test_a_whole_number_is_a_number(tmp_path: Path) -> None:
    assert parse_recipe(put(tmp_path, RECIPE.replace("1e-2", "1"))).schedule.learning_rate == 1


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = put(tmp_path, "")
    path.write_bytes(b"\xff\xfe")
    for broken in (path, tmp_path / "absent.toml", tmp_path):
        with pytest.raises(StudioError, match=f"^The recipe {broken.name} cannot be read"):
            parse_recipe(broken)


def test_a_recipe_is_found_by_name_or_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = tmp_path / "recipes"
    shelf.mkdir()
    toy, own = put(shelf, RECIPE), put(tmp_path, RECIPE, "own")
    assert find_recipe("toy", shelf) == toy
    assert find_recipe(str(own), shelf) == own
    monkeypatch.chdir(tmp_path)
    assert find_recipe("own.toml", shelf).samefile(own)
    for name in ("own", "toy.toml", ""):
        with pytest.raises(UnknownChoiceError, match=f"no recipe called '{name}'; the recipes are: toy"):
            find_recipe(name, shelf)
    with pytest.raises(UnknownChoiceError, match="the recipes are: none"):
        find_recipe("toy", tmp_path / "nowhere")


def test_there_are_recipes() -> None:
    assert "encoder" in [path.stem for path in SHIPPED]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_recipe_that_ships_can_be_trained(path: Path) -> None:
    recipe = parse_recipe(path)
    assert issubclass(method_named(recipe.method), Method)  # type: ignore[arg-type]
    assert is_slug(recipe.export["id"])
    assert 0 < recipe.schedule.warmup < recipe.schedule.steps


def test_the_encoders_recipe_makes_a_model_that_may_ship() -> None:
    from studio.training.teachers import WIDTHS

    recipe = parse_recipe(resources_dir() / "recipes" / "encoder.toml")
    with torch.device("meta"):
        encoder = Encoder(WIDTHS, recipe.network["taps"], recipe.network["trunk"])
    assert 2 * sum(t.numel() for t in encoder.state_dict().values()) < MAX_BYTES


@pytest.mark.parametrize("name", ["any-style", "painted-styles"])
def test_the_instant_styles_recipes_make_models_that_may_ship(name: str) -> None:
    recipe = parse_recipe(resources_dir() / "recipes" / f"{name}.toml")
    with torch.device("meta"):
        network = InstantStyle((64, 64, 96, 128, 128), styles=["a"] * 41, **recipe.network)
    assert 2 * sum(t.numel() for t in network.state_dict().values()) < MAX_BYTES
    assert recipe.options["start"] == ""


def test_an_unknown_method_is_a_sentence() -> None:
    assert list(METHODS) == ["distill", "paired", "segment", "instant", "cycle", "star", "unit"]
    with pytest.raises(
        UnknownChoiceError, match="no training method called 'magic'; the methods are: cycle, distill, instant"
    ):
        method_named("magic")
