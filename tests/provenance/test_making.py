"""Where results come from: the models that worked, the pictures that went in, the recipe."""

from __future__ import annotations

import json
from collections.abc import Sequence

from provenance_makers import FOREIGN, picture

from studio.core.chain import Chain, Generate, Stylize, Trace, Via
from studio.core.generate import GenerateParams
from studio.core.moods import Mood, mood_of
from studio.core.params import Quality, StylizeParams
from studio.provenance.label import REGIONS
from studio.provenance.making import Ids, of_chain, of_generate, of_stylize
from studio.provenance.origin import Origin, Role, Source, photo_ingredient
from studio.provenance.people import names_people

PHOTO = photo_ingredient(picture(), "sea.jpg")


class Shop(Ids):
    """Titles in capitals."""

    def style(self, style_id: str) -> str:
        return style_id.upper()

    def instant(self, styles: Sequence[str]) -> str:
        return "+".join(styles)

    def takes_photos(self, model_id: str) -> bool:
        return model_id == "colourise"


def models(origin: Origin) -> list[str]:
    return [model.id for model in origin.models]


def components(origin: Origin) -> list[str]:
    return [each.name for each in origin.ingredients if each.role is Role.COMPONENT]


def test_paintings() -> None:
    params = StylizeParams((("wave", 1.0), ("night", 3.0)), quality=Quality.GOOD, encoder="eye")
    origin = of_stylize(params, PHOTO, Shop(), ["sun", "photo", "wave"])
    assert origin.source is Source.COMPOSITE
    assert origin.parent is PHOTO
    assert models(origin) == ["eye"]
    assert components(origin) == ["WAVE", "NIGHT", "SUN"]  # what stays the photo is no painting
    instant = of_stylize(StylizeParams((("wave", 1.0),), quality=Quality.INSTANT), None, Shop())
    assert models(instant) == ["wave"]
    assert instant.parent is None


def test_recipes_are_plain_and_complete() -> None:
    mood = mood_of(picture(), "evening")
    assert isinstance(mood, Mood)
    params = GenerateParams("land", 9, 0.5, 512, mood, (("rain", 0.5),))
    recipe = json.loads(json.dumps(dict(of_generate(params, None, Shop()).recipe)))
    assert recipe["model"] == "land"
    assert (recipe["seed"], recipe["look"], recipe["size"]) == (9, 0.5, 512)
    assert recipe["mood"] == "evening"
    assert recipe["domains"] == {"rain": 0.5}
    painted = dict(of_stylize(StylizeParams((("wave", 1.0),), seed=4), PHOTO, Shop()).recipe)
    assert json.loads(json.dumps(painted))["styles"] == [["wave", 1.0]]


def test_what_changes_photos_has_one_for_a_parent_even_an_unknown_one() -> None:
    parent = of_generate(GenerateParams("colourise"), None, Shop()).parent
    assert parent is not None
    assert (parent.name, parent.digest, parent.file) == ("photo", "", "")
    assert of_generate(GenerateParams("colourise"), PHOTO, Shop()).parent is PHOTO
    assert of_generate(GenerateParams("sketch"), None, Shop()).parent is None


def test_chains() -> None:
    chain = Chain((
        Generate(model="winter"), Stylize(styles=(("wave", 1.0),), encoder="eye"),
        Generate(model="land", via=Via.MAP), Generate(model="off", on=False), Trace(strength=0.5),
    ))  # fmt: skip
    origin = of_chain(chain, PHOTO, Shop())
    assert models(origin) == ["winter", "eye", "materials-from-photo", "land"]
    assert components(origin) == ["WAVE"]
    assert "winter" in str(origin.recipe["chain"])
    assert of_chain(Chain((Trace(),)), PHOTO, Shop()).source is Source.EDITED
    untouched = of_chain(Chain((Generate(model="winter", on=False),)), PHOTO, Shop())
    assert untouched.source is None
    assert untouched.parent is PHOTO


def test_photos_that_name_people() -> None:
    assert not names_people(None)
    assert not names_people(FOREIGN)
    head, tail = FOREIGN.split(b"   <!-- kept", 1)
    person = b"<iptc:PersonInImage><r:Bag><r:li>Ada</r:li></r:Bag></iptc:PersonInImage><!-- kept"
    assert names_people(head + person + tail)
    region = (
        f'<m:Regions xmlns:m="{REGIONS}" r:parseType="Resource"><m:RegionList><r:Bag><r:li><r:Description m:Type="%s"/>'
        "</r:li></r:Bag></m:RegionList></m:Regions><!-- kept"
    )
    assert names_people(head + (region % "Face").encode() + tail)
    assert not names_people(head + (region % "Pet").encode() + tail)
