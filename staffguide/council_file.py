"""Writes a council's first council.yml: what the register knows filled in, every other setting explained and ready.

Lines that begin with ## explain. Lines that begin with one # are settings that are switched off: without "# " they
hold an example that loads.
"""

import json
import textwrap
from collections.abc import Iterator
from datetime import date

import yaml

from macros.dates import written
from staffguide.field_list import Setting, settings
from staffguide.field_types import choices
from staffguide.identity import CouncilType
from staffguide.register import RegisteredCouncil
from staffguide.yaml_lines import FAST

WIDTH = 116
UNKNOWN = "TBC"
"""Stands where a required value is still to come. The check refuses it."""

FROM_REGISTER = ("name", "short_name")
"""What the register gives and people at the council may write differently."""

OPENING = """\
{name}: what the guide says of your own council. Begun on {today} from the register of councils.

Lines that begin with ## explain. Lines that begin with one # are settings that are switched off. To fill one in,
take "# " away in front of it and of the group that it stands in (VS Code: select the lines, then press Ctrl
and /), and write your own words over the example. Leave off what you do not have: pages close up without it.

TO DO marks what is missing and matters most. This lists it, and says how much is done: guide check {slug}"""

NEEDED = "Needed: without these nothing is built"
WANTED = "To do: what staff miss most, most important first"
OTHER = "If you have it"


def template(registered: RegisteredCouncil, today: date) -> str:
    """The annotated file for a council of the register."""
    known = _known(registered, today)
    opening = OPENING.format(name=registered.name, today=written(today), slug=registered.slug)
    lines = [f"## {line}".rstrip() for line in opening.splitlines()]
    part, entries = "", set[str]()
    for one in settings():
        if one.depth == 0:
            lines.append("")
            if part != (part := _part(one)):
                lines += [f"## ---- {part} ----", ""]
        if not (one.repeated and one.what in entries):  # sessions stand in two lists: explained once
            lines += _explained(one, known)
        entries.add(one.what)
        lines += _needed(one, known) if one.needed else _switched_off(one)
    return "\n".join(lines) + "\n"


def _part(one: Setting) -> str:
    return NEEDED if one.needed else WANTED if one.wanted else OTHER


def _known(registered: RegisteredCouncil, today: date) -> dict[str, str]:
    """What need not be asked. A guide that is started today is looked through again in half a year."""
    kinds = {kind.casefold(): kind for kind in choices(CouncilType)}
    later = date(today.year + (today.month > 6), (today.month + 5) % 12 + 1, min(today.day, 28))
    return {
        "name": registered.council_name,
        "short_name": registered.name,
        "type": kinds.get(registered.type.casefold(), UNKNOWN),
        "region": registered.region,
        "reviewed": today.isoformat(),
        "next_review": later.isoformat(),
    }


def _needed(one: Setting, known: dict[str, str]) -> list[str]:
    return [f"{one.name}: {quoted(known.get(one.name, UNKNOWN))}"]


def _explained(one: Setting, known: dict[str, str]) -> list[str]:
    """What to give, where it shows and whom to ask; what the group around it has said is not said again."""
    group, filled = one.group, one.needed and one.name in known
    to_do = (one.needed and not filled) or (one.wanted and one.kind != "group" and not one.repeated)
    said = [
        f"{'TO DO: ' if to_do else ''}{one.what[0].upper()}{one.what[1:]}.",
        f"One of: {', '.join(one.choices)}." if one.choices and not filled else "",
        "The group needs it." if one.required and group else "",
        "This is the register's: change it if the council writes it differently." if one.path in FROM_REGISTER else "",
        f"Shows: {one.shows}." if not group or one.shows != group.shows else "",
        f"Ask: {one.who}." if not group or one.who != group.who else "",
    ]
    start = "## " + "  " * _indent(one)
    text = " ".join(sentence for sentence in said if sentence)
    return textwrap.wrap(text, WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)


def _indent(one: Setting) -> int:
    """Entries of a list stand one step further in than the name of the list."""
    return one.depth + one.repeated


def _switched_off(one: Setting) -> Iterator[str]:
    indent = "  " * _indent(one)
    for number, line in enumerate(_lines(one)):
        first = number == 0 and one.repeated and _opens_entry(one)
        yield f"# {indent[:-2]}- {line}" if first else f"# {indent}{line}"


def _opens_entry(one: Setting) -> bool:
    """Whether a setting is the first of an entry, and so has the dash."""
    return one.group is not None and next(s for s in settings() if s.group == one.group) == one


def _lines(one: Setting) -> list[str]:
    if one.kind in ("group", "list of groups"):
        return [f"{one.name}:"]
    if one.kind == "longer text":
        return [f"{one.name}: |", f"  {one.example}"]
    if one.kind == "list":
        entries = yaml.load(one.example, Loader=FAST)
        return [f"{one.name}:", *(f"  - {quoted(entry)}" for entry in entries)]
    return [f"{one.name}: {one.example if one.kind == 'time' else quoted(one.example)}"]


def quoted(text: str) -> str:
    """The text as a YAML value: in quotes only where YAML would read it as something else."""
    try:
        plain = yaml.load(f"x: {text}", Loader=FAST) == {"x": text}
    except yaml.YAMLError:
        plain = False
    return text if plain else json.dumps(text, ensure_ascii=False)
