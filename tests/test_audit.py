"""An audit finds what is wrong, keeps a record that can be read again, and the statement says exactly what it holds."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from test_macros import full, run

from staffguide import audit, audit_file
from staffguide.audit_record import Audit, Checker, Finding
from staffguide.problems import GuideError

DAY = date(2026, 11, 21)
GOOD = """<!doctype html><html lang="en-GB"><head><title>{0} - Guide - Council</title></head><body>
<header><p>Band</p></header><main><h1>{0}</h1><p>Words.</p></main><footer><p>Foot</p></footer></body></html>"""
NOW = full().framework.edition
RECORD = Audit(
    tested_on=DAY,
    edition=NOW.version,
    facts_checked=NOW.facts_checked,
    checkers=(Checker(name="axe-core", version="4.12.1"),),
    standards=("wcag2a",),
    pages=86,
    states=("light at 1280 pixels", "dark at 320 pixels"),
    checks=258,
)
FINDING = Finding(rule="image-alt", pages=2, place="index.html: img")


def shown(record: Audit | None) -> str:
    return run("{{ accessibility_record() }}", replace(full(), audit=record))


def test_a_statement_without_a_record_says_so() -> None:
    assert "has not been tested yet" in shown(None)
    assert "<dl" not in shown(None)


def test_a_statement_says_when_how_and_how_much_was_tested() -> None:
    html = shown(RECORD)
    for words in (
        "21 November 2026",
        "axe-core 4.12.1",
        "All 86 pages",
        "dark at 320 pixels",
        "258 checks",
        "no fault",
    ):
        assert words in html
    assert "has not been tested yet" not in html


@pytest.mark.parametrize("older", [{"edition": "2025.1"}, {"facts_checked": date(2026, 1, 1)}], ids=str)
def test_a_record_of_an_earlier_edition_says_so(older: dict[str, object]) -> None:
    html = shown(RECORD.model_copy(update=older))
    assert f"This is edition {NOW.version}" in html
    assert "It has not been tested yet." in html


def test_what_was_found_and_what_people_know_is_told() -> None:
    html = shown(RECORD.model_copy(update={"findings": (FINDING,), "known_problems": ("Menus & more.",)}))
    assert "image-alt: 2 pages, such as index.html: img" in html
    assert "<li>Menus &amp; more.</li>" in html
    assert "no fault" not in html


def test_a_record_can_be_read_again(tmp_path: Path) -> None:
    (tmp_path / "councils" / "one").mkdir(parents=True)
    assert audit_file.read(tmp_path, "one") is None
    kept = RECORD.model_copy(update={"findings": (FINDING,), "known_problems": ("A menu: it is long.",)})
    audit_file.write(tmp_path, "one", kept)
    assert audit_file.read(tmp_path, "one") == kept


def test_what_is_wrong_in_a_record_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "councils" / "one").mkdir(parents=True)
    file = audit_file.write(tmp_path, "one", RECORD)
    file.write_text(file.read_text().replace("pages: 86", "pages: many"))
    with pytest.raises(GuideError) as error:
        audit_file.read(tmp_path, "one")
    (problem,) = error.value.problems
    line = file.read_text().splitlines().index("pages: many") + 1
    assert (problem.path, problem.line, problem.field) == ("councils/one/audit.yml", line, "pages")


def test_a_record_that_lies_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "councils" / "one").mkdir(parents=True)
    (tmp_path / "councils" / "one" / "audit.yml").symlink_to(tmp_path / "elsewhere.yml")
    with pytest.raises(GuideError, match="a link to somewhere else"):
        audit_file.read(tmp_path, "one")


def test_pages_are_looked_at_in_a_browser_and_for_how_they_are_built(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.html", tmp_path / "b.html"
    good.write_text(GOOD.format("One"))
    bad.write_text(GOOD.format("Two").replace("<p>Words.</p>", '<img src="x.png"><h4>Deep</h4>'))
    with ThreadPoolExecutor() as apart:  # the browser tests may have a browser of their own open in this thread
        checkers, found = apart.submit(audit._looked_at, tmp_path, [good, bad], "").result()
    assert [one.name for one in checkers] == ["axe-core", "Chromium"]
    summed = {one.rule: one for one in audit._summed(found)}
    assert {"image-alt", "structure: h4 follows h1"} <= set(summed)
    assert summed["image-alt"].place == "b.html: img"
    assert {one.pages for one in summed.values()} == {1}


def test_a_machine_without_a_browser_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "chromium", lambda _: None)
    with pytest.raises(GuideError, match="uv sync --all-groups, then make browser"):
        audit._looked_at(tmp_path, [], "")
