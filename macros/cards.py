"""The macro for question cards: every practice question on a card to cut out, in sets by theme or by audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import Element, Node, a, div, fragment, h2, li, p, section, ul
from markupsafe import Markup

from macros.numbers import counted
from macros.registry import MacroError, Shown, block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from staffguide.exercises import Question
    from staffguide.guide import Guide

AUDIENCES = {
    "frontline": "Frontline staff",
    "manager": "Managers",
    "leader or member": "Leaders and members",
    "everyone": "Everyone",
}
ANY_THEME = "Any theme"


@block
def question_cards(guide: Guide, sets: str) -> Shown:
    """Every practice question on a card, in a set for each theme or for each audience.

    Example: {{ question_cards("theme") }}

    For documents: a web page has the question bank. Write "theme" or "audience".
    """
    if sets not in {"theme", "audience"}:
        raise MacroError('question_cards makes sets by "theme" or by "audience"')
    shown = [one for one in (_themes(guide) if sets == "theme" else _audiences(guide)) if one[2]]
    return fragment[
        p["Cut along the lines. Each card stands alone, so deal them, pick one or lay them out."],
        p["Print on one side. You can print one set by its pages."],
        ul[
            [
                li[a(href=f"#cards-{id}")[title], f": {counted(len(questions), 'card')}"]
                for id, title, questions in shown
            ]
        ],
        _why(guide, sets),
        [_set(guide, *one) for one in shown],
    ]


def _why(guide: Guide, sets: str) -> Element:
    twice = any(len(one.themes) > 1 for one in guide.framework.questions)
    if sets == "theme" and twice:
        return p["A question that bears on two themes is in the sets of both."]
    return p["The questions for everyone are in a set of their own: add them to any other."]


Set = tuple[str, str, list["Question"]]


def _themes(guide: Guide) -> list[Set]:
    every = guide.framework.questions
    named = [(one.id, one.title, [it for it in every if one.id in it.themes]) for one in guide.framework.themes]
    return [*named, ("any-theme", ANY_THEME, [it for it in every if not it.themes])]


def _audiences(guide: Guide) -> list[Set]:
    every = guide.framework.questions
    return [
        (name.replace(" ", "-"), title, [it for it in every if it.audience == name])
        for name, title in AUDIENCES.items()
    ]


def _set(guide: Guide, id: str, title: str, questions: Sequence[Question]) -> Element:
    return section(".sg-card-set")[
        h2(id=f"cards-{id}")[title],
        p[counted(len(questions), "card")],
        [_card(guide, one) for one in questions],
    ]


def _card(guide: Guide, one: Question) -> Element:
    statements = [statement.title for statement in guide.framework.statements if statement.id in one.statements]
    return div(".sg-card")[
        p[one.text], p[_asked(one)], statements and p["; ".join(statements)], p[_way_back(guide, one)]
    ]


def _asked(one: Question) -> str:
    """For whom it is, and that the CQC asked it where a source says so."""
    by_the_cqc = "asked by the CQC at councils"
    return AUDIENCES[one.audience] + (f": {by_the_cqc}" if by_the_cqc in one.kind else "")


def _way_back(guide: Guide, one: Question) -> Node:
    """The id of the question, with the way to the guide where the council has said where it is."""
    named = f"Question {one.id.removeprefix('q-')}"
    place = guide.council.intranet
    return a(href=Markup(place.url))[f"{named} on our intranet"] if place else named
