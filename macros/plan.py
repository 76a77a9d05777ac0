"""What a plan for workshops comes to, in words and tables: the planner's page before anybody changes anything on it.

The planner's script makes the same of what people type. What both say is written down alike in the two places, and a
test compares them on the finished page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import time
from typing import TYPE_CHECKING, Any, NamedTuple

from htpy import Element, Node, caption, div, p, span, strong, table, tbody, td, th, thead, tr
from markupsafe import Markup

from macros.dates import written, written_time, written_times, written_with_day
from macros.numbers import counted
from staffguide import planning
from staffguide.planning import Group, Need, Rules, Slot

if TYPE_CHECKING:
    from datetime import date

    from staffguide.exercises import InvitationLine, InvitationPart
    from staffguide.guide import Guide

USUAL = 120
LARGEST = 25
TWO_FROM = 13
"""What holds where a council has settled nothing: as in staffguide/workshop.py, which macros do not know."""
NEEDS = ("Who", "People", "Sessions", "People in each", "Facilitators in each", "Staff hours")
BRACED = re.compile(r"\{([^}]*)\}")


class Plan(NamedTuple):
    """A council's values, worked out: what each group takes, the day counted back from, and where sessions fit."""

    rules: Rules
    needs: list[Need]
    visit: date | None
    days: list[date | None]
    slots: list[Slot]


def rules(guide: Guide) -> Rules:
    given = guide.council.workshop
    if not given:
        return Rules(USUAL, LARGEST, TWO_FROM)
    passed_on = any(one.passed_on for one in guide.framework.delivery_models if one.setting == given.delivery)
    return Rules(given.minutes, given.largest_group, given.two_facilitators_from, given.mixed, passed_on)


def groups(guide: Guide) -> list[Group]:
    given = guide.council.workshop
    return [Group(one.role, one.people, one.managers) for one in given.groups] if given else []


def worked_out(guide: Guide) -> Plan:
    settled, dates = rules(guide), guide.council.assessment
    takes = planning.needs(groups(guide), settled)
    visit = planning.visit(dates.visit_starts, dates.notified_on, dates.return_due) if dates else None
    days = [_day(guide, visit, step) for step in guide.framework.workshop_steps]
    kinds = {step.kind: day for step, day in zip(guide.framework.workshop_steps, days, strict=True)}
    first, last = kinds.get("first"), kinds.get("last")
    ours = sum(one.sessions for one in takes if not one.passed_on)
    return Plan(settled, takes, visit, days, planning.spread(ours, first, last, 1) if first and last else [])


def _day(guide: Guide, visit: date | None, step: Any) -> date | None:
    given = guide.council.workshop
    if step.kind == "debrief" and given and given.debrief_on:
        day: date = given.debrief_on
        return day
    return planning.counted_back(visit, step.days_before) if visit else None


def summary(plan: Plan) -> str:
    ours = [one for one in plan.needs if not one.passed_on]
    theirs = sum(one.sessions for one in plan.needs if one.passed_on)
    if not plan.needs:
        return "Nobody is listed yet."
    sessions, places = sum(one.sessions for one in ours), sum(one.sessions * one.facilitators for one in ours)
    people, hours = sum(one.people for one in ours), sum(one.hours for one in ours)
    said = f"{counted(sessions, 'session')} for {people} people. That takes {counted(places, 'facilitator place')}, "
    said += f"{counted(sessions, 'room booking')} and {counted(hours, 'hour')} of staff time."
    if theirs:
        said += f" Managers run {counted(theirs, 'session')} more for their own teams."
    if plan.slots:
        said += f" Rooms needed at the same time: {planning.rooms(plan.slots)}."
    return said


def needs_table(plan: Plan) -> Element:
    """What each group takes. Without groups, rows to fill in by hand."""
    rows: list[Sequence[Node]] = [
        (
            [one.title, " (managers pass it on)" if one.passed_on else ""],
            *map(str, (one.people, one.sessions, one.each, one.facilitators, one.hours)),
        )
        for one in plan.needs
    ]
    blank: list[Sequence[Node]] = [(f"Group {n}", "", "", "", "", "") for n in range(1, 4)]
    return _table("What each group takes", NEEDS, rows or blank, "needs")


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[Node]], name: str) -> Element:
    return table(data_table=name)[
        caption[title],
        thead[tr[[th(scope="col")[head] for head in heads]]],
        tbody[
            [
                tr[th(scope="row")[first], [td(data_fill=None if cell else "")[cell] for cell in rest]]
                for first, *rest in rows
            ]
        ],
    ]


def calendar_basis(guide: Guide, visit: date | None) -> str:
    """Which day the calendar is counted back from."""
    dates = guide.council.assessment
    if visit is None:
        return "No date is known yet. The days are counted back from the first day of the visit."
    if dates.visit_starts:
        return f"Counted back from the visit, which starts on {written(visit)}."
    since = "notice" if dates.notified_on else "information return"
    return (
        f"The visit has no date yet. Counted back from {written(visit)}, the earliest day to expect after the {since}."
    )


def calendar(guide: Guide, plan: Plan) -> Element:
    steps = zip(guide.framework.workshop_steps, plan.days, strict=True)
    return table(data_table="calendar")[
        caption["What to do by when"],
        thead[tr[[th(scope="col")[head] for head in ("What to do", "Working days before", "Day")]]],
        tbody[
            [
                tr(data_step=one.id, data_before=str(one.days_before), data_kind=one.kind)[
                    th(scope="row")[span(data_title="")[one.title], Markup("<br>"), span(data_about="")[one.about]],
                    td(".sg-table__number")[str(one.days_before)],
                    td(data_day="", data_fill="")[written_with_day(day) if day else ""],
                ]
                for one, day in steps
            ]
        ],
    ]


def days_table(plan: Plan, start: time | None) -> Element:
    """A day for each session that we run ourselves, spread evenly between the first and the last."""
    ours = [one for one in plan.needs if not one.passed_on]
    titles = [(one, n) for one in ours for n in range(one.sessions)]
    rows: list[Sequence[Node]] = [
        (
            [one.title, f", {n + 1} of {one.sessions}"],
            str(shared(one, n)),
            written_with_day(slot.day),
            written_time(start) if start else "",
        )
        for (one, n), slot in zip(titles, plan.slots, strict=False)
    ]
    blank: list[Sequence[Node]] = [(f"Session {n}", "", "", "") for n in range(1, 4)]
    return _table("A day for each session", ("Session", "People", "Day", "Starts"), rows or blank, "days")


def shared(need: Need, n: int) -> int:
    """How many people come to the session of this number, counted from 0, when they are shared out evenly."""
    return need.people * (n + 1) // need.sessions - need.people * n // need.sessions


def running_order(guide: Guide, length: int, start: time | None) -> Element:
    """Every part with its minutes and its time of day; parts that a session of this length leaves out are hidden."""
    parts = guide.framework.workshop
    minutes = planning.running_order(parts, length)
    begins = start.hour * 60 + start.minute if start else None
    rows = [
        tr(
            data_part=one.id,
            hidden=not last,
            data_minutes=str(one.minutes),
            data_least=str(one.least),
            data_share=str(one.share),
            data_shortest=str(one.shortest),
        )[
            th(scope="row")[one.title],
            td(".sg-table__number", data_last="")[str(last)],
            td(data_clock="", data_fill="")[clock(begins + sum(minutes[:n])) if begins is not None else ""],
        ]
        for n, (one, last) in enumerate(zip(parts, minutes, strict=True))
    ]
    return table(data_table="order")[
        caption["Running order"],
        thead[tr[[th(scope="col")[head] for head in ("Part", "Minutes", "Starts")]]],
        tbody[rows],
    ]


def order_check(minutes: int, total: int, start: time | None) -> str:
    said = f"The parts add up to {counted(total, 'minute')}, the length of the session."
    if total != minutes:
        return f"The parts add up to {counted(total, 'minute')}, and the session has {minutes}."
    begins = start.hour * 60 + start.minute if start else None
    return said + (f" It runs from {clock(begins)} to {clock(begins + minutes)}." if begins is not None else "")


def clock(minutes: int) -> str:
    """The time of day so many minutes after midnight, as in 2:30pm."""
    hour, minute = divmod(minutes % (24 * 60), 60)
    return written_time(time(hour, minute))


def invitation(guide: Guide, known: Mapping[str, Node]) -> Element:
    """The invitation, a paragraph for each point. What is missing shows as a note to whoever sends it."""
    return div(".sg-invitation", data_invitation="")[
        [_line(one, known) for one in guide.framework.invitation], _message(guide)
    ]


def _line(one: InvitationLine, known: Mapping[str, Node]) -> Element:
    return p(data_line=one.id)[strong[one.title, "."], [_part(part, known) for part in one.parts]]


def _part(part: InvitationPart, known: Mapping[str, Node]) -> Node:
    pieces = BRACED.split(part.text)
    words = [span(data_put=piece)[known.get(piece) or ""] if n % 2 else piece for n, piece in enumerate(pieces)]
    if part.without:
        hidden = bool(known.get(part.without))
        return span(data_without=part.without, hidden=hidden)[" ", span(".sg-fill")["To fill in: ", words]]
    if part.needs:
        return span(data_needs=part.needs, hidden=not known.get(part.needs))[" ", words]
    return span[" ", words]


def _message(guide: Guide) -> Node:
    sponsor = guide.council.sponsor
    if not sponsor or not sponsor.message:
        return p(data_line="invite-message")[
            strong["A message from the sponsor."], span[" ", span(".sg-fill")["To fill in: a few lines of their own."]]
        ]
    return div(data_message="")[
        p[strong["A message from ", sponsor.name or ["our ", sponsor.title], "."]], div[sponsor.message]
    ]


def dated(sessions: Sequence[Any]) -> Node:
    """The sessions of a council that have a date, in one line."""
    lines = [_session(one) for one in sorted(sessions, key=lambda one: one.on)]
    return Markup("; ").join(lines) if lines else ""


def _session(one: Any) -> Markup:
    times = written_times(one.start, one.end)
    return Markup("{}, {}{}").format(one.title, written_with_day(one.on), f", {times}" if times else "")


def known(guide: Guide, details: Mapping[str, Node], plan: Plan) -> dict[str, Node]:
    """All that the invitation can name: what people can type on the page, and what follows from the plan."""
    given = guide.council.workshop
    return {
        **details,
        "length": f"{plan.rules.minutes} minutes",
        "size": str(plan.rules.largest_group),
        "debrief": written(given.debrief_on) if given and given.debrief_on else "",
        "mixed": "yes" if plan.rules.mixed else "",
        "apart": "" if plan.rules.mixed else "yes",
        "passed-on": "yes" if plan.rules.passed_on else "",
    }
