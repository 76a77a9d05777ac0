"""Macros for the four themes, the nine quality statements, and what people should be able to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from htpy import Element, Node, caption, div, li, p, strong, table, tbody, td, th, thead, tr, ul

from macros import tables
from macros.numbers import words
from macros.registry import Shown, block, chosen

if TYPE_CHECKING:
    from staffguide.framework import Framework, Statement, Theme
    from staffguide.guide import Guide


@block
def themes(guide: Guide) -> Shown:
    """All the themes with their quality statements and what each theme covers, in one table.

    Example: {{ themes() }}

    Use it as an overview. For the meaning of each statement use `theme` or `statement`.
    """
    facts = guide.framework
    counts = words(len(facts.themes)), words(len(facts.statements))
    title = "The {} themes and their {} quality statements".format(*counts)
    rows = [
        (
            f"{one.number}. {one.title}",
            tables.bullets(s.title for s in _statements(facts, one)),
            tables.bullets(one.covers),
        )
        for one in facts.themes
    ]
    return tables.table(title, ("Theme", "Quality statements", "What it covers"), rows)


@block
def theme(guide: Guide, id: str) -> Shown:
    """The table of one theme: its "we" statements with their meaning, and its scope.

    Example: {{ theme("theme-leadership") }}

    The caption names the theme. The meanings are our own words, not the CQC's text.
    """
    one = chosen(guide.framework.themes, id, "theme")
    # One row of two lists: the scope belongs to the theme, so it cannot be a cell of any one statement.
    return table(".sg-table.sg-theme")[
        caption[f"Theme {one.number}: {one.title}"],
        thead[tr[th(scope="col")['"We" statements'], th(scope="col")["Scope"]]],
        tbody[tr[td[_meanings(guide.framework, one)], td[tables.bullets(one.covers)]]],
    ]


@block
def statement(guide: Guide, id: str) -> Shown:
    """What one quality statement means, and what people should be able to say.

    Example: {{ statement("qs-safeguarding") }}

    The page gives the title as its heading, so the macro does not repeat it.
    """
    facts = guide.framework
    one = chosen(facts.statements, id, "quality statement")
    pairs: list[tuple[Node, Node]] = [
        ("Theme", chosen(facts.themes, one.theme, "theme").title),
        ("What it means", one.meaning),
    ]
    if one.i_statements:
        said = [chosen(facts.i_statements, i, '"I" statement').meaning for i in one.i_statements]
        pairs.append(("What people should be able to say", tables.bullets(said)))
    return div(".sg-statement")[p(".sg-statement__short")[one.in_short], tables.described("sg-facts", pairs)]


@block
def i_statements(guide: Guide) -> Shown:
    """What people should be able to say about their care and support, with the themes each belongs to.

    Example: {{ i_statements() }}

    The words are ours, after the framework Making It Real. Say so on the page.
    """
    names = {one.id: one.title for one in guide.framework.themes}
    rows = [(one.meaning, _listed([names[id] for id in one.themes])) for one in guide.framework.i_statements]
    return tables.table("What people should be able to say", ('"I" statement', "Theme"), rows)


def _listed(titles: Sequence[str]) -> Node:
    """A list only where there is more than one."""
    return tables.bullets(titles) if len(titles) > 1 else titles[0]


def _statements(facts: Framework, one: Theme) -> list[Statement]:
    return [statement for statement in facts.statements if statement.theme == one.id]


def _meanings(facts: Framework, one: Theme) -> Element:
    return ul(".sg-theme__statements")[
        [li[p[strong[statement.title]], p[statement.meaning]] for statement in _statements(facts, one)]
    ]
