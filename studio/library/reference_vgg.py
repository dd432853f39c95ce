"""Reference VGG-19: the published network as an optional second encoder.

Its weights (torchvision's `vgg19-dcbb9e9d.pth`, 548 MB) are not ours to ship: they are found where torch keeps its
downloads, copied from a file the user has, or downloaded when the user asks for it. The digits in the file's name are
the first of its SHA-256, as everywhere in torchvision. Nothing here touches the network before `download` is iterated.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from studio.core.errors import ModelError, StudioError, UnavailableError
from studio.core.files import atomic_write, write_error
from studio.core.step import Job, Step
from studio.library.folders import as_sentence
from studio.library.paths import user_data_dir

if TYPE_CHECKING:
    from torch import nn

FILE_NAME = "vgg19-dcbb9e9d.pth"
HASH_PREFIX = "dcbb9e9d"
URL = f"https://download.pytorch.org/models/{FILE_NAME}"
MEGABYTES = 548
LAYERS = 30  # torchvision's `features` up to relu5_1
_MB = 1024 * 1024
_MAX_BYTES = 700 * _MB


@dataclass(frozen=True)
class ReferenceStatus:
    """Whether the weights are here, where, and a sentence for the person who asks."""

    available: bool
    path: Path | None
    reason: str


def torch_checkpoints_dir() -> Path:
    """Where torch keeps downloaded weights, found the way `torch.hub` finds it but without loading torch."""
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(os.environ.get("TORCH_HOME") or f"{cache}/torch").expanduser() / "hub" / "checkpoints"


class ReferenceVgg:
    """The weights on this computer.

    folder: where they are kept when the user imports or downloads them. elsewhere: folders that are only looked into.
    """

    def __init__(
        self,
        folder: Path | None = None,
        elsewhere: Sequence[Path] | None = None,
        url: str = URL,
        hash_prefix: str = HASH_PREFIX,
    ) -> None:
        self.folder = folder or user_data_dir() / "checkpoints"
        self._elsewhere = tuple(elsewhere) if elsewhere is not None else (torch_checkpoints_dir(),)
        self._url, self._hash_prefix = url, hash_prefix

    @property
    def path(self) -> Path:
        """Where `import_from` and `download` put the file."""
        return self.folder / FILE_NAME

    def status(self) -> ReferenceStatus:
        """Looks for the file without reading it; `load_features` checks its hash."""
        for path in (self.path, *(folder / FILE_NAME for folder in self._elsewhere)):
            if _is_file(path):
                return ReferenceStatus(True, path, f"Reference VGG-19 is installed ({path}).")
        reason = f"Reference VGG-19 is not installed; it needs a one-time download of {MEGABYTES} MB."
        return ReferenceStatus(False, None, reason)

    def import_from(self, path: Path) -> Path:
        """Copies the weights from a file the user has; ModelError if it is not that file, whatever its name."""
        try:
            if not path.is_file() or path.stat().st_size > _MAX_BYTES:
                raise ModelError(
                    f"{path} is not {FILE_NAME}; choose the file that torchvision publishes under that name."
                )
            source = path.open("rb")
        except OSError as error:
            raise ModelError(f"{path} cannot be read ({error.strerror}); choose another file.") from error

        def copy(target: BinaryIO) -> None:
            digest = hashlib.sha256()
            while block := source.read(_MB):
                digest.update(block)
                target.write(block)
            if not digest.hexdigest().startswith(self._hash_prefix):
                raise ModelError(f"{path} is not {FILE_NAME} or is damaged; choose another file or download it again.")

        with source, as_sentence(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            atomic_write(self.path, copy)
        return self.path

    def download(self) -> Job[Path]:
        """Fetches the weights, going on where an earlier attempt stopped; returns their path.

        The network is used in a thread of its own, so that closing the job answers at once even while a server is
        silent. UnavailableError if the server cannot be reached or sends something else, StudioError when the disk
        refuses.
        """
        from studio.library.transfer import Transfer  # HTTP is 40 ms that the window need not wait for

        status = self.status()
        if status.path is not None:
            return status.path
        with as_sentence(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        transfer = Transfer(self._url, self.path.with_suffix(".pth.part"), MEGABYTES * _MB, _MAX_BYTES)
        transfer.start()
        try:
            while transfer.is_alive():
                yield Step(transfer.done, f"downloading Reference VGG-19, {transfer.received // _MB} of {MEGABYTES} MB")
                transfer.join(0.1)
        finally:
            transfer.stopped.set()
        if transfer.error is not None:
            raise self._explain(transfer.error)
        yield Step(1.0, "checking Reference VGG-19")
        with as_sentence(self.path):
            if not _matches(transfer.part, self._hash_prefix):
                transfer.part.unlink()
                raise UnavailableError(
                    f"The download of Reference VGG-19 arrived damaged; try again, or put {self._by_hand()}."
                )
            transfer.part.replace(self.path)
        return self.path

    def load_features(self) -> nn.Sequential:
        """torchvision's VGG-19 `features` up to relu5_1, frozen, in evaluation mode, fp32, on the CPU.

        Input: NCHW RGB normalised with ImageNet's mean and deviation. The ReLUs work in place, so look at their
        outputs and not at those of the convolutions. UnavailableError if the weights are not here, ModelError if
        they are damaged.
        """
        status = self.status()
        if status.path is None:
            raise UnavailableError(status.reason)
        advice = "remove that file and download it again"
        try:
            if not _matches(status.path, self._hash_prefix):
                raise ModelError(f"{status.path} is damaged; {advice}.")
        except OSError as error:
            raise ModelError(f"{status.path} cannot be read ({error.strerror}); {advice}.") from error
        return _features(status.path, advice)

    def _by_hand(self) -> str:
        return f"{FILE_NAME} in {self.folder}"

    def _explain(self, error: Exception) -> StudioError:
        from urllib.error import HTTPError

        from studio.library.transfer import BrokenOffError, DiskError

        need = f"Reference VGG-19 needs a one-time download of {MEGABYTES} MB and"
        if isinstance(error, DiskError):
            return write_error(self.path, error.cause)
        if isinstance(error, BrokenOffError):
            return UnavailableError(
                f"{need} the connection was lost on the way; try again, and it will go on from where it stopped."
            )
        if isinstance(error, HTTPError):
            return UnavailableError(
                f"{need} the server refused it (error {error.code}); try again later, or put {self._by_hand()}."
            )
        return UnavailableError(
            f"{need} this computer could not reach the server; connect to the internet and try again, "
            f"or put {self._by_hand()}."
        )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that may not be looked into
        return False


def _matches(path: Path, prefix: str) -> bool:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest().startswith(prefix)


def _features(path: Path, advice: str) -> nn.Sequential:
    import torch

    from studio.networks.torchvision_compat import import_torchvision

    try:
        models = import_torchvision().models
    except (ImportError, RuntimeError) as error:
        raise UnavailableError(
            f"Reference VGG-19 needs torchvision, which does not load here ({error}); reinstall it beside torch."
        ) from error
    with torch.device("meta"):  # no memory and no initialisation for the 143 million weights that are not used
        features = models.vgg19(init_weights=False).features[:LAYERS]
    try:
        saved = torch.load(path, map_location="cpu", weights_only=True)
        if not isinstance(saved, dict):
            raise TypeError("not a state dict")
        features.load_state_dict({name: saved[f"features.{name}"] for name in features.state_dict()}, assign=True)
    except (pickle.UnpicklingError, RuntimeError, KeyError, TypeError, ValueError, EOFError, OSError) as error:
        raise ModelError(f"{path} does not hold the weights of VGG-19; {advice}.") from error
    return features.float().eval().requires_grad_(False)
