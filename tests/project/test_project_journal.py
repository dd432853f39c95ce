"""What a journal holds comes back, however its window ended."""

import errno
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.core.chain import Chain, Stylize
from studio.core.errors import StudioError
from studio.core.picture import Metadata, Picture
from studio.core.style_masks import StyleMasks
from studio.document import edits
from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.layer import Blend, Kind
from studio.document.tools import clear, line
from studio.project import journal as journal_module
from studio.project.claim import Claim, Holder, claim
from studio.project.journal import Journal, JournalError, Moment
from studio.project.project import Project, SavedChain, SavedPhoto, SavedResult, SavedStyling
from studio.project.records import HEAD, MAGIC, STATE, frame, read_records
from studio.project.recovery import found
from studio.project.sealed import seal
from studio.project.tracker import Tracker

PEN = Brush(size=7, colour=(10, 90, 200))


def picture(seed, height=40, width=60, channels=3, kind=np.uint8, **about):
    pixels = np.random.default_rng(seed).integers(0, 255, (height, width, channels), np.uint8)
    return Picture(pixels if kind is np.uint8 else pixels.astype(np.float32) / 300, Metadata(**about))


@pytest.fixture
def document():
    made = Document.new(400, 300)
    line(made, made.active, (10, 20), (390, 280), PEN)
    return made


@pytest.fixture
def rooms():
    original = SavedPhoto(picture(1, exif=b"\x00exif", dpi=(300.0, 72.0)), "field.jpg")
    step = Stylize(styles=(("starry", 1.0),), mask="m.png")
    plane = np.random.default_rng(3).integers(0, 255, (30, 20), np.uint8)
    return Project(
        400,
        300,
        styling=SavedStyling(
            SavedPhoto(picture(2, channels=4, kind=np.float32, xmp=b"<x/>", profile="P3"), "a", ("x",), original),
            {"styles": [["starry", 0.5]], "seed": 7, "nested": {"on": True, "none": None}},
            StyleMasks((("starry", plane),)),
        ),
        transform=SavedChain(original, Chain((step,)), (("m.png", picture(4)),)),
        results=(SavedResult(picture(5), "first", {"model": "m", "seed": 3}), SavedResult(picture(5), "second")),
        rooms={"sketch": {"seed": 12}, "materials": {}},
        room="sketch",
    )  # fmt: skip


class Window:
    """What autosave does, without a window."""

    def __init__(self, folder, document, rooms):
        self.document, self.rooms, self.path, self.modified = document, rooms, None, True
        self.tracker, self.journal = Tracker(document), Journal(folder)

    def save(self):
        self.journal.write(self.tracker.take(1 << 40), self.moment())
        self.tracker.kept()

    def moment(self):
        return Moment.of(self.document, seal(self.rooms), self.path, self.modified)

    def die(self):
        self.journal.close()


@pytest.fixture
def window(tmp_path, document, rooms):
    made = Window(tmp_path / "unsaved", document, rooms)
    yield made
    made.die()


def only(window):
    (work,) = found(window.journal.path.parent)
    return work


def same_picture(one, other):
    assert one.pixels.dtype == other.pixels.dtype
    assert np.array_equal(one.pixels, other.pixels)
    assert one.metadata == other.metadata


def same_layers(project, document):
    assert [layer.id for layer in project.layers] == [layer.id for layer in document.layers]
    for saved, layer in zip(project.layers, document.layers, strict=True):
        assert np.array_equal(saved.pixels, layer.pixels)
        for name in ("name", "kind", "visible", "opacity", "locked", "blend", "note"):
            assert getattr(saved, name) == getattr(layer, name)


def test_everything_comes_back(window, document, rooms):
    document.layers[0].blend = Blend.SCREEN
    edits.add_layer(document, Kind.RESULT, "Lake “3”", picture(9, 300, 400, 4).pixels, opacity=0.25, note='{"a": 1}')
    window.path = Path("/somewhere/Lake.ora")
    window.save()
    window.die()
    work = only(window)
    assert (work.name, work.path, work.size) == ("Lake.ora", Path("/somewhere/Lake.ora"), (400, 300))
    opened = work.opened()
    assert opened.remarks == ()
    project = opened.project
    same_layers(project, document)
    assert (project.width, project.height, project.active) == (400, 300, document.active)
    assert (project.room, dict(project.rooms)) == ("sketch", dict(rooms.rooms))
    for mine, its in (
        (project.styling.photo, rooms.styling.photo),
        (project.styling.photo.original, rooms.styling.photo.original),
        (project.transform.photo, rooms.transform.photo),
    ):
        same_picture(mine.picture, its.picture)
        assert (mine.name, mine.steps) == (its.name, its.steps)
    assert json.dumps(project.styling.choices) == json.dumps(rooms.styling.choices)
    assert project.styling.masks.digest == rooms.styling.masks.digest
    assert project.transform.chain == rooms.transform.chain
    same_picture(project.transform.masks[0][1], rooms.transform.masks[0][1])
    assert [(r.name, dict(r.note)) for r in project.results] == [(r.name, dict(r.note)) for r in rooms.results]
    same_picture(project.results[1].picture, rooms.results[1].picture)
    work.release()


def test_later_moments_add_only_what_changed(window, document):
    window.save()
    first = window.journal.size
    line(document, document.active, (30, 200), (60, 200), PEN)
    window.save()
    assert window.journal.size - first < 6000  # a few tiles and no picture again
    clear(document, document.active)
    window.save()
    window.die()
    same_layers(only(window).project(), document)


def test_living_windows_are_left_alone_and_found_work_belongs_to_one(window):
    window.save()
    folder = window.journal.path.parent
    assert found(folder) == []
    window.die()
    (work,) = found(folder)
    assert found(folder) == []
    work.release()
    (work,) = found(folder)
    work.forget()
    assert list(folder.iterdir()) == []


def test_what_is_saved_already_is_not_offered_and_goes(window):
    window.modified = False
    window.save()
    window.die()
    assert found(window.journal.path.parent) == []
    assert not window.journal.path.exists()


def test_a_journal_without_a_moment_goes(window):
    window.journal.write(list(window.tracker.take(1 << 30)))
    window.die()
    assert found(window.journal.path.parent) == []
    assert not window.journal.path.exists()


def test_no_folder_is_no_work(tmp_path):
    assert found(tmp_path / "nothing") == []


def test_a_torn_tail_costs_only_itself(window, document):
    """Cut anywhere after the first moment, there is always exactly the last whole one."""
    window.save()
    before, whole = [layer.pixels.copy() for layer in document.layers], window.journal.size
    line(document, document.active, (0, 150), (399, 150), PEN)
    window.save()
    window.die()
    data = window.journal.path.read_bytes()
    for cut in [*range(whole, len(data), 97), len(data) - 1]:
        window.journal.path.write_bytes(data[:cut])
        work = only(window)
        assert np.array_equal(work.project().layers[-1].pixels, before[-1])
        work.release()
    window.journal.path.write_bytes(data + b"TILE")
    same_layers(only(window).project(), document)


def test_damage_anywhere_never_raises_anything_but_a_sentence(window):
    window.save()
    window.die()
    data = bytearray(window.journal.path.read_bytes())
    random = np.random.default_rng(5)
    for _ in range(60):
        bad = bytearray(data)
        for at in random.integers(0, len(bad), 3):
            bad[at] ^= 1 << int(random.integers(8))
        window.journal.path.write_bytes(bad)
        for work in found(window.journal.path.parent):
            work.thumbnail()
            work.release()


def forged(window, change):
    """The journal with a state that `change` was made to, its checksum right."""
    import zlib

    data = window.journal.path.read_bytes()
    with window.journal.path.open("rb") as file:
        _, content, (start, _) = [record for record in read_records(file) if record[0] == STATE][-1]
    state = json.loads(zlib.decompress(content))
    change(state)
    packed = zlib.compress(json.dumps(state).encode())
    window.journal.path.write_bytes(data[: start - HEAD.size] + frame(STATE, packed) + packed)


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.update(width=1 << 30),
        lambda s: s.update(layers=s["layers"] * 2),
        lambda s: s["layers"][0].update(kind="song"),
        lambda s: s.update(blobs=["zz"]),
        lambda s: s.pop("rooms"),
        lambda s: s.update(layers=17),
    ],
)
def test_states_that_cannot_be_are_refused(window, change):
    window.save()
    window.die()
    forged(window, change)
    assert found(window.journal.path.parent) == []
    assert window.journal.path.exists()  # it may be worth something to somebody


def test_rooms_that_cannot_be_read_cost_only_themselves(window, document):
    window.save()
    window.die()
    forged(window, lambda s: s.update(rooms=s["rooms"].replace("[step]", "[stop]").replace("[[step]]", "[[stop]]")))
    work = only(window)
    opened = work.opened()
    same_layers(opened.project, document)
    assert opened.project.styling.photo is not None
    assert opened.project.transform.chain == Chain()
    assert len(opened.remarks) == 1
    forged(window, lambda s: s.update(rooms="{nonsense"))
    work.release()
    work = only(window)
    same_layers(work.project(), document)
    work.release()


def test_a_file_of_another_version_stays(window):
    window.save()
    window.die()
    data = window.journal.path.read_bytes()
    window.journal.path.write_bytes(data.replace(MAGIC, MAGIC.replace(b"1", b"9")))
    assert found(window.journal.path.parent) == []
    assert window.journal.path.exists()


def test_it_is_written_anew_when_most_of_it_is_out_of_date(window, document, monkeypatch):
    monkeypatch.setattr(journal_module, "SLACK", 10_000)
    window.journal._patience = 10_000
    noise = np.random.default_rng(0).integers(0, 255, (8, 300, 400, 4), np.uint8)
    sizes = []
    for pixels in noise:
        document.layers[0].pixels[...] = pixels
        document.changed(document.layers[0].id)
        window.save()
        sizes.append(window.journal.size)
    assert max(sizes) < 2.6 * sizes[0]
    assert window.journal.path.stat().st_size == window.journal.size
    line(document, document.active, (0, 150), (399, 150), PEN)
    window.save()
    window.die()
    same_layers(only(window).project(), document)


class FullDisk:
    """os.fsync and writes fail from now on, as on a full disk."""

    def __init__(self, monkeypatch, path, code=errno.ENOSPC):
        self.real, self.on = Path.open, True

        def opened(path_, *args, **kwargs):
            file = self.real(path_, *args, **kwargs)
            if self.on and path_ == path:
                real = file.write
                room = [700]

                def write(data):
                    if len(data) > room[0]:
                        real(data[: room[0]])
                        raise OSError(code, os.strerror(code))
                    room[0] -= len(data)
                    return real(data)

                return _Writer(file, write)
            return file

        monkeypatch.setattr(Path, "open", opened)


class _Writer:
    def __init__(self, file, write):
        self._file, self.write = file, write

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()


def test_a_full_disk_leaves_what_was_safe_and_goes_on_later(window, document, monkeypatch):
    window.save()
    whole = window.journal.size
    safe = [layer.pixels.copy() for layer in document.layers]
    line(document, document.active, (0, 150), (399, 150), PEN)
    disk = FullDisk(monkeypatch, window.journal.path)
    with pytest.raises(JournalError, match="disk is full"):
        window.save()
    window.tracker.lost()
    copy = window.journal.path.read_bytes()
    assert len(copy) == whole  # the disk has its room back
    disk.on = False
    other = window.journal.path.with_name("other.journal")
    other.write_bytes(copy)
    (work,) = found(other.parent)
    assert np.array_equal(work.project().layers[-1].pixels, safe[-1])
    work.forget()
    window.save()
    window.die()
    same_layers(only(window).project(), document)


def test_a_file_that_was_taken_away_is_noticed(window):
    window.save()
    window.journal.path.unlink()
    with pytest.raises(JournalError, match="connect the drive"):
        window.save()
    assert window.journal.gone


def test_a_folder_that_cannot_be_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StudioError, match="Autosave is waiting"):
        Journal(tmp_path / "file" / "unsaved")


def test_thumbnails_show_the_drawing_on_paper_or_the_photo(window, document, rooms):
    window.save()
    work_of = replace(rooms, room="transform")
    window.die()
    work = only(window)
    small = work.thumbnail(100)
    assert (small.width, small.height) == (100, 75)
    assert small.pixels[0, 50].tolist() == [255, 255, 255]
    assert small.pixels[37, 50].tolist() == [10, 90, 200]
    work.release()
    other = Window(window.journal.path.parent, document, work_of)
    other.save()
    other.die()
    newest, oldest = found(window.journal.path.parent)
    same_picture(replace(newest.thumbnail(100), metadata=Metadata()), Picture(work_of.transform.photo.picture.pixels))
    newest.release()
    oldest.release()


def test_a_file_that_was_written_later_is_said(window, tmp_path):
    window.path = tmp_path / "Lake.ora"
    window.path.write_bytes(b"")
    os.utime(window.path, (1000, 1000))
    window.save()
    window.die()
    for stamp, later in ((1000, False), (time.time() + 5, True)):
        os.utime(window.path, (stamp, stamp))
        work = only(window)
        assert work.superseded is later
        work.release()


HOLD = "import sys; from pathlib import Path; from studio.project.claim import claim; " \
    "print(type(claim(Path(sys.argv[1]), Path(sys.argv[2]))).__name__, flush=True); sys.stdin.read()"  # fmt: skip


def test_two_windows_on_one_file_are_noticed_and_the_dead_are_not(tmp_path):
    path, claims = tmp_path / "a.ora", tmp_path / "claims"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), str(claims)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline().strip() == "Claim"
        holder = claim(tmp_path / "." / "a.ora", claims)
        assert isinstance(holder, Holder)
        assert holder.pid == other.pid
        assert holder.since is not None
        free = claim(tmp_path / "b.ora", claims)
        assert isinstance(free, Claim)
        free.release()
        other.kill()
        other.wait()
    mine = claim(path, claims)
    assert isinstance(mine, Claim)
    assert isinstance(claim(path, claims), Holder)  # another window of this process
    mine.release()
    again = claim(path, claims)
    assert isinstance(again, Claim)
    again.release()


def test_a_claim_is_granted_where_notes_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("in the way")
    got = claim(tmp_path / "a.ora", tmp_path / "file" / "claims")
    assert isinstance(got, Claim)
    got.release()
