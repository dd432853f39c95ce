"""The fuzzer of files: what it makes stays the same, and it notices what must not happen."""

from __future__ import annotations

import os
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from benchmarks import fuzz_files
from benchmarks.damage import whole_files
from benchmarks.fuzz_files import Outcome, make, open_it, run


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return whole_files()


def test_whole_files_open(files: dict[str, bytes], tmp_path: Path) -> None:
    assert {".ora", ".psd", ".png", ".jpg", ".webp", ".tif"} <= files.keys()
    for suffix, data in files.items():
        (tmp_path / f"a{suffix}").write_bytes(data)
        assert open_it(tmp_path / f"a{suffix}") == ("opened", "")


def test_a_seed_makes_the_same_files(files: dict[str, bytes]) -> None:
    assert [make(files, 3, number) for number in range(20)] == [make(files, 3, number) for number in range(20)]
    assert make(files, 3, 5) != make(files, 4, 5)


@pytest.mark.filterwarnings("ignore")
def test_damaged_files_open_or_are_refused(files: dict[str, bytes], tmp_path: Path) -> None:
    for number in range(60):
        suffix, data = make(files, 1, number)
        (tmp_path / f"a{suffix}").write_bytes(data)
        assert open_it(tmp_path / f"a{suffix}")[0] in ("opened", "refused"), number


def misbehave(pipe: Connection, _files: dict[str, bytes], _seed: int) -> None:
    pipe.send(None)
    while True:
        number = pipe.recv()
        pipe.send(("begin", number, ".ora"))
        if number == 1:
            os._exit(3)
        if number == 2:
            time.sleep(60)
        pipe.send(Outcome(number, ".ora", "opened", 9.0 if number == 3 else 0.0, memory=1 << 40 if number == 4 else 0))


def test_crashes_hangs_and_memory_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_files, "LIMIT_S", 0.05)
    found = {outcome.number: outcome.what for outcome in run({}, 0, 6, 1, misbehave)}
    assert found == {0: "opened", 1: "crash", 2: "hang", 3: "hang", 4: "memory", 5: "opened"}
