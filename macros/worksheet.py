"""The macro for the self-assessment worksheet: questions and a score for each quality statement, and their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import (
    Element,
    Node,
    caption,
    div,
    fieldset,
    h3,
    h4,
    input,
    label,
    legend,
    li,
    p,
    section,
    span,
    table,
    tbody,
    td,
    textarea,
    th,
    thead,
    tr,
    ul,
)

from macros.registry import Shown, block

if TYPE_CHECKING:
    from staffguide.framework import Statement
    from staffguide.guide import Guide

QUESTIONS = (
    ("performance", "How are we doing now?"),
    ("proof", "How do we know?"),
    ("next", "What will we do next?"),
)
"""The three questions of the self-assessment (brief W01 to W03), in the words of the page about it."""


@block
def worksheet(guide: Guide) -> Shown:
    """The three questions and a score from 1 to 4 for each quality statement, then the overall picture as a table.

    Example: {{ worksheet() }}

    The page asks for the tool at its top with `tools: [worksheet]` and has a heading of the second level over it.
    """
    facts = guide.framework
    # Not a form element: without scripts, the Enter key would put what somebody typed into the address of the page.
    return div(".sg-form.sg-worksheet", data_tool="worksheet")[
        [
            div(".sg-form__group", data_group=theme.id)[
                h3(data_title="")[theme.title],
                [_statement(guide, one) for one in facts.statements if one.theme == theme.id],
            ]
            for theme in facts.themes
        ],
        _overall(guide),
    ]


def _statement(guide: Guide, one: Statement) -> Element:
    questions = [label[question, textarea(rows="3", data_field=name)] for name, question in QUESTIONS]
    return section(data_item=one.id)[
        h4(data_words="", id=f"worksheet-{one.id}")[one.title],
        p[one.in_short],
        fieldset(".sg-fields", aria_labelledby=f"worksheet-{one.id}")[questions],
        fieldset[
            legend[f"Score: {one.title}. The evidence shows"],
            div(".sg-scores")[[(_score(guide, one, score), " ") for score in (1, 2, 3, 4)]],
        ],
    ]


def _score(guide: Guide, one: Statement, score: int) -> Element:
    meaning = next(record.meaning for record in guide.framework.scores if record.score == score)
    says = meaning.removeprefix("The evidence shows ").removesuffix(".")
    choice = input(type="radio", name=one.id, value=str(score), data_field="score", data_says=says)
    return label[choice, " ", span[f"{score}: {says}"]]


def _overall(guide: Guide) -> Element:
    how = "Add up the nine scores, divide by 36 and multiply by 100. The nearest whole number is the percentage."
    bands = [
        li(data_lowest=one.lowest, data_highest=one.highest, data_rating=one.title.lower())[
            f"{one.title}: {one.lowest} to {one.highest} per cent"
        ]
        for one in guide.framework.ratings
    ]
    return section(".sg-overall")[
        h3["The overall picture"],
        p(".sg-own-view")["This is our own view. It is not a score from the CQC, and it does not foretell one."],
        p(".sg-overall__said", data_overall="")[how],
        ul(".sg-overall__bands")[bands],
        _table(guide),
        div(".sg-overall__chart", data_chart="", aria_hidden="true"),
    ]


def _table(guide: Guide) -> Element:
    heads = [th(scope="col")[words] for words in ("Quality statement", "Score", "What the evidence shows")]
    return table[caption["Our own scores"], thead[tr[heads]], tbody[[_row(one) for one in guide.framework.statements]]]


def _row(one: Statement) -> Node:
    return tr(data_row=one.id)[th(scope="row")[one.title], td(data_fill="score"), td(data_fill="words")]
