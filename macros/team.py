"""Macros for the people of an assessment: the team, case tracking, and meeting the CQC (drawing D5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import Node, fragment, p, strong

from macros import tables
from macros.numbers import words
from macros.registry import Shown, block

if TYPE_CHECKING:
    from staffguide.framework import MeetingAnswer
    from staffguide.guide import Guide


@block
def team_roles(guide: Guide) -> Shown:
    """The roles in the assessment team, who has them and what each brings.

    Example: {{ team_roles() }}
    """
    rows = [(one.title, one.who, one.brings) for one in guide.framework.team_roles]
    return tables.table("Roles in the assessment team", ("Role", "Who they are", "What they bring"), rows)


@block
def case_tracking(guide: Guide) -> Shown:
    """Case tracking in short: how many people, what it covers, whom the CQC hears from, and why.

    Example: {{ case_tracking() }}
    """
    facts = guide.framework.case_tracking
    numbers = (
        f"We give details of {words(facts.sent)} people",
        f"The CQC chooses {words(facts.chosen)} of them, with {words(facts.reserve)} in reserve",
    )
    return tables.described(
        "sg-facts",
        [
            ("How many people", tables.bullets(numbers)),
            ("What it covers", tables.bullets(facts.covers)),
            ("Whom the CQC hears from", tables.bullets(facts.hears_from)),
            ("Why the CQC does it", tables.bullets(facts.purposes)),
        ],
    )


@block
def meeting_the_cqc(guide: Guide) -> Shown:
    """The questions that staff ask about meeting the CQC, with their answers.

    Example: {{ meeting_the_cqc() }}
    """
    pairs = [(strong[one.question], _answer(one)) for one in guide.framework.meeting_answers]
    return tables.described("sg-answers", pairs)


def _answer(one: MeetingAnswer) -> Node:
    parts = [_part(part) for part in one.answers]
    return tables.bullets(parts) if len(parts) > 1 else p[parts]


def _part(part: MeetingAnswer.Part) -> Node:
    return fragment[strong[f"{part.lead}:"], " ", part.text] if part.lead else part.text
