"""The question bank in pages and files: whole, each question at home in one place, safe whatever a council says."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from browser.budgets import BUDGETS
from conftest import AS_OF
from test_macros import bare, full, run

from macros import MacroError
from macros.bank import FOR, GENERAL, KINDS, groups, home, kinds
from staffguide import load, question_bank
from staffguide import site as site_of
from staffguide.framework import Framework

ROOT = Path(__file__).parent.parent
THEMES = ("working-with-people", "providing-support", "ensuring-safety", "leadership", GENERAL)
ASKED = "asked by the CQC at councils"
SCRIPT_BUDGET = 20_000
"""Bytes of the two scripts of this part together, before they are squeezed for the way."""


@pytest.fixture(scope="module")
def facts() -> Framework:
    return load.framework(ROOT)


@pytest.fixture
def site(built: Callable[[str], Path]) -> Path:
    return built("example")


def page(site: Path, name: str) -> Any:
    return lxml.html.fromstring((site / "practise" / f"{name}.html").read_text(encoding="utf-8"))


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_every_question_stands_in_one_group(facts: Framework) -> None:
    placed = Counter(question.id for group in groups(facts) for question in group.questions)
    assert placed == Counter(question.id for question in facts.questions)


def test_every_question_has_its_home(site: Path, facts: Framework) -> None:
    homes = {name: page(site, f"by-theme/{name}") for name in THEMES}
    for question in facts.questions:
        where, _, id = home(question, facts.statements).removeprefix("practise/by-theme/").partition(".html#")
        (item,) = homes[where].xpath(f"//li[@id='{id}']")
        assert text(item.find("p")) == " ".join(question.text.split())
        assert FOR[question.audience] in text(item) and kinds(question) in text(item)
        (more,) = item.xpath("./details")
        assert all(" ".join(point.split()) in text(more) for point in (*question.think_about, question.evidence))
        assert item.xpath(f".//a[@href='#{id}']")


def test_all_questions_lead_to_their_homes(site: Path, facts: Framework) -> None:
    links = page(site, "all-questions").xpath("//ul[@data-entries]/li/a")
    there = {
        (" ".join(one.text.split()), home(one, facts.statements).removeprefix("practise/")) for one in facts.questions
    }
    assert {(text(link), link.get("href")) for link in links} == there and len(links) == len(facts.questions)


@pytest.mark.parametrize(
    ("name", "audience"),
    [
        ("frontline", "frontline"),
        ("managers", "manager"),
        ("leaders-and-members", "leader or member"),
        ("everyone",) * 2,
    ],
)
def test_an_audience_has_its_questions(site: Path, facts: Framework, name: str, audience: str) -> None:
    links = page(site, f"by-audience/{name}").xpath("//ul[@data-entries]/li/a")
    assert len(links) == sum(question.audience == audience for question in facts.questions)


def test_only_what_sources_report_is_said_to_be_the_cqcs(site: Path, facts: Framework) -> None:
    asked = {question.id for question in facts.questions if ASKED in question.kind}
    marked = {
        item.get("id")
        for name in THEMES
        for item in page(site, f"by-theme/{name}").xpath("//li[@id]")
        if KINDS[ASKED] in text(item)
    }
    assert marked == asked


def test_statement_pages_lead_to_the_homes_of_questions(site: Path) -> None:
    page = lxml.html.fromstring((site / "framework/statements/equity.html").read_text(encoding="utf-8"))
    links = page.xpath("//ul[@class='sg-questions']/li/a/@href")
    assert len(links) == 6
    for link in links:
        file, _, id = link.partition("#")
        assert f'id="{id}"' in (site / "framework/statements" / file).resolve().read_text(encoding="utf-8")


def test_no_page_of_questions_is_too_heavy(every_site: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in (every_site / "practise").rglob("*.html")}
    assert {name: size for name, size in sizes.items() if size > BUDGETS.page} == {}


def test_the_scripts_are_small() -> None:
    tools = ROOT / "overrides" / "assets" / "tools"
    assert sum((tools / f"{name}.js").stat().st_size for name in ("question-bank", "practice")) <= SCRIPT_BUDGET


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('{{ question_bank(theme="theme-leadersip") }}', 'there is no theme "theme-leadersip"'),
        ('{{ question_bank(audience="mangers") }}', 'there is no audience "mangers"'),
        ("{{ question_bank(1, 2, 3) }}", "question_bank is not called like this"),
    ],
)
def test_a_wrong_call_says_what_to_write(call: str, message: str) -> None:
    with pytest.raises(MacroError, match=message):
        run(call, full())


def test_the_controls_are_nothing_without_the_script() -> None:
    for call in ("{{ question_bank() }}", "{{ practice() }}"):
        shown = lxml.html.fragment_fromstring(run(call, bare()), create_parent="main")
        for template in shown.xpath(".//template"):
            template.drop_tree()
        assert not shown.xpath(".//form | .//button | .//input | .//select")
        assert text(shown)


def rows(site: Path) -> list[dict[str, str]]:
    written = (site / "downloads" / "question-bank.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf"), "a spreadsheet needs the mark to read accents"
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("slug", ["example", "awkward"])
def test_the_files_hold_every_question_and_the_council(
    built: Callable[[str], Path], whole_project: Path, facts: Framework, slug: str
) -> None:
    record = json.loads((built(slug) / "downloads" / "question-bank.json").read_text(encoding="utf-8"))
    table = rows(built(slug))
    every = [one.id for one in facts.questions]
    assert [one["id"] for one in record["questions"]] == every and [row["Id"] for row in table] == every
    name = load.council(whole_project, slug).name
    assert record["council"] == name and {row["Council"] for row in table} == {name}
    titles = {one.id: one.title for one in facts.sources}
    for question, row, told in zip(facts.questions, table, record["questions"], strict=True):
        assert row["Source"] == " / ".join(told["source"]) and row["Kind"] == " / ".join(told["kind"])
        assert [one.startswith(titles[id]) for id, one in zip(question.sources, told["source"], strict=True)]


def test_the_files_are_in_the_manifest(site: Path) -> None:
    files = json.loads((site / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {"downloads/question-bank.csv", "downloads/question-bank.json", question_bank.SCRIPT} <= set(files)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "  =", "＠"])
def test_no_cell_becomes_a_formula(facts: Framework, start: str) -> None:
    table = question_bank._named(question_bank._csv(question_bank._told(facts)), f"{start}HYPERLINK(1)")
    assert {row["Council"] for row in csv.DictReader(io.StringIO(table, newline=""))} == {f"'{start}HYPERLINK(1)"}


def test_a_name_like_any_other_stays_as_it_is(facts: Framework) -> None:
    name = 'Bath & "North" <b>East</b>, São Tomé'
    table = question_bank._named(question_bank._csv(question_bank._told(facts)), name)
    assert {row["Council"] for row in csv.DictReader(io.StringIO(table, newline=""))} == {name}


def test_the_pages_that_questions_name_are_there(site: Path) -> None:
    record = json.loads((site / "downloads" / "question-bank.json").read_text(encoding="utf-8"))
    for page in {one["page"].partition("#")[0] for one in record["questions"]}:
        assert (site / page).is_file()


def test_the_practice_page_reads_every_question(site: Path, facts: Framework) -> None:
    script = (site / question_bank.SCRIPT).read_text(encoding="utf-8")
    read = json.loads(script.removeprefix(question_bank.OPENING).rstrip().removesuffix(";"))
    assert [one["id"] for one in read] == [one.id for one in facts.questions]
    for page in {one["page"].partition("#")[0] for one in read}:
        assert (site / "practise" / page).is_file()


def test_a_council_without_practice_has_none_of_it(project: Path, tmp_path: Path) -> None:
    record = project / "councils" / "bare" / "council.yml"
    record.write_text(record.read_text(encoding="utf-8") + "\nfeatures:\n  practice: no\n", encoding="utf-8")
    assert site_of.build(project, "bare", tmp_path / "site", AS_OF)
    assert not list((tmp_path / "site" / "downloads").glob("question-bank.*"))
    assert not (tmp_path / "site" / "practise").exists()
    statement = (tmp_path / "site" / "framework/statements/equity.html").read_text(encoding="utf-8")
    assert "sg-questions" not in statement and "Questions to practise" not in statement
    assert "Checklist for managers" in statement
