"""Macros for evidence: its categories, the routes by which it is gathered, and areas of focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import div, p, strong

from macros import tables
from macros.registry import Shown, block, chosen

if TYPE_CHECKING:
    from staffguide.guide import Guide


@block
def evidence(guide: Guide) -> Shown:
    """The categories of evidence, what each means, and whether the first round used it.

    Example: {{ evidence() }}
    """
    rows = [(one.title, one.meaning, "Yes" if one.used else "No") for one in guide.framework.evidence_categories]
    heads = ("Category", "What it means", "Used in the first round")
    return tables.table("Categories of evidence", heads, rows)


@block
def evidence_routes(guide: Guide) -> Shown:
    """The ways in which the CQC gathers evidence, with examples.

    Example: {{ evidence_routes() }}
    """
    rows = [(one.title, one.meaning, tables.bullets(one.examples)) for one in guide.framework.evidence_routes]
    return tables.table("How evidence is gathered", ("Route", "What it means", "Examples"), rows)


@block
def focus_areas(guide: Guide, id: str) -> Shown:
    """One dated list of areas that reports looked at closely or found weaker.

    Example: {{ focus_areas("focus-pilot-reports") }}

    The lists come from different times and are not mixed.
    """
    one = chosen(guide.framework.focus_lists, id, "list of focus areas")
    return div(".sg-focus-areas")[
        p[strong[one.title]],
        tables.bullets(tuple(item.text for item in one.items)),
        p(".sg-as-of")[f"From {one.as_of}."],
    ]
