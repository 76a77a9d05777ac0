"""Slots: opaque words that stand for a council's own text until the output is finished.

A council's text never travels through Jinja, Markdown or a theme. Pages hold a slot in its place; the
slot is filled at the very end, escaped for where it stands. So a name can never become markup or code,
and a page that differs between councils only in such text is the same page until then.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NoReturn

from pydantic import BaseModel

from staffguide.field_types import kind_of
from staffguide.problems import did_you_mean
from staffguide.records import Kind, Record

SLOT = re.compile(r"sg[tb][a-z2-7]{12}z|https://sgu[a-z2-7]{12}z")
"""A slot in finished output: t for text, b for a block, u for an address (which looks like one, so that
Markdown and MkDocs treat it as a link to somewhere else)."""
WORD = re.compile(r"(sg[tbu][a-z2-7]{12}z)")
ADDRESS = "https://"
PAGES_CUT = 3000
"""Pages kept in memory cut at their slots, about 30 kB each."""
LONE_BLOCK = re.compile(r"<p>\s*(sgb[a-z2-7]{12}z)\s*</p>")
WHOLE_BLOCK = re.compile(r"<(?:p|div[^>]*|li|td|dd|blockquote)>\s*(sgb[a-z2-7]{12}z)\s*</")
LINE_TAG = re.compile(r"</?(?:a|em|strong)\b[^>]*>")
BLOCK_TAG = re.compile(r"<[^>]*>")
ADDRESS_WITH_TEXT = re.compile(r'(?:href|src)="[^"]*sg[tb][a-z2-7]{12}z')


class SlotMisuseError(TypeError):
    """A page tried to change or compare text that is only ever shown as the council wrote it."""


class UnknownNameError(AttributeError):
    """A page asked for a field that does not exist."""


@dataclass(frozen=True, eq=False)
class Slot:
    """The place of one text. Refuses everything but being shown and being there."""

    token: str
    path: str
    url: "Slot | None" = None
    """For an email address or a phone number: the slot of its link address."""

    def __html__(self) -> str:
        return self.token

    def __bool__(self) -> bool:
        return True

    def _refuse(self, *_: object) -> NoReturn:
        raise SlotMisuseError(
            f"{self.path} is shown exactly as the council wrote it: it cannot be changed, compared or cut"
        )

    __str__ = __eq__ = __lt__ = __len__ = __iter__ = __getitem__ = __contains__ = __add__ = __radd__ = _refuse
    __mod__ = __rmod__ = __mul__ = __format__ = _refuse
    __hash__ = object.__hash__


class Awaited(Slot):
    """The place of something that a draft has not got yet. It may be compared: it is never what a page asks for."""

    def __eq__(self, _: object) -> bool:  # type: ignore[override]
        return False

    __hash__ = object.__hash__


@dataclass(frozen=True)
class Filling:
    """What goes into one slot: plain text, or for a block the HTML that we rendered from it.

    Where a draft still lacks the text, `gap` says on the page what to give; `text` says it where no mark can stand.
    """

    text: str
    block: str = ""
    gap: str = ""


@dataclass(frozen=True)
class View:
    """A record as pages see it: slots for text, plain values for the rest, nothing else.

    Its own attributes start with an underscore, which no page can reach, so no field is ever hidden by them.
    """

    _path: str
    _fields: Mapping[str, Any] = field(repr=False)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._fields:
            raise UnknownNameError(f'unknown name "{self._path}.{name}": {did_you_mean(name, tuple(self._fields))}')
        return self._fields[name]


@dataclass(frozen=True)
class Poured:
    """One council ready for pages: its view, and what belongs in each slot."""

    view: View
    fillings: Mapping[str, Filling]


def view(record: Record, path: str, rich: Callable[[str], str]) -> Poured:
    """The record as pages see it. `rich` renders a council's longer text to safe HTML."""
    fillings: dict[str, Filling] = {}
    return Poured(_view(record, path, rich, fillings), fillings)


def _view(record: BaseModel, path: str, rich: Callable[[str], str], fillings: dict[str, Filling]) -> View:
    values = {
        name: _value(getattr(record, name), f"{path}.{name}", kind_of(info), rich, fillings)
        for name, info in type(record).model_fields.items()
    }
    return View(path, values)


def _value(value: Any, path: str, kind: Kind | None, rich: Callable[[str], str], fillings: dict[str, Filling]) -> Any:
    if isinstance(value, BaseModel):
        return _view(value, path, rich, fillings)
    if isinstance(value, tuple):
        return tuple(_value(item, f"{path}[{n + 1}]", kind, rich, fillings) for n, item in enumerate(value))
    if isinstance(value, str) and kind:
        return _slot(value, path, kind, rich, fillings)
    return value


def _slot(text: str, path: str, kind: Kind, rich: Callable[[str], str], fillings: dict[str, Filling]) -> Slot:
    if kind is Kind.RICH:
        return _fill("b", path, Filling(text, rich(text)), fillings)
    if kind is Kind.URL:
        return _fill("u", path, Filling(text), fillings)
    address = {Kind.EMAIL: f"mailto:{text}", Kind.PHONE: "tel:" + re.sub(r"[^+0-9]", "", text)}.get(kind)
    url = _fill("u", f"{path}.url", Filling(address), fillings) if address else None
    return _fill("t", path, Filling(text), fillings, url)


def _fill(letter: str, path: str, filling: Filling, fillings: dict[str, Filling], url: Slot | None = None) -> Slot:
    word = token(letter, path)
    fillings[word] = filling
    return Slot(word, path, url)


def token(letter: str, path: str) -> str:
    """The word of a slot. It depends on the field alone, so that it is the same for every council."""
    digest = base64.b32encode(hashlib.sha256(path.encode()).digest()).decode().lower()[:12]
    return f"{'https://' if letter == 'u' else ''}sg{letter}{digest}z"


def pour_html(page: str, fillings: Mapping[str, Filling]) -> str:
    """Fill the slots of a finished HTML page. A block fills the whole paragraph it stands alone in."""
    parts = list(_cut(page))
    for place in range(1, len(parts), 2):
        if filling := fillings.get(parts[place]):
            parts[place] = filling.block or html.escape(filling.text, quote=True)
    return "".join(parts)


@lru_cache(maxsize=PAGES_CUT)
def _cut(page: str) -> tuple[str, ...]:
    """The page cut at its slots. Remembered, because councils share most pages up to here."""
    return tuple(cut(LONE_BLOCK.sub(r"\1", page)))


def cut(text: str) -> list[str]:
    """The text in pieces of which every second one is a slot: as SLOT would find them, but ten times as fast."""
    parts = WORD.split(text)
    for place in range(1, len(parts), 2):
        if parts[place][2] == "u" and parts[place - 1].endswith(ADDRESS):
            parts[place - 1] = parts[place - 1].removesuffix(ADDRESS)
            parts[place] = ADDRESS + parts[place]
    return parts


def pour_search(index: str, fillings: Mapping[str, Filling]) -> str:
    """Fill the slots of the search index: JSON whose strings are plain words, so a block leaves its tags behind."""
    return _pour(index, fillings, lambda filling: _in_json(_words(filling.block) if filling.block else filling.text))


def _words(block: str) -> str:
    return " ".join(html.unescape(BLOCK_TAG.sub(" ", LINE_TAG.sub("", block))).split())


def pour_json(data: str, fillings: Mapping[str, Filling]) -> str:
    """Fill the slots of plain JSON."""
    return _pour(data, fillings, lambda filling: _in_json(filling.text))


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _pour(text: str, fillings: Mapping[str, Filling], escaped: Callable[[Filling], str]) -> str:
    """One pass: what is filled in is never looked at again, so a value that looks like a slot stays text."""
    parts = cut(text)
    for place in range(1, len(parts), 2):
        if filling := fillings.get(parts[place]):
            parts[place] = escaped(filling)
    return "".join(parts)


def misplaced(page: str) -> Iterator[str]:
    """Slots in a rendered page that stand where their kind of text may not.

    Text may not be a link address, and a block may not stand in a sentence.
    """
    for token in ADDRESS_WITH_TEXT.findall(page):
        yield token[-16:]
    whole = {slot.start(1) for slot in WHOLE_BLOCK.finditer(page)}
    for slot in re.finditer(r"sgb[a-z2-7]{12}z", page):
        if slot.start() not in whole:
            yield slot[0]
