"""The macros for slides: short enough to read from the back of a room, and true to the facts they shorten."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import lxml.html
import pytest

from macros import MACROS, MacroError
from macros.slides import AFTER, BEFORE
from staffguide import load
from staffguide.guide import Guide

ROOT = Path(__file__).parent.parent
FACTS = load.framework(ROOT)
THEMES = [one.id for one in FACTS.themes]


def guide(minutes: int | None = None) -> Guide:
    """The facts, and a council that has settled how long its workshops are, or nothing."""
    council = SimpleNamespace(workshop=SimpleNamespace(minutes=minutes) if minutes else None)
    return Guide(council=council, framework=FACTS, as_of=date(2026, 11, 22))


GUIDE = guide()


def made(name: str, *given: Any, **named: Any) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(str(MACROS[name](GUIDE, *given, **named)))


def items(element: lxml.html.HtmlElement) -> list[str]:
    return [li.text_content() for li in element.iter("li")]


def rows(element: lxml.html.HtmlElement) -> list[list[str]]:
    return [[cell.text_content() for cell in row] for body in element.iter("tbody") for row in body]


def test_themes_count_every_statement_once() -> None:
    assert rows(made("slide_themes")) == [
        ["1. Working with people", "Three"],
        ["2. Providing support", "Two"],
        ["3. Ensuring safety within the system", "Two"],
        ["4. Leadership", "Two"],
    ]


def test_statements_of_all_themes_make_all_nine() -> None:
    shown = [row for theme in THEMES for row in rows(made("slide_statements", theme))]
    assert shown == [[one.title, one.in_short] for one in FACTS.statements]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("limit", [1, 4])
def test_questions_fit_their_theme_and_the_front_line(theme: str, limit: int) -> None:
    shown = items(made("slide_questions", theme, limit=limit))
    assert len(shown) == limit == len(set(shown))
    bank = {question.text: question for question in FACTS.questions}
    homes = {one.id: one.theme for one in FACTS.statements}
    for text in shown:
        assert homes[bank[text].statements[0]] == theme
        assert bank[text].audience in ("frontline", "everyone")


@pytest.mark.parametrize("theme", THEMES)
def test_questions_come_from_each_statement_of_the_theme(theme: str) -> None:
    bank = {question.text: question.statements[:1] for question in FACTS.questions}
    shown = {bank[text] for text in items(made("slide_questions", theme))}
    assert shown == {(one.id,) for one in FACTS.statements if one.theme == theme}


def test_only_questions_that_a_source_attributes_to_the_cqc_count_as_asked() -> None:
    kinds = {question.text: question.kind for question in FACTS.questions}
    shown = items(made("slide_asked", limit=5))
    assert len(shown) == 5
    assert all("asked by the CQC at councils" in kinds[text] for text in shown)


def test_each_question_that_is_asked_is_on_a_subject_of_its_own() -> None:
    homes = {question.text: question.statements[:1] for question in FACTS.questions}
    shown = [homes[text] for text in items(made("slide_asked", limit=20))]
    assert len(shown) == len(set(shown))


def test_the_two_halves_of_the_workshop_are_all_of_it() -> None:
    halves = [rows(made("slide_timetable", half)) for half in (BEFORE, AFTER)]
    parts = [row for half in halves for row in half[:-1]]
    assert parts == [[one.title, str(one.minutes)] for one in FACTS.workshop]
    assert sum(int(half[-1][1]) for half in halves) == 120
    assert [title for half in (BEFORE, AFTER) for title in items(made("slide_outline", half))] == [
        one.title for one in FACTS.workshop
    ]
    assert halves[0][-2][0] == "Break"


@pytest.mark.parametrize("minutes", [60, 90, 150])
def test_the_halves_follow_the_length_of_the_council_s_sessions(minutes: int) -> None:
    halves = [str(MACROS["slide_timetable"](guide(minutes), half)) for half in (BEFORE, AFTER)]
    parts = [row for half in halves for row in rows(lxml.html.fragment_fromstring(half))]
    assert sum(int(last) for title, last in parts if title == "In all") == minutes
    assert [title for title, _ in parts].count("Break") == (minutes >= 90)


def test_case_tracking_shows_the_three_numbers() -> None:
    assert [row[0] for row in rows(made("slide_case_tracking"))] == ["50", "6", "4"]


def test_routes_are_all_there() -> None:
    assert [row[0] for row in rows(made("slide_routes"))] == [one.title for one in FACTS.evidence_routes]


def test_manner_is_one_word_or_two_and_a_sentence() -> None:
    shown = rows(made("slide_manner"))
    assert [lead for lead, _ in shown] == ["Helpful", "Proud and positive", "Ready and able", "Respectful", "Honest"]


def test_a_group_of_a_checklist_gives_its_items() -> None:
    [group] = [
        group for one in FACTS.checklists for group in one.groups if group.id == "chk-workshop-invitation-practical"
    ]
    assert items(made("slide_checklist", group.id)) == [item.text for item in group.items]


def test_i_statements_are_those_of_the_theme_and_none_for_leadership() -> None:
    assert len(items(made("slide_i_statements", "theme-working-with-people"))) == 4
    assert str(MACROS["slide_i_statements"](GUIDE, "theme-leadership")) == ""


def test_dates_tell_the_fact_with_its_day_and_its_source() -> None:
    one = made("slide_dates", "fact-hertfordshire-rating")
    assert one.tag == "p"
    assert one.text_content() == (
        "Hertfordshire was among the first councils to be formally assessed. Its report of May 2024 gave it good, "
        "at 78 per cent. As of May 2024. From Partners in Care and Health."
    )
    several = items(made("slide_dates", "fact-return-time", "fact-accuracy-check"))
    assert [re.search(r"As of (.+?)\. From", said)[1] for said in several] == [  # type: ignore[index]
        "the pilots of 2023 and the first round",
        "November 2026, from an undated page",
    ]


@pytest.mark.parametrize(
    ("name", "given", "meant"),
    [
        ("slide_dates", "fact-return-tyme", "fact-return-time"),
        ("slide_statements", "theme-leadershop", "theme-leadership"),
        ("slide_questions", "theme-leadershop", "theme-leadership"),
        ("slide_i_statements", "theme-leadershop", "theme-leadership"),
        ("slide_checklist", "chk-debrief-agreemnt", "chk-debrief-agreement"),
        ("slide_outline", "before break", "before the break"),
        ("slide_timetable", "after break", "after the break"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(name: str, given: str, meant: str) -> None:
    with pytest.raises(MacroError, match=re.escape(meant)):
        MACROS[name](GUIDE, given)


TABLES = [
    ("slide_themes",),
    *(("slide_statements", theme) for theme in THEMES),
    ("slide_case_tracking",),
    ("slide_routes",),
    ("slide_manner",),
    ("slide_timetable", BEFORE),
    ("slide_timetable", AFTER),
]


@pytest.mark.parametrize("call", TABLES, ids=" ".join)
def test_tables_have_a_caption_and_headers_and_short_cells(call: tuple[str, ...]) -> None:
    table = made(*call)
    assert table.findtext("caption")
    assert all(head.get("scope") == "col" for head in table.iterfind("thead/tr/th"))
    assert all(row[0].get("scope") == "row" for row in table.iterfind("tbody/tr"))
    assert all(len(cell) <= 135 for row in rows(table) for cell in row)


DECKS = [ROOT / "docs/slides" / f"{name}.md" for name in ("workshop-slides", "scrutiny-briefing")]
"""Those that are shown in a room."""
BULLET_WORDS = 10


def slides(deck: Path) -> list[tuple[str, str, str]]:
    """The heading of each slide, what is shown, and the notes."""
    parts = re.split(r"(?m)^## (?!Notes)", deck.read_text(encoding="utf-8"))[1:]
    split = [part.partition("### Notes") for part in parts]
    return [(shown.split("{:")[0].strip(), shown, notes) for shown, _, notes in split]


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.stem)
def test_bullets_for_the_room_are_short(deck: Path) -> None:
    for title, shown, _ in slides(deck):
        for bullet in re.findall(r"(?m)^(?:\{%.*?%\})?- (.+)$", shown):
            plain = re.sub(r"\{[{%].*?[%}]\}", "…", bullet)
            assert len(plain.split()) <= BULLET_WORDS, f"{title}: {bullet}"


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.stem)
def test_notes_for_the_room_say_why_and_what_to_do_with_open_questions(deck: Path) -> None:
    for title, _, notes in slides(deck):
        for term in ("Purpose", "Unanswered questions"):
            assert re.search(rf"(?m)^{term}\n:   ", notes), f"{title}: {term}"
