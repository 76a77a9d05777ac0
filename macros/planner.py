"""The macro for the workshop planner: what to fill in, and what it comes to for the council's own values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from htpy import Element, Node, VoidElement, div, fieldset, input, label, legend, option, p, select, span, textarea
from markupsafe import Markup

from macros import plan as planned
from macros.registry import MacroError, Shown, block
from staffguide import planning
from staffguide.problems import did_you_mean

if TYPE_CHECKING:
    from datetime import date, time

    from staffguide.guide import Guide

SPARE_GROUPS, FEWEST_GROUPS = 2, 4
"""Empty groups beside those of the council, and how many there are at least: the page can be filled in by hand."""
DETAILS = (
    ("when", "Dates and times", "As people should read them."),
    ("place", "Place", "A room with café tables or circles of chairs."),
    ("booking", "Where people book", "A web address or a mailbox."),
    ("attendance", "Attendance", "Must people come, and what if they miss it? Write a sentence."),
    ("access", "Whom to tell about access needs", "An email address or a role."),
    ("refreshments", "Refreshments", "Say so too if there are none."),
    ("bring", "What to bring", "As in “a phone or laptop, if you have one”."),
    ("leads", "Who leads the sessions", "Roles will do."),
    ("sponsor", "Who opens them or looks in", "The sponsor, the principal social worker or others."),
    ("aims", "Aims of our own", "Begin each with a verb, as in “explain how we manage waiting lists”."),
    ("help", "Where people find help now", "The intranet, a mailbox, drop-in sessions."),
)
"""What the invitation needs and only the council knows."""
LONG = {"when", "attendance", "aims", "help"}
DAYS = (
    ("notified", "Date of the notice", "notified_on"),
    ("returned", "Information return due", "return_due"),
    ("visit", "First day of the visit", "visit_starts"),
)


@block
def planner(guide: Guide, part: str) -> Shown:
    """A part of the workshop planner: groups, sessions, dates, details, needs, calendar, days, order or invitation.

    Example: {{ planner("groups") }}

    The page asks for the tool at its top with `tools: [planner]` and holds every part once, each under a heading.
    """
    if part not in PARTS:
        raise MacroError(f'the planner has no part "{part}": {did_you_mean(str(part), tuple(PARTS))}')
    # Not a form element: without scripts, the Enter key would put what somebody typed into the address of the page.
    # The search leads to the words of the page, not to labels and sums.
    return div(".sg-form.sg-planner.sg-unsearched", data_tool="planner", data_part=part)[PARTS[part](guide)]


def _named(name: str) -> str:
    return f"plan-{name}"


def _field(name: str, words: str, hint: str, control: Node) -> Element:
    hinted = p(".sg-hint", id=f"{_named(name)}-hint")[hint] if hint else None
    return div(".sg-planner__field")[label(for_=_named(name))[words], hinted, control]


def _input(name: str, kind: str, value: str | None, hint: bool = True, **more: str) -> VoidElement:
    described = {"aria_describedby": f"{_named(name)}-hint"} if hint else {}
    return input(
        id=_named(name), type=kind, value=value or None, autocomplete="off", data_field=name, **described, **more
    )


def _groups(guide: Guide) -> Node:
    given = planned.groups(guide)
    rows = [*given, *[None] * max(SPARE_GROUPS, FEWEST_GROUPS - len(given))]
    return div(".sg-planner__groups", data_groups="")[[_group(n, one) for n, one in enumerate(rows, 1)]]


def _group(n: int, one: planning.Group | None) -> Element:
    role, people, managers = f"role-{n}", f"people-{n}", f"managers-{n}"
    return fieldset(".sg-planner__group", data_group="")[
        legend[f"Group {n}"],
        div(".sg-planner__field")[
            label(for_=_named(role))["Role or team"], _input(role, "text", one and Markup(one.title), hint=False)
        ],
        div(".sg-planner__field.sg-planner__field--short")[
            label(for_=_named(people))["People"],
            _input(people, "number", one and str(one.people), hint=False, min="0", max="20000", inputmode="numeric"),
        ],
        label(".sg-tick")[
            input(type="checkbox", id=_named(managers), checked=bool(one and one.managers), data_field=managers),
            " ",
            span["Managers"],
        ],
    ]


def _sessions(guide: Guide) -> Node:
    rules, given = planned.rules(guide), guide.council.workshop
    return div(".sg-planner__fields")[
        _number("minutes", "Length of a session, in minutes", "From 60 to 240.", rules.minutes, 60, 240),
        _number("size", "People in a session at most", "From 5 to 25.", rules.largest_group, 5, 25),
        _number(
            "line",
            "Two facilitators from how many people",
            "In a session, from 2 to 25.",
            rules.two_facilitators_from,
            2,
            25,
        ),
        _field("model", "Delivery model", "In a cascade, managers come first and pass it on.", _models(guide)),
        _field("start", "Sessions start at", "", _input("start", "time", _time(given and given.start), hint=False)),
        _number("turns", "Sessions in one room on one day", "From 1 to 3, an hour apart.", 1, 1, 3),
        label(".sg-tick")[
            input(type="checkbox", id=_named("mixed"), checked=rules.mixed, data_field="mixed"),
            " ",
            span["Mix services in one session. Managers still meet apart."],
        ],
    ]


def _number(name: str, words: str, hint: str, value: int, least: int, most: int) -> Element:
    numbers = _input(name, "number", str(value), min=str(least), max=str(most), step="1", inputmode="numeric")
    return _field(name, words, hint, numbers)


def _models(guide: Guide) -> Element:
    given = guide.council.workshop
    chosen = given.delivery if given and given.delivery else "standard"
    options = [
        option(value=one.setting, selected=one.setting == chosen, data_passed="" if one.passed_on else None)[one.title]
        for one in guide.framework.delivery_models
    ]
    return select(id=_named("model"), autocomplete="off", data_field="model", aria_describedby="plan-model-hint")[
        options
    ]


def _time(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


def _dates(guide: Guide) -> Node:
    given, workshop = guide.council.assessment, guide.council.workshop
    fields = [(name, words, getattr(given, key) if given else None) for name, words, key in DAYS]
    fields.append(("debrief", "Senior leaders hear the results", workshop and workshop.debrief_on))
    weeks = {"data-weeks": str(planning.WEEKS_TO_VISIT), "data-return": str(planning.WEEKS_TO_RETURN)}
    return div(".sg-planner__fields", weeks)[[_field(name, words, "", _date(name, day)) for name, words, day in fields]]


def _date(name: str, day: date | None) -> VoidElement:
    return _input(name, "date", _iso(day), hint=False, **_filled(day))


def _filled(day: date | None) -> dict[str, str]:
    """Marks a date that is given: on paper, an empty one is a line to write on and nothing else."""
    return {"data_filled": ""} if day else {}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def details(guide: Guide) -> dict[str, str]:
    """What the council has settled of all that the invitation says."""
    given, council = guide.council.workshop, guide.council
    sponsor, contacts = council.sponsor, council.contacts
    helps = [contacts.mailbox if contacts else None, council.intranet and council.intranet.url]
    own = (
        {
            "when": planned.dated(given.sessions),
            "place": given.place,
            "booking": given.booking,
            "attendance": given.attendance,
            "access": given.access_contact,
            "refreshments": given.refreshments,
            "bring": given.bring,
            "leads": given.facilitators,
            "aims": Markup("; ").join(given.objectives),
        }
        if given
        else {}
    )
    return {
        **{name: "" for name, _, _ in DETAILS},
        **{name: Markup(value) if value else "" for name, value in own.items()},
        "sponsor": Markup(", ").join(filter(None, (sponsor.name, sponsor.title))) if sponsor else "",
        "help": Markup(", ").join(filter(None, helps)),
    }


def _details(guide: Guide) -> Node:
    known = details(guide)
    return div(".sg-planner__fields")[
        [_field(name, words, hint, _detail(name, known[name])) for name, words, hint in DETAILS]
    ]


def _detail(name: str, value: str) -> Node:
    if name in LONG:
        return textarea(id=_named(name), rows="2", data_field=name, aria_describedby=f"{_named(name)}-hint")[value]
    return _input(name, "text", value)


def _needs(guide: Guide) -> Node:
    plan = planned.worked_out(guide)
    return [p(".sg-planner__said", data_out="summary")[planned.summary(plan)], planned.needs_table(plan)]


def _calendar(guide: Guide) -> Node:
    plan = planned.worked_out(guide)
    return [p(data_out="basis")[planned.calendar_basis(guide, plan.visit)], planned.calendar(guide, plan)]


def _days(guide: Guide) -> Node:
    given = guide.council.workshop
    return planned.days_table(planned.worked_out(guide), given.start if given else None)


def _order(guide: Guide) -> Node:
    given, rules = guide.council.workshop, planned.rules(guide)
    start = given.start if given else None
    total = sum(planning.running_order(guide.framework.workshop, rules.minutes))
    check = p(data_out="check")[planned.order_check(rules.minutes, total, start)]
    return [check, planned.running_order(guide, rules.minutes, start)]


def _invitation(guide: Guide) -> Node:
    plan = planned.worked_out(guide)
    return planned.invitation(guide, planned.known(guide, details(guide), plan))


PARTS: dict[str, Callable[[Guide], Node]] = {
    "groups": _groups,
    "sessions": _sessions,
    "dates": _dates,
    "details": _details,
    "needs": _needs,
    "calendar": _calendar,
    "days": _days,
    "order": _order,
    "invitation": _invitation,
}
