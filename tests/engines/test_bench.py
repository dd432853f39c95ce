from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from engine_makers import Studio, install_instant

from studio.engines import bench
from studio.engines.bench import Case, Row


@pytest.fixture
def installed(studio: Studio, few_steps: None, monkeypatch: pytest.MonkeyPatch) -> Studio:
    """The tiny studio where the command looks, with the network for any picture, in this process."""
    monkeypatch.setattr(bench, "models_dir", lambda: studio.root / "models")
    monkeypatch.setattr(bench, "bundled_styles_dir", lambda: studio.root / "bundled")
    monkeypatch.setattr(bench, "user_styles_dir", lambda: studio.root / "user")
    monkeypatch.setattr(bench, "apart", lambda function, case: function(case))
    install_instant(studio.root / "models")
    return studio


def test_a_row_for_every_engine_that_is_installed_in_the_table_and_in_the_file(
    installed: Studio, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "bench.json"
    engines = ["instant painted", "instant any", "gatys draft"]
    argv = ["--device", "cpu", "--sizes", "64", "--rounds", "1", "--json", str(target), "--engines", *engines]
    assert bench.main(argv) == 0
    rows = json.loads(target.read_text())
    assert [row["engine"] for row in rows] == ["instant any", "gatys draft"]
    assert all(row["median_ms"] > 0 and row["size"] == 64 for row in rows)
    shown = capsys.readouterr()
    assert "painted-styles is not installed" in shown.err
    assert shown.out.splitlines()[0].split() == ["engine", "size", "device", "precision", "median_ms", "peak_mb"]
    assert len(shown.out.splitlines()) == 3


def test_quick_measures_less(installed: Studio) -> None:
    usual, quick = bench.cases("cpu"), bench.cases("cpu", quick=True)
    assert 0 < len(quick) < len(usual)
    assert sum(case.rounds for case in quick) < sum(case.rounds for case in usual) / 3


def test_a_row_says_when_memory_is_not_known() -> None:
    text = bench.line(Row("instant any", 512, "CPU", "bfloat16", 51.26, None))
    assert text.split()[-2:] == ["51.3", "?"]


@pytest.mark.skipif(bench.peak_mb() is None, reason="the system does not tell")
def test_the_peak_counts_memory_that_has_been_given_back() -> None:
    before = bench.peak_mb()
    assert before is not None
    room = int(1.5 * before) * 1_000_000  # more than anything this process had
    del_me = np.ones(room // 8)
    del del_me
    after, now = bench.peak_mb(), bench.resident_mb()
    assert after is not None
    assert now is not None
    assert after > before + 0.3 * room / 1e6
    assert now < after


def test_the_memory_of_a_line_is_its_own() -> None:
    large, small = (bench.apart(_fill, Case("", megabytes, "cpu", 1)).peak_mb for megabytes in (400, 20))
    assert small is not None
    assert large is not None
    assert large > 380
    assert small < 300  # what the process before it had does not count


def _fill(case: Case) -> Row:
    base = bench.resident_mb() or 0.0
    np.ones(case.size * 1_000_000 // 8).sum()
    return Row("", case.size, "", "", 0.0, (bench.peak_mb() or 0.0) - base)
