"""The `studio` command: without a subcommand it opens the window, and every failure ends as one sentence."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable
from io import TextIOWrapper

from studio import __version__
from studio.cli.log import log_unexpected
from studio.cli.parsing import Parser
from studio.core.errors import ParameterError, StudioError
from studio.core.files import exists
from studio.core.heap import reuse_memory

STOPPED = 130


def main(argv: list[str] | None = None) -> int:
    """Runs the command and returns its exit code; see `EXIT_CODES`. Without `argv` it is the process's own command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a strange file name must not cost a finished picture
    if argv is None:
        reuse_memory()
    code = _guarded(sys.argv[1:] if argv is None else argv)
    if argv is None and code == STOPPED and sys.argv[1] in ("stylize", "generate", "apply"):
        # Taking torch down in order takes seconds; every file is closed, and who pressed Ctrl+C wants the prompt.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _guarded(arguments: list[str]) -> int:
    try:
        return _run(arguments)
    except SystemExit as end:  # argparse, after --help or a complaint
        return end.code if isinstance(end.code, int) else 0
    except StudioError as error:
        return _fail(str(error), 2)
    except KeyboardInterrupt:
        return _fail("Stopped.", STOPPED)
    except BrokenPipeError:
        # The reader of our output went away (`studio styles | head`): nothing to say, and nobody to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _fail(log_unexpected(error), 1)


def _run(arguments: list[str]) -> int:
    command = _COMMANDS.get(arguments[0]) if arguments else None
    if command:
        return command(arguments[1:])
    photo = _parser().parse_args(arguments).photo
    if photo and not exists(photo):
        _reject(photo)
    from studio.app import run

    return run([photo] if photo else [])


def _reject(photo: str) -> None:
    if close := difflib.get_close_matches(photo, _COMMANDS, 1):
        raise ParameterError(f"There is no picture {photo!r}; did you mean the command `studio {close[0]}`?")
    raise ParameterError(f"There is no picture {photo!r}; check the name, or see `studio --help` for the commands.")


def _fail(sentence: str, code: int) -> int:
    print(f"studio: {sentence}", file=sys.stderr)
    return code


def _parser() -> Parser:
    parser = Parser(
        prog="studio",
        description="Atelier Studio. Opens the window, with PHOTO in it if one is given.\n\n"
        "commands:\n"
        "  studio stylize PHOTO… --style ID -o OUT   paint photos without the window\n"
        "  studio generate INPUT… --model ID -o OUT  make photos of sketches, labels, maps\n"
        "  studio apply CHAIN.toml PHOTO… -o FOLDER  lead photos through a chain of steps\n"
        "  studio export DOC… --preset NAME -o OUT   pictures, layers, sheets and films of documents\n"
        "  studio styles [--json]                    list the paintings\n"
        "  studio train RECIPE                       train a model\n"
        "  studio bench                              measure the engines on this machine",
    )
    parser.add_argument("photo", nargs="?", metavar="PHOTO", help="a document or a picture to open in the window")
    parser.add_argument("--version", action="version", version=f"Atelier Studio {__version__}")
    return parser


# Each command imports what it needs when it is asked for: the window and `--help` must not wait for torch.


def _stylize(arguments: list[str]) -> int:
    from studio.cli import stylize

    return stylize.run(stylize.parse(arguments))


def _generate(arguments: list[str]) -> int:
    from studio.cli import generate

    return generate.run(generate.parse(arguments))


def _apply(arguments: list[str]) -> int:
    from studio.cli import apply

    return apply.run(apply.parse(arguments))


def _export(arguments: list[str]) -> int:
    from studio.cli import export

    return export.run(export.parse(arguments))


def _styles(arguments: list[str]) -> int:
    from studio.cli import styles

    return styles.run(styles.parse(arguments))


def _train(arguments: list[str]) -> int:
    from studio.training.cli import main as train

    return train(arguments)


def _bench(arguments: list[str]) -> int:
    from studio.engines.bench import main as bench

    return bench(arguments)


_COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "stylize": _stylize,
    "generate": _generate,
    "apply": _apply,
    "export": _export,
    "styles": _styles,
    "train": _train,
    "bench": _bench,
}
