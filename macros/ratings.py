"""Macros for scores and ratings: the scale in true proportion (drawing D2), and the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import div

from macros import drawings, tables
from macros.registry import Shown, block

if TYPE_CHECKING:
    from staffguide.guide import Guide


@block
def rating_scale(guide: Guide) -> Shown:
    """The ratings with the band of percentages for each, drawn to scale and as a table.

    Example: {{ rating_scale() }}

    Scoring changes: put `as_of` beside it.
    """
    ratings = guide.framework.ratings
    rows = [(one.title, f"{one.lowest} to {one.highest} per cent") for one in ratings]
    return div(".sg-rating-scale")[
        drawings.drawn("The rating scale", drawings.rating_line(ratings, guide.drawing_colours)),
        tables.table("Ratings by overall percentage", ("Rating", "Overall percentage"), rows),
    ]


@block
def scores(guide: Guide) -> Shown:
    """What each score from 1 to 4 says about the evidence.

    Example: {{ scores() }}
    """
    rows = [(str(one.score), one.meaning) for one in guide.framework.scores]
    return tables.table("What each score says", ("Score", "What it says"), rows, numbers=0)
