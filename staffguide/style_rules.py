"""What a rule of the house style is made of: the record behind each entry of framework/house-style.yml."""

from collections.abc import Mapping
from re import Pattern
from typing import Literal

from pydantic import Field, model_validator

from staffguide.records import Id, Record
from staffguide.sentences import Kind

Check = Literal["acronyms", "capitals", "heading-case", "italics", "link-text", "list-ends", "long-sentence"]
EVERYWHERE: tuple[Kind, ...] = ("prose", "entry", "cell", "heading", "label", "summary")


class Rule(Record):
    """One rule: what it finds, what to write in its place, and why. Its examples are its tests."""

    id: Id
    level: Literal["problem", "advice"]
    find: Pattern[str] | None = None
    swaps: Mapping[str, str] = {}
    check: Check | None = None
    unless: Pattern[str] | None = None
    """A match that overlaps with one of these is let through."""
    where: tuple[Kind, ...] = EVERYWHERE
    limit: int = 0
    words: tuple[str, ...] = ()
    instead: str
    """What to do, for the editor. <right>, <full>, <count> and <limit> are filled in."""
    why: str
    sources: tuple[Id, ...] = ()
    bad: tuple[str, ...] = Field(min_length=1)
    good: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _finds_in_one_way(self) -> "Rule":
        if sum(map(bool, (self.find, self.swaps, self.check))) != 1:
            raise ValueError("one_way_to_find")
        return self
