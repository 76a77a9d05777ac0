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
    `field` is the name of the setting or empty; `message` says what to do.
    """

    path: str
    line: int
    field: str
    message: str

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
    text = " ".join(str(value).split())
    return f'(found "{text if len(text) <= FOUND_LIMIT else text[:FOUND_LIMIT] + "…"}")'


def did_you_mean(wrong: str, known: Collection[str]) -> str:
    """A suggestion for a mistyped name: the nearest known one, or the whole list when it is short."""
    near = process.extractOne(wrong, sorted(known), scorer=fuzz.ratio, score_cutoff=60)
    if near:
        return f'did you mean "{near[0]}"?'
    return f"known: {', '.join(sorted(known))}" if len(known) <= 12 else "check the spelling"


def report(problems: Collection[Problem], outcome: str = "Nothing was published.") -> str:
    """All problems, one to a line, then the count that tells an editor how much there is to do."""
    files = len({problem.path for problem in problems})
    count = f"{_counted(len(problems), 'problem')} in {_counted(files, 'file')}."
    return "\n".join([*map(str, sorted(problems)), f"{count} {outcome}".rstrip()])


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
