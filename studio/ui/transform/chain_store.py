"""Chains and their masks on the disk: a TOML file, and beside it a folder with the masks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studio.core.chain import Chain
from studio.core.chain_file import load_masks, read_chain, write_chain
from studio.core.errors import ChainError
from studio.core.files import write_error
from studio.core.picture import Picture
from studio.core.picture_io import save_picture

SUFFIX = ".toml"
_TROUBLE = set('\\:"<>|?*/')  # what names of masks may not have


def open_chain(path: Path) -> tuple[Chain, dict[str, Picture]]:
    """The chain in a file, with the masks of all steps: those that are off may be switched on. Raises StudioError."""
    chain = read_chain(path)
    switched_on = Chain(tuple(replace(step, on=True, strength=1.0) for step in chain.steps))
    return chain, dict(load_masks(switched_on, path.parent))


def save_chain(path: Path, chain: Chain, masks: dict[str, Picture]) -> Path:
    """Writes the chain, and its masks to a folder beside it that is named after it. Raises StudioError.

    Masks are named after what is in them, so that those of an earlier chain are never written over.
    """
    folder = "".join("-" if c in _TROUBLE or not c.isprintable() else c for c in path.stem)[:120] + "-masks"
    names = {name: f"{folder}/{mask.digest[:16]}.png" for name, mask in masks.items()}
    steps = tuple(step if step.mask is None else replace(step, mask=names[step.mask]) for step in chain.steps)
    wanted = {step.mask for step in chain.steps}
    for name, mask in masks.items():
        target = path.parent / names[name]
        if name in wanted:
            _make_folder(target.parent)
            save_picture(mask, target)
    write_chain(path, Chain(steps))
    return path


def _make_folder(folder: Path) -> None:
    if folder.is_symlink():
        raise ChainError(f"{folder} is a link to somewhere else; choose another name for the chain.")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise write_error(folder, error) from error
