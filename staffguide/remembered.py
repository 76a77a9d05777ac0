"""Remembers what a page came to, by what it asked of a council, so that councils with the same answers share it.

Most pages ask little: whether there is a vision, how many sessions there are, which stage has been reached. Text
is no answer, since a page sees a slot in its place whatever the text says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Generic, TypeVar

from staffguide.guide import Guide
from staffguide.slots import Slot, View

Answers = Mapping[str, Any]
"""What a guide answers, by the name that was asked for: text and records say only that they are there."""
THERE = "there"
SHARED = ("framework", "drawing_colours")
"""What is the same in every council's guide: the facts, and the slots of the colours of drawings."""
MISSING = "nothing of this name"
Made = TypeVar("Made")


@dataclass(frozen=True)
class _Asked:
    """A name that a page asks for, and where each answer led."""

    name: str
    led: dict[Any, Any] = field(default_factory=dict)


@dataclass
class Kept(Generic[Made]):
    """What a page came to, as a tree: what it asks next depends on nothing but the answers that it has got."""

    first: Any = None

    def find(self, answers: Answers) -> Made | None:
        """What was made from just these answers, if anything was."""
        here = self.first
        while isinstance(here, _Asked):
            here = here.led.get(answers.get(here.name, MISSING))
        made: Made | None = here
        return made

    def keep(self, asked: Answers, made: Made) -> None:
        """Remember what was made, and all that was asked for it, in order."""
        names = [*asked, ""]
        if self.first is None:
            self.first = _Asked(names[0]) if asked else made
        here = self.first
        for name, after in pairwise(names):
            if not isinstance(here, _Asked) or here.name != name:
                return  # asked in another order: not to be relied on
            here = here.led.setdefault(asked[name], _Asked(after) if after else made)


def answers(guide: Guide) -> dict[str, Any]:
    """All that a page may learn of a guide beside its text."""
    return {f"guide.{name}": _of_guide(guide, name) for name in ("as_of", "downloads", "pages", "audit")} | dict(
        _told(guide.council, guide.council._path)
    )


def _of_guide(guide: "Guide | AskedGuide", name: str) -> Any:
    """A field of the guide so that two can be compared. The words about a download are slots, as text is."""
    if name == "downloads":
        return tuple((one.id, one.title, one.about, one.format, one.href, one.offered) for one in guide.downloads)
    if name == "pages":
        return tuple((str(one.title), one.href) for one in guide.pages)
    return getattr(guide, name)


def _told(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    yield path, answer(value)
    if isinstance(value, View):
        for name, held in value._fields.items():
            yield from _told(held, f"{path}.{name}")
    if isinstance(value, tuple):
        for number, one in enumerate(value, 1):
            yield from _told(one, f"{path}[{number}]")


def answer(value: Any) -> Any:
    """What a value tells a page that looks at it."""
    if isinstance(value, Slot | View):
        return THERE
    return len(value) if isinstance(value, tuple) else value


class AskedView:
    """A view that notes what it was asked for and what it answered."""

    def __init__(self, view: View, noted: dict[str, Any]) -> None:
        self._view, self._noted = view, noted

    def __getattr__(self, name: str) -> Any:
        value, path = getattr(self._view, name), f"{self._view._path}.{name}"
        return _asked(value, path, self._noted)


def _asked(value: Any, path: str, noted: dict[str, Any]) -> Any:
    noted[path] = answer(value)
    if isinstance(value, View):
        return AskedView(value, noted)
    if isinstance(value, tuple):
        return tuple(_asked(one, f"{path}[{number}]", noted) for number, one in enumerate(value, 1))
    return value


class AskedGuide:
    """A guide that notes what it was asked for and what it answered; of what all councils share it notes nothing."""

    def __init__(self, guide: "Guide | AskedGuide", noted: dict[str, Any]) -> None:
        self._guide, self._noted = guide, noted

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._guide, name)
        if isinstance(value, View):
            self._noted[value._path] = THERE
            return AskedView(value, self._noted)
        if name not in SHARED:
            self._noted[f"guide.{name}"] = _of_guide(self._guide, name)
        return value
