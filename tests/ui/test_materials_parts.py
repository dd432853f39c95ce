"""Parts of the materials room by themselves: moods, finding materials, small pictures made in turn."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal

from studio.core.generate import GenerateParams, GenerateRequest
from studio.core.moods import VALUES, Mood, mix
from studio.core.palettes import Palette
from studio.core.picture import Picture
from studio.library.palettes import load_palette
from studio.ui.materials.moods import Moods
from studio.ui.materials.palette_model import PaletteModel
from studio.ui.session.small_pictures import Errand, Rank, SmallPictures
from studio.ui.sketch.generation import Generation


def mood(name: str, value: float) -> Mood:
    return Mood(name, (value,) * VALUES)


NOON, DUSK, NIGHT = mood("Noon", 0.8), mood("Dusk", 0.3), mood("Night", 0.1)


@pytest.fixture
def moods(qapp: object) -> Moods:
    generation = Generation()
    made = Moods(generation, (NOON, DUSK, NIGHT), generation)
    made.setProperty("generation", generation)
    return made


def level(moods: Moods) -> float:
    found = moods.mood()
    assert found is not None
    return found.values[0]


# --- moods --------------------------------------------------------------------------------------------------------


def test_the_seeds_own_mood_is_no_mood_at_all(moods: Moods) -> None:
    assert moods.mood() is NOON, "one seed is not all of a first impression"
    moods.choose(None)
    assert moods.mood() is None
    moods.choose(NOON)
    assert moods.mood() is NOON
    moods.choose(None)
    assert moods.mood() is None


def test_day_goes_over_dusk_to_night(moods: Moods) -> None:
    moods.choose(NOON)
    levels = []
    for light in (0.0, 0.25, 0.5, 0.75, 1.0):
        moods.set_light(light)
        levels.append(round(level(moods), 3))
    assert levels == [0.8, 0.55, 0.3, 0.2, 0.1]


def test_the_seeds_own_mood_is_measured_before_anything_is_mixed_with_it(moods: Moods) -> None:
    moods.choose(None)
    own = mood("", 0.5)
    moods.own = lambda: own
    moods.choose_second(NIGHT)
    moods.set_share(0.25)
    assert moods.mood() == mix(own, NIGHT, 0.25)
    moods.own = lambda: None
    assert moods.mood() == mix(NOON, NIGHT, 0.25), "before there is a picture, the first mood has to do"


def test_a_mood_is_not_mixed_with_itself(moods: Moods) -> None:
    moods.choose(NOON)
    moods.choose_second(NOON)
    assert moods.second is None
    moods.choose_second(NIGHT)
    moods.choose(NIGHT)
    assert (moods.first, moods.second) == (NIGHT, None)


def test_the_strip_keeps_the_moods_of_the_last_photos_once_each(moods: Moods) -> None:
    for name, value in (("a", 0.11), ("b", 0.12), ("a", 0.11), ("c", 0.13)):
        moods.add(mood(name, value))
    assert [one.name for one in moods.all if one][3:] == ["a", "c"]
    assert moods.first == mood("c", 0.13)


# --- finding materials ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", None),
        ("s", ["sky", "sand", "snow"]),
        ("SEA", ["water"]),
        ("wood", ["trees"]),
        ("house", ["building"]),
        ("zebra", []),
    ],
)
def test_materials_by_name(qapp: object, typed: str, names: list[str] | None) -> None:
    palette = load_palette("materials")
    found = [palette.names[index] for index in PaletteModel(palette).find(typed)]
    if names is None:
        assert found == list(palette.names)
    elif typed == "s":
        assert found[: len(names)] == names, "those that begin so come first"
    else:
        assert found == names


def test_another_palette_forgets_the_pictures(qapp: object) -> None:
    model = PaletteModel(Palette(("a", "b"), ((0, 0, 0), (9, 9, 9))))
    model.set_picture(1, picture(1))
    model.set_palette(Palette(("a", "c"), ((0, 0, 0), (9, 9, 9))))
    assert model.picture(1) is None


# --- small pictures -------------------------------------------------------------------------------------------------


def picture(value: int) -> Picture:
    return Picture(np.full((4, 4, 3), value, np.uint8))


def request(value: int) -> GenerateRequest:
    return GenerateRequest(picture(value), GenerateParams("lines"))


class Service(QObject):
    """Makes nothing until it is told to."""

    finished = Signal(int, object, float)
    failed = Signal(int, str)
    cancelled = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[GenerateRequest] = []

    def aside(self, request: GenerateRequest) -> int:
        self.asked.append(request)
        return len(self.asked)

    def finish(self) -> None:
        self.finished.emit(len(self.asked), self.asked[-1].source, 0.1)


def line(values: tuple[int, ...], got: list[int | None]) -> list[Errand]:
    return [
        Errand(request(value), lambda made: got.append(int(made.pixels[0, 0, 0]) if made else None)) for value in values
    ]


def test_small_pictures_are_made_one_at_a_time_moods_before_the_rest(qapp: object) -> None:
    service, got = Service(), list[int | None]()
    pictures = SmallPictures(service)  # type: ignore[arg-type]
    pictures.want(Rank.PAIRS, line((1, 2), got))
    pictures.want(Rank.MOODS, line((3, 4), got))
    for count in range(1, 5):
        assert len(service.asked) == count
        service.finish()
    assert got == [1, 3, 4, 2]
    service.finish()
    assert got == [1, 3, 4, 2]


def test_what_is_wanted_anew_takes_the_place_of_what_waited(qapp: object) -> None:
    service, got = Service(), list[int | None]()
    pictures = SmallPictures(service)  # type: ignore[arg-type]
    pictures.want(Rank.MOODS, line((1, 2), got))
    pictures.want(Rank.MOODS, line((5,), got))
    service.finish()
    service.finish()
    assert got == [1, 5]
    assert len(service.asked) == 2


def test_what_is_being_made_is_not_made_again(qapp: object) -> None:
    service, got = Service(), list[int | None]()
    pictures = SmallPictures(service)  # type: ignore[arg-type]
    pictures.want(Rank.SWATCHES, line((1, 2), []))
    pictures.want(Rank.SWATCHES, line((1, 2), got))
    service.finish()
    service.finish()
    assert len(service.asked) == 2
    assert got == [1, 2]


def test_what_fails_or_is_given_up_does_not_hold_up_the_line(qapp: object) -> None:
    service, got = Service(), list[int | None]()
    pictures = SmallPictures(service)  # type: ignore[arg-type]
    pictures.want(Rank.SWATCHES, line((1, 2, 3), got))
    service.failed.emit(1, "The weights are damaged.")
    service.cancelled.emit(2)
    service.finish()
    assert got == [None, None, 3]
