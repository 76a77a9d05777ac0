"""The file about the debrief: checked as the council's own file is, and shown to staff only where it is there."""

from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from conftest import AS_OF, ROOT, copy_project
from test_load_council import REQUIRED, messages, write

from staffguide import load, project

GOOD = """\
workshops: 6
people: 112
debriefed_on: 2027-03-30
"""
SHOWN = "councils/leeds/debrief.yml"
EXAMPLE = ROOT / "councils" / "example" / "debrief.yml"


def told(tmp_path: Path, text: str) -> list[str]:
    """What loading a council with this debrief complains of."""
    (write(tmp_path, REQUIRED) / "debrief.yml").write_text(text, encoding="utf-8")
    return messages(tmp_path)


def test_the_example_is_read() -> None:
    debrief = load.council(ROOT, "example").debrief
    assert debrief and debrief.confidence and debrief.confidence.replies >= 5
    assert debrief.message and debrief.strengths and debrief.worries and debrief.questions and debrief.actions


def test_without_the_file_there_is_no_debrief(tmp_path: Path) -> None:
    write(tmp_path, REQUIRED)
    assert load.council(tmp_path, "leeds").debrief is None


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("confidence: {replies: 4, before: 2, after: 4}", ":4: confidence.replies: give how many people answered"),
        ("confidence: {replies: 9, before: 2.2, after: 4}", ':4: confidence.before: choose one of 1, 1.5, 2, '),
        ("confidance: {}", ':4: confidance: there is no setting of this name: did you mean "confidence"?'),
        ("worries: TBC", ':4: worries: give a list, each entry on a line that starts with "- "'),
        ("worries: [xxx]", ":4: worries[1]: list what worries people, in general words"),
        ("actions: [{action: Do it, by: 2027-04-30}]", ":4: actions[1].owner: name the role or team that will do it"),
        ("actions: [{action: Do it, owner: team, by: soon}]", ":4: actions[1].by: "),
        ("message: See [this](javascript:x)", ":4: message: a link here goes to a full web address"),
        ("questions: [{question: Who?, answer: '[x](/here)'}]", ":4: questions[1].answer: a link here goes to a full"),
        ("people: 7", ':4: '),
    ],
)  # fmt: skip
def test_a_mistake_is_told_as_in_the_councils_own_file(more: str, message: str, tmp_path: Path) -> None:
    said = told(tmp_path, f"{GOOD}{more}\n")
    assert len(said) == 1 and said[0].startswith(SHOWN), said
    assert message in said[0], said


def test_what_is_wrong_in_both_files_is_told_at_once(tmp_path: Path) -> None:
    (write(tmp_path, REQUIRED + b"vision: TBC\n") / "debrief.yml").write_text("workshops: many\n", encoding="utf-8")
    said = messages(tmp_path)
    assert {one.split(":")[0] for one in said} == {"councils/leeds/council.yml", SHOWN}


def test_it_has_a_file_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, REQUIRED + b"debrief:\n  workshops: 6\n")
    assert (
        "council.yml:9: debrief: keep this in a file of its own, debrief.yml, beside this one" in messages(tmp_path)[0]
    )


def test_a_link_to_elsewhere_is_refused(tmp_path: Path) -> None:
    (write(tmp_path, REQUIRED) / "debrief.yml").symlink_to(EXAMPLE)
    assert messages(tmp_path) == [f"{SHOWN}:1: the file is a link to somewhere else: put the file itself here"]


def test_a_file_without_settings_is_refused(tmp_path: Path) -> None:
    assert told(tmp_path, "- a list\n")


def test_a_draft_does_without_what_is_not_filled_in(tmp_path: Path) -> None:
    folder = write(tmp_path, REQUIRED)
    (folder / "debrief.yml").write_text(GOOD + "worries: [TBC]\nstrengths: [Teams help]\n", encoding="utf-8")
    debrief = load.council(tmp_path, "leeds", draft=AS_OF).debrief
    assert debrief and debrief.strengths == ("Teams help",) and not debrief.worries
    (folder / "debrief.yml").write_text("workshops: TBC\n", encoding="utf-8")
    assert load.council(tmp_path, "leeds", draft=AS_OF).debrief is None


def test_staff_see_the_page_only_where_there_is_something_to_say(whole_project: Path) -> None:
    opened = project.open_project(whole_project)
    for slug, there in (("example", True), ("awkward", True), ("bare", False), ("oldham", False)):
        assert ("what-we-heard.md" in project.edition(opened, slug, AS_OF).pages) == there


def test_the_words_of_a_council_stay_words(built: Callable[[str], Path]) -> None:
    page = lxml.html.fromstring((built("awkward") / "what-we-heard.html").read_text(encoding="utf-8"))
    words = page.find(".//main").text_content()
    for said in (
        "Teams | *help* <b>each other</b> {{ 7*7 }}",
        "Hold | one more <session> & *ask*",
        "team #1 | {{ nobody }}",
        "Who | decides? <i>",
        "<script>alert(3)</script>",
    ):
        assert said in words
    assert [len(row) for row in page.xpath("//main//table//tr")] == [2, 2, 2, 3, 3]


def test_the_debrief_of_another_council_stays_away(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    (root / "councils" / "example" / "debrief.yml").unlink()
    assert "what-we-heard.md" not in project.edition(project.open_project(root), "example", AS_OF).pages
