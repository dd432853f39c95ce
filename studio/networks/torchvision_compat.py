"""Importing torchvision where its compiled operators are missing.

A torchvision built for CUDA cannot load its compiled operators beside a torch for the CPU. It says that it does
without them, but its Python part still attaches fake kernels to `nms` and `qnms`, and the import fails because
nothing has declared those two names. Declaring them is enough: the image models never call them.
"""

from __future__ import annotations

import importlib
import sys
import threading
from types import ModuleType

import torch

_SCHEMAS = {
    "nms": "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms": "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
}
_lock = threading.Lock()
# A Library takes its declarations back when it is collected.
_declared: list[torch.library.Library] = []


def import_torchvision() -> ModuleType:
    """The torchvision module, with or without its compiled operators. Takes about 1.7 s the first time."""
    with _lock:
        try:
            return _import()
        except RuntimeError:
            missing = [schema for name, schema in _SCHEMAS.items() if not hasattr(torch.ops.torchvision, name)]
            if not missing or _declared:
                raise
        _declared.append(torch.library.Library("torchvision", "DEF"))
        for schema in missing:
            _declared[0].define(schema)
        return _import()


def _import() -> ModuleType:
    if "torchvision" not in sys.modules:
        # A failed import leaves finished submodules behind, which the next one would not attach to the package.
        for name in [name for name in sys.modules if name.startswith("torchvision.")]:
            del sys.modules[name]
    return importlib.import_module("torchvision")
