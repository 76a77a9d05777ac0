"""The arithmetic of workshops: worked examples, what must always hold, and that the planner's script agrees."""

import json
import shutil
import subprocess
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from macros import plan as words
from macros.dates import written, written_with_day
from staffguide import load, planning
from staffguide.planning import Group, Rules

ROOT = Path(__file__).parent.parent
PARTS = load.framework(ROOT).workshop
LENGTHS = range(planning.SHORTEST, planning.LONGEST + 1)
PRACTICE = next(n for n, part in enumerate(PARTS) if part.id == "part-practice")
BREAK = next(n for n, part in enumerate(PARTS) if part.id == "part-break")


def test_the_usual_length_keeps_the_usual_minutes() -> None:
    assert planning.running_order(PARTS, 120) == [part.minutes for part in PARTS]


@pytest.mark.parametrize("length", LENGTHS)
def test_every_running_order_adds_up_and_leaves_the_most_to_practice(length: int) -> None:
    minutes = planning.running_order(PARTS, length)
    assert sum(minutes) == length
    assert max(range(len(minutes)), key=lambda n: minutes[n]) == PRACTICE
    assert sorted(minutes)[-2] < minutes[PRACTICE]
    assert all(last >= part.least for last, part in zip(minutes, PARTS, strict=True) if last)
    assert [n for n, last in enumerate(minutes) if not last] == ([BREAK] if length < PARTS[BREAK].shortest else [])
    assert all(last % planning.STEP == 0 for n, last in enumerate(minutes) if n != PRACTICE)


def test_more_time_takes_nothing_from_any_part() -> None:
    for shorter in LENGTHS[:-1]:
        if shorter + 1 != PARTS[BREAK].shortest:
            before, after = (planning.running_order(PARTS, one) for one in (shorter, shorter + planning.STEP))
            held = [n for n in range(len(PARTS)) if before[n]]
            if bool(before[BREAK]) == bool(after[BREAK]):
                assert all(after[n] >= before[n] for n in held), shorter


def test_what_groups_take() -> None:
    groups = [Group("social workers", 85, False), Group("therapists", 22, False), Group("managers", 18, True)]
    rules = Rules(120, 25, 13)
    assert [tuple(one)[1:] for one in planning.needs(groups, rules)] == [
        (85, 4, 22, 2, 170, False),
        (22, 1, 22, 2, 44, False),
        (18, 1, 18, 2, 36, False),
    ]
    mixed = planning.needs(groups, Rules(90, 25, 23, mixed=True, passed_on=True))
    assert [(one.people, one.sessions, one.each, one.facilitators, one.hours, one.passed_on) for one in mixed] == [
        (107, 5, 22, 1, 161, True),
        (18, 1, 18, 1, 27, False),
    ]


def test_people_are_shared_out_evenly() -> None:
    for people, size in product((1, 7, 24, 25, 26, 85, 999), (5, 12, 25)):
        need = planning.needs([Group("", people, False)], Rules(120, size, 13))[0]
        each = [words.shared(need, n) for n in range(need.sessions)]
        assert sum(each) == people and max(each) <= size and max(each) - min(each) <= 1 and max(each) == need.each


def test_days_are_counted_back_over_weekends_and_christmas() -> None:
    assert planning.counted_back(date(2027, 1, 18), 1) == date(2027, 1, 15)
    assert planning.counted_back(date(2027, 1, 17), 0) == date(2027, 1, 17), "the CQC may come on any day"
    assert planning.counted_back(date(2027, 1, 17), 1) == date(2027, 1, 15)
    assert planning.counted_back(date(2026, 12, 28), 1) == date(2026, 12, 24)
    assert planning.counted_back(date(2027, 1, 4), 1) == date(2026, 12, 31)


def test_the_day_that_is_counted_back_from() -> None:
    assert planning.visit(date(2027, 4, 12), date(2026, 11, 16), None) == date(2027, 4, 12)
    assert planning.visit(None, date(2026, 11, 16), date(2026, 12, 7)) == date(2027, 1, 18)
    assert planning.visit(None, None, date(2026, 12, 7)) == date(2027, 1, 18), "notice and return agree"
    assert planning.visit(None, None, None) is None


@pytest.mark.parametrize("in_a_room", [1, 2, 3])
@pytest.mark.parametrize("sessions", [0, 1, 6, 14, 15, 40, 137])
def test_sessions_never_meet_in_one_room(sessions: int, in_a_room: int) -> None:
    slots = planning.spread(sessions, date(2026, 12, 10), date(2026, 12, 30), in_a_room)
    assert len(slots) == len(set(slots)) == sessions
    assert all(planning.working(slot.day) and slot.turn < in_a_room for slot in slots)
    assert slots == sorted(slots, key=lambda slot: slot.day)
    assert planning.rooms(slots) == max((slot.room + 1 for slot in slots), default=0)


def test_no_days_hold_no_sessions() -> None:
    assert planning.spread(5, date(2026, 12, 12), date(2026, 12, 13), 1) == []
    assert planning.spread(5, date(2026, 12, 14), date(2026, 12, 11), 1) == []


def cases() -> dict[str, Any]:
    """Many inputs, the same on every machine: all lengths, and groups, rules and days by chance."""
    chance = Random(8)
    days = [date(2026, 11, 1) + timedelta(days=n) for n in range(0, 500, 7)]
    groups = [
        [
            [f"g{n}", chance.choice((0, 1, chance.randint(1, 400))), chance.random() < 0.3]
            for n in range(chance.randint(0, 6))
        ]
        for _ in range(300)
    ]
    rules = [
        [
            chance.randint(60, 240),
            chance.randint(5, 25),
            chance.randint(2, 25),
            chance.random() < 0.4,
            chance.random() < 0.3,
        ]
        for _ in groups
    ]
    ranges = [(chance.randint(0, 60), day.isoformat(), chance.randint(-3, 40), chance.randint(1, 3)) for day in days]
    return {
        "lengths": list(LENGTHS),
        "groups": groups,
        "rules": rules,
        "back": [[day.isoformat(), before] for day in days for before in (0, 1, 12, 40)],
        "ranges": [
            [n, day, (date.fromisoformat(day) + timedelta(days=more)).isoformat(), a] for n, day, more, a in ranges
        ],
        "clocks": list(range(0, 24 * 60, 7)),
    }


def ours(given: dict[str, Any]) -> dict[str, Any]:
    day = date.fromisoformat
    takes = [
        planning.needs([Group(*group) for group in groups], Rules(*rules))
        for groups, rules in zip(given["groups"], given["rules"], strict=True)
    ]
    return {
        "orders": [planning.running_order(PARTS, length) for length in given["lengths"]],
        "needs": [[list(one)[1:] for one in needs] for needs in takes],
        "shared": [[words.shared(one, n) for one in needs for n in range(one.sessions)] for needs in takes],
        "back": [planning.counted_back(day(start), before).isoformat() for start, before in given["back"]],
        "spread": [
            [[slot.day.isoformat(), slot.turn, slot.room] for slot in planning.spread(n, day(first), day(last), a)]
            for n, first, last, a in given["ranges"]
        ],
        "visits": [
            [
                (planning.visit(*[day(start) if on else None for on in given_days]) or "")
                and planning.visit(*[day(start) if on else None for on in given_days]).isoformat()  # type: ignore[union-attr]
                for given_days in product((True, False), repeat=3)
            ]
            for start, _ in given["back"]
        ],
        "clocks": [words.clock(minutes) for minutes in given["clocks"]],
        "days": [[written(day(start)), written_with_day(day(start))] for start, _ in given["back"]],
    }


THEIRS = """
const plan = require(process.argv[1]), { given, parts, weeks } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const needs = given.groups.map((groups, n) => {
  const [minutes, size, line, mixed, passedOn] = given.rules[n];
  return plan.needs(groups.map(([title, people, managers]) => ({ title, people, managers })),
    { minutes, size, line, mixed, passedOn, titles: ["", ""] });
});
const each = [true, false];
process.stdout.write(JSON.stringify({
  orders: given.lengths.map((length) => plan.runningOrder(parts, length)),
  needs: needs.map((some) => some.map((one) =>
    [one.people, one.sessions, one.each, one.facilitators, one.hours, one.passedOn])),
  shared: needs.map((some) => some.flatMap((one) =>
    Array.from({ length: one.sessions }, (_, n) => plan.shared(one, n)))),
  back: given.back.map(([day, before]) => plan.countedBack(day, before)),
  spread: given.ranges.map((range) => plan.spread(...range).map((one) => [one.day, one.turn, one.room])),
  visits: given.back.map(([day]) => each.flatMap((a) => each.flatMap((b) => each.map((c) =>
    plan.visit(a && day, b && day, c && day, ...weeks))))),
  clocks: given.clocks.map(plan.clock),
  days: given.back.map(([day]) => [plan.written(day), plan.withDay(day)]),
}));
"""


def test_the_script_works_out_the_same() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("THE PLANNER'S SCRIPT WAS NOT COMPARED: install Node 18 or later, or leave it to the shared checks")
    given = cases()
    parts = [part.model_dump(include={"minutes", "least", "share", "shortest"}) for part in PARTS]
    handed = json.dumps({"given": given, "parts": parts, "weeks": [planning.WEEKS_TO_VISIT, planning.WEEKS_TO_RETURN]})
    script = ROOT / "overrides" / "assets" / "tools" / "plan.js"
    run = subprocess.run([node, "-e", THEIRS, str(script)], input=handed, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    theirs, wanted = json.loads(run.stdout), json.loads(json.dumps(ours(given)))
    for name, values in wanted.items():
        assert theirs[name] == values, name
