"""The to-do list of a council: what is missing, where it goes, in which order, and how much is done."""

import re
from datetime import date
from pathlib import Path

import pytest

from staffguide import cli, council_file, load, to_do
from staffguide.field_list import settings
from staffguide.to_do import Progress

ROOT = Path(__file__).parent.parent
BURY = next(one for one in load.register(ROOT).councils if one.slug == "bury")
TEMPLATE = council_file.template(BURY, date(2026, 11, 21))
BARE = (ROOT / "tests" / "councils" / "bare" / "council.yml").read_text(encoding="utf-8")


def progress(root: Path, text: str) -> Progress:
    """How far the council "bury" has come with this file."""
    folder = root / "councils" / "bury"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "council.yml").write_text(text, encoding="utf-8")
    done = to_do.progress(root, "bury")
    assert done
    return done


def missing(done: Progress) -> list[str]:
    return [one.setting.path for one in done.to_do if one.part < 2]


def test_a_new_council_is_told_what_to_do_in_these_words(tmp_path: Path) -> None:
    said = re.sub(r"council\.yml:\d+:", "council.yml:", to_do.listed(progress(tmp_path, TEMPLATE)))
    assert (
        said.splitlines() == (ROOT / "tests" / "cases" / "to_do_of_a_new_council.txt").read_text("utf-8").splitlines()
    )


def test_each_line_leads_to_the_setting_in_the_file(tmp_path: Path) -> None:
    lines = TEMPLATE.splitlines()
    for one in progress(tmp_path, TEMPLATE).to_do:
        assert re.match(rf"(# +)?{one.setting.name}:", lines[one.line - 1]), one.setting.path


def test_needed_comes_first_then_what_staff_miss_then_the_rest(tmp_path: Path) -> None:
    parts = [one.part for one in progress(tmp_path, TEMPLATE).to_do]
    assert parts == sorted(parts)
    assert set(parts) == {0, 1, 2}


def test_what_is_filled_leaves_the_list(tmp_path: Path) -> None:
    before = progress(tmp_path, BARE)
    after = progress(tmp_path, f"{BARE}contacts:\n  mailbox: ask@bury.gov.uk\nvision: We live well.\n")
    assert set(missing(before)) - set(missing(after)) == {"contacts.mailbox", "vision"}
    assert after.filled == before.filled + 2


@pytest.mark.parametrize("value", ["TBC", "", '""', "[]", "null", "to be confirmed", "[TBC]", "{}"])
def test_a_mark_in_place_of_a_value_is_no_value(value: str, tmp_path: Path) -> None:
    assert "priorities" in missing(progress(tmp_path, f"{BARE}priorities: {value}\n"))


def test_a_number_that_nobody_should_ring_is_still_to_do(tmp_path: Path) -> None:
    done = progress(
        tmp_path, f"{BARE}contacts:\n  safeguarding:\n    how_to_raise: Ring us.\n    phone: 0113 496 0000\n"
    )
    assert "contacts.safeguarding.how_to_raise" not in missing(done)
    assert (
        "councils/bury/council.yml:12: contacts.safeguarding.phone: this is still the example: give the number that "
        "staff should call (ask: safeguarding lead)" in to_do.listed(done)
    )


def test_a_group_that_may_be_left_out_stands_in_the_list_once(tmp_path: Path) -> None:
    paths = [one.setting.path for one in progress(tmp_path, BARE).to_do]
    assert "strategy" in paths and "strategy.title" not in paths
    begun = [one.setting.path for one in progress(tmp_path, f"{BARE}strategy:\n  title: Living well\n").to_do]
    assert "strategy.url" in begun and "strategy" not in begun


def test_nobody_is_asked_for_what_most_rightly_leave_out(tmp_path: Path) -> None:
    paths = {one.setting.path.partition(".")[0] for one in progress(tmp_path, BARE).to_do}
    assert not paths & {"sample", "official_wording", "features"}


def test_the_percentage_counts_what_is_needed_and_what_staff_miss(tmp_path: Path) -> None:
    done = progress(tmp_path, BARE)
    counting = [one for one in settings() if (one.needed or one.wanted) and one.kind != "group" and not one.repeated]
    assert done.counted == len(counting)
    assert (done.filled, done.per_cent) == (7, 100 * 7 // len(counting))
    assert 12 <= len(counting) - 7 <= 20, "about fifteen settings are wanted: more would be a wall"


def test_nothing_that_counts_is_left_to_do_for_the_example() -> None:
    done = to_do.progress(ROOT, "example")
    assert done and missing(done) == []
    assert to_do.listed(done).splitlines()[-1] == (
        f"Exampleton is 100 per cent done: {done.counted} of {done.counted} settings, "
        "counting what is needed and what staff miss most."
    )


@pytest.mark.parametrize("text", ["a: [", "- a\n- b\n", "<<<<<<< HEAD\n"])
def test_a_file_that_cannot_be_read_has_no_list(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "councils" / "bury"
    folder.mkdir(parents=True)
    (folder / "council.yml").write_text(text, encoding="utf-8")
    assert to_do.progress(tmp_path, "bury") is None


def test_the_check_of_one_council_ends_with_its_list(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setattr("staffguide.project.problems_everywhere", lambda *_: ([], 50))
    monkeypatch.setattr("staffguide.editorial.remarks", lambda *_: [])
    assert cli.main(["check", "oldham"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == [
        "No problems in 50 pages and 1 council (oldham).",
        "",
        "To do for Oldham, most important first.",
    ]
    assert said[-1].startswith("Oldham is 38 per cent done: 10 of 26 settings")


def test_the_check_of_several_has_a_line_for_each(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setattr("staffguide.project.problems_everywhere", lambda *_: ([], 50))
    monkeypatch.setattr("staffguide.editorial.remarks", lambda *_: [])
    assert cli.main(["check", "bare", "example"]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "bare is 26 per cent done (7 of 26).",
        "example is 100 per cent done (26 of 26).",
    ]
