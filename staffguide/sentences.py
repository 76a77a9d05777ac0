"""Turns a page into what its readers read: passages of plain words with their lines, and passages into sentences."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["prose", "entry", "cell", "heading", "label", "summary"]
"""A paragraph, an entry of a list, a cell of a table, a heading, the short name of a note or of what is explained
under it, or the description that stands for a page in lists of pages."""
Spoken = Callable[[str], str | None]
"""The words that an expression between braces comes to, or None where it makes a block of its own."""

VALUE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for one word that is not ours to judge: a council's value, an address, a piece of code."""
FIXED = ".sg-legal"
"""Marks a paragraph whose wording the law lays down. House style has no say in it."""


@dataclass(frozen=True)
class Passage:
    """Words that belong together. `plain` is `text` with titles blotted out, letter for letter, since titles are
    names; `raw` is what the editor typed; `breaks` tells where its lines end; `group` numbers the list it is in."""

    kind: Kind
    line: int
    text: str
    plain: str
    raw: str = ""
    fixed: bool = False
    group: int = 0
    breaks: tuple[int, ...] = ()

    def line_at(self, offset: int) -> int:
        return self.line + sum(end < offset for end in self.breaks)


@dataclass(frozen=True)
class Sentence:
    text: str
    start: int

    @property
    def words(self) -> list[str]:
        return [word for word in self.text.split() if re.search(rf"[\w{VALUE}]", word)]


def bare(text: str, kind: Kind, line: int) -> Passage:
    """A passage of words without any markup, such as a fact's."""
    said = " ".join(text.split())
    return Passage(kind, line, said, said, said)


END = re.compile(rf"(?<=[.?!])(?<!\bNo\.)[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9{VALUE}])")


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a passage, each with the offset at which it starts."""
    start = 0
    for end in END.finditer(text):
        yield Sentence(text[start : end.end()].strip(), start)
        start = end.end()
    if text[start:].strip():
        yield Sentence(text[start:].strip(), start)


@dataclass
class _Block:
    """The lines of one passage while they are gathered."""

    kind: Kind
    line: int
    lines: list[str] = field(default_factory=list)
    group: int = 0


LEAD = re.compile(r"(?:\s|\{%.*?%\})*")
FENCE = re.compile(r"\s*(```|~~~)")
LONE = re.compile(r"\{\{-?\s*([^{}]*?)\s*-?\}\}")
ATTRIBUTES = re.compile(r"\{:[^{}]*\}")
RULE = re.compile(r"[|:\s-]+")
HEADING = re.compile(r"#{1,6}\s*(.*?)\s*#*")
NOTE = re.compile(r'!!!\s+\w+\s*"?(.*?)"?')
ENTRY = re.compile(r"(?:[-*+]|\d+[.)])\s+(.*)")
MEANING = re.compile(r":\s+(.*)")


def passages(source: str, above: int, spoken: Spoken) -> list[Passage]:
    """Every passage of a page's body, in order. `above` counts the lines of the file that stand over it.

    Where a page branches, each way through a passage is a passage of its own.
    """
    return [
        _passage(block, raw, above, spoken)
        for block in _blocks(source.split("\n"), spoken)
        for raw in _ways("\n".join(block.lines))
        if raw.strip()
    ]


WHOLE = ("heading", "label", "cell")
"""What ends with its own line."""
INDENTS = 100
"""Leaves room to tell a list from one inside it."""


def _blocks(lines: list[str], spoken: Spoken) -> Iterator[_Block]:
    """The passages as typed. An empty line, or a block of its own, ends the one before it."""
    block: _Block | None = None
    fence, group = "", 1
    for number, line in enumerate(lines, 1):
        tags, rest = _without_lead(line)
        mark = FENCE.match(line)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        shut = bool(fence or mark or not rest or _stands_alone(rest, spoken))
        started = [] if shut else list(_starts(tags, rest, number, group * INDENTS + len(line) - len(line.lstrip())))
        if block and (shut or started or block.kind in WHOLE):
            if block.kind == "prose" and MEANING.fullmatch(rest):
                block.kind = "label"
            yield block
            block = None
        if rest and line[0] not in " \t" and not ENTRY.fullmatch(rest):
            group += 1
        if started:
            yield from started[:-1]
            block = started[-1]
        elif not shut:
            block = block or _Block("prose", number)
            block.lines.append(line)
    if block:
        yield block


def _without_lead(line: str) -> tuple[str, str]:
    """The tags that a line begins with, and the rest of it."""
    lead = LEAD.match(line)
    tags = lead[0].strip() if lead else ""
    return tags, line[lead.end() if lead else 0 :].rstrip()


def _stands_alone(rest: str, spoken: Spoken) -> bool:
    lone = LONE.fullmatch(rest)
    return bool(lone and spoken(lone[1]) is None)


def _starts(tags: str, rest: str, number: int, group: int) -> Iterator[_Block]:
    """What a line opens, if it opens anything; a row of a table opens a passage for each cell."""
    if heading := HEADING.fullmatch(rest):
        yield _Block("heading", number, [tags + heading[1]])
    elif note := NOTE.fullmatch(rest):
        yield _Block("label", number, [note[1]])
    elif entry := ENTRY.fullmatch(rest):
        yield _Block("entry", number, [tags + entry[1]], group)
    elif meaning := MEANING.fullmatch(rest):
        yield _Block("prose", number, [tags + meaning[1]])
    elif rest.startswith("|"):
        cells = [""] if RULE.fullmatch(rest) else rest.strip("|").split("|")
        yield from (_Block("cell", number, [cell]) for cell in cells)


IF = re.compile(r"\{%-?\s*if\b(?:(?!%\}).)*%\}((?:(?!\{%-?\s*(?:if|endif)\b).)*)\{%-?\s*endif\s*-?%\}", re.DOTALL)
ELSE = re.compile(r"\{%-?\s*(?:elif|else)\b(?:(?!%\}).)*%\}")


def _ways(raw: str) -> Iterator[str]:
    """The passage once for each branch that it can take, so that no reader's sentence is missed and none is made up."""
    count = 1 + max((len(ELSE.findall(block[1])) for block in IF.finditer(raw)), default=0)
    yield from dict.fromkeys(_branch(raw, number) for number in range(count))


def _branch(raw: str, number: int) -> str:
    while block := IF.search(raw):
        branches = ELSE.split(block[1])
        raw = raw[: block.start()] + branches[min(number, len(branches) - 1)] + raw[block.end() :]
    return raw


OPEN, CLOSE = "\ue000", "\ue001"
MARKUP = (
    (re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)"), VALUE),
    (re.compile(r"\{%.*?%\}"), " "),
    (ATTRIBUTES, ""),
    (re.compile(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*(?:<[^>\n]*>|(?:[^()\s]|\([^()\s]*\))*)\s*\)"), r"\1"),
    (re.compile(r"<?https?://[^\s>)]+>?"), VALUE),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w"), VALUE),
    (re.compile(r"\*\*(.+?)\*\*|(?<!\w)__(.+?)__(?!\w)", re.DOTALL), r"\1\2"),
    (re.compile(r"\*(?!\s)([^*]+?)\*|(?<!\w)_([^_]+?)_(?!\w)"), rf"{OPEN}\1\2{CLOSE}"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>])"), r"\1"),
)
"""What Markdown and Jinja add to words, and what is left of each."""


def _passage(block: _Block, raw: str, above: int, spoken: Spoken) -> Passage:
    text = LONE.sub(lambda braces: spoken(braces[1]) or VALUE, raw)
    for pattern, left in MARKUP:
        text = pattern.sub(left, text)
    text = "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))
    plain = re.sub(f"{OPEN}(.*?){CLOSE}", lambda title: VALUE * len(title[1]), text, flags=re.DOTALL)
    text = text.replace(OPEN, "").replace(CLOSE, "")
    breaks = tuple(at.start() for at in re.finditer("\n", text))
    plain, text = plain.replace("\n", " "), text.replace("\n", " ")
    return Passage(block.kind, above + block.line, text, plain, raw, FIXED in raw, block.group, breaks)
