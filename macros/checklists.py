"""The macros for checklists: boxes to tick in the guide, and forms with room for notes, evidence and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import Element, Node, details, div, fieldset, h3, input, label, legend, li, span, summary, textarea, ul

from macros.registry import Shown, block, chosen

if TYPE_CHECKING:
    from staffguide.exercises import ChecklistGroup, ChecklistItem
    from staffguide.guide import Guide

ANSWERS = ("yes", "partly", "not yet")


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
        ul(".sg-checklist__items")[[_ticked(item) for item in group.items]],
    ]


def _ticked(item: ChecklistItem) -> Element:
    # The label is the whole row, so that people with unsteady hands have a large target.
    return li(".sg-checklist__item", data_item=item.id)[
        label[input(type="checkbox", name=item.id), " ", span[item.text]]
    ]


@block
def checklist_form(guide: Guide, id: str) -> Shown:
    """A checklist to keep: for managers three answers with evidence and action, for others a tick and a note.

    Example: {{ checklist_form("chk-managers") }}

    The page asks for the tool at its top with `tools: [checklists]` and gives the title of the checklist as a heading
    of the second level. Several forms on one page are counted, printed and saved together.
    """
    one = chosen(guide.framework.checklists, id, "checklist")
    shown = _answered if one.audience == "managers" else _noted
    # Not a form element: without scripts, the Enter key would put what somebody typed into the address of the page.
    return div(".sg-form", data_tool="checklists")[
        [
            div(".sg-form__group", data_group=group.id)[
                h3(data_title="")[group.title], ul(".sg-form__items")[[shown(item) for item in group.items]]
            ]
            for group in one.groups
        ]
    ]


def _noted(item: ChecklistItem) -> Element:
    return li(data_item=item.id)[
        label(".sg-tick")[_choice(item, "checkbox", "yes"), " ", span(data_words="")[item.text]],
        _more("Note", label["Note on this item", textarea(rows="2", data_field="note")]),
    ]


def _answered(item: ChecklistItem) -> Element:
    # The spaces keep the words apart where no style sheet does, as in a PDF.
    choices = [(label[_choice(item, "radio", answer), " ", answer.capitalize()], " ") for answer in ANSWERS]
    return li(data_item=item.id)[
        fieldset[
            legend(data_words="")[item.text],
            div(".sg-choices")[choices],
            _more(
                "Evidence and action",
                label["Evidence: how do you know?", textarea(rows="2", data_field="evidence")],
                label["Action: what will you do?", textarea(rows="2", data_field="action")],
                label["Owner: a job title, not a name", input(type="text", autocomplete="off", data_field="owner")],
                label["Due date", input(type="date", data_field="due")],
            ),
        ]
    ]


def _choice(item: ChecklistItem, kind: str, value: str) -> Node:
    return input(type=kind, name=item.id, value=value, data_field="answer")


def _more(title: str, *fields: Node) -> Element:
    """Room that unfolds."""
    # On paper there is nothing to unfold.
    return details[summary(".sg-web-only")[title], div(".sg-fields")[fields]]
