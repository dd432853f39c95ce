"""Chains as values and as files: nothing is lost on the way to the disk and back, and nothing slips in."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.chain import Chain, ChainRequest, Generate, Stylize, Trace, Via
from studio.core.chain_file import chain_bytes, load_masks, parse_chain, read_chain, write_chain
from studio.core.errors import ChainError, ParameterError, PictureError
from studio.core.generate import DETAIL, LOOK
from studio.core.params import STROKE_SIZE, Colours, Control, Quality, Start
from studio.core.picture import Picture
from studio.core.picture_io import save_picture


def within(control: Control) -> st.SearchStrategy[float]:
    return st.floats(control.minimum, control.maximum)


unit = st.floats(0, 1)
names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
parts = st.text("aZ9ö- _.", min_size=1, max_size=6).filter(lambda part: part.strip(".") == part)
common = {
    "strength": unit,
    "mask": st.none() | st.lists(parts, min_size=1, max_size=3).map("/".join),
    "seed": st.integers(0, 2**32 - 1),
    "on": st.booleans(),
}
stylize = st.builds(
    Stylize,
    styles=st.lists(
        st.tuples(names, st.floats(0.001, 1e6)), min_size=1, max_size=4, unique_by=lambda pair: pair[0]
    ).map(tuple),
    weight=unit,
    content=unit,
    stroke=within(STROKE_SIZE),
    smoothness=unit,
    quality=st.sampled_from(Quality),
    start=st.sampled_from(Start),
    colours=st.sampled_from(Colours),
    encoder=names,
    **common,
)
generate = st.builds(
    Generate,
    model=names,
    via=st.sampled_from(Via),
    look=within(LOOK),
    mood=st.none() | names,
    detail=within(DETAIL),
    domains=st.lists(st.tuples(names, unit), max_size=4, unique_by=lambda pair: pair[0]).map(tuple),
    **common,
)
steps = st.one_of(stylize, generate, st.builds(Trace, detail=within(DETAIL), **common))
chains = st.lists(steps, max_size=5).map(lambda found: Chain(tuple(found)))

NIGHT = Chain((Stylize((("starry-night", 1.0),)), Generate("enhance", on=False), Trace(0.7, strength=0.0)))


@given(chains)
def test_a_chain_comes_back_from_its_file_as_it_was(chain: Chain) -> None:
    data = chain_bytes(chain)
    again = parse_chain(data, "x.toml")
    assert again == chain
    assert chain_bytes(again) == data
    assert all(type(a) is type(b) for a, b in zip(again.steps, chain.steps, strict=True))


def test_a_file_is_written_whole_and_read(tmp_path: Path) -> None:
    path = tmp_path / "night.toml"
    write_chain(path, NIGHT)
    assert read_chain(path) == NIGHT
    assert [each.name for each in tmp_path.iterdir()] == ["night.toml"]


def test_what_a_hand_leaves_out_has_its_default() -> None:
    written = b'format = 1\n[[step]]\nkind = "stylize"\nstyles = { scream = 1, "great-wave" = 2 }\nstrength = 1\n'
    (step,) = parse_chain(written, "x.toml").steps
    assert isinstance(step, Stylize)
    assert step == Stylize((("scream", 1.0), ("great-wave", 2.0)))
    assert type(step.strength) is float
    assert step.params.styles == (("scream", pytest.approx(1 / 3)), ("great-wave", pytest.approx(2 / 3)))
    assert parse_chain(b"format = 1", "x.toml") == Chain()
    written = b'format = 1\n[[step]]\nkind = "generate"\nmodel = "weather"\ndomains = { rain = 1, winter = 0.3 }\n'
    assert parse_chain(written, "x.toml").steps == (Generate("weather", domains=(("rain", 1.0), ("winter", 0.3))),)
    assert b"domains" not in chain_bytes(Chain((Generate("enhance"),)))


STEP = 'format = 1\n[[step]]\nkind = "generate"\nmodel = "enhance"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the key 'format' must be 1"),
        ("format = 2", "the key 'format' must be 1"),
        ("format = true", "the key 'format' must be 1"),
        ("format = 0x" + "f" * 9000, "the key 'format' must be 1"),
        ("format = 1\ntitle = 'x'", "unknown key 'title'"),
        ("format = 1\nstep = 3", r"begin each step with \[\[step\]\]"),
        ("format = 1\nstep = [3]", r"begin each step with \[\[step\]\]"),
        ("format = 1\n[[step]]\n", "the key 'kind' of step 1 is missing"),
        ('format = 1\n[[step]]\nkind = "dream"', "the key 'kind' of step 1 must be one of stylize, generate, trace"),
        ("format = 1\n[[step]]\nkind = []", "the key 'kind' of step 1 must be one of"),
        ('format = 1\n[[step]]\nkind = "generate"', "the key 'model' of step 1 is missing"),
        ('format = 1\n[[step]]\nkind = "stylize"\nstyles = ["scream"]', "must be a table of styles and weights"),
        (
            'format = 1\n[[step]]\nkind = "stylize"\nstyles = { scream = "x" }',
            "'styles.scream' of step 1 must be a num",
        ),
        ('format = 1\n[[step]]\nkind = "stylize"\nstyles = {}', "step 1: Choose one to four styles"),
        (STEP + "strenght = 0.5", "unknown key 'strenght' in step 1"),
        (STEP + '[[step]]\nkind = "trace"\nlook = 1', "unknown key 'look' in step 2"),
        (STEP + "strength = true", "the key 'strength' of step 1 must be a number"),
        (STEP + "strength = nan", "step 1: Strength must be between 0 and 1, not nan"),
        (STEP + "strength = 1.5", "step 1: Strength must be between 0 and 1, not 1.5"),
        (STEP + "look = 1" + "0" * 400, "the key 'look' of step 1 must be a number"),
        (STEP + "seed = 0.5", "the key 'seed' of step 1 must be a whole number"),
        (STEP + "seed = -1", "The seed must be between 0 and"),
        (STEP + "on = 1", "the key 'on' of step 1 must be true or false"),
        (STEP + "domains = 0.5", "the key 'domains' of step 1 must be a table of domains and shares"),
        (STEP + 'domains = { snow = "much" }', "the key 'domains.snow' of step 1 must be a number"),
        (STEP + "domains = { snow = 1.5 }", "step 1: The share of snow must be between 0 and 1, not 1.5"),
        (STEP + 'via = "radio"', "the key 'via' of step 1 must be one of picture, lines, map"),
        (STEP + 'mask = ""', "A name must have 1 to 200 printable characters"),
        (STEP + 'mood = "a\\u0007"', "A name must have 1 to 200 printable characters"),
        ("format = 1 =", "it is not valid TOML"),
        ("format = 1\nx = " + "[" * 5000, "it is not valid TOML"),
        ("#" * (1 << 20) + "\nformat = 1", "it is too large"),
        (STEP + '[[step]]\nkind = "trace"\n' * 64, "A chain has at most 64 steps, not 65"),
    ],
)
def test_a_file_with_anything_else_in_it_is_refused(text: str, words: str) -> None:
    with pytest.raises(ChainError, match=f"^The chain night.toml cannot be used: .*{words}") as caught:
        parse_chain(text.encode(), "night.toml")
    assert str(caught.value).endswith("; correct the file.")
    assert len(str(caught.value)) < 300


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_end_in_anything_but_a_chain_or_a_sentence(data: bytes) -> None:
    for each in (data, b"format = 1\n" + data, STEP.encode() + data):
        with suppress(ChainError):
            assert isinstance(parse_chain(each, "x.toml"), Chain)


def test_files_that_cannot_be_read_are_sentences(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path, "a\0b.toml"):
        with pytest.raises(ChainError, match=r"^(There is no chain|The chain) "):
            read_chain(path)


@pytest.mark.parametrize(
    "name",
    ["../a.png", "a/../../b.png", "/etc/a.png", "a//b.png", "./a.png", ".", "..", "a/", "C:a.png", "a\\..\\b.png"],
)
def test_a_mask_lies_in_the_folder_of_its_chain(name: str) -> None:
    with pytest.raises(ParameterError, match="must be a file in the folder of its chain"):
        Trace(mask=name)


@pytest.mark.parametrize("name", ["", "a\0.png", "a\n.png", "\ud800", "x" * 201])
def test_names_are_short_and_can_be_printed(name: str) -> None:
    for make in (lambda: Trace(mask=name), lambda: Generate(name), lambda: Stylize(((name, 1.0),))):
        with pytest.raises(ParameterError, match="1 to 200 printable characters"):
            make()


def test_masks_are_found_beside_the_chain_and_nowhere_else(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "masks").mkdir(parents=True)
    grey = Picture(np.full((2, 3, 3), 90, np.uint8))
    for path in (home / "masks" / "sky.png", tmp_path / "secret.png"):
        save_picture(grey, path)
    (home / "link.png").symlink_to(tmp_path / "secret.png")
    chain = Chain((Trace(mask="masks/sky.png"), Trace(mask="masks/sky.png"), Trace(mask="none.png", on=False)))
    ((name, found),) = load_masks(chain, home)
    assert (name, found.digest) == ("masks/sky.png", grey.digest)
    with pytest.raises(ChainError, match=r"The mask link.png lies outside the folder of its chain; copy it there"):
        load_masks(Chain((Trace(mask="link.png"),)), home)
    with pytest.raises(PictureError, match=r"none.png does not exist"):
        load_masks(chain.changed(2, on=True), home)


def kinds(chain: Chain) -> list[str]:
    return [step.kind for step in chain.steps]


def test_steps_are_moved_changed_and_taken_out_in_a_new_chain() -> None:
    assert kinds(NIGHT) == ["stylize", "generate", "trace"]
    assert kinds(NIGHT.moved(0, 2)) == ["generate", "trace", "stylize"]
    assert kinds(NIGHT.moved(2, 0)) == ["trace", "stylize", "generate"]
    assert kinds(NIGHT.removed(1)) == ["stylize", "trace"]
    assert kinds(NIGHT.inserted(Trace())) == ["stylize", "generate", "trace", "trace"]
    assert kinds(NIGHT.inserted(Trace(), 1)) == ["stylize", "trace", "generate", "trace"]
    assert kinds(NIGHT.replaced(0, Trace())) == ["trace", "generate", "trace"]
    louder = NIGHT.changed(1, on=True, strength=0.25)
    assert louder.steps[1] == Generate("enhance", strength=0.25)
    assert [step.kind for step in NIGHT.working] == ["stylize"], "off, and of no strength"
    assert [step.kind for step in louder.working] == ["stylize", "generate"]


@given(chains, st.data())
def test_moving_there_and_back_changes_nothing(chain: Chain, data: st.DataObject) -> None:
    if not chain.steps:
        return
    place, to = (data.draw(st.integers(0, len(chain.steps) - 1)) for _ in range(2))
    moved = chain.moved(place, to)
    assert moved.steps[to] == chain.steps[place]
    assert moved.moved(to, place) == chain


def test_wrong_places_and_changes_are_refused() -> None:
    for place in (-1, 3):
        for use in (NIGHT.removed, lambda n: NIGHT.moved(0, n), lambda n: NIGHT.moved(n, 0), NIGHT.changed):
            with pytest.raises(IndexError):
                use(place)
    with pytest.raises(TypeError, match="trace has no look"):
        NIGHT.changed(2, look=1.0)
    with pytest.raises(ParameterError, match="Strength must be between 0 and 1, not 2"):
        NIGHT.changed(0, strength=2)
    with pytest.raises(ParameterError, match="must be different"):
        Stylize((("scream", 1.0), ("scream", 2.0)))


def test_every_kind_is_written_with_every_field() -> None:
    land = Generate("land", Via.MAP, mood="sunset", mask="a.png", domains=(("rain", 0.5),))
    chain = Chain((NIGHT.steps[0], land, Trace(mask="a.png")))
    for table, step in zip(tomllib.loads(chain_bytes(chain).decode())["step"], chain.steps, strict=True):
        filled = {field.name for field in fields(step) if getattr(step, field.name) is not None}
        assert set(table) == filled | {"kind"}


def test_requests_differ_by_all_that_decides_the_result() -> None:
    grey, white = (Picture(np.full((4, 4, 3), value, np.uint8)) for value in (90, 255))
    masked = Chain((Trace(mask="a.png"),))
    masks = (("a.png", grey),)
    same = ChainRequest(grey, masked, masks).key
    assert same == ChainRequest(Picture(grey.pixels), Chain((Trace(mask="a.png"),)), masks).key
    others = [
        ChainRequest(white, masked, masks),
        ChainRequest(grey, masked, (("a.png", white),)),
        ChainRequest(grey, masked.changed(0, strength=0.5), masks),
        ChainRequest(grey, masked, masks, size=64),
    ]
    assert len({same, *(other.key for other in others)}) == 5
    with pytest.raises(ParameterError, match=r"The mask a\.png is missing"):
        ChainRequest(grey, masked)
    with pytest.raises(ParameterError, match="The size must be between"):
        ChainRequest(grey, Chain(), size=5)
