"""Macros for the slide decks: lists and tables that are short enough to be read from the back of a room.

Each is a short form of something that pages show at length. Drawings have no short form: slides use the pages' own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from htpy import p

from macros import tables
from macros.dates import written
from macros.numbers import joined, words
from macros.reference import GROUNDS
from macros.registry import NOTHING, MacroError, Shown, block, chosen
from staffguide import planning
from staffguide.problems import did_you_mean

if TYPE_CHECKING:
    from staffguide.exercises import Question
    from staffguide.framework import Fact, Source
    from staffguide.guide import Guide

QUESTIONS_SHOWN = 4
ASKED = "asked by the CQC at councils"
FOR_STAFF = ("frontline", "everyone")
"""Workshops are mostly for the front line; managers have theirs, and the question bank has more."""
BREAK = "part-break"
BEFORE, AFTER = "before the break", "after the break"


@block
def slide_themes(guide: Guide) -> Shown:
    """The themes, each with the number of its quality statements.

    Example: {{ slide_themes() }}
    """
    facts = guide.framework
    homes = [one.theme for one in facts.statements]
    rows = [(f"{one.number}. {one.title}", words(homes.count(one.id)).capitalize()) for one in facts.themes]
    counts = words(len(facts.themes)), words(len(facts.statements))
    title = "The {} themes and their {} quality statements".format(*counts)
    return tables.table(title, ("Theme", "Statements"), rows)


@block
def slide_statements(guide: Guide, theme: str) -> Shown:
    """The quality statements of one theme, each with its meaning in one short sentence of our own.

    Example: {{ slide_statements("theme-leadership") }}
    """
    facts = guide.framework
    one = chosen(facts.themes, theme, "theme")
    rows = [(held.title, held.in_short) for held in facts.statements if held.theme == one.id]
    return tables.table(f"Theme {one.number}: {one.title}", ("Quality statement", "In short"), rows)


@block
def slide_i_statements(guide: Guide, theme: str) -> Shown:
    """What people should be able to say, for one theme and in our own words.

    Example: {{ slide_i_statements("theme-working-with-people") }}

    Shows nothing for leadership: our sources give none for it.
    """
    one = chosen(guide.framework.themes, theme, "theme")
    said = [held.meaning for held in guide.framework.i_statements if one.id in held.themes]
    return tables.bullets(said) if said else NOTHING


@block
def slide_case_tracking(guide: Guide) -> Shown:
    """How case tracking narrows down, in three numbers.

    Example: {{ slide_case_tracking() }}
    """
    facts = guide.framework.case_tracking
    rows = (
        (str(facts.sent), "We send details of them"),
        (str(facts.chosen), "The CQC chooses to follow their care"),
        (str(facts.reserve), "The CQC keeps them in reserve"),
    )
    return tables.table("Case tracking in numbers", ("People", "What happens"), rows)


@block
def slide_routes(guide: Guide) -> Shown:
    """The ways in which evidence reaches the CQC, with what each means.

    Example: {{ slide_routes() }}
    """
    rows = [(one.title, one.meaning) for one in guide.framework.evidence_routes]
    return tables.table("How evidence reaches the CQC", ("Route", "What it means"), rows)


@block
def slide_manner(guide: Guide) -> Shown:
    """How to be when you meet the CQC, in one word and one sentence each.

    Example: {{ slide_manner() }}
    """
    one = chosen(guide.framework.meeting_answers, "meeting-manner", "answer")
    rows = [(part.lead, part.text) for part in one.answers if part.lead]
    return tables.table(one.question, ("Be", "What that means"), rows)


@block
def slide_questions(guide: Guide, theme: str, limit: int = QUESTIONS_SHOWN) -> Shown:
    """Short questions to practise with for one theme, taken from each of its quality statements in turn.

    Example: {{ slide_questions("theme-ensuring-safety") }}

    They are for staff, not for managers. Call them practice questions: most are our own.
    """
    facts = guide.framework
    one = chosen(facts.themes, theme, "theme")
    homes = [statement.id for statement in facts.statements if statement.theme == one.id]
    queues = [sorted(_at_home(facts.questions, home), key=_ease) for home in homes]
    turns = [queue[turn] for turn in range(limit) for queue in queues if turn < len(queue)]
    return tables.bullets(question.text for question in turns[:limit])


def _at_home(questions: Sequence[Question], statement: str) -> list[Question]:
    return [one for one in questions if one.statements[:1] == (statement,) and one.audience in FOR_STAFF]


def _ease(question: Question) -> tuple[bool, int]:
    """Questions that councils were asked come first, then the shortest: they have to be read from the back."""
    return ASKED not in question.kind, len(question.text)


@block
def slide_asked(guide: Guide, limit: int = QUESTIONS_SHOWN) -> Shown:
    """Questions that our sources say the CQC asks or may ask, one from each subject, the shortest first.

    Example: {{ slide_asked() }}
    """
    asked = sorted((one for one in guide.framework.questions if ASKED in one.kind), key=_ease)
    first = {one.statements[:1]: one for one in reversed(asked)}
    return tables.bullets(one.text for one in sorted(first.values(), key=_ease)[:limit])


@block
def slide_dates(guide: Guide, *ids: str) -> Shown:
    """Facts in full, each with when it was true and who said it, for the notes under a slide.

    Example: {{ slide_dates("fact-return-time", "fact-accuracy-check") }}
    """
    told = [_dated(chosen(guide.framework.facts, id, "fact"), guide.framework.sources) for id in ids]
    return tables.bullets(told) if len(told) > 1 else p[told]


def _dated(one: Fact, sources: Sequence[Source]) -> str:
    publishers = dict.fromkeys(source.publisher for source in sources if source.id in one.sources)
    return f"{one.statement} As of {one.as_of or written(one.checked)}. {GROUNDS[one.basis]}{joined(list(publishers))}."


@block
def slide_outline(guide: Guide, half: str) -> Shown:
    """The parts of the workshop by title, before or after the break.

    Example: {{ slide_outline("before the break") }}
    """
    return tables.bullets(title for title, _ in _half(guide, half))


@block
def slide_timetable(guide: Guide, half: str) -> Shown:
    """The parts of the workshop with their minutes, before or after the break.

    Example: {{ slide_timetable("after the break") }}

    The minutes are those of the council's own sessions.
    """
    parts = _half(guide, half)
    rows = [*((title, str(minutes)) for title, minutes in parts), ("In all", str(sum(last for _, last in parts)))]
    return tables.table(f"The workshop {half}", ("Part", "Minutes"), rows, numbers=1)


def _half(guide: Guide, half: str) -> Sequence[tuple[str, int]]:
    """The parts on one side of the break, which itself belongs to what comes before it. Short sessions lack some."""
    if half not in (BEFORE, AFTER):
        raise MacroError(f'there is no half "{half}": {did_you_mean(str(half), (BEFORE, AFTER))}')
    given, parts = guide.council.workshop, guide.framework.workshop
    length = given.minutes if given else sum(one.minutes for one in parts)
    end = next((n for n, one in enumerate(parts, start=1) if one.id == BREAK), len(parts))
    timed = list(zip(parts, planning.running_order(parts, length), strict=True))
    return [(one.title, minutes) for one, minutes in (timed[:end] if half == BEFORE else timed[end:]) if minutes]


@block
def slide_checklist(guide: Guide, group: str) -> Shown:
    """The items of one group of a checklist.

    Example: {{ slide_checklist("chk-debrief-agreement") }}
    """
    groups = [held for one in guide.framework.checklists for held in one.groups]
    return tables.bullets(item.text for item in chosen(groups, group, "group of a checklist").items)
