"""What steps, and the changes that a click adds, are called by a person; and how they look as a small drawing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from studio.core.chain import ChainStep, Generate, Stylize, Trace, Via
from studio.library.generators import Generator
from studio.library.styles import Style
from studio.ui.widgets.words import marked as _
from studio.ui.widgets.words import words

DOMAINS = {
    "sunny": (_("Sunshine"), _("Clears the sky and lets the sun shine."), "day"),
    "cloudy": (_("Clouds"), _("Covers the sky with clouds and softens the shadows."), "cloud"),
    "rain": (_("Rain"), _("Makes it a grey, wet day."), "rain"),
    "sunrise": (_("Sunrise"), _("Gives the photo the light of a low sun."), "sunset"),
    "sunset": (_("Sunset"), _("Gives the photo the light of a low sun."), "sunset"),
    "summer": (_("Summer"), _("Lets leaves and grass grow green."), "summer"),
    "winter": (_("Winter"), _("Lays snow and takes the green away."), "winter"),
    "day": (_("Day"), _("Lights a night photo as if it were day."), "day"),
    "night": (_("Night"), _("Lets night fall over the photo."), "night"),
    "painting": (_("Painting"), _("Turns the photo into a painting."), "painting"),
    "photo": (_("Photo"), _("Turns a painting into a photo."), "photo"),
}
"""What a photo can be led to: its name, what it does for a person, and its icon."""
_ICONS = {
    "weather": "cloud",
    "colourise": "hints",
    "enhance": "sparkle",
    "sketch-to-photo": "sketch",
    "sketch-to-painting": "sketch",
}
LONGEST = 28  # letters of an id within a sentence
_TO = re.compile(r".+ to (.+)")


@dataclass(frozen=True)
class Change:
    """A translation as one click adds it: the whole model, or one domain of a model of many."""

    generator: Generator
    domain: str = ""

    @property
    def title(self) -> str:
        """As short as it can be: where the photo is led to."""
        return domain_title(self.domain) if self.domain else short_title(self.generator)

    @property
    def sentence(self) -> str:
        known = DOMAINS.get(self.domain or _led_to(self.generator))
        return words(known[1] if known else self.generator.description)

    @property
    def icon(self) -> str:
        known = DOMAINS.get(self.domain or _led_to(self.generator))
        return known[2] if known else _ICONS.get(self.generator.task, "photo")

    def step(self) -> Generate:
        """The step that a click adds."""
        return Generate(model=self.generator.id, domains=((self.domain, 1.0),) if self.domain else ())


def changes(generators: Iterable[Generator]) -> tuple[Change, ...]:
    """The translations among `generators` in their order; a domain that has a model of its own is left to that one."""
    able = [one for one in generators if one.translates]
    own = [Change(one) for one in able if not one.domains]
    titles = {change.title for change in own}
    mixed = [Change(one, domain) for one in able for domain in one.domains if domain_title(domain) not in titles]
    return (*own, *mixed)


def domain_title(domain: str) -> str:
    """The name of a domain: "Sunshine" for "sunny"."""
    return words(DOMAINS[domain][0] if domain in DOMAINS else domain.replace("-", " ").capitalize())


def short_title(generator: Generator) -> str:
    """Where a translation leads to: "Winter" for "Summer to winter"; the whole title of other models."""
    return words(_led_to(generator).capitalize() or generator.title)


def _led_to(generator: Generator) -> str:
    """ "winter" for "Summer to winter", "" for other models."""
    found = _TO.fullmatch(generator.title) if generator.translates else None
    return found[1].lower() if found else ""


class StepWords:
    """Names steps by the models and styles that are installed now."""

    def __init__(
        self, generators: Callable[[], Iterable[Generator]], styles: Callable[[], Iterable[Style]] = lambda: ()
    ) -> None:
        self._generators, self._styles = generators, styles

    def generator(self, step: ChainStep) -> Generator | None:
        """The model of a step; None if it has none or that is not installed."""
        model = step.model if isinstance(step, Generate) else None
        return next((one for one in self._generators() if one.id == model), None)

    def style(self, style_id: str) -> Style | None:
        return next((style for style in self._styles() if style.id == style_id), None)

    def title(self, step: ChainStep) -> str:
        """A word or a few: what the row says."""
        if isinstance(step, Stylize):
            names = [((style := self.style(name)) and style.title) or name for name, _ in step.styles]
            return " + ".join(names)
        if isinstance(step, Generate):
            asked = sorted((pair for pair in step.domains if pair[1] > 0), key=lambda pair: -pair[1])
            if asked:
                return " + ".join(domain_title(name) for name, _ in asked)
            generator = self.generator(step)
            return short_title(generator) if generator else step.model
        return _tr("Lines") if isinstance(step, Trace) else step.kind.capitalize()

    def heading(self, step: ChainStep) -> str:
        """The whole name: what stands above the step's controls."""
        generator = self.generator(step)
        if isinstance(step, Stylize):
            return _tr("Style")
        return words(generator.title) if generator else self.title(step)

    def sentence(self, step: ChainStep) -> str:
        """What the step does, in one sentence."""
        if isinstance(step, Stylize):
            if missing := next((name for name, _ in step.styles if self.style(name) is None), None):
                return _tr("The style {} is not installed; choose another one.").format(_cut(missing))
            return _tr("Paints the picture anew in the style of a painting.")
        if isinstance(step, Trace):
            return _tr("Draws the lines of the picture, dark on white.")
        if not isinstance(step, Generate):
            return ""
        generator = self.generator(step)
        if generator is None:
            return _tr("The model {} is not installed; switch the step off or remove it.").format(_cut(step.model))
        if step.via == Via.LINES:
            return _tr("Traces the lines of the picture and makes a new photo of them.")
        if step.via == Via.MAP:
            return _tr("Finds out what is where in the picture and makes a new photo of that map.")
        return words(generator.description) if generator.domains else Change(generator).sentence

    def missing(self, step: ChainStep) -> bool:
        """Whether something that the step needs is not installed."""
        if isinstance(step, Stylize):
            return any(self.style(name) is None for name, _ in step.styles)
        return isinstance(step, Generate) and self.generator(step) is None


def _tr(text: str) -> str:
    return QCoreApplication.translate("StepWords", text)


def _cut(name: str) -> str:
    """Names come from files: one without spaces must not widen the panel."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
