from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import torch

from studio.core.errors import ModelError, StudioError, UnavailableError
from studio.core.step import finish
from studio.library import transfer
from studio.library.reference_vgg import FILE_NAME, ReferenceVgg, torch_checkpoints_dir

DATA = bytes(range(256)) * 12_000  # 3 MB: several blocks
PREFIX = hashlib.sha256(DATA).hexdigest()[:8]


class Server(ThreadingHTTPServer):
    """Serves DATA in the manner named by `manner` and remembers the ranges it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.manner = "well"
        self.asked: list[str | None] = []
        self.released = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/{FILE_NAME}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        wanted, manner = self.headers["Range"], self.server.manner
        self.server.asked.append(wanted)
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and manner != "no ranges" else 0
        if manner == "refuses":
            self.send_error(503)
            return
        if start >= len(DATA):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        if start:
            shown = start if manner != "another piece" else 0
            self.send_header("Content-Range", f"bytes {shown}-{len(DATA) - 1}/{len(DATA)}")
        self.send_header("Content-Type", "text/html" if manner == "login page" else "application/octet-stream")
        length = 2**40 if manner == "huge" else len(DATA) - start
        self.send_header("Content-Length", str(length))
        self.end_headers()
        body = DATA[start:] if manner != "other data" else bytes(len(DATA) - start)
        if manner in ("breaks off", "silent"):
            body = body[: 1 << 20]
        try:
            self.wfile.write(body)
            if manner == "silent":
                self.wfile.flush()
                self.server.released.wait(20)
        except OSError:
            pass  # the other side has gone away, as a test may


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "*")
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.released.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def vgg(server: Server, tmp_path: Path) -> ReferenceVgg:
    return ReferenceVgg(tmp_path / "checkpoints", [tmp_path / "torch"], server.url, PREFIX)


def part_of(vgg: ReferenceVgg) -> Path:
    return vgg.path.with_suffix(".pth.part")


def test_a_download_arrives_and_says_how_far_it_is(vgg: ReferenceVgg, server: Server) -> None:
    status = vgg.status()
    assert (status.available, status.path) == (False, None)
    assert "one-time download of 548 MB" in status.reason
    job = vgg.download()
    assert server.asked == []  # nothing happens before somebody iterates
    steps = list(job)
    assert vgg.path.read_bytes() == DATA
    assert vgg.status().available
    assert not part_of(vgg).exists()
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[0].note.startswith("downloading Reference VGG-19")
    assert steps[-1].done == 1
    assert finish(vgg.download()) == vgg.path
    assert len(server.asked) == 1


def test_it_goes_on_where_it_stopped(vgg: ReferenceVgg, server: Server) -> None:
    server.manner = "breaks off"
    with pytest.raises(UnavailableError, match="the connection was lost on the way; try again"):
        finish(vgg.download())
    assert part_of(vgg).read_bytes() == DATA[: 1 << 20]
    assert not vgg.path.exists()
    server.manner = "well"
    finish(vgg.download())
    assert vgg.path.read_bytes() == DATA
    assert server.asked == [None, f"bytes={1 << 20}-"]


@pytest.mark.parametrize("manner", ["well", "no ranges"])
def test_what_an_earlier_attempt_left_is_used_or_replaced(vgg: ReferenceVgg, server: Server, manner: str) -> None:
    server.manner = manner
    vgg.folder.mkdir()
    part_of(vgg).write_bytes(DATA[:1000])
    finish(vgg.download())
    assert vgg.path.read_bytes() == DATA


def test_a_part_that_is_already_whole_is_only_checked(vgg: ReferenceVgg, server: Server) -> None:
    vgg.folder.mkdir()
    part_of(vgg).write_bytes(DATA)
    finish(vgg.download())
    assert vgg.path.read_bytes() == DATA
    assert server.asked == [f"bytes={len(DATA)}-"]


def test_a_damaged_download_is_thrown_away(vgg: ReferenceVgg, server: Server) -> None:
    server.manner = "other data"
    with pytest.raises(UnavailableError, match="arrived damaged; try again"):
        finish(vgg.download())
    assert list(vgg.folder.iterdir()) == []
    server.manner = "well"
    assert finish(vgg.download()) == vgg.path


@pytest.mark.parametrize("manner", ["login page", "another piece", "huge"])
def test_another_answer_never_spoils_what_is_there(vgg: ReferenceVgg, server: Server, manner: str) -> None:
    server.manner = manner
    vgg.folder.mkdir()
    part_of(vgg).write_bytes(DATA[:1000])
    with pytest.raises(UnavailableError, match="could not reach the server"):
        finish(vgg.download())
    assert part_of(vgg).read_bytes() == DATA[:1000]


def test_a_server_that_refuses_is_a_sentence(vgg: ReferenceVgg, server: Server) -> None:
    server.manner = "refuses"
    with pytest.raises(UnavailableError, match=r"the server refused it \(error 503\); try again later"):
        finish(vgg.download())


def test_no_network_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    with Server() as closed:
        url = closed.url
    vgg = ReferenceVgg(tmp_path, [], url, PREFIX)
    with pytest.raises(UnavailableError) as caught:
        finish(vgg.download())
    assert str(caught.value) == (
        "Reference VGG-19 needs a one-time download of 548 MB and this computer could not reach the server; "
        f"connect to the internet and try again, or put {FILE_NAME} in {tmp_path}."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_from_a_lost_connection(vgg: ReferenceVgg, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 1000

    monkeypatch.setattr(transfer.shutil, "disk_usage", lambda _: Usage)
    with pytest.raises(StudioError, match="the disk is full") as caught:
        finish(vgg.download())
    assert not isinstance(caught.value, UnavailableError)


def test_closing_answers_at_once_even_when_the_server_is_silent(vgg: ReferenceVgg, server: Server) -> None:
    server.manner = "silent"
    job = vgg.download()
    deadline = time.monotonic() + 10
    while next(job).done == 0 and time.monotonic() < deadline:
        pass
    begin = time.monotonic()
    job.close()
    assert time.monotonic() - begin < 0.3
    server.released.set()
    assert part_of(vgg).stat().st_size > 0  # the next attempt goes on from here


def test_a_silent_server_is_given_up(vgg: ReferenceVgg, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "TIMEOUT", 0.2)
    server.manner = "silent"
    with pytest.raises(UnavailableError, match="the connection was lost"):
        finish(vgg.download())
    assert part_of(vgg).read_bytes() == DATA[: 1 << 20]


def test_a_file_the_user_has_is_copied_after_its_hash_fits(vgg: ReferenceVgg, tmp_path: Path) -> None:
    good, bad = tmp_path / "any name.pth", tmp_path / FILE_NAME
    good.write_bytes(DATA)
    bad.write_bytes(DATA[:-1])
    for path in (bad, tmp_path / "missing", tmp_path):
        with pytest.raises(ModelError, match=FILE_NAME):
            vgg.import_from(path)
        assert not vgg.status().available
    assert vgg.import_from(good) == vgg.path
    assert [path.name for path in vgg.folder.iterdir()] == [FILE_NAME]
    assert vgg.path.read_bytes() == DATA
    assert good.exists()


def test_torchs_own_downloads_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    assert str(torch_checkpoints_dir()) == str(Path(torch.hub.get_dir()) / "checkpoints")
    torch_checkpoints_dir().mkdir(parents=True)
    (torch_checkpoints_dir() / FILE_NAME).write_bytes(b"")
    status = ReferenceVgg().status()
    assert status.path == torch_checkpoints_dir() / FILE_NAME
    assert status.available
    monkeypatch.delenv("TORCH_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert str(torch_checkpoints_dir()) == str(Path(torch.hub.get_dir()) / "checkpoints")
    assert not ReferenceVgg().status().available


def saved(path: Path, state: object) -> ReferenceVgg:
    """A ReferenceVgg whose weights are `state`, saved as torch does, with a hash that fits."""
    vgg = ReferenceVgg(path, [], hash_prefix="")
    torch.save(state, vgg.path)
    return ReferenceVgg(path, [], hash_prefix=hashlib.sha256(vgg.path.read_bytes()).hexdigest()[:8])


def conv_shapes() -> Iterator[tuple[int, int, int]]:
    """(index in torchvision's features, channels in, channels out) of VGG-19, Simonyan & Zisserman 2015, table 1 E."""
    channels, index = 3, 0
    for width, count in ((64, 2), (128, 2), (256, 4), (512, 4), (512, 4)):
        for _ in range(count):
            yield index, channels, width
            channels, index = width, index + 2
        index += 1


def vgg_state() -> dict[str, torch.Tensor]:
    """All convolutions of VGG-19, each of one value (expanded: the file is small), and part of the classifier."""
    state = {"classifier.0.bias": torch.zeros(4096)}
    for index, wide, out in conv_shapes():
        state[f"features.{index}.weight"] = torch.tensor(1.0 / (9 * wide)).expand(out, wide, 3, 3)
        state[f"features.{index}.bias"] = torch.tensor(index / 100).expand(out)
    return state


def test_the_features_end_at_relu5_1_and_hold_the_saved_weights(tmp_path: Path) -> None:
    features = saved(tmp_path, vgg_state()).load_features()
    assert not features.training
    assert not any(value.requires_grad for value in features.parameters())
    assert torch.equal(features[28].bias, torch.full((512,), 0.28))
    with torch.inference_mode():
        result = features(torch.ones(1, 3, 192, 192))
    assert result.shape == (1, 512, 12, 12)
    # Each convolution averages and adds its bias; far from the border that is a plain sum.
    biases = sum(index / 100 for index, _, _ in conv_shapes() if index <= 28)
    assert result.max().item() == pytest.approx(1 + biases, rel=1e-4)


def test_weights_that_do_not_fit_are_sentences(tmp_path: Path) -> None:
    state = vgg_state()
    del state["features.28.bias"]
    wrong = vgg_state() | {"features.0.weight": torch.zeros(64, 3, 5, 5)}
    for number, damaged in enumerate((state, wrong, [1, 2], torch.zeros(3), {"features.0.weight": 3})):
        folder = tmp_path / str(number)
        folder.mkdir()
        with pytest.raises(ModelError, match="does not hold the weights of VGG-19"):
            saved(folder, damaged).load_features()


class Evil:
    def __reduce__(self) -> tuple:
        return (Path.touch, (Path("evil-was-here"),))


def test_a_pickle_that_runs_code_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError, match="does not hold the weights"):
        saved(tmp_path, {"features.0.weight": Evil()}).load_features()
    assert not (tmp_path / "evil-was-here").exists()


def test_loading_checks_the_hash_first_and_says_when_there_is_nothing(tmp_path: Path) -> None:
    vgg = ReferenceVgg(tmp_path, [])
    with pytest.raises(UnavailableError, match="is not installed; it needs a one-time download"):
        vgg.load_features()
    vgg.path.write_bytes(b"anything")
    with pytest.raises(ModelError, match="is damaged; remove that file"):
        vgg.load_features()
