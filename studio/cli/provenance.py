"""What the files that the commands write say of how they were made: options, labels, signatures."""

from __future__ import annotations

import argparse
import functools
import sys
from pathlib import Path
from typing import Any

from studio.cli.progress import Progress
from studio.core.errors import ParameterError
from studio.core.picture import Picture
from studio.library.models import ModelStore
from studio.library.paths import user_config_dir
from studio.library.titles import Titles
from studio.provenance.credentials import Signer, find_signer
from studio.provenance.making import Names
from studio.provenance.origin import Ingredient, Origin, Says, photo_ingredient
from studio.provenance.write import write_picture


def saying(parser: argparse.ArgumentParser) -> None:
    """Adds the options about what is said; they start out as they do in the window."""
    parser.add_argument("--no-ai-label", action="store_true", help="do not say in the files that models were used")
    parser.add_argument("--recipe", action="store_true", help="write into the files how to make them again")
    parser.add_argument("--credentials", action="store_true", help="sign the files (C2PA content credentials)")
    parser.add_argument("--certificate", type=Path, metavar="FILE", help="your own certificate to sign with, PEM")
    parser.add_argument("--key", type=Path, metavar="FILE", help="its private key, PEM")


class Teller:
    """Writes results by the options in `args`. Raises ParameterError for options that do not fit together."""

    def __init__(self, args: argparse.Namespace) -> None:
        if (args.certificate or args.key) and not args.credentials:
            raise ParameterError("--certificate and --key sign files: add --credentials.")
        if bool(args.certificate) != bool(args.key):
            raise ParameterError("Signing with your own certificate needs both --certificate and --key.")
        self._args = args
        self.says = Says(not args.no_ai_label, args.recipe, not args.strip_metadata)
        if self.signed_by is not None:
            _ = self.signer  # before hours of work, not after them

    @property
    def signed_by(self) -> tuple[str, str, str] | None:
        """Certificate, key ("" for the local ones) and the folder of the local ones; None without --credentials."""
        args = self._args
        if not args.credentials:
            return None
        return str(args.certificate or ""), str(args.key or ""), str(user_config_dir())

    @functools.cached_property
    def signer(self) -> Signer | None:
        """Who signs. Raises StudioError if nobody can."""
        if self.signed_by is None:
            return None
        certificate, key, folder = self.signed_by
        return find_signer(certificate, key, Path(folder))

    @property
    def how(self) -> tuple[object, ...]:
        """What decides the files besides their pixels, () for what is usual."""
        usual = (self.says.ai, self.says.recipe, self._args.credentials) == (True, False, False)
        return () if usual else (self.says.ai, self.says.recipe, self.signed_by)

    def save(self, result: Picture, target: Path, origin: Origin, photo: Picture, progress: Progress) -> None:
        """Writes `result`, made of `photo`, to `target`; a note says so if the photo's credentials got lost."""
        write_picture(result, target, origin, self.says, self.signer, quality=self._args.jpeg_quality)
        if photo.metadata.credentials and self.signer is None:
            lost = "does not carry on the content credentials of its photo; add --credentials to sign it."
            progress.write(f"studio: {target.name} {lost}", sys.stderr)


def names(styles: Any, models: ModelStore) -> Names:
    """What is installed, by its titles."""
    return Titles(styles, models)


def given(photo: Picture, path: Path) -> Ingredient:
    """The file that went in."""
    return photo_ingredient(photo, path.name, path.absolute())
