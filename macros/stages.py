"""The macro for the stages of an assessment (drawing D1): a real list that the styles draw as a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import Element, Node, fragment, li, ol, p, span, strong

from macros import tables
from macros.registry import Shown, block

if TYPE_CHECKING:
    from staffguide.framework import Stage
    from staffguide.guide import Guide


@block
def stages(guide: Guide, *, detail: bool = True) -> Shown:
    """The stages of an assessment in order: what happens in each, and what we do.

    Example: {{ stages() }}

    With detail=False it gives the name and one line of each, which is enough on a slide.

    If the council has given its assessment status, the stage it has reached is marked "We are here".
    """
    reached = guide.council.assessment.status if guide.council.assessment else None
    return ol(".sg-stages")[
        [_stage(one, here=one.assessment_status == reached, detail=detail) for one in guide.framework.stages]
    ]


def _stage(one: Stage, *, here: bool, detail: bool) -> Element:
    mark = fragment[" ", span(".sg-stage__here")["We are here"]] if here else None
    return li(class_=["sg-stage", {"sg-stage--here": here}], aria_current="step" if here else None)[
        p(".sg-stage__title")[strong[one.title], mark],
        p(".sg-stage__short")[one.in_short],
        _detail(one) if detail else None,
    ]


def _detail(one: Stage) -> Node:
    return fragment[
        p(".sg-stage__label")[strong["What happens"]],
        tables.bullets(one.events),
        p(".sg-stage__label")[strong["What we do"]],
        tables.bullets(one.council),
    ]
