"""What staff work through: checklists to tick, questions to practise with, and all that a workshop is made of."""

from typing import Literal, get_args

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
    """One part of the workshop, in order, with its minutes in a session of the usual length. The times are ours.

    `least` is what it keeps in a short session, `share` what it gets of the time beyond the usual length, beside the
    shares of the others; shorter sessions than `shortest` go without it.
    """

    id: Id
    title: str
    minutes: int
    least: int
    share: int
    shortest: int = 0
    note: str


class ScopingPoint(Dated):
    """One of the twelve points of the scoping meeting: what to settle, and questions that help to settle it."""

    id: Id
    number: int
    title: str
    settle: str
    questions: tuple[str, ...] = Field(min_length=2)


class DeliveryModel(Dated):
    """A way to bring the workshop to staff. `setting` is what a council writes in its file (staffguide/workshop.py)."""

    id: Id
    setting: Literal["standard", "cascade", "principal social worker", "regional"]
    title: str
    how: str
    fits: str
    watch: str
    passed_on: bool = False
    """Whether managers pass the workshop on to their own teams."""


class WorkshopStep(Dated):
    """One thing to do before the visit, and how many working days before its first day."""

    id: Id
    title: str
    about: str
    days_before: int = Field(ge=0, le=120)
    kind: Literal["step", "first", "last", "debrief", "visit"] = "step"


Invited = Literal[
    "when",
    "place",
    "booking",
    "attendance",
    "access",
    "refreshments",
    "bring",
    "leads",
    "sponsor",
    "aims",
    "help",
    "length",
    "size",
    "debrief",
    "mixed",
    "apart",
    "passed-on",
]
INVITED: tuple[str, ...] = get_args(Invited)
"""What an invitation can name in braces or ask for: what the council has settled, and what follows from the plan."""


class InvitationPart(Record):
    """Some words of an invitation. With `needs` they show where it is known, with `without` where it is missing."""

    text: str
    needs: Invited | None = None
    without: Invited | None = None


class InvitationLine(Dated):
    """What the invitation says for one point of the checklist for invitations."""

    id: Id
    item: Id
    title: str
    parts: tuple[InvitationPart, ...] = Field(min_length=1)
