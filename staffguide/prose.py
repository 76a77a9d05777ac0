"""Checks what an editor wrote in a page: links, headings, attributes, HTML, and where blocks stand.

What stands between braces is checked by `expressions`. Every mistake in a page is found at once, with its line.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from staffguide import expressions
from staffguide.expressions import Vocabulary
from staffguide.pages import DECKS, Page
from staffguide.problems import Problem, did_you_mean, found

Found = Iterator[tuple[int, str]]
"""Lines of the body, counted from 1, each with what is wrong there."""

BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
SHIELD = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is between braces while the words around it are looked at."""
SLIDE_SETTING = re.compile(r"(?<=\s)(?:minutes|part|layout)=[\w-]*(?=[^{}\n]*\}\s*$)", re.MULTILINE)
"""What the heading of a slide may say beside its id; `deck_settings` checks it."""
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def check(page: Page, words: Vocabulary, known: Mapping[str, Page], files: frozenset[str]) -> list[Problem]:
    """Every problem in one page. `known` are the pages and `files` the other files that a link may lead to."""
    prose = without_code(page.body)
    bare = BRACES.sub(lambda braces: SHIELD + "\n" * braces[0].count("\n"), prose)
    bare = SLIDE_SETTING.sub("", bare) if page.path.startswith(DECKS) else bare
    lines = list(enumerate(bare.split("\n"), 1))
    wrong = [
        *(found for line in lines for found in _in_line(*line)),
        *_blocks(prose, words),
        *_links(bare, page, known, files),
        *_headings(prose, page),
    ]
    return [
        *_front_matter(page, words),
        *expressions.check(page.body, words, page.file, page.above),
        *_included(page, known),
        *(Problem(page.file, page.above + number, "", message) for number, message in wrong),
    ]


def without_code(body: str) -> str:
    """The page with empty lines in place of fenced code, and without what stands in backquotes."""
    fence, kept = "", []
    for line in body.split("\n"):
        mark = line[:3] if line.startswith(("```", "~~~")) else ""
        kept.append("" if fence or mark else CODE.sub("", line))
        if mark and fence in ("", mark):
            fence = "" if fence else mark
    return "\n".join(kept)


def _front_matter(page: Page, words: Vocabulary) -> Iterator[Problem]:
    """A title and a description may show values; a page may depend on one setting."""
    for name, text in (("title", page.meta.title), ("description", page.meta.description)):
        yield from expressions.check(text, words, page.file, page.lines[name] - 1)
        if CALL.search(text):
            yield Problem(page.file, page.lines[name], name, f"macros cannot be used here, only values {found(text)}")
    wanted = page.meta.show_if
    if wanted and not re.fullmatch(r"council(\.[a-z_]+)+", wanted):
        message = f"name one setting of the council, such as council.director.message {found(wanted)}"
        yield Problem(page.file, page.lines["show_if"], "show_if", message)
    elif wanted:
        yield from expressions.check(f"{{% if {wanted} %}}{{% endif %}}", words, page.file, page.lines["show_if"] - 1)


INCLUDE = re.compile(r"""\{%-?\s*include\s+["']([^"']*)["']""")


def _included(page: Page, known: Mapping[str, Page]) -> Iterator[Problem]:
    """One page may include another, but no further: so nothing can go round in circles, or grow out of hand."""
    for include in INCLUDE.finditer(page.body):
        other = known.get(include[1])
        if other and INCLUDE.search(other.body):
            line = page.above + page.body[: include.start()].count("\n") + 1
            yield Problem(page.file, line, "", f'"{include[1]}" includes a page itself: include a page that does not')


TAG = re.compile(r"<(?!https?://)(?:[A-Za-z][\w:-]*(?=[\s>/]|$)|/[A-Za-z]|!--|!\[|\?)[^>]*>?")
MARKS = re.compile(r"\{([^{}]*)\}")
MARK = re.compile(r"[.#][A-Za-z][\w-]*|lang=[\"']?[A-Za-z-]+[\"']?")
DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s*\S")
UNDERLINE = re.compile(r"(=+|-+) *")


def _in_line(number: int, line: str) -> Found:
    for tag in TAG.findall(line):
        yield number, f"HTML cannot be used in a page: write Markdown or call a macro {found(_shown(tag))}"
    for marks in MARKS.findall(line):
        if not all(MARK.fullmatch(mark) for mark in marks.removeprefix(":").split()):
            message = "only a class, an id or a language can stand between { and }, as in {: #our-council }"
            yield number, f"{message}; a value needs two of each {found(_shown(marks))}"
    left = next((brace for brace in ("{{", "}}", "{%", "%}") if brace in MARKS.sub("", line)), "")
    if left:
        yield number, f'"{left}" has no partner: write {{{{ at the start of a value and }}}} at its end'
    if DEFINITION.match(line):
        yield number, f"write the address where the link stands: [words](address) {found(_shown(line))}"


def _shown(text: str) -> str:
    return text.replace(SHIELD, "…")


CALL = re.compile(r"\{\{-?\s*(\w+)\(")
LONE = re.compile(r"(\s*(?:[-*+]|\d+\.|:)\s+)?\s*\{\{[^{}]*\}\}\s*")
ENTRY = re.compile(r"\s*(?:[-*+]|\d+\.|:)\s|\s*!!!\s|$")


def _blocks(prose: str, words: Vocabulary) -> Found:
    """A block macro takes the place of a paragraph or of a list entry: it cannot stand among other words."""
    lines = [re.sub(r"\{%.*?%\}", "", line) for line in prose.split("\n")]
    for number, line in enumerate(lines, 1):
        names = [name for name in CALL.findall(line) if name in words.macros and not words.macros[name].inline]
        if not names:
            continue
        lone = LONE.fullmatch(line)
        around = (lines[number - 2] if number > 1 else "", lines[number] if number < len(lines) else "")
        if not lone:
            yield number, f'the macro "{names[0]}" makes a block: put it on a line of its own'
        elif not lone[1] and not (ENTRY.match(around[0]) and not around[1].strip()):
            yield number, f'the macro "{names[0]}" makes a block: leave an empty line above and below it'


LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*(<[^>\n]*>|(?:[^()\s]|\([^()\s]*\))*)")


def _links(bare: str, page: Page, known: Mapping[str, Page], files: frozenset[str]) -> Found:
    for link in LINK.finditer(bare):
        number, target = bare[: link.start()].count("\n") + 1, link[3].strip("<>")
        if not link[2].strip():
            what = "the picture has no description: put it" if link[1] else "the link has no words: say where it goes"
            yield number, f"{what} between the square brackets {found(_shown(target))}"
        for message in _picture(target, page, files) if link[1] else _target(target, page, known, files):
            yield number, message


def _picture(target: str, page: Page, files: frozenset[str]) -> Iterator[str]:
    """A page fetches nothing from elsewhere, so that it works everywhere and tells nobody who reads it."""
    resolved = resolve(page.path, unquote(target))
    if resolved not in files:
        yield f"a picture is a file in docs/: {did_you_mean(resolved, files)} {found(_shown(target))}"


def _target(target: str, page: Page, known: Mapping[str, Page], files: frozenset[str]) -> Iterator[str]:
    try:
        parts = urlsplit(target)
    except ValueError:
        yield f"this is not an address: type it again {found(target)}"
        return
    outside = parts.netloc if parts.scheme in ("http", "https") else parts.path and parts.scheme in ("mailto", "tel")
    if outside or target.startswith(SHIELD) or (not parts.path and parts.fragment):
        return
    if parts.scheme or parts.netloc or target.startswith(("/", "\\")) or not parts.path:
        yield f"a link goes to a page here or to a full web address, such as ../guide/introduction.md {found(target)}"
        return
    resolved = resolve(page.path, unquote(parts.path))
    if resolved not in known and resolved not in files:
        near = did_you_mean(resolved, [*known, *files])
        yield f'there is no page "{_shown(resolved)}": {near} {found(_shown(target))}'


def resolve(path: str, target: str) -> str:
    """A relative link as a path inside docs/. A link that climbs out keeps its dots and so matches nothing."""
    parts: list[str] = list(PurePosixPath(path).parent.parts)
    for part in PurePosixPath(target).parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


HEADING = re.compile(r"(#{1,6})\s*(.*?)\s*#*\s*")
"""As Python-Markdown reads headings: it asks for no space after the marks."""
OWN_ID = re.compile(r"\s*\{:?\s*#[\w-]+[^{}]*\}$")


def _headings(prose: str, page: Page) -> Found:
    """One first-level heading that is the title, no skipped level, and an id of its own where a value stands in it."""
    levels: list[int] = []
    above = ""
    for number, line in enumerate(prose.split("\n"), 1):
        heading = HEADING.fullmatch(line)
        if not heading and above.strip() and UNDERLINE.fullmatch(line):
            yield number, f"a line under words makes a heading of them: leave an empty line between {found(above)}"
        above = line
        if heading:
            level, text = len(heading[1]), heading[2]
            yield from ((number, message) for message in _heading(level, text, line, levels, page))
            levels.append(level)
    if not levels:
        yield 1, f'the page has no heading: start it with "# {page.meta.title}"'


def _heading(level: int, text: str, line: str, levels: list[int], page: Page) -> Iterator[str]:
    if not levels and (level != 1 or OWN_ID.sub("", text) != page.meta.title):
        yield f'start the page with its title as the first heading: "# {page.meta.title}" {found(line)}'
    elif levels and level == 1:
        yield f"a page has one first-level heading: use ## here {found(line)}"
    elif levels and level > levels[-1] + 1:
        yield f"a heading level is left out: use {'#' * (levels[-1] + 1)} here {found(line)}"
    if CALL.search(text):
        yield f"a heading cannot hold a macro: write the words {found(line)}"
    elif "{{" in text and not OWN_ID.search(text):
        yield f"a heading that holds a value needs an id of its own, such as {{: #our-council }} {found(line)}"
