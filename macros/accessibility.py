"""The macro for the accessibility statement: what the last audit of the site looked at, and what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import Node, fragment, p

from macros import tables
from macros.dates import written
from macros.numbers import counted
from macros.registry import Shown, block

if TYPE_CHECKING:
    from staffguide.audit_record import Audit
    from staffguide.guide import Guide

UNTESTED = (
    "This guide has not been tested yet. So no date is given for a test, and no result is claimed. "
    "This page will say when and how it was tested."
)


@block
def accessibility_record(guide: Guide) -> Shown:
    """When and how this council's site was last tested for accessibility, how much of it, and which problems are known.

    Example: {{ accessibility_record() }}

    It shows what `guide audit` has kept with the council, says so where nothing has been tested yet, and says so where
    the test was of an earlier edition.
    """
    audit = guide.audit
    if audit is None:
        return p[UNTESTED]
    return fragment[
        p[f"This guide was last tested on {written(audit.tested_on)}."],
        _older(guide, audit),
        tables.described(
            "sg-facts",
            (
                ("How it was tested", _how(audit)),
                ("What was tested", _what(audit)),
                ("What was found", _found(audit)),
                ("Known problems", _known(audit)),
            ),
        ),
    ]


def _older(guide: Guide, audit: Audit) -> Node:
    """A warning where the guide has moved on since the test."""
    now = guide.framework.edition
    if (audit.edition, audit.facts_checked) == (now.version, now.facts_checked):
        return None
    return p(".sg-note")[
        f"The test was of edition {audit.edition}. This is edition {now.version}, with facts checked on "
        f"{written(now.facts_checked)}. It has not been tested yet."
    ]


def _how(audit: Audit) -> Node:
    tools = ", ".join(f"{one.name} {one.version}" for one in audit.checkers)
    return p[
        "By automatic checks of the finished pages in a real browser. They cover levels A and AA of version 2.2 of "
        f"the Web Content Accessibility Guidelines, and good practice. The tools were: {tools}."
    ]


def _what(audit: Audit) -> Node:
    return p[
        f"All {audit.pages} pages, each in these ways: {'; '.join(audit.states)}. That makes {audit.checks} checks."
    ]


def _found(audit: Audit) -> Node:
    if not audit.findings:
        return p["The automatic checks found no fault."]
    return tables.bullets(f"{one.rule}: {counted(one.pages, 'page')}, such as {one.place}" for one in audit.findings)


def _known(audit: Audit) -> Node:
    if audit.known_problems:
        return tables.bullets(audit.known_problems)
    if audit.findings:
        return p["Those that the automatic checks found. We know of no others."]
    return p["We know of none. Automatic checks cannot find every problem."]
