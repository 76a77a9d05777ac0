"""Macros for the Care Act 2014 (drawing D4) and the principles of adult safeguarding (drawing D3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import div, li, ol

from macros import drawings, tables
from macros.numbers import words
from macros.registry import Shown, block

if TYPE_CHECKING:
    from staffguide.guide import Guide


@block
def care_act(guide: Guide) -> Shown:
    """The changes that the first part of the Care Act made, as a list and then as a picture.

    Example: {{ care_act() }}
    """
    points = guide.framework.care_act_points
    title = f"{words(len(points)).capitalize()} changes in the Care Act 2014"
    return div(".sg-care-act")[
        ol[[li[point.text] for point in points]],
        drawings.drawn(title, drawings.tiles(title, points, guide.drawing_colours)),
    ]


@block
def principles(guide: Guide) -> Shown:
    """The principles of adult safeguarding: each with its meaning, and a picture of how they link.

    Example: {{ principles() }}

    They belong to adult safeguarding. The Care Act's own general duty is to promote wellbeing.
    """
    facts = guide.framework.principles
    title = f"The {words(len(facts))} principles of adult safeguarding"
    return div(".sg-principles")[
        tables.described("sg-facts", [(one.title, one.meaning) for one in facts]),
        drawings.drawn(title, drawings.hub(title, facts, guide.drawing_colours)),
    ]
