"""The command as a whole: exit codes, sentences, laziness."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

from studio import __version__
from studio.cli import main as program
from studio.cli.log import log_file
from studio.core.errors import StudioError

ROOT = Path(__file__).resolve().parents[2]


def python(*argv: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs Python in a process of its own, from another directory."""
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *argv], capture_output=True, text=True, timeout=60, check=False, cwd=cwd, env=env
    )


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stands in for the window; notes the arguments it was opened with."""
    opened: list[list[str]] = []

    def run(argv: list[str]) -> int:
        opened.append(argv)
        return 0

    app = types.ModuleType("studio.app")
    app.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "studio.app", app)
    return opened


def test_the_version_comes_from_a_real_process(tmp_path: Path) -> None:
    done = python(str(ROOT / "main.py"), "--version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Atelier Studio {__version__}\n", "")


def test_help_explains_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["stylize"], ["styles"], ["generate"]):
        assert program.main([*command, "--help"]) == 0
        assert "130  stopped with Ctrl+C" in capsys.readouterr().out


@pytest.mark.parametrize(
    "argv",
    [
        ["stylize"],
        ["stylize", "a.png", "--style", "x", "-o", "b.png", "--fo"],
        ["stylize", "a.png", "--style", "x", "-o", "b.png", "--size", "10"],
        ["stylize", "a.png", "--style", "there-is-no-such-style", "-o", "b.png"],
        ["--nonsense"],
        ["styles", "--xml"],
        ["no such picture.png"],
    ],
)
def test_wrong_arguments_are_one_sentence_and_code_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(argv) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert line.startswith("studio: ")
    assert line.endswith((".", "?"))


def test_torch_and_qt_stay_away_until_they_are_needed(tmp_path: Path) -> None:
    watch = """if True:
        import sys
        from studio.cli.main import main
        main(["--version"])
        main(["styles"])
        main(["generate", "--list"])
        main(["generate", "a.png", "--model", "there-is-no-such-model", "-o", "b.png"])
        main(["stylize", "a.png", "--style", "there-is-no-such-style", "-o", "b.png"])
        main(["stylize", "a.png", "--style", "x", "-o", "b.png", "--seed", "x"])
        heavy = ("torch", "torchvision", "PySide6", "tifffile", "accelerate")
        print("heavy:", [name for name in heavy if name in sys.modules])
    """
    done = python("-c", watch, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "heavy: []", done


def test_without_a_command_the_window_opens(tmp_path: Path, window: list[list[str]]) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"whatever is wrong with it, the window will say")
    assert program.main([]) == 0
    assert program.main([str(picture)]) == 0
    assert window == [[], [str(picture)]]


def test_a_mistyped_command_opens_no_window(window: list[list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["stylise"]) == 2
    assert "did you mean the command `studio stylize`?" in capsys.readouterr().err
    assert program.main(["x" * 5000]) == 2
    assert not window


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (StudioError("Choose something else."), 2, "studio: Choose something else.\n"),
        (KeyboardInterrupt(), 130, "studio: Stopped.\n"),
    ],
)
def test_expected_errors_are_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, words: str
) -> None:
    def fail(_: list[str]) -> int:
        raise error

    monkeypatch.setitem(program._COMMANDS, "styles", fail)
    assert program.main(["styles"]) == code
    assert capsys.readouterr().err == words
    assert not log_file().exists()


def test_the_unexpected_is_a_sentence_and_a_log_entry(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: list[str]) -> int:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setitem(program._COMMANDS, "styles", fail)
    for _ in range(2):
        assert program.main(["styles"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert (
        lines == [f"studio: Something unexpected went wrong (ZeroDivisionError); the details are in {log_file()}."] * 2
    )
    assert log_file().read_text().count("ZeroDivisionError: deep inside") == 2
    log_file().write_bytes(b"x" * 2_000_000)
    program.main(["styles"])
    assert log_file().stat().st_size < 10_000, "the log starts again when it is large"


def test_a_log_that_cannot_be_written_is_no_second_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("ATELIER_HOME", str(tmp_path / "file"))
    monkeypatch.setitem(program._COMMANDS, "styles", lambda _: 1 // 0)
    assert program.main(["styles"]) == 1
    assert "could not be written." in capsys.readouterr().err


def test_output_to_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} {ROOT / 'main.py'} styles --json | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""


def test_styles_are_listed_for_people_and_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["styles", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert program.main(["styles"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [style["id"] for style in listed]
    for style in listed:
        assert set(style) == {"id", "title", "artist", "year", "tags", "bundled"}
