"""A document is put back into the rooms: prepared in the background, then shown at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from studio.core.chain import Chain
from studio.core.errors import StudioError
from studio.document.document import Document
from studio.project.project import Project, SavedChain, SavedPhoto
from studio.ui.project.kept import ReadyResults, Sources
from studio.ui.project.parts import Parts
from studio.ui.project.plain import read_choices, read_making, read_moods
from studio.ui.session.session import Document as PhotoWork
from studio.ui.session.session import Photo, make_photo
from studio.ui.sketch.paper import Paper
from studio.ui.sketch.view import SketchView
from studio.ui.transform.requests import Work
from studio.ui.window.command import SKETCH_ROOM

translated = QCoreApplication.translate
HALVINGS = 2  # large drawings are shown at a quarter of their size at first


@dataclass(frozen=True, eq=False)
class Ready:
    """A document that is ready to be shown."""

    project: Project
    sheet: Document
    photo: Photo | None
    work: Work
    results: ReadyResults
    paper: Paper | None = None
    remarks: tuple[str, ...] = ()


def prepare(project: Project) -> Ready:
    """Slow (copies of layers, fingerprints, small pictures): call it in the background. Raises StudioError."""
    photos = _Photos()
    styling, transform = project.styling, project.transform
    photo = photos.make(styling.photo)
    chain, remarks = _with_its_masks(transform)
    work = Work(photos.make(transform.photo), chain, transform.masks)
    masks = {styling.masks.digest: styling.masks} if styling.masks else {}
    sources = Sources(photos.by_digest, masks, {mask.digest: mask for _, mask in transform.masks})
    sheet = _sheet(project)
    paper = Paper(sheet, SketchView.KINDS) if project.room in ("", SKETCH_ROOM) else None
    if paper is not None:
        paper.image(HALVINGS)
    return Ready(project, sheet, photo, work, ReadyResults(project.results, sources), paper, remarks)


def blank(width: int, height: int) -> Ready:
    """An empty document."""
    sheet = Document.new(width, height)
    return Ready(Project(width, height), sheet, None, Work(), ReadyResults((), Sources()))


def show(ready: Ready, parts: Parts) -> tuple[str, ...]:
    """Puts the document into the rooms in place of what was there; returns sentences on what is not as it was."""
    project = ready.project
    parts.drawing.interrupt()
    for room in parts.drawing_rooms:
        room.chain.cut()
    parts.transform.chain.cut()
    parts.forget_results()
    parts.drawing.open(ready.sheet)
    if ready.paper is not None:
        parts.sketch.canvas.view.take_paper(ready.paper)
    choices = read_choices(project.styling.choices, parts.photos.choices)
    if not project.styling.choices:
        choices = replace(choices, styles=())
    masks = project.styling.masks if ready.photo is not None else None
    parts.photos.begin(PhotoWork(ready.photo, choices, masks))
    parts.transform.session.begin(ready.work)
    ready.results.bring(parts.results)
    remarks = (*ready.remarks, *_show_makings(project.rooms, parts))
    if project.room in parts.rooms.names and project.room != parts.rooms.current.name:
        parts.rooms.show(project.room)
    else:
        parts.rooms.current.enter()  # one works on a layer that can be seen there
    return remarks


def _show_makings(rooms: Mapping[str, Mapping[str, object]], parts: Parts) -> tuple[str, ...]:
    remarks = []
    for room in parts.drawing_rooms:
        plain = rooms.get(room.name)
        if not plain:
            continue
        room.look_round()
        making = read_making(plain, room.generation.making)
        if making.model and room.generation.find(making.model) is None:
            words = translated("Document", "The model “{}” of this document is not installed; another one is chosen.")
            remarks.append(words.format(making.model))
        room.generation.restore(making)
        if room is parts.materials:
            read_moods(plain, parts.materials.moods)
    return tuple(remarks)


def _with_its_masks(saved: SavedChain) -> tuple[Chain, tuple[str, ...]]:
    """The chain, and a remark if the mask of a step is missing: the step is switched off then, not let loose."""
    there = {name for name, _ in saved.masks}
    steps = tuple(
        step if step.mask is None or step.mask in there else replace(step, mask=None, on=False)
        for step in saved.chain.steps
    )
    if steps == saved.chain.steps:
        return saved.chain, ()
    return Chain(steps), (translated("Document", "The mask of a step is missing, so that step is switched off."),)


def _sheet(project: Project) -> Document:
    try:
        if not project.layers:
            return Document.new(project.width, project.height)
        sheet = Document(project.width, project.height)
        active = 0
        for saved in project.layers:
            layer = sheet.make_layer(
                saved.name, saved.kind, saved.pixels, visible=saved.visible, opacity=saved.opacity,
                locked=saved.locked, blend=saved.blend, note=saved.note,
            )  # fmt: skip
            sheet.insert(layer)
            active = layer.id if saved.id == project.active else active
    except ValueError as error:
        raise StudioError("The drawing in this document has a size that cannot be opened.") from error
    sheet.active = active or sheet.layers[-1].id
    _ = sheet.source(), sheet.hints(), sheet.labels()  # what the rooms look at first: made here, nobody waits for it
    return sheet


class _Photos:
    """Photos of the document; those with equal pixels and steps are one and the same."""

    def __init__(self) -> None:
        self.by_digest: dict[str, Photo] = {}
        self._made: dict[tuple[str, str, tuple[str, ...]], Photo] = {}

    def make(self, saved: SavedPhoto | None) -> Photo | None:
        if saved is None:
            return None
        key = (saved.picture.digest, saved.name, saved.steps)
        photo = self._made.get(key)
        if photo is None:
            original = self.make(saved.original)
            photo = make_photo(saved.picture, saved.name, steps=saved.steps, original=original)
            self._made[key] = photo
            self.by_digest.setdefault(photo.picture.digest, photo)
        return photo
