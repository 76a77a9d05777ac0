"""The national facts: what the sources get wrong or tell in two ways stays settled in the data."""

import re
from collections import Counter
from pathlib import Path

import pytest
from framework_text import fact, shown, text_about, texts

from staffguide import load
from staffguide.framework import Framework

ROOT = Path(__file__).parents[1]

THEMES = {
    "theme-working-with-people": "Working with people",
    "theme-providing-support": "Providing support",
    "theme-ensuring-safety": "Ensuring safety within the system",
    "theme-leadership": "Leadership",
}
STATEMENTS = {
    "qs-assessing-needs": "Assessing needs",
    "qs-healthier-lives": "Supporting people to live healthier lives",
    "qs-equity": "Equity in experiences and outcomes",
    "qs-care-provision": "Care provision, integration and continuity",
    "qs-partnerships": "Partnerships and communities",
    "qs-safe-systems": "Safe systems, pathways and transitions",
    "qs-safeguarding": "Safeguarding",
    "qs-governance": "Governance, management and sustainability",
    "qs-learning": "Learning, improvement and innovation",
}
ROLES = (
    "Director of Adult", "Principal Social Worker", "Lead Officer", "Senior Leadership Team", "Line Manager",
    "Team Manager", "Chief Executive", "Lead Member", "Social Worker", "Health and Wellbeing Board",
)  # fmt: skip


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load.framework(ROOT)


# One test for each row of the conflict table that data can settle


def test_nine_statements_fall_three_two_two_two(framework: Framework) -> None:
    """Brief C01: one source prints a statement of theme 3 twice, making ten."""
    count = Counter(statement.theme for statement in framework.statements)
    assert [count[theme.id] for theme in framework.themes] == [3, 2, 2, 2]
    assert len(framework.statements) == 9


def test_theme_three_holds_safe_systems_and_safeguarding_once_each(framework: Framework) -> None:
    """Brief C01."""
    safety = [s.title for s in framework.statements if s.theme == "theme-ensuring-safety"]
    assert safety == ["Safe systems, pathways and transitions", "Safeguarding"]


def test_themes_have_one_name_each(framework: Framework) -> None:
    """Brief C02: the third theme has three names in the sources."""
    assert {theme.id: theme.title for theme in framework.themes} == THEMES
    assert [theme.number for theme in framework.themes] == [1, 2, 3, 4]
    assert framework.themes[2].full_title == "How the local authority ensures safety within the system"
    for text in text_about(framework, "safety within the system"):
        assert re.search("(ensuring|ensures) safety within the system", text, re.IGNORECASE)


def test_statement_titles_are_exact_and_in_order(framework: Framework) -> None:
    """Brief C03: one source shortens two of the titles."""
    assert {statement.id: statement.title for statement in framework.statements} == STATEMENTS
    assert [statement.number for statement in framework.statements] == list(range(1, 10))


def test_safeguarding_includes_harassment_and_safe_systems_are_managed(framework: Framework) -> None:
    """Brief C04."""
    meanings = {statement.id: statement.meaning for statement in framework.statements}
    assert "harassment" in meanings["qs-safeguarding"]
    assert "manages safety" in meanings["qs-safe-systems"]
    assert "our local communities" not in " ".join(meanings.values())


def test_scoring_is_per_statement_and_dated(framework: Framework) -> None:
    """Brief C06: scores for each evidence category belong to an earlier method."""
    scoring = fact(framework, "fact-scoring")
    assert "each statement from 1 to 4" in scoring.statement
    assert scoring.as_of


def test_four_of_six_evidence_categories_are_used(framework: Framework) -> None:
    """Brief C07."""
    assert len(framework.evidence_categories) == 6
    unused = [category.title for category in framework.evidence_categories if not category.used]
    assert unused == ["Observation", "Outcomes"]
    assert all("first round" in c.meaning for c in framework.evidence_categories if not c.used)


def test_self_assessment_is_part_of_what_is_asked_for(framework: Framework) -> None:
    """Brief C08: three routes, not four."""
    held, asked, collected = framework.evidence_routes
    assert (held.id, asked.id, collected.id) == ("route-held", "route-asked", "route-collected")
    assert any("self-assessment" in example for example in asked.examples)


def test_information_return_takes_three_weeks(framework: Framework) -> None:
    """Brief C09: ten days was one council's exercise."""
    assert fact(framework, "fact-return-time").value == "three weeks"
    assert "three weeks" in framework.stages[1].in_short
    assert all("Oldham" in text for text in text_about(framework, r"\b10 days\b"))


@pytest.mark.parametrize("name", ["fact-return-pilot-categories", "fact-return-oldham-areas"])
def test_sizes_of_the_return_are_dated(framework: Framework, name: str) -> None:
    """Brief C10: 48 and 44 are both old, and neither is the number of today."""
    assert re.search(r"20\d\d", fact(framework, name).as_of)


def test_a_date_that_contradicts_itself_is_not_repeated(framework: Framework) -> None:
    """Brief C11: July 2023 beside workshops of 2024."""
    assert not [text for text in [*texts(framework), *shown(framework.sources)] if "July 2023" in text]


def test_workshops_have_twenty_five_people_at_most(framework: Framework) -> None:
    """Brief C12."""
    assert fact(framework, "fact-workshop-size").value == "25 people"
    assert fact(framework, "fact-workshop-facilitators").value == "at least two facilitators"


def test_staff_sessions_are_without_managers(framework: Framework) -> None:
    """Brief C13."""
    assert "managers do not join" in fact(framework, "fact-staff-sessions").statement
    assert "may not be interviewed" in fact(framework, "fact-team-managers").statement


def test_toolkit_names_its_question_bank_once(framework: Framework) -> None:
    """Brief C14."""
    assert fact(framework, "fact-toolkit-parts").value == "four tools and a bank of questions"


def test_six_principles_are_those_of_safeguarding(framework: Framework) -> None:
    """Brief C16: a drawing in one source calls them principles of the Care Act."""
    assert {principle.title for principle in framework.principles} == {
        "Empowerment", "Prevention", "Proportionality", "Protection", "Partnership", "Accountability",
    }  # fmt: skip
    assert fact(framework, "fact-safeguarding-principles").value == "the six principles of adult safeguarding"
    assert not text_about(framework, r"principles (of|in) the (Care )?Act|Care Act('s)? (2014 )?principles")


def test_eligibility_is_a_minimum_threshold(framework: Framework) -> None:
    """Brief C17: one source speaks of a national level of needs."""
    assert "minimum threshold" in framework.care_act_points[0].text
    assert not text_about(framework, "national level")


def test_care_act_points_share_one_style(framework: Framework) -> None:
    """Brief C18: sentences that start and stop alike, and drawn labels that fit."""
    assert len(framework.care_act_points) == 7
    for point in framework.care_act_points:
        assert re.fullmatch(r"[A-Z].*\.", point.text)
        assert re.fullmatch(r"[A-Z][^.]{,30}", point.short)


def test_it_is_an_assessment_and_not_an_inspection(framework: Framework) -> None:
    """Brief C19: the word stands only in one council's advice and where the guide explains it."""
    allowed = [fact(framework, "fact-take-seriously").statement, fact(framework, "fact-take-seriously").value]
    for text in text_about(framework, r"\binspection"):
        assert text in allowed or "not an inspection" in text or "not called an inspection" in text


@pytest.mark.parametrize("role", ROLES)
def test_roles_are_in_lower_case(framework: Framework, role: str) -> None:
    """Brief C20, and the editor of the booklet."""
    assert not [t for t in texts(framework) if role in t.replace("Association of Directors of Adult", "")]


def test_visit_to_a_team_is_a_condition(framework: Framework) -> None:
    """Brief C21: the CQC may not go to teams at all."""
    assert " if " in framework.meeting_answers[0].question
    assert "does not plan" in fact(framework, "fact-team-visits").statement


def test_joined_up_statement_is_stored_once_under_two_themes(framework: Framework) -> None:
    """Brief C22."""
    two_themes = [i.id for i in framework.i_statements if len(i.themes) == 2]
    assert two_themes == ["i-joined-up"]
    count = Counter(theme for i in framework.i_statements for theme in i.themes)
    assert [count[theme] for theme in THEMES] == [4, 1, 2, 0]


def test_pilots_and_first_notices_are_of_2023(framework: Framework) -> None:
    """Brief C23, C26."""
    assert fact(framework, "fact-pilots-when").value == "the summer and autumn of 2023"
    assert fact(framework, "fact-first-notices").value == "early December 2023"
    assert fact(framework, "fact-duty-began").value == "1 April 2023"


@pytest.mark.parametrize("name", ["fact-first-round-plan", "fact-oldham-timing", "fact-hertfordshire-highest"])
def test_claims_that_are_no_longer_true_are_marked(framework: Framework, name: str) -> None:
    """Brief C24, C25."""
    assert fact(framework, name).status == "superseded"
    assert fact(framework, name).as_of


def test_highest_rating_is_never_claimed_without_its_date(framework: Framework) -> None:
    """Brief C25."""
    assert all("September 2024" in text for text in text_about(framework, r"\bhighest\b"))


def test_evidence_window_states_both_exceptions(framework: Framework) -> None:
    """Brief C27."""
    window = fact(framework, "fact-evidence-window").statement
    assert "12 months" in window
    assert "Strategies and policies" in window
    assert "exceptional cases" in window


def test_case_tracking_is_fifty_then_six_and_four(framework: Framework) -> None:
    """Brief C28."""
    tracking = framework.case_tracking
    assert (tracking.sent, tracking.chosen, tracking.reserve) == (50, 6, 4)


def test_stages_repeat_the_numbers_of_case_tracking(framework: Framework) -> None:
    """Stages are read alone, so two of them repeat the numbers: the copies must agree."""
    assert f"{framework.case_tracking.sent} people" in " ".join(framework.stages[1].council)
    assert "six of the 50 people" in " ".join(framework.stages[2].events)
    assert "four more in reserve" in " ".join(framework.stages[2].events)


def test_five_stages_keep_the_editors_changes(framework: Framework) -> None:
    """Brief C29, and requirement 9 of the booklet."""
    titles = [stage.title for stage in framework.stages]
    assert titles[1] == "Information return"
    assert titles[4] == "Report published"
    assert framework.stages[0].events[0].startswith("The CQC")
    assert not text_about(framework, r"three to four (?!years)|3 ?- ?4")


def test_focus_lists_are_dated_and_apart(framework: Framework) -> None:
    """Brief C30."""
    assert {focus.id: len(focus.items) for focus in framework.focus_lists} == {
        "focus-pilot-reports": 4, "focus-2024": 5, "focus-throughout": 4,
    }  # fmt: skip
    assert all(re.search(r"20\d\d", focus.as_of) for focus in framework.focus_lists)
    assert len({focus.sources for focus in framework.focus_lists}) == 3


def test_a_score_of_one_may_but_need_not_reach_the_secretary_of_state(framework: Framework) -> None:
    """Brief C31: only Oldham's slides make it automatic."""
    score_of_one = fact(framework, "fact-score-of-one")
    assert " may " in score_of_one.statement
    assert score_of_one.status == "to confirm"
    assert score_of_one.sources == ("src-s4",)


def test_assessment_of_integrated_care_systems_is_left_out(framework: Framework) -> None:
    """Brief C32: on hold in June 2024 and no matter for staff guides."""
    assert not text_about(framework, r"integrated care (system|board)|\bon hold\b|\bICS\b")


def test_managers_have_workshops_of_their_own(framework: Framework) -> None:
    """Brief C33."""
    assert fact(framework, "fact-workshop-managers").value == "workshops of their own"


def test_assessment_ends_with_the_published_report(framework: Framework) -> None:
    """Brief C34: the draft is the step before."""
    assert fact(framework, "fact-start-and-end").value == "when the report is published"
    assert framework.stages[-1].id == "stage-report"


def test_statements_are_commitments_and_not_law(framework: Framework) -> None:
    """Brief C36."""
    assert "no legal duty" in fact(framework, "fact-commitments").statement
    for statement in framework.statements:
        assert not re.search(r"\bmust\b", statement.meaning)
