"""Expands a page: puts values and macros in place of what stands between braces, and leaves Markdown.

Runs in Jinja's sandbox, where a page can read the council, the framework and the macros and nothing else.
What a macro makes is kept aside as a piece and put back when the page is finished, so nothing alters it. A piece
is named after its place in the page, so two councils' pages that differ only in pieces are the same text until then.
"""

import base64
import hashlib
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import FrameType
from typing import Any, Protocol

from jinja2 import DictLoader, StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.dates import written
from staffguide.guide import Guide
from staffguide.problems import Problem
from staffguide.remembered import AskedGuide
from staffguide.slots import Awaited, Slot, SlotMisuseError, UnknownNameError

PIECE = re.compile(r"sgm[a-z2-7]{12}z")
ALONE = re.compile(r"<p>\s*(sgm[a-z2-7]{12}z)\s*</p>")
TAG_AFTER_WORDS = re.compile(r"^((?!\s*(?:\{%[^%]*%\}\s*)+$).*[^\s+-]\s*)%\}(?=[ \t]*$)", re.MULTILINE)
"""A tag at the end of a line that holds more than tags."""
MAX_OUTPUT = 400_000
"""Characters that one page may grow to."""
MAX_CALLS = 120
"""Macros that one page may call, and the characters that they may make together: ours need a quarter and an eighth."""
MAX_MADE = 400_000


class Macro(Protocol):
    """What the `macros` package offers: a function of the guide, and whether it makes a block or a few words."""

    @property
    def name(self) -> str: ...
    @property
    def inline(self) -> bool: ...
    @property
    def function(self) -> Callable[..., Any]: ...
    def __call__(self, guide: Any, *args: Any, **named: Any) -> Any: ...


Memory = dict[tuple[Any, ...], Any]
"""What need not be worked out again, by what it is: what macros made that asked nothing of a council, by the call."""


@dataclass(frozen=True, eq=False)
class Expanded:
    """A page's Markdown, the pieces that macros made for it, and what went wrong.

    Councils whose page comes to the same share one, so that what is made of it is known by it.
    """

    markdown: str
    pieces: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass
class _Run:
    """One page being expanded: what its macros have made and what they complained about."""

    path: str
    above: int
    guide: Guide | AskedGuide
    memory: Memory
    pieces: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    size: int = 0

    def keep(self, made: str) -> str:
        """The word that stands for what a macro made."""
        self.size += len(made)
        if len(self.pieces) >= MAX_CALLS or self.size > MAX_MADE:
            raise SlotMisuseError("the page calls too many macros: make two pages of it, or look for a macro in a loop")
        token = _token(f"{self.path}#{len(self.pieces)}")
        self.pieces[token] = made
        return token


class _NotGiven(StrictUndefined):
    """A field of something that this council has not given. Which field it is stands on the line."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_obj is None:
            return (
                f'this council has not given what "{self._undefined_name}" belongs to: put the line inside '
                "{% if ... %} and {% endif %}, or the council's file needs it"
            )
        return str(super()._undefined_message)


def _fitting(name: str, filter: Callable[..., str]) -> Callable[..., str]:
    """The filter, which tells an editor where it was given a value that it cannot take."""

    def filtered(value: Any) -> str:
        if isinstance(value, Awaited):
            return _shown(value)
        try:
            return filter(value)
        except (TypeError, AttributeError, ValueError) as error:
            if isinstance(error, SlotMisuseError):
                raise
            what = "not given by this council" if value is None else "of another kind"
            raise SlotMisuseError(f'"| {name}" takes a {FILTERED[name]}, and this value is {what}') from None

    return filtered


FILTERED = {"words": "number", "date": "date"}


TANGLED = "too many conditions stand inside each other: write the page simpler"


class _Shown(str):
    """Text that has been decided on: a slot's or a piece's word."""


def environment(
    includes: Mapping[str, str], filters: Mapping[str, Callable[..., str]]
) -> ImmutableSandboxedEnvironment:
    """The sandbox that pages run in. Nothing is global; the filters are ours alone."""
    sandbox = ImmutableSandboxedEnvironment(
        undefined=_NotGiven,
        finalize=_shown,
        loader=DictLoader({path: _with_line_ends(text) for path, text in includes.items()}),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    sandbox.globals.clear()
    sandbox.filters = {name: _fitting(name, filter) for name, filter in filters.items()}
    sandbox.tests.clear()
    return sandbox


def _shown(value: Any) -> str:
    """How a value looks in a page: slots as their word, dates written out, nothing for what is missing."""
    if isinstance(value, Slot):
        return _Shown(value.__html__())
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return written(value)
    if isinstance(value, str | int | StrictUndefined):
        return str(value)  # which a missing one refuses, saying what is missing
    raise SlotMisuseError("a list or a group cannot be shown as it is: go through it with a loop, or use a macro")


def expand(
    source: str,
    path: str,
    above: int,
    guide: Guide | AskedGuide,
    macros: Mapping[str, Macro],
    sandbox: ImmutableSandboxedEnvironment,
    memory: Memory,
) -> Expanded:
    """Expand one page. `above` counts the lines of front matter over `source`, for the lines in messages."""
    run = _Run(path, above, guide, memory)
    calls = {name: _bound(macro, run) for name, macro in macros.items()}
    try:
        parts = _compiled(sandbox, source).generate(council=guide.council, framework=guide.framework, **calls)
        text = _bounded(parts)
    except (TemplateError, SlotMisuseError, UnknownNameError) as error:
        run.problems.append(Problem(path, _line(error) + above, "", str(error)))
        text = ""
    except TypeError as error:
        run.problems.append(
            Problem(path, _line(error) + above, "", "the two values are of different kinds, or one is not given")
        )
        text = ""
    except (RecursionError, SyntaxError):
        run.problems.append(Problem(path, 1, "", TANGLED))
        text = ""
    if len(text) > MAX_OUTPUT:
        run.problems.append(Problem(path, 1, "", "the page has grown far too long: look for a loop inside a loop"))
    return Expanded(text, run.pieces, tuple(run.problems))


def _bounded(parts: Iterable[str]) -> str:
    """The parts together, and no more of them than a page may hold: a runaway page must not fill the machine."""
    kept, size = [], 0
    for part in parts:
        kept.append(part)
        size += len(part)
        if size > MAX_OUTPUT:
            break
    return "".join(kept)


@cache
def _compiled(sandbox: ImmutableSandboxedEnvironment, source: str) -> Template:
    return sandbox.from_string(_with_line_ends(source))


def _with_line_ends(source: str) -> str:
    """The page with its line ends kept where a tag ends a line of words.

    Jinja takes away the line end after any tag, which is right for a tag on a line of its own; after a sentence
    it would pull the next paragraph up.
    """
    return TAG_AFTER_WORDS.sub(r"\1+%}", source)


def _bound(macro: Macro, run: _Run) -> Callable[..., str]:
    """The macro as a page calls it. Its mistake is noted with its line, and the page goes on to the next."""

    def call(*args: Any, **kwargs: Any) -> str:
        try:
            made = _made(macro, run, args, kwargs)
        except (ValueError, SlotMisuseError, UnknownNameError) as error:
            run.problems.append(Problem(run.path, _calling_line() + run.above, "", str(error)))
            return ""
        return run.keep(made)

    return call


def _made(macro: Macro, run: _Run, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """What a macro makes, remembered where it is the same for every council."""
    call = (macro.name, *args, *sorted(kwargs.items()))
    plain = all(isinstance(value, str | int) for value in (*args, *kwargs.values()))
    if plain and call in run.memory:
        return str(run.memory[call])
    asked = dict[str, Any]()
    html = str(macro(AskedGuide(run.guide, asked), *args, **kwargs))
    if plain and not asked:
        run.memory[call] = html
    return html


@cache
def _token(place: str) -> str:
    return f"sgm{base64.b32encode(hashlib.sha256(place.encode()).digest()).decode().lower()[:12]}z"


def _calling_line() -> int:
    """The line of the page that is running now, from the nearest frame that Jinja compiled."""
    frame: FrameType | None = sys._getframe(1)
    while frame and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    return int(frame.f_globals["__jinja_template__"].get_corresponding_lineno(frame.f_lineno)) if frame else 1


def _line(error: Exception) -> int:
    """The line of the page that an error came from. Jinja rewrites tracebacks to the page's own lines."""
    line, trace = getattr(error, "lineno", None) or 1, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def put_back(html: str, pieces: Mapping[str, str]) -> str:
    """Put the pieces into the HTML that Markdown made: a block in place of its whole paragraph."""
    html = ALONE.sub(lambda piece: pieces.get(piece[1], piece[0]), html)
    return PIECE.sub(lambda piece: pieces.get(piece[0], piece[0]), html)
