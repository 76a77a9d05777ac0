"""What a council settles for its workshops, and what an editor is told who gets it wrong."""

from pathlib import Path

import pytest

from staffguide import load
from staffguide.problems import GuideError

COUNCIL = """name: Anyshire Council
short_name: Anyshire
type: county
region: South West
owner: assurance team
reviewed: 2026-11-21
next_review: 2027-05-21
workshop:
"""


def messages(tmp_path: Path, workshop: str) -> list[str]:
    folder = tmp_path / "councils" / "anyshire"
    folder.mkdir(parents=True)
    (folder / "council.yml").write_text(COUNCIL + workshop, encoding="utf-8")
    try:
        load.council(tmp_path, "anyshire")
    except GuideError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_everything_may_be_left_out_and_everything_may_be_given(tmp_path: Path) -> None:
    assert messages(tmp_path, "  mixed: no\n") == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("minutes: 45", "workshop.minutes: give the length of a session in minutes, from 60 to 240"),
        ("largest_group: 26", "workshop.largest_group: give how many people may come to one session, from 5 to 25"),
        ("two_facilitators_from: 1", "give the size of group from which there are two facilitators, from 2 to 25"),
        ("delivery: casscade", 'did you mean "cascade"?'),
        ("booking: intranet/workshops", "workshop.booking: give the full web address where people book a place"),
        ("access_contact: front desk", "workshop.access_contact: give the address for access needs"),
        ("attendance: TBC", "workshop.attendance: say in a sentence or two whether people must come"),
        ("groups: [{role: nurses, people: none}]", "give how many people that is, in whole numbers"),
        ("place_name: Town Hall", 'did you mean "place"?'),
        (
            "sessions: [{title: First, on: 2027-02-01}]\n  debrief_on: 2027-01-31",
            "it is earlier than one of the sessions, whose results are to be heard",
        ),
    ],
)
def test_an_editor_is_told_what_to_write(tmp_path: Path, line: str, told: str) -> None:
    found = messages(tmp_path, f"  {line}\n")
    assert len(found) == 1 and told in found[0], found


def test_a_debrief_on_the_day_of_the_last_session_is_fine(tmp_path: Path) -> None:
    assert messages(tmp_path, "  sessions: [{title: First, on: 2027-02-01}]\n  debrief_on: 2027-02-01\n") == []
