"""What a council has still to fill in, most important first, and how much is done."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from staffguide import yaml_lines
from staffguide.field_list import Setting, settings
from staffguide.problems import Problem
from staffguide.records import UNFILLED
from staffguide.yaml_lines import YamlFile

FOR_SOME_ONLY = ("sample", "official_wording", "hide_pages")
"""Settings that most councils rightly leave out: nobody is asked for them."""

COPIED = ("email address", "web address", "phone number", "longer text")
"""Kinds of value that cannot be right while they are still the example: nobody should ring Exampleton."""

PARTS = ("Needed before anything is built:", "What staff miss most:", "If you have it:")
LINE = re.compile(r"^(?P<off># )?(?P<indent> *)(?P<dash>- )?(?P<name>[a-z_]+):(?: |$)")


@dataclass(frozen=True)
class ToDo:
    """One thing to fill in. `part` is its place in PARTS; `line` is where it stands, or would."""

    part: int
    line: int
    setting: Setting
    copied: bool


@dataclass(frozen=True)
class Progress:
    """How far one council has come. What is needed and what staff miss most count; the rest does not."""

    slug: str
    name: str
    to_do: tuple[ToDo, ...]
    filled: int
    counted: int

    @property
    def per_cent(self) -> int:
        """Whole, and 100 only when nothing that counts is left."""
        return 100 * self.filled // self.counted


def progress(root: Path, slug: str) -> Progress | None:
    """What a council's file lacks, or None while the file cannot be read: then its problems come first."""
    path, shown = root / "councils" / slug / "council.yml", f"councils/{slug}/council.yml"
    file, _ = yaml_lines.read(path, shown)
    if file is None or not isinstance(file.data, dict):
        return None
    text, _ = yaml_lines.read_text(path, shown)
    asked = [one for one in settings() if _asked(one)]
    missing = [one for one in asked if not _is_filled(file, one)]
    counting = [one for one in asked if one.needed or one.wanted]
    places = _places(text or "")
    told = dict.fromkeys(_whole(one, file) for one in missing if not _comes_later(one, file))
    to_do = [_to_do(one, file, places) for one in told]
    left = sum(one in missing for one in counting)
    name = file.data.get("short_name")
    return Progress(
        slug,
        name if isinstance(name, str) and _says_something(name) else slug,
        tuple(sorted(to_do, key=lambda one: one.part)),
        len(counting) - left,
        len(counting),
    )


def _asked(one: Setting) -> bool:
    return one.kind != "group" and not one.repeated and not one.settled and one.path not in FOR_SOME_ONLY


def _whole(one: Setting, file: YamlFile) -> Setting:
    """A group that may be left out and is stands in the list once, not with each of its settings."""
    while one.group and not one.group.wanted and _value(file, one.group) is None:
        one = one.group
    return one


def _comes_later(one: Setting, file: YamlFile) -> bool:
    """Whether a setting is the small print of a group that staff miss as a whole, and that nobody has begun."""
    return not one.wanted and one.group is not None and one.group.wanted and _value(file, one.group) is None


def _to_do(one: Setting, file: YamlFile, places: Mapping[str, int]) -> ToDo:
    part = 0 if one.needed else 1 if one.wanted else 2
    return ToDo(part, _line(one, file, places), one, _copied(file, one))


def _line(one: Setting, file: YamlFile, places: Mapping[str, int]) -> int:
    """Where the setting stands, filled or switched off; failing that, its group; failing that, the end of the file."""
    around: Setting | None = one
    while around:
        if around.path in places:
            return places[around.path]
        around = around.group
    return max(file.lines.values(), default=1)


def _value(file: YamlFile, one: Setting) -> Any:
    value = file.data
    for name in one.path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _is_filled(file: YamlFile, one: Setting) -> bool:
    return _says_something(_value(file, one)) and not _copied(file, one)


def _says_something(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(map(_says_something, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and bool(value.strip()) and not UNFILLED.search(value)


def _copied(file: YamlFile, one: Setting) -> bool:
    """Whether the value is still the example. Exampleton's own file is where the examples are true."""
    value = _value(file, one)
    ours = file.data.get("short_name") == "Exampleton"
    return one.kind in COPIED and isinstance(value, str) and value.strip() == one.example and not ours


def _places(text: str) -> dict[str, int]:
    """The line of every setting that a file holds, switched on or off; one that is switched on goes first."""
    known = {one.path for one in settings()}
    on: dict[str, int] = {}
    off: dict[str, int] = {}
    around: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if found := LINE.match(line):
            indent = len(found["indent"]) + len(found["dash"] or "")
            outer = [(at, path) for at, path in around if at < indent]
            path = f"{outer[-1][1]}.{found['name']}" if outer else found["name"]
            if path in known:
                (off if found["off"] else on).setdefault(path, number)
                around = [*outer, (indent, path)]
    return {**off, **on}


def listed(done: Progress) -> str:
    """The to-do list of one council, with how much is done at its end."""
    return "\n".join((*_parts(done), _summary(done)))


def _parts(done: Progress) -> Iterator[str]:
    if done.to_do:
        yield f"To do for {done.name}, most important first."
    for number, title in enumerate(PARTS):
        lines = [_shown(done, one) for one in done.to_do if one.part == number]
        if lines:
            yield from ("", title, *lines)
    yield ""


def _shown(done: Progress, one: ToDo) -> str:
    what = f"{one.setting.what} (ask: {one.setting.who})"
    message = f"this is still the example: {what}" if one.copied else what
    return str(Problem(f"councils/{done.slug}/council.yml", one.line, one.setting.path, message))


def _summary(done: Progress) -> str:
    what = "what is needed and what staff miss most"
    return f"{done.name} is {done.per_cent} per cent done: {done.filled} of {done.counted} settings, counting {what}."


def in_short(done: Progress) -> str:
    """One council in one line, for a list of councils."""
    return f"{done.slug} is {done.per_cent} per cent done ({done.filled} of {done.counted})."
