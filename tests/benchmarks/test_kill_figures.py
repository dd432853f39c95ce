"""What the benchmark of killed sessions says of homes whose fate is known."""

import time

import pytest

from benchmarks.kill_artist import NAME, check, digest, digest_of
from benchmarks.kill_sessions import Entry, Home, Outcome, report
from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.tools import line
from studio.project.journal import Journal, Moment
from studio.project.project import Project
from studio.project.sealed import seal
from studio.project.tracker import Tracker

PEN = Brush(size=7)


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


class Session:
    """A drawing, the log of it, and its journal."""

    def __init__(self, home, last=""):
        self.document = Document.new(300, 200)
        self.journal, self.tracker = Journal(home.folder / "data" / "unsaved"), Tracker(self.document)
        self.start = time.monotonic() - 100
        self.entries = [Entry(self.start, time.time() - 100, "before", last)]

    def draw(self, at, y):
        line(self.document, self.document.active, (5, y), (290, y), PEN)
        self.note(at)

    def note(self, at):
        layers = self.document.layers
        now = digest(300, 200, layers, [check(layer.pixels) for layer in layers])
        self.entries.append(Entry(self.start + at, time.time(), "pen", now))
        time.sleep(0.002)

    def autosave(self):
        self.journal.write(self.tracker.take(1 << 40), Moment.of(self.document, seal(Project(300, 200)), None, True))
        self.tracker.kept()
        time.sleep(0.002)

    def killed(self, home, at):
        self.journal.close()
        outcome = Outcome()
        home._look(self.entries, self.start + at, outcome)
        return outcome


def test_seconds_count_from_the_first_change_that_is_gone(home):
    session = Session(home)
    session.note(1)
    session.draw(2, 50)
    session.autosave()
    session.draw(10, 90)
    session.draw(13, 120)
    outcome = session.killed(home, 14)
    assert (outcome.faults, outcome.kept_by) == ([], "journal")
    assert outcome.lost == pytest.approx(4)
    assert (home.expected, home.last) == ("unsaved", session.entries[2].digest)


def test_nothing_is_lost_when_the_last_change_was_kept(home):
    session = Session(home)
    session.draw(2, 50)
    session.autosave()
    assert session.killed(home, 60).lost == 0


def test_too_many_seconds_are_a_fault(home):
    session = Session(home)
    session.note(1)
    session.autosave()
    session.draw(2, 50)
    outcome = session.killed(home, 30)
    assert outcome.faults == ["28.0 s are lost"]
    assert report([outcome]) == 1


def test_a_drawing_that_the_artist_did_not_have_is_a_fault(home):
    session = Session(home)
    session.draw(2, 50)
    session.autosave()
    session.entries[-1] = Entry(session.entries[-1].at, session.entries[-1].wall, "pen", "deadbeef")
    assert any("not the drawing of its moment" in fault for fault in session.killed(home, 4).faults)


def test_work_of_an_earlier_window_that_is_gone_is_a_fault(home):
    session = Session(home, last="cafecafe")
    session.journal.remove()
    assert session.killed(home, 4).faults == ["the work of the window before is gone"]


def test_a_document_that_does_not_open_is_a_fault(home):
    session = Session(home)
    session.draw(2, 50)
    session.autosave()
    (home.folder / NAME).write_bytes(b"PK nonsense")
    outcome = session.killed(home, 4)
    assert len(outcome.faults) == 1
    assert "cannot be opened" in outcome.faults[0]


def test_the_digest_is_that_of_what_comes_back(home):
    session = Session(home)
    session.draw(2, 50)
    before = digest_of(300, 200, session.document.layers)
    assert before == session.entries[-1].digest
    session.document.layers[0].opacity = 0.5
    assert digest_of(300, 200, session.document.layers) != before
