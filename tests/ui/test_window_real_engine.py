"""The real window on the real engines, with a tiny encoder in place of the trained one."""

from __future__ import annotations

import logging

import pytest
from pytestqt.qtbot import QtBot
from window_fakes import Studio, encoded, photo, same

from studio import app
from studio.core.params import Quality
from studio.core.picture_io import load_picture
from studio.core.resize import fit
from studio.library import paths

torch = pytest.importorskip("torch")


def install_tiny_encoder() -> None:
    from studio.engines.perception import ENCODER
    from studio.library.manifest import Inference, Input, Manifest, Provenance
    from studio.library.models import export_model
    from studio.networks.encoder import Encoder

    shape = {"wide": [8] * 5, "taps": [0, 8, 8, 8, 8], "trunk": [[8], [8], [8], [8]]}
    manifest = Manifest(
        title="Tiny encoder",
        task="encoder",
        architecture="perceptual-encoder",
        network=shape,
        input=Input("picture", 1, (0.0, 1.0)),
        inference=Inference("none", False, "plain"),
        provenance=Provenance("none", "nothing", "none", "Apache-2.0"),
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        export_model(paths.user_models_dir() / ENCODER, manifest, Encoder(**shape).state_dict())


@pytest.mark.slow
def test_a_picture_becomes_a_style_and_the_photo_is_painted_in_it(
    qtbot: QtBot, tmp_path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("studio.library.statistics.SIZES", (48, 96))
    caplog.set_level(logging.WARNING)
    install_tiny_encoder()
    service, window = app.create_window()
    studio = Studio(window, service, None, qtbot, tmp_path)  # type: ignore[arg-type]
    try:
        with qtbot.waitSignal(window.first_shown):
            window.show()
        service.start()
        (tmp_path / "my waves.png").write_bytes(encoded(photo(120, 90, seed=3)))
        window.panel.picker.pictures_dropped.emit([tmp_path / "my waves.png"])
        window.session.change("Size", size=96, quality=Quality.DRAFT)
        studio.open(picture=photo(90, 60))
        studio.wait(lambda: window.session.choices.styles == (("my-waves", 1.0),), 60_000)
        studio.wait(lambda: window.bench.shown and window.bench.shown.seconds is not None, 60_000)
        draft = studio.shown
        assert (draft.width, draft.height) == (96, 64)
        assert not same(draft, fit(photo(90, 60), 96))

        studio.run("paint")
        studio.wait(lambda: len(window.results) == 1, 60_000)
        assert window.results[0].picture.size == (96, 64)
        window.file_commands.save_to(tmp_path / "out.png")
        studio.wait(lambda: not window.file_commands.writing)
        assert same(load_picture(tmp_path / "out.png"), window.results[0].picture.picture)
        assert not window.status.complaining
        assert not caplog.records
    finally:
        assert app.close_down(service, window)
        window.hide()
        window.deleteLater()
