"""What staff work through: checklists to tick, questions to practise with, and the parts of a workshop."""

from typing import Literal

from pydantic import Field

from staffguide.records import Dated, Id, Record


class ChecklistItem(Record):
    """`statements` are the quality statements that it bears on; none means that it is general."""

    id: Id
    text: str
    statements: tuple[Id, ...] = ()


class ChecklistGroup(Record):
    id: Id
    title: str
    items: tuple[ChecklistItem, ...] = Field(min_length=1)


class Checklist(Dated):
    id: Id
    title: str
    audience: Literal["individuals", "teams", "managers", "lead officers", "senior leaders", "everyone"]
    groups: tuple[ChecklistGroup, ...] = Field(min_length=1)


class Question(Dated):
    """A question to practise with. Only those that a source attributes to the CQC are "asked by the CQC at councils".

    Such a question may be good for reflection too (brief C15): then it has both kinds.
    No `themes` and no `statements` mean that it is general. `think_about` helps to find an answer; it never is one.
    """

    id: Id
    text: str
    audience: Literal["frontline", "manager", "leader or member", "everyone"]
    kind: tuple[Literal["asked by the CQC at councils", "practice prompt", "reflection"], ...] = Field(min_length=1)
    themes: tuple[Id, ...] = ()
    statements: tuple[Id, ...] = ()
    think_about: tuple[str, ...] = Field(min_length=2, max_length=4)
    evidence: str


class WorkshopPart(Dated):
    """One part of the workshop, in order, with its length in minutes. The times are ours."""

    id: Id
    title: str
    minutes: int
    note: str
