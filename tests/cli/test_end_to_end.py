"""The real thing: the installed encoder paints a photo in an installed style."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.cli.main import main
from studio.core.params import StylizeParams
from studio.core.picture_io import load_picture
from studio.library.models import ModelStore
from studio.library.paths import bundled_styles_dir, models_dir, user_styles_dir
from studio.library.styles import StyleLibrary

ENCODER = StylizeParams((("any", 1.0),)).encoder
STYLES = [style.id for style in StyleLibrary(bundled_styles_dir(), user_styles_dir()).all()]


@pytest.mark.skipif(ENCODER not in ModelStore([models_dir()]).ids(), reason="the encoder is not installed")
@pytest.mark.skipif(not STYLES, reason="no style is installed")
def test_a_photo_is_painted_and_painted_alike_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    y, x = np.mgrid[0:96, 0:128]
    pixels = np.stack([x * 2, y * 2, 255 - x, np.where(x > 64, 255, 100)], axis=-1).astype(np.uint8)
    Image.fromarray(pixels).save(tmp_path / "photo.png", dpi=(300, 300))
    for name, seed in (("one", 7), ("again", 7)):
        arguments = ["--style", STYLES[0], "--quality", "draft", "--size", "64", "--seed", str(seed), "--device", "cpu"]
        out = tmp_path / f"{name}.png"
        assert main(["stylize", str(tmp_path / "photo.png"), *arguments, "-o", str(out)]) == 0, capsys.readouterr()
    one, again = (load_picture(tmp_path / f"{name}.png") for name in ("one", "again"))
    assert (one.width, one.height) == (64, 48)
    np.testing.assert_array_equal(one.pixels, again.pixels)
    assert one.alpha is not None
    assert one.alpha.min() < 128 < one.alpha.max()
    plain = np.asarray(Image.fromarray(pixels).resize((64, 48)))
    assert np.abs(one.rgb.astype(int) - plain[..., :3]).mean() > 5, "the painting must change the photo"
    assert one.metadata.dpi == pytest.approx((300, 300), abs=0.02)
