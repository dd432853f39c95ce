from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.library.names import MAX_LENGTH, fold, is_slug, slugify, unknown


@pytest.mark.parametrize("good", ["starry-night", "a", "composition-7", "x" * MAX_LENGTH])
def test_ids(good: str) -> None:
    assert is_slug(good)


@pytest.mark.parametrize(
    "bad",
    ["", "..", ".", "a/b", "a\\b", "A", "-a", "a-", "a--b", "a b", "a\n", ".trash", "é", "nul", "x" * (MAX_LENGTH + 1)],
)
def test_what_is_no_id(bad: str) -> None:
    assert not is_slug(bad)


def test_a_slug_keeps_the_words_and_loses_the_rest() -> None:
    assert slugify("Café, la nuit!") == "cafe-la-nuit"
    assert slugify("Mont Sainte-Victoire (detail)") == "mont-sainte-victoire-detail"


def test_a_taken_slug_gets_a_number() -> None:
    assert slugify("Cat", {"cat"}) == "cat-2"
    assert slugify("Cat", {"cat", "cat-2"}) == "cat-3"


@given(st.text(max_size=300), st.sets(st.sampled_from(["style", "style-2", "con", "a", "a-2"])))
def test_every_text_gives_a_free_id(text: str, taken: set[str]) -> None:
    slug = slugify(text, taken)
    assert is_slug(slug)
    assert slug not in taken


def test_fold_forgets_case_accents_and_punctuation() -> None:
    assert fold("L'Été à  Cézanne's") == "l ete a cezanne s"


def test_a_mistyped_id_is_answered_with_what_was_meant() -> None:
    known = ["starry-night", "great-wave", "scream"]
    assert (
        str(unknown("style", "stary-night", known))
        == "There is no style called 'stary-night'; did you mean starry-night?"
    )
    assert "did you mean great-wave?" in str(unknown("style", "Great Wave", known))
    assert "did you mean great-wave?" in str(unknown("style", "wave", known))
    assert str(unknown("style", "zzz", known)).endswith("choose one of: great-wave, scream, starry-night.")
    assert "no style is installed" in str(unknown("style", "zzz", []))


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in str(unknown("style", "\x1b[2J", ["a"]))
