"""What steps, and the changes that a click adds, are called by a person; and how they look as a small drawing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from studio.core.chain import ChainStep, Generate, Stylize, Trace, Via
from studio.library.generators import Generator
from studio.library.styles import Style

DOMAINS = {
    "sunny": ("Sunshine", "Clears the sky and lets the sun shine.", "day"),
    "cloudy": ("Clouds", "Covers the sky with clouds and softens the shadows.", "cloud"),
    "rain": ("Rain", "Makes it a grey, wet day.", "rain"),
    "sunrise": ("Sunrise", "Gives the photo the light of a low sun.", "sunset"),
    "sunset": ("Sunset", "Gives the photo the light of a low sun.", "sunset"),
    "summer": ("Summer", "Lets leaves and grass grow green.", "summer"),
    "winter": ("Winter", "Lays snow and takes the green away.", "winter"),
    "day": ("Day", "Lights a night photo as if it were day.", "day"),
    "night": ("Night", "Lets night fall over the photo.", "night"),
    "painting": ("Painting", "Turns the photo into a painting.", "painting"),
    "photo": ("Photo", "Turns a painting into a photo.", "photo"),
}
"""What a photo can be led to: its name, what it does for a person, and its icon."""
_ICONS = {"weather": "cloud", "colourise": "hints", "enhance": "sparkle", "sketch-to-photo": "sketch"}
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
        known = DOMAINS.get(self.domain or self.title.lower())
        return known[1] if known else self.generator.description

    @property
    def icon(self) -> str:
        known = DOMAINS.get(self.domain or self.title.lower())
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
    return DOMAINS[domain][0] if domain in DOMAINS else domain.replace("-", " ").capitalize()


def short_title(generator: Generator) -> str:
    """Where a translation leads to: "Winter" for "Summer to winter"; the whole title of other models."""
    found = _TO.fullmatch(generator.title) if generator.translates else None
    return found[1].capitalize() if found else generator.title


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
        return "Lines" if isinstance(step, Trace) else step.kind.capitalize()

    def heading(self, step: ChainStep) -> str:
        """The whole name: what stands above the step's controls."""
        generator = self.generator(step)
        if isinstance(step, Stylize):
            return "Style"
        return generator.title if generator else self.title(step)

    def sentence(self, step: ChainStep) -> str:
        """What the step does, in one sentence."""
        if isinstance(step, Stylize):
            if missing := next((name for name, _ in step.styles if self.style(name) is None), None):
                return f"The style {_cut(missing)} is not installed; choose another one."
            return "Paints the picture anew in the style of a painting."
        if isinstance(step, Trace):
            return "Draws the lines of the picture, dark on white."
        if not isinstance(step, Generate):
            return ""
        generator = self.generator(step)
        if generator is None:
            return f"The model {_cut(step.model)} is not installed; switch the step off or remove it."
        if step.via == Via.LINES:
            return "Traces the lines of the picture and makes a new photo of them."
        if step.via == Via.MAP:
            return "Finds out what is where in the picture and makes a new photo of that map."
        return generator.description if generator.domains else Change(generator).sentence

    def missing(self, step: ChainStep) -> bool:
        """Whether something that the step needs is not installed."""
        if isinstance(step, Stylize):
            return any(self.style(name) is None for name, _ in step.styles)
        return isinstance(step, Generate) and self.generator(step) is None


def _cut(name: str) -> str:
    """Names come from files: one without spaces must not widen the panel."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
