"""Problems: what is wrong in a file that an editor wrote, where, and what to do about it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

FOUND_LIMIT = 80
"""Characters of a wrong value that a message repeats; longer values are cut."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. Problems sort by file, then line, which is the order an editor reads in.

    `path` is relative to the project folder with forward slashes; `line` counts from 1;
    `field` is the name of the setting or of the rule, or empty; `message` says what to do.
    `advice` is for editors to weigh: it is listed, and stops nothing.
    """

    path: str
    line: int
    field: str
    message: str
    advice: bool = False

    def __str__(self) -> str:
        parts = [f"{self.path}:{self.line}", self.field, self.message]
        return ": ".join(part for part in parts if part)

    def moved(self, lines: int) -> "Problem":
        """The same problem further down: for text that was read without the lines above it."""
        return replace(self, line=self.line + lines)


class GuideError(Exception):
    """A build that cannot go on. Holds every problem that was found, sorted, without repeats."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


def found(value: object) -> str:
    """The part of a message that shows the editor what stands there now, cut to `FOUND_LIMIT`."""
    text = "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in " ".join(str(value).split()))
    return f'(found "{text if len(text) <= FOUND_LIMIT else text[:FOUND_LIMIT] + "…"}")'


def did_you_mean(wrong: str, known: Collection[str]) -> str:
    """A suggestion for a mistyped name: the nearest known one, or the whole list when it is short."""
    near = process.extractOne(wrong, sorted(known), scorer=fuzz.ratio, score_cutoff=60)
    if near:
        return f'did you mean "{near[0]}"?'
    return f"known: {', '.join(sorted(known))}" if len(known) <= 12 else "check the spelling"


def report(problems: Collection[Problem], outcome: str = "Nothing was published.") -> str:
    """All problems, one to a line, then the count that tells an editor how much there is to do; then any advice."""
    wrong = sorted(problem for problem in problems if not problem.advice)
    advice = sorted(problem for problem in problems if problem.advice)
    parts = [_listed(wrong, "problem", "problems", outcome)] if wrong else []
    parts += [_listed(advice, "piece of advice", "pieces of advice", "Advice stops nothing.")] if advice else []
    return "\n\n".join(parts)


def _listed(problems: Collection[Problem], one: str, many: str, outcome: str) -> str:
    files = len({problem.path for problem in problems})
    count = f"{_counted(len(problems), one, many)} in {_counted(files, 'file', 'files')}."
    return "\n".join([*map(str, problems), f"{count} {outcome}".rstrip()])


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
