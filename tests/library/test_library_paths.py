from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import studio
from studio.library import paths

REPOSITORY = Path(studio.__file__).parents[1]


def test_a_checkout_has_models_and_resources_beside_the_package() -> None:
    assert paths.models_dir() == REPOSITORY / "models"
    assert paths.resources_dir() == REPOSITORY / "resources"


def test_they_are_found_from_any_working_directory(tmp_path: Path) -> None:
    code = "from studio.library.paths import models_dir; print(models_dir())"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(run.stdout.strip()) == REPOSITORY / "models"


def test_a_wheel_carries_them_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "studio" / "_data" / "models").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "studio")
    assert paths.models_dir() == tmp_path / "studio" / "_data" / "models"


def test_atelier_home_moves_all_the_users_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATELIER_HOME", str(tmp_path))
    assert paths.user_data_dir() == tmp_path / "data"
    assert paths.user_config_dir() == tmp_path / "config"
    assert paths.user_cache_dir() == tmp_path / "cache"
    assert paths.user_styles_dir() == tmp_path / "data" / "styles"
    assert list(tmp_path.iterdir()) == []


def test_without_it_they_are_named_after_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATELIER_HOME")
    folders = [paths.user_data_dir(), paths.user_config_dir(), paths.user_cache_dir()]
    assert all("Atelier Studio" in folder.parts and folder.is_absolute() for folder in folders)


def test_the_library_is_read_without_torch_and_without_qt() -> None:
    code = (
        "import sys, studio.library.paths, studio.library.manifest, studio.library.styles, studio.library.models\n"
        "import studio.library.reference_vgg\n"
        "studio.library.reference_vgg.ReferenceVgg().status()\n"
        "studio.library.models.ModelStore([studio.library.paths.models_dir()]).all()\n"
        "print([name for name in ('torch', 'torchvision', 'PySide6', 'safetensors') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
