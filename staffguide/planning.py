"""The arithmetic of workshops: sessions, facilitators and rooms, the running order, and days counted back.

Whole numbers throughout. The planner's script (overrides/assets/tools/plan.js) works the same out on a reader's own
device, and a test holds the two together (tests/test_planning.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple, Protocol

SHORTEST, LONGEST = 60, 240
"""The sessions that a running order can be made for, in minutes."""
STEP = 5
"""Parts of a running order last so many minutes, or a multiple: nobody keeps to 13 minutes."""
PAUSE = 60
"""Minutes between two sessions in one room on one day."""
WEEKS_TO_VISIT = 9
"""The least that the CQC has said lies between notice and interviews (framework/facts.yml, fact-notice-to-visit)."""
WEEKS_TO_RETURN = 3
"""From the notice to the information return (fact-return-time)."""
SATURDAY = 5
HOLIDAYS = {(12, 25), (12, 26), (1, 1)}
DAY = timedelta(days=1)


class Group(NamedTuple):
    """People who share sessions. `title` is whatever names them where they are shown."""

    title: Any
    people: int
    managers: bool


@dataclass(frozen=True)
class Rules:
    """What a council settles: how long and how large a session is, and how it is brought to staff."""

    minutes: int
    largest_group: int
    two_facilitators_from: int
    mixed: bool = False
    passed_on: bool = False


class Need(NamedTuple):
    """What one group takes. Where managers pass the workshop on, `passed_on` marks what they run themselves."""

    title: Any
    people: int
    sessions: int
    each: int
    facilitators: int
    hours: int
    passed_on: bool


class Part(Protocol):
    """One part of a running order."""

    @property
    def minutes(self) -> int: ...
    @property
    def least(self) -> int: ...
    @property
    def share(self) -> int: ...
    @property
    def shortest(self) -> int: ...


def divided(number: int, by: int) -> int:
    """How many times, rounded up."""
    return -(-number // by)


def needs(groups: Sequence[Group], rules: Rules) -> list[Need]:
    """What the groups take, each by itself; or with services mixed, staff together and managers together."""
    given = [one for one in groups if one.people > 0]
    if rules.mixed:
        sums = [(managers, sum(one.people for one in given if one.managers == managers)) for managers in (False, True)]
        titles = {False: "Staff, services mixed", True: "Managers"}
        given = [Group(titles[managers], people, managers) for managers, people in sums if people]
    return [_need(one, rules) for one in given]


def _need(group: Group, rules: Rules) -> Need:
    sessions = divided(group.people, rules.largest_group)
    each = divided(group.people, sessions)
    facilitators = 2 if each >= rules.two_facilitators_from else 1
    hours = divided(group.people * rules.minutes, 60)
    passed_on = rules.passed_on and not group.managers
    return Need(group.title, group.people, sessions, each, facilitators, hours, passed_on)


def running_order(parts: Sequence[Part], length: int) -> list[int]:
    """The minutes of each part in a session of this length, which they make up exactly; 0 for a part left out.

    Time is handed out in steps, each to the part that has had the least for its weight (the method of Sainte-Laguë).
    So a longer session takes nothing from any part, and the usual length gives every part its usual minutes.
    """
    longer = length > sum(one.minutes for one in parts)
    held = [one.shortest <= length for one in parts]
    start = [(one.minutes if longer else one.least) if on else 0 for one, on in zip(parts, held, strict=True)]
    weights = [
        (one.share if longer else one.minutes - one.least) if on else 0 for one, on in zip(parts, held, strict=True)
    ]
    steps, odd = divmod(max(0, length - sum(start)), STEP)
    had = [0] * len(parts)
    practice = max(range(len(parts)), key=lambda n: parts[n].minutes)
    for _ in range(steps if any(weights) else 0):
        had[_next(weights, had, practice)] += 1
    minutes = [first + STEP * more for first, more in zip(start, had, strict=True)]
    minutes[practice] += odd
    return minutes


def _next(weights: Sequence[int], had: Sequence[int], best: int) -> int:
    """The part with the highest weight over twice its steps and one; among equals the `best` so far, then the first."""
    for n in range(len(weights)):
        if weights[n] * (2 * had[best] + 1) > weights[best] * (2 * had[n] + 1):
            best = n
    return best


def visit(starts: date | None, notified: date | None, return_due: date | None) -> date | None:
    """The day to count back from: the visit's first, or the earliest that it has been known to begin."""
    if starts:
        return starts
    if notified:
        return notified + timedelta(weeks=WEEKS_TO_VISIT)
    return return_due + timedelta(weeks=WEEKS_TO_VISIT - WEEKS_TO_RETURN) if return_due else None


def working(day: date) -> bool:
    """Monday to Friday, without the holidays that fall on the same date every year. Others move and are not known."""
    return day.weekday() < SATURDAY and (day.month, day.day) not in HOLIDAYS


def counted_back(day: date, days: int) -> date:
    """So many working days before; the day itself, which may be any, where that is none."""
    for _ in range(days):
        day -= DAY
        while not working(day):
            day -= DAY
    return day


def working_days(first: date, last: date) -> list[date]:
    """From the first to the last, both included."""
    return [day for n in range((last - first).days + 1) if working(day := first + n * DAY)]


class Slot(NamedTuple):
    """When a session can be held: the day, whether it is the first of that day or a later one, and in which room."""

    day: date
    turn: int
    room: int


def spread(sessions: int, first: date, last: date, in_a_room: int) -> list[Slot]:
    """Sessions spread evenly over the working days, with so many in one room on one day at most."""
    days = working_days(first, last)
    if not sessions or not days:
        return []
    on_a_day = divided(sessions, len(days))
    rooms = divided(on_a_day, in_a_room)
    places = [n * len(days) * on_a_day // sessions for n in range(sessions)]
    return [Slot(days[place // on_a_day], place % on_a_day // rooms, place % on_a_day % rooms) for place in places]


def rooms(slots: Sequence[Slot]) -> int:
    """Rooms in use at the same time."""
    return 1 + max((one.room for one in slots), default=-1)
