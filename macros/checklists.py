"""The macro for checklists: boxes that can be ticked as they are, and that the scripts let people keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import Element, div, fieldset, input, label, legend, li, span, ul

from macros.registry import Shown, block, chosen

if TYPE_CHECKING:
    from staffguide.framework import ChecklistGroup, ChecklistItem
    from staffguide.model import Guide


@block
def checklist(guide: Guide, id: str) -> Shown:
    """A checklist in its groups, each item with a box to tick.

    Example: {{ checklist("chk-managers") }}

    The page gives the title of the checklist as a heading.
    """
    one = chosen(guide.framework.checklists, id, "checklist")
    return div(".sg-checklist", data_checklist=one.id)[[_group(group) for group in one.groups]]


def _group(group: ChecklistGroup) -> Element:
    return fieldset(".sg-checklist__group")[
        legend[group.title],
        ul(".sg-checklist__items")[[_item(item) for item in group.items]],
    ]


def _item(item: ChecklistItem) -> Element:
    # The label is the whole row, so that people with unsteady hands have a large target.
    return li(".sg-checklist__item", data_item=item.id)[
        label[input(type="checkbox", name=item.id), " ", span[item.text]]
    ]
