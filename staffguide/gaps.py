"""Gaps: what a council has still to give, and the places that a draft keeps for it on its pages."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from staffguide import slots, to_do
from staffguide.expand import Macro
from staffguide.field_list import settings
from staffguide.field_types import is_list, kind_of, record_in
from staffguide.model import Council
from staffguide.records import Kind
from staffguide.slots import Awaited, Filling, Poured, Slot, View

WANTED = 2
"""The parts of the to-do list that count: what is needed, and what staff miss most."""
NO_WORDS = ("logo",)
"""Groups whose texts are about a file: words alone cannot keep its place."""
EVERYWHERE = ("name", "short_name", "owner")
"""Settings that stand in sentences on many pages: there, their names must do."""


@dataclass(frozen=True)
class Gap:
    """A setting that is missing: its name in the council's file, and what to give."""

    name: str
    what: str

    @property
    def words(self) -> str:
        """What stands in its place on a page."""
        return f"To fill in: {self.name}" if self.name in EVERYWHERE else f"To fill in: {self.name} ({self.what})"

    @property
    def plain(self) -> str:
        """What stands in its place where nothing can be marked: in a title, an attribute or a file of data."""
        return f"[to fill in: {self.name}]"

    @property
    def filling(self) -> Filling:
        return Filling(self.plain, gap=self.words)


class _Missing(tuple[Any, ...]):
    """A list that is empty and yet counts as given, so that a page begins the section that the gap belongs to."""

    def __bool__(self) -> bool:
        return True


class NotedView:
    """A view that notes each value it is asked for and has not got."""

    def __init__(self, view: View, noted: list[str]) -> None:
        self._view, self._noted = view, noted

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._view, name)
        if value is None or isinstance(value, Awaited) or (isinstance(value, tuple) and not _given(value)):
            self._noted.append(f"{self._view._path}.{name}".removeprefix("council."))
        return _wrapped(value, self._noted)


def _given(entries: tuple[Any, ...]) -> bool:
    return len(entries) > 0 and not isinstance(entries[0], Awaited)


def _wrapped(value: Any, noted: list[str]) -> Any:
    if isinstance(value, View):
        return NotedView(value, noted)
    if isinstance(value, tuple) and not isinstance(value, _Missing):
        return tuple(_wrapped(one, noted) for one in value)
    return value


def of_council(root: Path, slug: str) -> tuple[Gap, ...]:
    """What the council has still to give and staff would miss, most important first."""
    done = to_do.progress(root, slug)
    return tuple(Gap(one.setting.path, one.setting.what) for one in done.to_do if one.part < WANTED) if done else ()


def same(gap: str, noted: str) -> bool:
    """Whether a page that asked for one setting would have shown the other: a group stands for what is in it."""
    return gap == noted or gap.startswith(f"{noted}.") or noted.startswith(f"{gap}.")


def laid(poured: Poured, missing: tuple[Gap, ...]) -> Poured:
    """The council with a place kept for each text that is missing, so that pages show where it would stand."""
    fillings = dict(poured.fillings)
    named = {gap.name: gap for gap in missing}
    return Poured(_laid(poured.view, Council, named, fillings), fillings)


def _laid(view: View, model: type[BaseModel], named: Mapping[str, Gap], fillings: dict[str, Filling]) -> View:
    fields = {
        name: _field(view._fields[name], f"{view._path}.{name}", info, named, fillings)
        for name, info in model.model_fields.items()
    }
    return View(view._path, fields)


def _field(value: Any, path: str, info: FieldInfo, named: Mapping[str, Gap], fillings: dict[str, Filling]) -> Any:
    name, inner = path.removeprefix("council."), record_in(info.annotation)
    if inner and not is_list(info.annotation):
        return _group(value, path, inner, named, fillings)
    if name not in named:
        return value
    kind = kind_of(info)
    if is_list(info.annotation):
        return (_slot(named[name], f"{path}[1]", kind, fillings),) if kind else _Missing()
    return _slot(named[name], path, kind, fillings) if kind or info.is_required() else value


def _group(
    value: Any, path: str, model: type[BaseModel], named: Mapping[str, Gap], fillings: dict[str, Filling]
) -> Any:
    """A group, begun where it is missing and all that it must hold can be kept a place for."""
    name = path.removeprefix("council.")
    if value is None:
        if name in NO_WORDS or not _in_words(model) or not any(one.startswith(f"{name}.") for one in named):
            return None
        value = View(path, {one: () if is_list(info.annotation) else None for one, info in model.model_fields.items()})
        must = (f"{name}.{one}" for one, info in model.model_fields.items() if info.is_required())
        named = {**{one: Gap(one, _what()[one]) for one in must}, **named}
    return _laid(value, model, named, fillings)


def _in_words(model: type[BaseModel]) -> bool:
    return all(kind_of(info) and not is_list(info.annotation) for info in _required(model))


def _required(model: type[BaseModel]) -> list[FieldInfo]:
    return [info for info in model.model_fields.values() if info.is_required()]


@cache
def _what() -> dict[str, str]:
    return {one.path: one.what for one in settings()}


def _slot(gap: Gap, path: str, kind: Kind | None, fillings: dict[str, Filling]) -> Slot:
    """The slot of the text itself, so that a page stays as it is when the text comes."""
    letter = {Kind.RICH: "b", Kind.URL: "u"}.get(kind, "t") if kind else "t"
    word = slots.token(letter, path)
    fillings[word] = replace(gap.filling, block=f"<p>{mark(gap.words)}</p>") if kind is Kind.RICH else gap.filling
    url = None
    if kind in (Kind.EMAIL, Kind.PHONE):
        address = slots.token("u", f"{path}.url")
        url, fillings[address] = Slot(address, f"{path}.url"), gap.filling
    return Awaited(word, path, url)


def mark(words: str) -> str:
    """A gap as a page shows it. Its words say what it is, its look only helps to find it."""
    return f'<mark class="sg-gap">{escape(words)}</mark>'


@dataclass(frozen=True)
class _Asking:
    """A macro that says beneath what it makes what it was not given, where that is no text with a place of its own."""

    macro: Macro
    noted: list[str]
    missing: tuple[Gap, ...]

    @property
    def name(self) -> str:
        return self.macro.name

    @property
    def inline(self) -> bool:
        return self.macro.inline

    @property
    def function(self) -> Any:
        return self.macro.function

    def __call__(self, guide: Any, *args: Any, **named: Any) -> Markup:
        before = len(self.noted)
        made = str(self.macro(guide, *args, **named))
        asked = self.noted[before:]
        missed = [gap for gap in self.missing if any(same(gap.name, name) for name in asked)]
        return Markup(made + "".join(f"<p>{mark(gap.words)}</p>" for gap in missed))


def asking(
    macros: Mapping[str, Macro], noted: list[str], missing: tuple[Gap, ...], fillings: Mapping[str, Filling]
) -> dict[str, Macro]:
    """The macros as a draft calls them: blocks also tell of what is missing and has no place of its own."""
    placed = {filling.gap for filling in fillings.values()}
    left = tuple(gap for gap in missing if gap.words not in placed)
    return {name: macro if macro.inline else _Asking(macro, noted, left) for name, macro in macros.items()}
