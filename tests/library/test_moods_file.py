from __future__ import annotations

from pathlib import Path

import pytest

from studio.core.errors import ModelError, UnknownChoiceError
from studio.core.moods import VALUES, Mood
from studio.library.moods import find_mood, load_moods

ONE = f'[[mood]]\nname = "Noon"\nvalues = {[0.5] * VALUES}\n'


def test_the_moods_that_ship_are_those_of_landscapes_in_the_order_of_light() -> None:
    moods = load_moods()
    by_name = {mood.name.casefold(): mood for mood in moods}
    assert {"noon", "sunset", "winter", "storm", "night"} <= by_name.keys()
    brightness = {name: sum(mood.values[:3]) for name, mood in by_name.items()}
    assert brightness["night"] < brightness["storm"] < brightness["noon"]
    warmth = {name: sum(mood.values[3:6]) - sum(mood.values[6:9]) for name, mood in by_name.items()}
    assert warmth["sunset"] > max(warmth["noon"], warmth["winter"], warmth["night"])


def test_a_mood_is_found_however_its_name_is_written() -> None:
    moods = (Mood("Morning mist", (0.5,) * VALUES), Mood("Noon", (0.6,) * VALUES))
    assert find_mood("morning-MIST", moods) is moods[0]
    with pytest.raises(UnknownChoiceError, match="There is no mood called 'moon'; did you mean Noon"):
        find_mood("moon", moods)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("format = 1\n", "the key 'mood' is missing"),
        ("format = 1\n" + ONE + ONE, "filled and different"),
        ("format = 1\n" + ONE.replace("Noon", " "), "filled and different"),
        ("format = 1\n" + ONE.replace("[0.5, ", "["), "11 numbers"),
        ("format = 1\n" + ONE + "light = 1\n", "unknown key 'mood.light'"),
        ("format = 1\n" + ONE.replace("0.5, ", "'a', ", 1), "must be a number"),
    ],
)
def test_a_damaged_file_of_moods_is_a_sentence(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "moods.toml"
    path.write_text(text)
    with pytest.raises(ModelError, match=words) as caught:
        load_moods(path)
    assert "moods.toml cannot be used" in str(caught.value)
