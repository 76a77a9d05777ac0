"""Writes what is made from the code for editors: the reference in the handbook, the schema, the settings of VS Code.

Run as `make reference`. A test fails while any of it is stale.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from macros import MACROS, Macro
from staffguide import cli, debrief
from staffguide.field_list import Setting, settings
from staffguide.schema import council_schema, debrief_schema

ROOT = Path(__file__).parent.parent
SCHEMA = "councils/council.schema.json"
DEBRIEF_SCHEMA = "councils/debrief.schema.json"
SCHEMAS = {f"./{SCHEMA}": "councils/*/council.yml", f"./{DEBRIEF_SCHEMA}": f"councils/*/{debrief.FILE}"}
NOTE = "<!-- Made by `make reference`: change the code, not this page. -->"

FIELDS = f"""\
# Settings of council.yml

{NOTE}

Every setting of `councils/<council>/council.yml`, those first that matter most to staff. `guide new` writes a file
with all of them, and `guide check <council>` lists what is still to fill in. In VS Code, with the YAML extension that
it offers, the file completes and explains itself.

- "yes": nothing is built without it. In a group: the group needs it.
- "wanted": it may be left out, and staff miss it. The percentage that `guide check` gives counts these two.
- Nothing: leave it out if you do not have it; pages close up without it.

Where "Shows" and "Ask" are empty, what is said of the group holds.
"""

DEBRIEF = f"""
## `{debrief.FILE}`

What came out of the workshops, in a file of its own beside council.yml. Without the file, staff see no page about it.
Shows: What we heard, what we will do. Ask: lead officer.

"""

MACRO_PAGE = f"""\
# Macros

{NOTE}

What a page may call between braces. A block macro stands alone on a line; an inline macro stands in a sentence.
"""

COMMANDS = f"""\
# Commands

{NOTE}

`make` alone lists the everyday jobs. These are the commands behind them; without make, put `uv run` in front.
"""


def made() -> Mapping[str, str]:
    """Every file that is made, by its path, with what belongs in it."""
    return {
        "handbook/reference/fields.md": _fields(),
        "handbook/reference/macros.md": _macros(),
        "handbook/reference/commands.md": _commands(),
        SCHEMA: _json(council_schema()),
        DEBRIEF_SCHEMA: _json(debrief_schema()),
        ".vscode/settings.json": _json({"yaml.schemas": SCHEMAS}),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
    }


def write(root: Path) -> None:
    """Write every file that is made."""
    for name, text in made().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _fields() -> str:
    return FIELDS + "".join(_sections(list(settings()))) + DEBRIEF + _table(settings(debrief.Debrief))


def _sections(every: Sequence[Setting]) -> Iterator[str]:
    """The settings that stand alone in runs, and each group under its own heading."""
    parts = groupby(every, lambda one: one.path.partition(".")[0] if one.depth or _is_group(one) else "")
    for name, part in parts:
        ones = list(part)
        if name:
            yield f"\n## `{name}`\n\n{_sentence(ones[0])}\n\n{_table(ones[1:])}"
        else:
            heading = "The council and its guide" if ones[0].needed else ", ".join(f"`{one.name}`" for one in ones)
            yield f"\n## {heading}\n\n{_table(ones)}"


def _is_group(one: Setting) -> bool:
    return one.kind in ("group", "list of groups")


def _sentence(group: Setting) -> str:
    first = group.what[0].upper() + group.what[1:]
    kind = " A list: each entry starts with a dash." if group.kind == "list of groups" else ""
    return f"{first}.{kind} Shows: {group.shows}. Ask: {group.who}."


def _table(ones: Iterable[Setting]) -> str:
    return _rows(("Setting", "What to give", "Example", "Shows", "Ask", "Needed"), map(_row, ones))


def _row(one: Setting) -> tuple[str, ...]:
    shows = "" if one.group and one.shows == one.group.shows else one.shows
    who = "" if one.group and one.who == one.group.who else one.who
    return f"`{one.path}`", _what(one), f"`{one.example}`", shows, who, _needed(one)


def _what(one: Setting) -> str:
    chosen = f": one of {', '.join(f'`{word}`' for word in one.choices)}" if one.choices else ""
    return f"{one.what} ({one.kind}{chosen})"


def _needed(one: Setting) -> str:
    return ", ".join(word for word, holds in (("yes", one.required), ("wanted", one.wanted)) if holds)


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _macros() -> str:
    kinds = {"Block macros": False, "Inline macros": True}
    parts = (
        f"\n## {title}\n" + "".join(_macro(one) for _, one in sorted(MACROS.items()) if one.inline == inline)
        for title, inline in kinds.items()
    )
    return MACRO_PAGE + "".join(parts)


def _macro(one: Macro) -> str:
    told = "\n".join(line for line in one.documentation.splitlines() if not line.startswith("Example: "))
    paragraphs = "\n\n".join(filter(None, (part.strip() for part in told.split("\n\n"))))
    return f"\n### {one.name}\n\n{paragraphs}\n\n    {one.example}\n"


def _commands() -> str:
    return COMMANDS + "".join(_command(one) for one in cli.commands())


def _command(one: cli.Command) -> str:
    takes = _rows(("Type", "For"), ((f"`{typed}`", what) for typed, what in one.takes))
    return f"\n## guide {one.name}\n\n{one.what}\n\n    {one.call}\n\n{takes}"


if __name__ == "__main__":
    write(ROOT)
