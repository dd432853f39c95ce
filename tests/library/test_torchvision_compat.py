"""In fresh processes: a failed or finished import cannot be undone in this one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import torch

import studio
from studio.networks.torchvision_compat import import_torchvision

REPOSITORY = Path(studio.__file__).parents[1]
WITHOUT_OPERATORS = {
    "__init__.py": "from torchvision import extension, registrations, models\nfinished = True\n",
    "extension.py": "def has_ops():\n    return False\n",
    "registrations.py": (
        "import torch\nimport torchvision.extension\n"
        "assert not torchvision.extension.has_ops()\n"
        "for name in ('nms', 'qnms'):\n"
        "    torch.library.register_fake('torchvision::' + name)(lambda dets, scores, iou_threshold: dets)\n"
    ),
    "models.py": "",
}
IMPORT = "from studio.networks.torchvision_compat import import_torchvision as load\n"


def run(folder: Path, files: dict[str, str], code: str) -> str:
    """What `code` prints in a fresh process whose torchvision consists of `files`."""
    (folder / "torchvision").mkdir()
    for name, text in files.items():
        (folder / "torchvision" / name).write_text(text)
    paths = f"import sys; sys.path[:0] = [{str(folder)!r}, {str(REPOSITORY)!r}]\n"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", paths + code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_installed_torchvision_builds_a_vgg() -> None:
    torchvision = import_torchvision()
    assert import_torchvision() is torchvision
    with torch.device("meta"):
        features = torchvision.models.vgg19(init_weights=False).features
    assert len(features) == 37
    assert torchvision.models.VGG19_Weights.DEFAULT.url.endswith("/vgg19-dcbb9e9d.pth")


def test_missing_operators_are_declared_and_stay_declared(tmp_path: Path) -> None:
    code = (
        IMPORT
        + "import gc, torch\n"
        + "try:\n    import torchvision\n    print('no failure')\nexcept RuntimeError as error:\n    print('fails')\n"
        + "first = load()\ngc.collect()\n"
        + "print(first.finished, first.extension.has_ops(), load() is first)\n"
        + "print(torch.ops.torchvision.nms.default._schema, hasattr(torch.ops.torchvision, 'qnms'))"
    )
    assert run(tmp_path, WITHOUT_OPERATORS, code).splitlines() == [
        "fails",
        "True False True",
        "torchvision::nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor True",
    ]


def test_nothing_is_declared_where_the_operators_are_there(tmp_path: Path) -> None:
    code = IMPORT + "import torch\nload()\nprint(hasattr(torch.ops.torchvision, 'nms'))"
    assert run(tmp_path, {"__init__.py": ""}, code) == "False"


def test_another_failure_is_not_hidden(tmp_path: Path) -> None:
    code = IMPORT + "try:\n    load()\nexcept RuntimeError as error:\n    print(error)"
    assert run(tmp_path, {"__init__.py": "raise RuntimeError('something else')"}, code) == "something else"
