"""The installed models that make a picture from a sketch, a photo or a label map. Knows nothing of torch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studio.core.errors import ModelError, UnavailableError, UnknownChoiceError
from studio.core.palettes import Palette
from studio.library.models import Model, ModelStore
from studio.library.names import unknown
from studio.library.palettes import load_palette

ARCHITECTURES = ("generator", "pix2pix-unet", "spade", "cyclegan-resnet", "unit", "stargan")
KINDS = ("sketch", "picture", "labels")
MATERIALS = "materials"  # the palette of landscapes

TASKS = {
    "sketch-to-photo": "Draw lines, add a few strokes of colour where you like, and a photo follows your hand.",
    "sketch-to-painting": "Draw lines, add a few strokes of colour where you like, and a painting follows your hand.",
    "colourise": "Gives a black-and-white photo colour; strokes of colour tell it what is what.",
    "enhance": "Cleans a photo of noise, blur and JPEG blocks, and brightens one taken in poor light.",
    "materials-to-photo": "Paint sky, mountains, water and trees as flat shapes, and a photo of that place follows.",
    "labels-to-photo": "Paint where windows, doors and balconies are, and a house front follows.",
    "map-to-aerial": "Turns a street map into a picture from the air.",
    "aerial-to-map": "Turns a picture from the air into a street map.",
}
"""The tasks in the order of the picker, each with what it does for a person."""
TRANSLATIONS = {
    "season": "Leads a photo into another season: the light, the leaves, and snow where it may lie.",
    "day-night": "Leads a photo from day into night, or from night into day.",
    "painting": "Makes a painting of a photo, or a photo of a painting.",
    "weather": "Mixes sun, clouds, rain, sunrise, summer and winter into a photo.",
    "sunset": "Leads a photo of the day into the light of a sunset, as far as you like.",
}
"""The tasks of translations, photos to photos of another world, in order, each with what it does for a person."""
_ANY_TASK = {
    "sketch": "Turns a drawing in lines into a picture.",
    "picture": "Turns a picture into another.",
    "labels": "Turns a map of coloured regions into a picture.",
}


@dataclass(frozen=True)
class Generator:
    """One model of the picker.

    kind: what goes in, "sketch" (dark lines on white), "picture" or "labels" (the colours of `palette`).
    hints: whether colour hints may come with it. palette: (name, (red, green, blue)) of each class in index order,
    empty unless it takes labels. description: one sentence for a person. moods: whether it can be told light and
    colour. domains: the names of what it can be told to bring, each with a share of 0..1 (see `GenerateParams`); with
    none of them asked for it changes nothing. translates: whether it leads photos into another world; these are steps
    of chains and belong to the Transform room.
    """

    id: str
    title: str
    task: str
    kind: str
    hints: bool
    palette: tuple[tuple[str, tuple[int, int, int]], ...]
    description: str
    moods: bool = False
    domains: tuple[str, ...] = ()
    translates: bool = False

    def check_domains(self, domains: Iterable[tuple[str, float]]) -> None:
        """Raises UnknownChoiceError for the first of (name, share) pairs that this model does not have."""
        for name, _ in domains:
            if not self.domains:
                raise UnknownChoiceError(f"{self.title} has no domains to choose from; leave {name[:40]!r} out.")
            if name not in self.domains:
                some = ", ".join(self.domains)
                raise UnknownChoiceError(f"{self.title} has no domain called {name[:40]!r}; it has {some}.")

    @property
    def classes(self) -> Palette | None:
        """The palette to read and paint label maps with; None for a model that takes none."""
        if not self.palette:
            return None
        return Palette(tuple(name for name, _ in self.palette), tuple(colour for _, colour in self.palette))


def list_generators(store: ModelStore) -> tuple[Generator, ...]:
    """All that can be used, sketch models first, then in the order of `TASKS` and of `TRANSLATIONS`."""
    found: list[Generator] = []
    for model in store.all():
        if model.manifest.architecture in ARCHITECTURES:
            try:
                found.append(_generator(model))
            except ModelError:
                continue  # `find_generator` says why to who asks for it
    tasks = [*TASKS, *TRANSLATIONS]
    return tuple(
        sorted(found, key=lambda one: (KINDS.index(one.kind) > 0, _place(one.task, tasks), one.title.casefold()))
    )


def find_generator(store: ModelStore, model_id: str) -> Generator:
    """The generator with that id; UnknownChoiceError with close matches, ModelError if its palette is damaged."""
    known = [one.id for one in list_generators(store)]
    try:
        model = store.get(model_id)
    except UnknownChoiceError:
        raise unknown("generator", model_id, known) from None
    if model.manifest.architecture not in ARCHITECTURES:
        raise UnknownChoiceError(f"{model.manifest.title} makes no pictures by itself; choose {_choices(known)}.")
    return _generator(model)


def map_palette(store: ModelStore, model_id: str) -> Palette:
    """The palette of the maps that a model finds in photos; UnavailableError if it is not installed."""
    if model_id not in store.ids():
        raise UnavailableError(f"Maps of photos need the model {model_id}; install the application again.")
    return load_palette(store.manifest(model_id).input.palette or MATERIALS)


def _generator(model: Model) -> Generator:
    manifest, goes_in = model.manifest, model.manifest.input
    colours: tuple[tuple[str, tuple[int, int, int]], ...] = ()
    if goes_in.kind == "labels" and goes_in.palette:
        palette = load_palette(goes_in.palette)
        colours = tuple(zip(palette.names, palette.colours, strict=True))
    task = manifest.task
    description = TASKS.get(task) or TRANSLATIONS.get(task) or _ANY_TASK[goes_in.kind]
    coded = manifest.architecture == "generator" and bool(manifest.network.get("look"))
    moods = coded and not goes_in.domains  # the codes of domains are no moods
    return Generator(
        model.id, manifest.title, task, goes_in.kind, goes_in.hints, colours, description, moods, goes_in.domains,
        translates=task in TRANSLATIONS and goes_in.kind == "picture",
    )  # fmt: skip


def _place(task: str, tasks: list[str]) -> int:
    return tasks.index(task) if task in tasks else len(tasks)


def _choices(known: list[str]) -> str:
    return " or ".join(known) if known else "another model once one is installed"
