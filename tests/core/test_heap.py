"""What large imports leave behind is not looked at by every collection."""

import gc
import sys
from types import ModuleType

import pytest

from studio.core.heap import Settled


def test_only_a_large_import_is_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    settled = Settled()
    before = gc.get_freeze_count()
    assert not settled.look()
    assert gc.get_freeze_count() == before
    for number in range(Settled.MODULES):
        monkeypatch.setitem(sys.modules, f"imported_{number}", ModuleType(f"imported_{number}"))
    try:
        assert settled.look()
        assert gc.get_freeze_count() > before
        assert not settled.look()
    finally:
        gc.unfreeze()
