"""The chain of the Transform room: changed, undone, and turned into requests."""

from __future__ import annotations

import numpy as np
import pytest
from window_fakes import photo

from studio.core.chain import LONGEST, Chain, Generate, Trace
from studio.core.errors import ParameterError
from studio.core.picture import Picture
from studio.ui.session.session import Photo, make_photo
from studio.ui.transform.session import TransformSession

WINTER, NIGHT, LINES = Generate(model="winter"), Generate(model="night"), Trace()


@pytest.fixture
def session() -> TransformSession:
    session = TransformSession()
    session.set_photo(make_photo(photo(900, 600), "hill.png"))
    for step in (WINTER, NIGHT, LINES):
        session.add(step)
    return session


def grey(value: int) -> Picture:
    return Picture(np.full((8, 12, 3), value, np.uint8))


def kinds(session: TransformSession) -> list[str]:
    return [getattr(step, "model", step.kind) for step in session.chain.steps]


def test_each_change_is_one_step_of_undo(session: TransformSession) -> None:
    session.move(2, 0)
    session.remove(1)
    assert kinds(session) == ["trace", "night"]
    for expected in (["trace", "winter", "night"], ["winter", "night", "trace"], ["winter", "night"], ["winter"], []):
        session.undo()
        assert kinds(session) == expected
    assert session.photo is not None
    session.undo()
    assert session.photo is None
    assert not session.can_undo
    while session.can_redo:
        session.redo()
    assert kinds(session) == ["trace", "night"]


def test_a_drag_is_one_step_and_the_next_drag_another(session: TransformSession, qtbot) -> None:
    for value in (0.9, 0.7, 0.5):
        session.change(0, settled=False, strength=value)
    with qtbot.waitSignal(session.settled):
        session.change(0, settled=True, strength=0.5)
    session.change(0, settled=False, strength=0.2)
    assert session.undo_text == "Strength"
    session.undo()
    assert session.chain.steps[0].strength == 0.5
    session.undo()
    assert session.chain.steps[0].strength == 1.0
    assert session.undo_text == "Add step"


def test_drags_of_two_sliders_are_two_steps(session: TransformSession) -> None:
    session.change(0, settled=False, strength=0.5)
    session.change(1, settled=False, strength=0.5)
    session.undo()
    assert [step.strength for step in session.chain.steps] == [0.5, 1.0, 1.0]


def test_what_changes_nothing_is_no_step(session: TransformSession, qtbot) -> None:
    text = session.undo_text
    with qtbot.assertNotEmitted(session.chain_changed):
        session.change(0, strength=1.0)
        session.move(1, 1)
        session.set_mask(0, None)
    assert session.undo_text == text
    session.undo()
    assert len(session.chain.steps) == 2


def test_the_selected_step_is_followed(session: TransformSession) -> None:
    assert session.selected == 2, "the one that was added last"
    session.move(2, 0)
    assert session.selected == 0
    session.move(1, 2)
    assert session.selected == 0
    session.select(1)
    session.move(0, 2)
    assert (session.selected, session.selected_step) == (0, NIGHT)
    session.remove(2)
    assert session.selected_step == NIGHT
    session.remove(0)
    session.remove(0)
    assert session.selected is None
    session.undo()
    session.select(None)
    assert session.selected_step is None
    with pytest.raises(IndexError):
        session.select(5)


def test_the_selection_never_points_past_the_end(session: TransformSession) -> None:
    session.undo()
    assert session.selected == 1
    session.set_photo(None)
    assert session.selected == 1


def test_masks_belong_to_steps_and_come_back_with_undo(session: TransformSession) -> None:
    session.set_mask(0, grey(40))
    session.set_mask(1, grey(80))
    assert len(session.masks) == 2
    first = session.mask(0)
    assert first is not None
    session.set_mask(0, grey(41))
    assert session.mask(0) is not first
    session.remove(0)
    assert [picture.pixels[0, 0, 0] for picture in session.masks.values()] == [80]
    session.undo()
    session.undo()
    assert session.mask(0) is first
    session.set_mask(0, None)
    assert session.mask(0) is None
    assert session.mask(1) is not None


def test_a_stroke_of_the_brush_is_one_step(session: TransformSession) -> None:
    session.set_mask(0, grey(40), settled=False)
    session.set_mask(0, grey(50), settled=False)
    session.set_mask(0, grey(60))
    session.undo()
    assert session.mask(0) is None


def test_a_shared_mask_is_changed_for_one_step_alone(session: TransformSession) -> None:
    shared = Chain((Generate(model="a", mask="sky.png"), Generate(model="b", mask="sky.png")))
    session.set_chain(shared, {"sky.png": grey(9), "nobody.png": grey(1)})
    assert list(session.masks) == ["sky.png"]
    session.set_mask(0, grey(200))
    assert [picture.pixels[0, 0, 0] for place in (0, 1) if (picture := session.mask(place))] == [200, 9]


def test_a_chain_whose_mask_is_missing_is_refused(session: TransformSession) -> None:
    before = session.chain
    with pytest.raises(ParameterError, match="sky"):
        session.set_chain(Chain((Generate(model="a", mask="sky.png", on=False),)), {})
    assert session.chain is before


def test_requests_have_the_draft_or_the_photo_itself(session: TransformSession) -> None:
    session.set_mask(0, grey(40))
    session.set_mask(1, grey(40))
    session.change(1, on=False)
    source = session.photo
    assert source is not None
    draft, full = session.request(256), session.request(None)
    assert draft is not None
    assert full is not None
    assert (draft.photo, draft.size) == (source.draft, 256)
    assert (full.photo, full.size) == (source.picture, None)
    assert full.chain is session.chain
    assert len(full.masks) == 1, "those of the steps that work"
    session.set_photo(make_photo(photo(40, 30), "tiny.png"))
    tiny = session.request(256)
    assert tiny is not None
    assert tiny.size == 64, "never smaller than the engines work"
    session.set_photo(None)
    assert session.request(256) is None


def test_without_steps_there_is_nothing_to_ask_for() -> None:
    session = TransformSession()
    session.set_photo(make_photo(photo(), "a.png"))
    assert session.request(256) is None


def test_states_of_one_drawing_are_no_steps_of_their_own(session: TransformSession) -> None:
    series = object()
    small = photo(80, 60)
    first, second = (Photo(small, small, "Drawing", series=series) for _ in range(2))
    session.set_photo(first)
    session.set_photo(second)
    assert session.photo is second
    session.undo()
    assert session.photo is not None
    assert session.photo.name == "hill.png"


def test_a_chain_counts_as_changed_until_it_is_saved(session: TransformSession) -> None:
    assert session.modified
    session.mark_saved(session.work)
    assert not session.modified
    session.set_mask(0, grey(3))
    assert session.modified
    session.undo()
    assert not session.modified
    session.set_photo(make_photo(photo(seed=3), "b.png"))
    assert not session.modified, "the photo is no part of the chain"
    session.set_chain(Chain((WINTER,)), {}, saved=True)
    assert not session.modified
    session.remove(0)
    assert not session.modified, "an empty chain is nothing to lose"


def test_a_chain_that_is_full_says_so(session: TransformSession, qtbot) -> None:
    session.set_chain(Chain((WINTER,) * LONGEST), {})
    with qtbot.waitSignal(session.refused) as told:
        session.add(NIGHT)
    assert str(LONGEST) in told.args[0]
    assert len(session.chain.steps) == LONGEST
