"""A folder led through a chain in the window: the same record as on the command line, and a list of what failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.core.applied import NAME, Record
from studio.core.apply import Applied, ApplyRequest
from studio.core.batch import Task
from studio.core.chain import Chain, ChainRequest, Generate, Trace
from studio.core.errors import ModelError, PictureError, UnknownChoiceError
from studio.core.picture import Picture
from studio.core.step import Job, Step, finish
from studio.engines.apply import ApplyEngine
from studio.library.models import ModelStore
from studio.provenance.credentials import find_signer
from studio.provenance.inspection import inspect
from studio.provenance.origin import Source


class NoStyles:
    def get(self, style_id: str, /) -> object:
        raise UnknownChoiceError(f"There is no style {style_id}.")


@dataclass
class Negative:
    meet: Callable[[ChainRequest], None] = lambda request: None
    requests: list[ChainRequest] = field(default_factory=list)

    def run(self, request: object) -> Job[Picture]:
        assert isinstance(request, ChainRequest)
        self.requests.append(request)
        self.meet(request)
        yield Step(0.5, "half")
        return request.photo.with_pixels(255 - request.photo.pixels)


@pytest.fixture
def album(tmp_path: Path) -> Path:
    folder = tmp_path / "album"
    folder.mkdir()
    for name in ("a.png", "b.png", "c.png"):
        Image.new("RGB", (30, 20), (200, 200, 200)).save(folder / name)
    return folder


def ask(album: Path, out: Path, chain: Chain | None = None, **options: object) -> ApplyRequest:
    return ApplyRequest(chain or Chain((Trace(),)), (), (album,), out, "dream", **options)  # type: ignore[arg-type]


def apply(chains: Negative, request: ApplyRequest) -> Applied:
    return finish(ApplyEngine(chains, NoStyles(), ModelStore([])).run(request))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != NAME)


def test_every_photo_is_made_once_and_progress_runs_through_all(album: Path, tmp_path: Path) -> None:
    chains, out = Negative(), tmp_path / "new" / "out"
    steps = list(ApplyEngine(chains, NoStyles(), ModelStore([])).run(ask(album, out)))
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert {step.note for step in steps} >= {"photo 1 of 3", "photo 3 of 3"}
    assert names(out) == ["a-dream.png", "b-dream.png", "c-dream.png"]
    assert (np.asarray(Image.open(out / "a-dream.png")) == 55).all()
    assert apply(chains, ask(album, out)) == Applied(3, 0, 3)
    assert len(chains.requests) == 3
    (out / "b-dream.png").unlink()
    assert apply(chains, ask(album, out)) == Applied(3, 1, 2)
    other = ask(album, out, Chain((Trace(detail=0.9),)))
    assert apply(chains, other).problems, "results of another chain are not overwritten"
    assert apply(chains, ask(album, album)) == Applied(3, 3, 0)
    assert apply(chains, ask(album, album)) == Applied(3, 0, 3), "results beside the photos are no photos"


def test_one_bad_photo_is_named_and_the_rest_is_made(album: Path, tmp_path: Path) -> None:
    (album / "b.png").write_bytes(b"no picture")
    done = apply(Negative(), ask(album, tmp_path / "out", suffix=".jpg"))
    assert (done.total, done.finished) == (3, 2)
    assert len(done.problems) == 1
    assert "b.png" in done.problems[0]
    assert names(tmp_path / "out") == ["a-dream.jpg", "c-dream.jpg"]


def test_a_surprise_is_told_with_the_name(album: Path, tmp_path: Path) -> None:
    def stumble(request: ChainRequest) -> None:
        if len(chains.requests) == 1:
            raise ZeroDivisionError

    chains = Negative(stumble)
    done = apply(chains, ask(album, tmp_path / "out"))
    assert done.problems[0].startswith("a.png: Something unexpected")
    assert done.finished == 2


def test_what_would_meet_every_photo_ends_the_work(album: Path, tmp_path: Path) -> None:
    def meet(_: ChainRequest) -> None:
        raise ModelError("The weights are damaged; install the application again.")

    chains = Negative(meet)
    done = apply(chains, ask(album, tmp_path / "out"))
    assert done == Applied(3, 0, 0, ("a.png: The weights are damaged; install the application again.",))
    assert len(chains.requests) == 1


def test_it_stops_where_it_is_closed_and_goes_on_from_there(album: Path, tmp_path: Path) -> None:
    chains, out = Negative(), tmp_path / "out"
    job = ApplyEngine(chains, NoStyles(), ModelStore([])).run(ask(album, out))
    for _ in range(5):
        next(job)
    job.close()
    assert names(out) == ["a-dream.png"]
    assert apply(chains, ask(album, out)) == Applied(3, 2, 1)


def test_a_chain_that_cannot_be_done_is_refused_before_any_work(album: Path, tmp_path: Path) -> None:
    chains = Negative()
    with pytest.raises(UnknownChoiceError):
        apply(chains, ask(album, tmp_path / "out", Chain((Generate(model="nobody"),))))
    assert not chains.requests
    (tmp_path / "empty").mkdir()
    with pytest.raises(PictureError, match="no pictures"):
        apply(chains, ask(tmp_path / "empty", tmp_path / "out"))


def test_the_results_say_how_they_were_made(album: Path, tmp_path: Path) -> None:
    out, chain = tmp_path / "out", Chain((Generate("snow"),))
    engine = ApplyEngine(Negative(), NoStyles(), ModelStore([]))
    request = ask(album, out, chain, recipe=True, signed_by=("", "", str(tmp_path / "config")))
    record = Record(out, "x")
    task = Task(album / "a.png", out / "a.png")
    out.mkdir()
    finish(engine._one(request, task, record, find_signer("", "", tmp_path / "config")))
    found = inspect(out / "a.png")
    assert found.claims.known is Source.COMPOSITE
    assert "snow" in found.claims.recipe
    assert found.record is not None
    assert [done.model for done in found.record.done] == ["", "snow"]
    assert [used.name for used in found.record.used] == ["a.png"]
    traced = ask(album, tmp_path / "traced")
    assert apply(Negative(), traced) == Applied(3, 3, 0)
    claims = inspect(tmp_path / "traced" / "a-dream.png").claims
    assert (claims.known, claims.system) == (Source.EDITED, "")  # tracing is no model


def test_other_words_in_the_files_make_them_anew(album: Path, tmp_path: Path) -> None:
    chains = Negative()
    assert apply(chains, ask(album, tmp_path / "out")).finished == 3
    again = apply(chains, ask(album, tmp_path / "out", say_ai=False))
    assert again.before == 0
