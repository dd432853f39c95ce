"""The composition root: the one place where settings, library, service and window are wired together."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from studio import __version__
from studio.core.errors import UnavailableError
from studio.library import paths
from studio.library.generators import Generator, list_generators
from studio.library.models import ModelStore
from studio.library.styles import StyleLibrary, StyleShelf
from studio.service import EngineSet, StudioService
from studio.ui.widgets.language import speak
from studio.ui.widgets.theme import apply_theme
from studio.ui.window.main_window import MainWindow
from studio.ui.window.settings import DeviceSettings, SettingsFile

log = logging.getLogger("studio")
LOG_NAME = "atelier-studio.log"
LOG_LIMIT = 1 << 20  # bytes; a larger one is set aside when the application starts
SHUTDOWN_S = 5.0


def run(argv: Sequence[str] = ()) -> int:
    """Opens the window, with the photo that `argv` names if there is one; returns the exit code when it was closed."""
    start_log(paths.user_cache_dir())
    app = make_application()
    service, window = create_window()
    with _crash_hook(window), _ctrl_c(window):
        window.show()
        window.first_shown.connect(lambda: service.start() if window.isVisible() else None)
        if argv:
            window.open_photo(Path(argv[0]))
        code = app.exec()
        clean = close_down(service, window)
    if not clean:
        _leave_at_once(code)
    return code


def make_application() -> QApplication:
    """The QApplication with its name and icon; the one that exists, if there is one."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("atelier-studio")
    app.setApplicationDisplayName("Atelier Studio")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("atelier-studio")
    app.setWindowIcon(QIcon(str(paths.resources_dir() / "atelier-studio.svg")))
    return app


def create_window(
    load_engines: Callable[[], EngineSet] | None = None, generators: Callable[[], Sequence[Generator]] | None = None
) -> tuple[StudioService, MainWindow]:
    """The service, not started yet, and the window, not shown yet. Tests bring engines and models of their own."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings = SettingsFile(paths.user_config_dir() / "settings.json")
    library = StyleLibrary(paths.bundled_styles_dir(), paths.user_styles_dir())
    shelf = StyleShelf(paths.user_config_dir() / "styles.json")
    service = StudioService(load_engines or (lambda: load_installed_engines(library, settings.current.device)))
    apply_theme(app, settings.current.window.theme)
    speak(app, settings.current.language)
    drawing = generators or (lambda: list_generators(installed_models()))
    return service, MainWindow(
        service, library, shelf, settings, paths.user_cache_dir(), paths.user_data_dir(), drawing
    )


def installed_models() -> ModelStore:
    """The models that ship with the application, and the artist's own."""
    return ModelStore([paths.models_dir(), paths.user_models_dir()])


def load_installed_engines(library: StyleLibrary, wanted: DeviceSettings | None = None) -> EngineSet:
    """Called in the worker thread: torch loads here, after the window is on screen.

    A device that was chosen once and is not there any more (a graphics card in another dock) is no reason to stop.
    """
    from studio.engines.catalogue import build_engines, describe_device
    from studio.engines.device import limit_memory

    wanted = wanted or DeviceSettings()
    device = wanted.device
    try:
        name = describe_device(device)
    except UnavailableError as error:
        log.warning("%s Going on with another one.", error)
        device, name = "auto", describe_device("auto")
    limit_memory(device, wanted.memory)
    return EngineSet(build_engines(library, installed_models(), device=device), name)


def close_down(service: StudioService, window: MainWindow) -> bool:
    """Ends the threads; files that are being written are finished. False if the worker is still busy."""
    stopped = service.shutdown(SHUTDOWN_S)
    if not stopped:
        log.warning("the worker took longer than %s s to stop", SHUTDOWN_S)
    if not window.shutdown():
        log.warning("a file was still being read or written at the end")
    return stopped


def _leave_at_once(code: int) -> None:
    """Ends the process although a thread is in the middle of something (torch still loading, most likely).

    Everything of the artist's is on the disk by now; an interpreter that is taken apart under a running thread would
    only fill the terminal with complaints.
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def start_log(folder: Path) -> None:
    """Sends what is worth knowing later to a file in `folder`; without a writable folder there is no log."""
    path = folder / LOG_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".old.log"))
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.info("Atelier Studio %s, Python %s", __version__, sys.version.split()[0])


@contextlib.contextmanager
def _crash_hook(window: MainWindow) -> Iterator[None]:
    """What nobody caught becomes a log entry and one sentence; the window stays."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        log.critical("not caught", exc_info=(kind, error, trace))
        sentence = window.tr("Something went wrong inside the program; your pictures are still here.")
        window.status.complain(sentence, [(window.tr("Show Log"), window.open_log)])

    def show_from_thread(args: threading.ExceptHookArgs) -> None:
        log.critical("not caught in %s", args.thread, exc_info=args.exc_value)

    hooks = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = show, show_from_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = hooks


@contextlib.contextmanager
def _ctrl_c(window: MainWindow) -> Iterator[None]:
    """Ctrl+C in the terminal closes the window, which asks about unsaved results; a second one does not ask."""
    reader, writer = socket.socketpair()
    for end in (reader, writer):
        end.setblocking(False)
    asked = False

    def handle(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        again, asked = asked, True
        # Not here: a handler may run in the middle of anything.
        QTimer.singleShot(0, window, QApplication.quit if again else window.close)

    # Python runs handlers between its own instructions only: the socket wakes Qt's loop so that there is one.
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, QObject(window))
    notifier.activated.connect(lambda: _drain(reader))
    old_fd = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    old_handlers = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, old in old_handlers.items():
            signal.signal(number, old)
        signal.set_wakeup_fd(old_fd)
        notifier.setEnabled(False)
        reader.close()
        writer.close()


def _drain(reader: socket.socket) -> None:
    with contextlib.suppress(BlockingIOError):
        reader.recv(64)
