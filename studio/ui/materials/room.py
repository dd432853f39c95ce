"""The materials room: map, result and panels put together, and what the common commands mean here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.core.errors import StudioError
from studio.core.examples import example
from studio.core.examples.templates import TEMPLATES, template
from studio.core.generate import LOOK
from studio.core.moods import Mood, mood_of
from studio.core.picture import Picture
from studio.core.picture_io import PICTURE_SUFFIXES, load_picture
from studio.document.layer import Kind
from studio.library.generators import Generator
from studio.library.moods import load_moods
from studio.library.palettes import load_palette
from studio.ui.materials.brush_bar import MapBrushBar
from studio.ui.materials.map_desk import MapDesk
from studio.ui.materials.map_files import MapFiles
from studio.ui.materials.map_input import MapInput
from studio.ui.materials.map_session import KINDS, MATERIALS, MapSession
from studio.ui.materials.mood_painter import MoodPainter
from studio.ui.materials.moods import Moods
from studio.ui.materials.palette import MaterialPalette
from studio.ui.materials.palette_model import PaletteModel
from studio.ui.materials.panel import LandscapePanel
from studio.ui.materials.photo_map import PhotoMap
from studio.ui.materials.swatches import SwatchMaker
from studio.ui.materials.templates import TemplatesDialog
from studio.ui.materials.tool_bar import MapToolBar
from studio.ui.materials.view import MapView
from studio.ui.session.session import Photo
from studio.ui.sketch.canvas import SketchCanvas
from studio.ui.sketch.captions import ResultHead
from studio.ui.sketch.drawing_room import DrawingRoom, House
from studio.ui.sketch.flow import Made
from studio.ui.sketch.generate_desk import DeskWords
from studio.ui.sketch.generation import Generation, Making
from studio.ui.sketch.layers_panel import LayersPanel
from studio.ui.sketch.picture_panel import action_button
from studio.ui.sketch.session import SketchSession
from studio.ui.widgets.words import marked, words
from studio.ui.window.command import MATERIALS_ROOM

translated = QCoreApplication.translate
LAYER_COMMANDS = tuple(f"map-layer-{name}" for name in ("add", "up", "down", "remove"))


class MaterialsRoom(DrawingRoom):
    """A map of materials, and the landscape that it becomes."""

    name = MATERIALS_ROOM
    section = "mapping"
    origin = marked("map")
    scope = KINDS

    def __init__(self, house: House, session: SketchSession, parent: QObject) -> None:
        """session: that of the sketch, with which the map shares document and history."""
        mapping = house.settings.current.mapping
        self.maps = MapSession(session, house.settings)
        generation = Generation(Making(mapping.model, size=mapping.size or None))
        head = ResultHead(house.actions, words(self.origin))
        said = DeskWords(
            "map",
            translated("MaterialsRoom", "Paint something first; then a photo of it can be kept or varied."),
            translated("MaterialsRoom", "Kept as a layer and in the history."),
        )
        canvas = SketchCanvas(session, head, make_view=lambda viewport: MapView(self.maps, viewport))
        super().__init__(house, session, generation, canvas, head, MapInput(self.maps, generation), said, parent)
        assert isinstance(canvas.view, MapView)
        self.maps.setParent(self)
        self.moods = Moods(generation, _named_moods(), self)
        self.moods.own = self._own_mood
        self._plain: Made | None = None  # the newest picture in the seed's own mood
        self._next = 0  # of the templates that `example` goes through
        self._saved: object = None  # the stamp of the map as it is in a file

        self.materials = PaletteModel(self.maps.palette, self)
        self.palette = MaterialPalette(self.materials, self.maps.tools)
        self.swatches = SwatchMaker(self.materials, house.pictures, self)
        self.layers = LayersPanel(session, house.actions, kinds=KINDS, commands=LAYER_COMMANDS)
        self.panel = LandscapePanel(generation, self.moods, self.layers, house.actions)
        self.mood_painter = MoodPainter(self.moods, self.panel.strip, self.desk.inputs, house.pictures, self)
        self.photos = PhotoMap(self.maps, self.moods, generation, house.service, house.background, house.status, self)
        self.map_files = MapFiles(self.maps, house.background, house.settings, house.status, canvas, self)
        self.tool_bar = MapToolBar(self.maps, house.actions)
        self.brush_bar = MapBrushBar(self.maps, canvas.view, house.actions)
        canvas.set_strips(self.tool_bar, self.brush_bar)
        self.map_desk = MapDesk(house.actions, self.maps, canvas.view, self)
        self.palette.head.addWidget(action_button(house.actions["map-templates"]))
        self.palette.head.addWidget(action_button(house.actions["map-from-photo"]))
        self._connect()

    def _connect(self) -> None:
        session, panel, house = self.session, self.panel, self.house
        self.show_pairs_in(panel.picker)
        panel.overlay_changed.connect(self.canvas.set_overlay)
        panel.strip.photo_wanted.connect(self.choose_mood_photo)
        panel.strip.photo_dropped.connect(self._read_mood)
        self.palette.chosen.connect(self.canvas.view.setFocus)
        self.tool_bar.material_asked.connect(self.palette.focus_search)
        self.photos.photo_wanted.connect(self._open_photo)
        self.generation.model_changed.connect(self._on_model)
        self.maps.palette_changed.connect(lambda: self.materials.set_palette(self.maps.palette))
        for signal in (session.settled, self.generation.settled, self.generation.model_changed):
            signal.connect(self.mood_painter.touch)
        self.desk.flow.made.connect(self._on_made)
        session.document_changed.connect(self._on_sheet)
        house.files.drawing_saved.connect(lambda name: self._on_saved(self.maps.labels()) if name == "map" else None)
        self.map_files.exported.connect(self._on_saved)

    # --- what the window asks ----------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        return self.tr("Map")

    @property
    def modified(self) -> bool:
        document = self.session.document
        return document.has(Kind.LABELS) and document.stamp(Kind.LABELS) != self._saved

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard goes, in order."""
        canvas, panel = self.canvas, self.panel
        return canvas.view, canvas.result_view, self.brush_bar, self.palette.search, panel.strip, panel.look

    def commands(self) -> Mapping[str, Callable[..., object]]:
        return self.picture_commands() | {
            "reset": self.reset, "example": self.show_example, "map-find": self.palette.focus_search,
            "map-templates": self.show_templates, "map-from-photo": self.photos.map_photo,
            "map-photo-mood": self.choose_mood_photo, "map-import": self.map_files.import_map,
            "map-export": self.map_files.export_map,
        }  # fmt: skip

    def enabled(self) -> Mapping[str, bool]:
        generator, landscape = self.generation.generator, self._is_landscape()
        more = {
            "map-templates": landscape, "map-from-photo": landscape, "map-import": True,
            "map-export": self.session.document.has(Kind.LABELS), "map-find": True,
            "map-photo-mood": generator is not None and generator.moods,
        }  # fmt: skip
        return self.picture_commands_enabled() | more

    def take(self, photo: Photo, text: str) -> None:
        """A photo goes under the map; a map in the colours of the palette is one."""
        if self.map_files.is_map(photo.picture):
            self.map_files.take(photo.picture)
        else:
            self.photos.take(photo.picture, photo.path)

    def suits(self, generator: Generator) -> bool:
        return generator.kind == "labels" and generator.classes is not None

    def example_of(self, generator: Generator, width: int, height: int) -> Picture:
        return example(generator.task, width, height)

    def hint(self, generator: Generator) -> str:
        return self.tr("Paint a few areas, and a photo of them appears here; or begin with a template.")

    def enter(self) -> None:
        super().enter()
        self.maps.enter()
        self.swatches.show(self.generation.generator)
        self.mood_painter.set_active(True)

    def leave(self) -> None:
        self.mood_painter.set_active(False)
        super().leave()

    def unsaved_map(self) -> Picture | None:
        """The map in the colours of its palette, if there is one that has changed since it was last saved."""
        return self.maps.labels() if self.modified else None

    def mark_saved(self) -> None:
        """The map is in a file as it is."""
        self._saved = self.session.document.stamp(Kind.LABELS)
        self.changed.emit()

    def shutdown(self) -> None:
        super().shutdown()
        self.maps.tools.remember()

    # --- commands ----------------------------------------------------------------------------------------------------

    def reset(self) -> None:
        """Puts the sliders back."""
        self.moods.reset()
        self.generation.change(look=LOOK.default)
        self.generation.settle()
        self.panel.overlay.reset()

    def show_templates(self) -> None:
        """A page of scenes to begin with."""
        document = self.session.document
        form = document.width, document.height
        params = self.generation.params() if self.generation.generator is not None else None
        dialog = TemplatesDialog(form, self.maps.palette, params, self.house.pictures, self.canvas.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.begin_with)
        dialog.open()

    def begin_with(self, name: str) -> None:
        """Puts a template onto the map."""
        document = self.session.document
        title = dict(TEMPLATES)[name]
        self.maps.set_map(template(name, document.width, document.height), title)

    def show_example(self) -> None:
        """Puts what suits the model onto the map: one template after the other, or the example of its task."""
        generator = self.generation.generator
        if generator is None or generator.classes is None:
            return
        if self._is_landscape():
            self._next, name = self._next + 1, TEMPLATES[self._next % len(TEMPLATES)][0]
            self.begin_with(name)
            return
        document, palette = self.session.document, generator.classes
        try:
            picture = example(generator.task, document.width, document.height)
            self.maps.set_map(palette.indices(picture), self.tr("Example"))
        except StudioError as error:
            self.house.status.complain(str(error))

    def choose_mood_photo(self) -> None:
        """Asks for a photo whose light the picture takes."""
        suffixes = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in PICTURE_SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self.canvas.window(),
            self.tr("Mood from Photo"),
            self.house.settings.current.files.open_folder,
            self.tr("Pictures ({})").format(suffixes) + ";;" + self.tr("All files (*)"),
        )
        if name:
            self._read_mood(Path(name))

    # --- keeping in step ---------------------------------------------------------------------------------------------

    def _is_landscape(self) -> bool:
        return self.generation.generator is not None and self.maps.palette == load_palette(MATERIALS)

    def _read_mood(self, path: Path) -> None:
        self.house.background.run(
            lambda: mood_of(load_picture(path), path.stem), self.moods.add, self.house.status.complain
        )

    def _own_mood(self) -> Mood | None:
        """What the seed's own mood comes to for the picture in view."""
        made, making = self._plain, self.generation.making
        if made is None or (made.request.params.model, made.request.params.seed) != (making.model, making.seed):
            return None
        return mood_of(made.picture)

    def _on_made(self, made: Made) -> None:
        if made.request.params.mood is None:
            self._plain = made
        if made.full:
            self.mood_painter.touch()

    def _on_model(self) -> None:
        generator = self.generation.generator
        if generator is not None and generator.classes is not None:
            self.maps.set_palette(generator.classes)
        self.swatches.show(generator)

    def _on_sheet(self) -> None:
        self._saved = None
        self._plain = None

    def _on_saved(self, labels: Picture | None) -> None:
        """The map as it looked then is in a file."""
        if labels is self.maps.labels():
            self.mark_saved()

    def _open_photo(self) -> None:
        if not self.house.files.open():
            self.photos.give_up()


def _named_moods() -> tuple[Mood, ...]:
    try:
        return load_moods()
    except StudioError:
        return ()
