"""Reads the YAML that editors write: plain text values only, each with the line it stands on.

Every scalar comes back as the text that was typed. So `no`, `012` and `1.10` stay what the editor
wrote, and the model decides what is a date, a number or a yes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from staffguide.problems import Problem, found

Where = tuple[str | int, ...]

FAST = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml where it is there: seven times as fast on the questions. What is wrong with a file is always told by
the pure Python parser, so that a message is the same on every machine."""
QUOTE = "put the value in quotes"
MAX_BYTES = 400_000
MAX_DEPTH = 12
CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)")
"""A line that a version-control merge left behind."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff]")

ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufeff\ud800-\udfff]")
"""What an escape such as \\x07 can bring into a value although no line of the file holds it."""
HIDDEN = "an escape in double quotes makes an invisible character: use single quotes, or take it out"
UNREADABLE = "the file cannot be read as YAML: type it again from the example"
KEY = re.compile(r"[\w .,/'()-]{1,60}")


@dataclass(frozen=True)
class YamlFile:
    """A file as read: `data` holds dicts, lists and strings; `lines` gives the line of each place in it."""

    path: str
    data: Any
    lines: Mapping[Where, int]

    def line(self, where: Where) -> int:
        """The line of a place, or of the nearest thing around it that exists."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


def read(path: Path, shown: str) -> tuple[YamlFile | None, list[Problem]]:
    """Read one file. `shown` is the name to use in messages.

    Gives the file and no problems, or the problems that stop it from being read (and perhaps the file,
    where it could be read in spite of them).
    """
    text, problems = read_text(path, shown)
    return (None, problems) if text is None or problems else parse(text, shown)


def read_text(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """The text of a file an editor saved: UTF-8, with or without a byte order mark, any line ends."""
    try:
        if not path.is_file():
            return None, [Problem(shown, 1, "", "the file cannot be opened: there is no such file here")]
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        return None, [Problem(shown, 1, "", f"the file cannot be opened: {error.strerror or error}")]
    if len(raw) > MAX_BYTES:
        return None, [Problem(shown, 1, "", f"the file is too large: keep it under {MAX_BYTES // 1000} kB")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [Problem(shown, line, "", "a character cannot be read: save the file as UTF-8 and try again")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, list(_hidden_faults(text, shown))


def _hidden_faults(text: str, shown: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        if CONFLICT.match(line):
            yield Problem(
                shown, number, "", f"two versions were merged and this mark was left: keep one version {found(line)}"
            )
        elif CONTROL.search(line):
            yield Problem(shown, number, "", "the line holds an invisible control character: type the line again")


def parse(text: str, shown: str) -> tuple[YamlFile | None, list[Problem]]:
    """Read YAML text; `shown` names it in messages."""
    problems = list(_refused(text, shown))
    if problems:
        return None, problems
    node = yaml.compose(text, Loader=FAST)
    lines: dict[Where, int] = {}
    data = _build(node, (), lines, problems, shown) if node else {}
    return YamlFile(shown, data, lines), problems


def _refused(text: str, shown: str) -> list[Problem]:
    """What YAML allows and a council's file does not need, found before anything is built from it."""
    try:
        return list(_unwanted(yaml.parse(text, Loader=FAST), text, shown))
    except yaml.YAMLError as error:
        # What only libyaml refuses, such as half a character, is told in its words.
        line = _line_of(error) if isinstance(error, yaml.MarkedYAMLError) else 1
        said = _explain(error) if isinstance(error, yaml.MarkedYAMLError) else UNREADABLE
        return list(_unreadable(text, shown)) or [Problem(shown, line, "", said)]


def _unreadable(text: str, shown: str) -> Iterator[Problem]:
    try:
        yield from _unwanted(yaml.parse(text, Loader=yaml.BaseLoader), text, shown)
    except yaml.MarkedYAMLError as error:
        yield Problem(shown, _line_of(error), "", _explain(error))
    except yaml.YAMLError:
        yield Problem(shown, 1, "", UNREADABLE)


def _unwanted(events: Iterator[yaml.Event], text: str, shown: str) -> Iterator[Problem]:
    depth = 0
    for event in events:
        line = _line(event)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            yield Problem(shown, line, "", "brackets or indents are nested too deeply: check the punctuation")
            return
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield Problem(shown, line, "", f'a value starts with "&" or "*", which YAML reads as a shorthand: {QUOTE}')
        elif getattr(event, "tag", None) not in (None, "!"):
            yield Problem(shown, line, "", f'a value starts with "!", which YAML reads as a command: {QUOTE}')
        elif isinstance(event, yaml.DocumentStartEvent) and _splits(text, event):
            yield Problem(shown, line, "", 'a line of three dashes splits the file in two: take "---" away')
            return


def _splits(text: str, start: yaml.DocumentStartEvent) -> bool:
    """Whether something stands above a line of dashes. At the top of a file the dashes do no harm."""
    above = text.split("\n")[: _line(start) - 1]
    return bool(start.explicit) and any(line.strip() and not line.lstrip().startswith("#") for line in above)


def _line_of(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


PLAIN_WORDS = (
    ("'\\t'", "a tab was used to indent: use spaces"),
    (
        "mapping values are not allowed",
        "there are two colons on the line, or an indent is wrong: put the value in quotes",
    ),
    ("could not find expected ':'", "a colon is missing after the name, or a long value needs quotes"),
    ("found unexpected end of stream", "a quote was opened and never closed"),
    ("did not find expected key", "an indent or a quote is wrong just above this line: line the names up"),
    ("expected <block end>", "an indent is wrong here: line the names up with those above"),
    ("found unknown escape", "a backslash in double quotes means something to YAML: use single quotes"),
    ("invalid Unicode character escape", HIDDEN),
    ("cannot start any token", "the value starts with a mark that YAML keeps for itself: put the value in quotes"),
    ("expected ',' or", "a bracket was opened and not closed, or a comma is missing"),
)


def _explain(error: yaml.MarkedYAMLError) -> str:
    said = f"{error.context or ''} {error.problem or ''}"
    return next(
        (plain for words, plain in PLAIN_WORDS if words in said),
        "this line cannot be read as YAML: compare it with the example",
    )


def _line(marked: yaml.Node | yaml.Event) -> int:
    return marked.start_mark.line + 1 if marked.start_mark else 1


def _build(node: yaml.Node, where: Where, lines: dict[Where, int], problems: list[Problem], shown: str) -> Any:
    lines.setdefault(where, _line(node))
    if isinstance(node, yaml.ScalarNode):
        if ESCAPED.search(node.value):
            problems.append(Problem(shown, _line(node), "", HIDDEN))
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*where, n), lines, problems, shown) for n, item in enumerate(node.value)]
    built: dict[str, Any] = {}
    for key_node, value in node.value:
        line = _line(key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(shown, line, "", "a list or a group stands where a name should: check the indent"))
            continue
        key = str(key_node.value)
        if not KEY.fullmatch(key):
            said = f"a short name belongs before the colon: check the indent, or put the value in quotes {found(key)}"
            problems.append(Problem(shown, line, dotted(where), said))
            continue
        inner = (*where, key)
        if key in built:
            first = lines[inner]
            problems.append(
                Problem(shown, line, dotted(inner), f"is given twice (first on line {first}): keep one of them")
            )
            continue
        lines[inner] = line
        built[key] = _build(value, inner, lines, problems, shown)
    return built


def dotted(where: Where) -> str:
    """The name of a place as editors read it: `briefings 2, place` is `briefings[2].place`."""
    name = ""
    for part in where:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name
