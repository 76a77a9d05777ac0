"""The national facts are whole: checklists, answers, scores, glossary, sources and dates."""

from pathlib import Path

import pytest
from framework_text import checklist, each, fact

from staffguide import load
from staffguide.framework import Framework, Source
from staffguide.records import Dated

ROOT = Path(__file__).parents[1]

ABBREVIATIONS = (
    "SLT", "PSW", "DASS", "EDI", "PCH", "ADASS", "LGA", "VCFSE", "DMT", "SAB", "TLAP", "IR", "LGR", "SWOT", "CQC",
    "ASC", "SCIE", "STAR", "MCA", "DoLS", "NHS",
)  # fmt: skip


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load.framework(ROOT)


def test_managers_have_twenty_two_points_in_five_groups(framework: Framework) -> None:
    managers = checklist(framework, "chk-managers")
    assert [len(group.items) for group in managers.groups] == [2, 8, 5, 5, 2]
    ids = [item.id for group in managers.groups for item in group.items]
    assert ids == [f"chk-m{number:02}" for number in range(1, 23)]
    assert managers.groups[0].title == "Vision and values"


@pytest.mark.parametrize(("name", "items"), [("chk-individuals", 7), ("chk-teams", 4), ("chk-meeting-the-cqc", 7)])
def test_other_checklists_are_whole(framework: Framework, name: str, items: int) -> None:
    assert sum(len(group.items) for group in checklist(framework, name).groups) == items


def test_meeting_the_cqc_answers_three_questions(framework: Framework) -> None:
    assert len(framework.meeting_answers) == 3
    leads = [part.lead for part in framework.meeting_answers[1].answers]
    assert leads == ["Helpful", "Proud and positive", "Ready and able", "Respectful", "Honest"]


def test_every_score_has_its_meaning(framework: Framework) -> None:
    words = {4: "exceptional standard", 3: "good standard", 2: "some shortfalls", 1: "significant shortfalls"}
    for score in framework.scores:
        assert words[score.score] in score.meaning


def test_draft_report_is_checked_in_ten_working_days(framework: Framework) -> None:
    assert fact(framework, "fact-accuracy-check").value == "10 working days"


@pytest.mark.parametrize("short", ABBREVIATIONS)
def test_every_abbreviation_of_the_sources_is_explained(framework: Framework, short: str) -> None:
    assert [term.term for term in framework.glossary if term.short == short]


def test_abbreviations_are_not_explained_twice(framework: Framework) -> None:
    shorts = [term.short for term in framework.glossary if term.short]
    assert len(shorts) == len(set(shorts))


def test_every_fact_is_dated_and_says_something_to_cite(framework: Framework) -> None:
    assert [fact.id for fact in framework.facts if not (fact.value and fact.as_of)] == []


def test_every_source_is_used(framework: Framework) -> None:
    used = {s for _, value in framework for record in each(value) for s in getattr(record, "sources", ())}
    assert {source.id for source in framework.sources} - used == set()


def test_links_to_confirm_say_why(framework: Framework) -> None:
    assert [link.id for link in framework.links if link.status == "to confirm" and not link.note] == []


def test_records_that_state_facts_are_dated(framework: Framework) -> None:
    """What says nothing of the CQC, and what dates itself, is not dated; all else says when it was checked."""
    undated = {name for name, value in framework for record in each(value) if not isinstance(record, Dated)}
    assert undated == {"edition", "sources", "glossary", "changes", "search_words"}
    assert all(isinstance(source, Source) and source.date for source in framework.sources)
