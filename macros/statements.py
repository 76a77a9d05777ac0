"""Macros for a theme's or a statement's own page: what to practise, what to tick, the law and the CQC's wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import Element, a, div, fragment, li, p, strong, ul
from markupsafe import Markup

from macros import tables
from macros.bank import FOR, home
from macros.dates import written
from macros.registry import NOTHING, Shown, block, chosen

if TYPE_CHECKING:
    from staffguide.framework import FocusList, Statement
    from staffguide.guide import Guide

QUESTIONS_SHOWN = 6


@block
def theme_statements(guide: Guide, id: str) -> Shown:
    """Cards that lead to the pages of a theme's quality statements.

    Example: {{ theme_statements("theme-leadership") }}
    """
    one = chosen(guide.framework.themes, id, "theme")
    cards = [statement for statement in guide.framework.statements if statement.theme == one.id]
    return ul(".sg-cards")[[_card(statement) for statement in cards]]


def _card(one: Statement) -> Element:
    return li[a(".sg-card__link", href=statement_page(one.id))[one.title], p[one.in_short]]


def statement_page(id: str) -> str:
    """Where the page of a statement stands in the site."""
    return f"site:framework/statements/{id.removeprefix('qs-')}.html"


@block
def statement_care_act(guide: Guide, id: str) -> Shown:
    """The sections of the Care Act 2014 that we read a statement as touching. The map is ours, and says so.

    Example: {{ statement_care_act("qs-safeguarding") }}
    """
    one = chosen(guide.framework.statements, id, "quality statement")
    return fragment[p["This is our own reading of the Act, not the CQC's."], tables.bullets(one.care_act)]


@block
def statement_focus(guide: Guide, id: str) -> Shown:
    """The areas of focus and the weaker areas that touch a statement, each list with its date.

    Example: {{ statement_focus("qs-equity") }}

    Shows a sentence that says so where no list names the statement.
    """
    one = chosen(guide.framework.statements, id, "quality statement")
    lists = [(focus, _touching(focus, one.id)) for focus in guide.framework.focus_lists]
    named = [(f"{focus.title} ({focus.as_of})", tables.bullets(items)) for focus, items in lists if items]
    if not named:
        return p["The lists that we have do not name this statement."]
    return tables.described("sg-facts", named)


def _touching(focus: FocusList, statement: str) -> list[str]:
    return [item.text for item in focus.items if statement in item.statements]


@block
def statement_questions(guide: Guide, id: str, limit: int = QUESTIONS_SHOWN) -> Shown:
    """Some questions to practise with for a statement, spread over who they are for, and the way to all of them.

    Example: {{ statement_questions("qs-safeguarding") }}
    """
    one = chosen(guide.framework.statements, id, "quality statement")
    fitting = [question for question in guide.framework.questions if one.id in question.statements]
    audiences = list(dict.fromkeys(question.audience for question in fitting))
    queues = [[question for question in fitting if question.audience == who] for who in audiences]
    # One from each audience in turn, so that a short list still has something for everybody.
    turns = [queue[turn] for turn in range(limit) for queue in queues if turn < len(queue)]
    if not turns:
        return NOTHING
    statements = guide.framework.statements
    return ul(".sg-questions")[
        [
            li[a(href=f"site:{home(question, statements)}")[question.text], " ", strong[FOR[question.audience]]]
            for question in turns[:limit]
        ]
    ]


@block
def statement_checklist(guide: Guide, id: str) -> Shown:
    """The items of the managers' checklists that bear on a statement.

    Example: {{ statement_checklist("qs-safeguarding") }}
    """
    one = chosen(guide.framework.statements, id, "quality statement")
    items = [
        item.text
        for checklist in guide.framework.checklists
        if checklist.audience == "managers"
        for group in checklist.groups
        for item in group.items
        if one.id in item.statements
    ]
    return tables.bullets(dict.fromkeys(items)) if items else NOTHING


@block
def official_wording(guide: Guide, id: str) -> Shown:
    """The CQC's own wording: the text that the council has pasted, with its date, and always the way to the CQC's page.

    Example: {{ official_wording("qs-safeguarding") }}
    """
    one = chosen(guide.framework.statements, id, "quality statement")
    page = chosen(guide.framework.links, "link-cqc-framework", "link")
    pasted = next((held for held in guide.council.official_wording if held.statement == one.id), None)
    way = p["The words above are ours. For the CQC's own, see ", a(href=page.url)[page.text], "."]
    if pasted is None:
        return way
    return fragment[
        p[f"This is the CQC's own text, as copied from its website on {written(pasted.copied_on)}:"],
        div(".sg-official")[Markup(pasted.text)],
        way,
    ]
