"""What the files of published networks have in common."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from torch import nn

_STATISTICS = ("running_mean", "running_var", "num_batches_tracked")


def forget_statistics(network: nn.Module, state: MutableMapping[str, Any], prefix: str, *_: object) -> None:
    """A hook before loading: drops running statistics from `state` that `network` does not keep.

    Instance norms of old files carry them, but every picture was normalised by its own.
    """
    kept = network.state_dict().keys()
    for name in [n for n in state if n.startswith(prefix) and n.rpartition(".")[2] in _STATISTICS]:
        if name.removeprefix(prefix) not in kept:
            del state[name]
