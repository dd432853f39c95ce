"""What is asked of the worker for a photo and its chain: small and quick while the hand moves, else at full size."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from studio.core.chain import Chain, ChainRequest, ChainStep, Stylize
from studio.core.params import MAX_SIZE, MIN_SIZE, Quality
from studio.core.picture import Picture
from studio.ui.session.session import LIVE_SIZE, Photo

DRAFT_SIZE = LIVE_SIZE  # long side of a draft; translations look at half of that


@dataclass(frozen=True, eq=False)
class Work:
    """One state of the work. masks: a grey picture for every name that a step of the chain has."""

    photo: Photo | None = None
    chain: Chain = field(default_factory=Chain)
    masks: tuple[tuple[str, Picture], ...] = ()

    def same_chain(self, other: Work) -> bool:
        """Whether chain and masks are equal, pixel by pixel."""
        return self.chain == other.chain and _digests(self) == _digests(other)


def request_of(work: Work, size: int | None = None) -> ChainRequest | None:
    """Leads the photo through the chain. size: long side of a draft in pixels; None, or one that the photo does not
    have, for the photo's own.

    None without a photo or without steps.
    """
    photo = work.photo
    if photo is None or not work.chain.steps:
        return None
    masks = dict(work.masks)
    needed = tuple((name, masks[name]) for name in work.chain.mask_names)
    longest = max(photo.picture.width, photo.picture.height)
    if size is None or longest <= size:
        own = None if MIN_SIZE <= longest <= MAX_SIZE else min(MAX_SIZE, max(MIN_SIZE, longest))
        return ChainRequest(photo.picture, work.chain, needed, own)
    source = photo.draft if size <= max(photo.draft.width, photo.draft.height) else photo.picture
    return ChainRequest(source, _quick(work.chain), needed, size, draft=True)


def draft_of(work: Work) -> ChainRequest | None:
    """A draft of the work; None where the whole is as quick."""
    whole, draft = request_of(work), request_of(work, DRAFT_SIZE)
    if whole is None or draft is None:
        return None
    if draft.draft:
        return draft
    quick = _quick(work.chain)
    return None if quick == work.chain else replace(whole, chain=quick, draft=True)


def _quick(chain: Chain) -> Chain:
    """With the paintings of one pass instead of the optimiser's."""
    return Chain(tuple(_quick_step(step) for step in chain.steps))


def _quick_step(step: ChainStep) -> ChainStep:
    return replace(step, quality=Quality.INSTANT) if isinstance(step, Stylize) else step


def _digests(work: Work) -> dict[str, str]:
    return {name: mask.digest for name, mask in work.masks}
