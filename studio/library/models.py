"""The models that are installed: those the application ships first, then the user's."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.core.errors import ModelError
from studio.library.folders import subfolders, write_folder
from studio.library.manifest import FILE_NAME, Manifest, Weights, manifest_text, read_manifest
from studio.library.names import is_slug, unknown

if TYPE_CHECKING:
    from torch import Tensor

MAX_WEIGHTS_BYTES = 2 * 1024**3


@dataclass(frozen=True)
class Model:
    """An installed model: its id (the name of its folder), the folder, and what its manifest says."""

    id: str
    folder: Path
    manifest: Manifest

    @property
    def weights(self) -> Path:
        """The weights file; it may be missing or damaged until `ModelStore.load_state` has looked."""
        return self.folder / self.manifest.weights.file


class ModelStore:
    """Finds models in `folders`; where two have the same id, the one in the earlier folder counts.

    A folder that does not exist is empty. Looks once, at the first question, and again after `refresh`.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._found: tuple[dict[str, Model], tuple[str, ...]] | None = None

    def refresh(self) -> None:
        """Looks at the folders again at the next question."""
        self._found = None

    def ids(self) -> tuple[str, ...]:
        """The ids of all models in good order."""
        return tuple(self._scan()[0])

    def all(self, task: str | None = None) -> tuple[Model, ...]:
        """All models, or those for one task."""
        return tuple(model for model in self._scan()[0].values() if task is None or model.manifest.task == task)

    def get(self, model_id: str) -> Model:
        """The model with that id; UnknownChoiceError with close matches if there is none."""
        models, _ = self._scan()
        if model_id not in models:
            raise unknown("model", model_id, models)
        return models[model_id]

    def manifest(self, model_id: str) -> Manifest:
        """What the model says about itself; UnknownChoiceError if there is none."""
        return self.get(model_id).manifest

    def problems(self) -> tuple[str, ...]:
        """One sentence for every folder that could not be used."""
        return self._scan()[1]

    def load_state(self, model_id: str) -> dict[str, Tensor]:
        """The weights as stored (fp16 for models exported here), on the CPU.

        Only safetensors are opened, and only after size and SHA-256 have been checked: ModelError otherwise.
        """
        from safetensors import SafetensorError
        from safetensors.torch import load

        model = self.get(model_id)
        data = _read_weights(model)
        try:
            return load(data)
        except (SafetensorError, ValueError, RuntimeError, KeyError) as error:
            raise ModelError(f"{model.weights} is not a safetensors file that can be read ({error}).") from error

    def _scan(self) -> tuple[dict[str, Model], tuple[str, ...]]:
        if self._found is None:
            models: dict[str, Model] = {}
            problems: list[str] = []
            for folder in self._folders:
                for place in subfolders(folder, problems):
                    try:
                        model = Model(place.name, place, read_manifest(place / FILE_NAME))
                    except ModelError as error:
                        problems.append(str(error))
                        continue
                    first = models.setdefault(model.id, model)
                    if first is not model:
                        problems.append(f"{place} is not used, because {first.folder} has the same name; rename it.")
            self._found = models, tuple(problems)
        return self._found


def _read_weights(model: Model) -> bytes:
    path, advice = model.weights, "install the application again, or remove that folder if the model is your own"
    try:
        if not path.is_file():
            raise ModelError(f"{path} is missing; {advice}.")
        if path.stat().st_size > MAX_WEIGHTS_BYTES:
            raise ModelError(f"{path} is larger than any model may be (2 GB); {advice}.")
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror}); {advice}.") from error
    if hashlib.sha256(data).hexdigest() != model.manifest.weights.sha256:
        raise ModelError(f"{path} is damaged; {advice}.")
    return data


def export_model(
    folder: Path, manifest: Manifest, state: Mapping[str, Tensor], extras: Mapping[str, bytes] | None = None
) -> Manifest:
    """Makes `folder` a model: fp16 weights, the manifest with their SHA-256, and `extras` (a preview).

    All of it appears at once; an older model there is replaced as a whole. Integers stay integers. Returns the
    finished manifest; ModelError if the folder is not named like an id or a weight is not finite in fp16.
    """
    import torch
    from safetensors.torch import save

    if not is_slug(folder.name):
        raise ModelError(f"{folder.name!r} cannot be a model's name; use lower-case letters, digits and hyphens only.")
    tensors: dict[str, Tensor] = {}
    for name, tensor in state.items():
        tensor = tensor.detach().cpu()
        if tensor.is_floating_point():
            tensor = tensor.to(torch.float16)
            if not bool(torch.isfinite(tensor).all()):
                raise ModelError(f"The weight '{name}' is not finite in half precision; the model was not written.")
        tensors[name] = tensor.contiguous().clone()
    weights = save(tensors)
    finished = replace(manifest, weights=Weights(manifest.weights.file, hashlib.sha256(weights).hexdigest()))
    text = manifest_text(folder / FILE_NAME, finished)
    write_folder(folder, {**(extras or {}), finished.weights.file: weights, FILE_NAME: text}, replace=True)
    return finished
