"""The house style: every rule is held to its own examples, and whole pages to the exact words that editors get back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from conftest import AS_OF

from staffguide import cli, editorial, house_style, load, pages, reading, sentences
from staffguide.house_style import Style
from staffguide.pages import FrontMatter, Page
from staffguide.problems import GuideError, Problem, report
from staffguide.sentences import VALUE
from staffguide.style_rules import Rule

ROOT = Path(__file__).parents[1]
CASES = sorted((ROOT / "tests" / "cases" / "house-style").glob("*.yml"))
RULES = {rule.id: rule for rule in load.house_style(ROOT)}
EXAMPLES = [(rule, kind, text) for rule in RULES.values() for kind in ("bad", "good") for text in getattr(rule, kind)]


@pytest.fixture(scope="module")
def style() -> Style:
    return house_style.style(load.house_style(ROOT), load.framework(ROOT))


def page_of(body: str, description: str = "What the page is for.") -> Page:
    """A page of these words under eleven lines, the title among them."""
    meta = FrontMatter(
        title="A page",
        description=description,
        audience="everyone",
        owner="staff guide team",
        reviewed=AS_OF,
        review_in="6 months",
    )
    return Page("page.md", "docs/page.md", meta, body, 11, dict.fromkeys(FrontMatter.model_fields, 3))


def found(style: Style, body: str, description: str = "What the page is for.") -> list[Problem]:
    return house_style.check(page_of(body, description), style)


# Rules and their examples


@pytest.mark.parametrize(("rule", "kind", "text"), EXAMPLES, ids=[f"{rule.id} {kind}" for rule, kind, _ in EXAMPLES])
def test_each_rule_holds_for_its_own_examples(rule: Rule, kind: str, text: str, style: Style) -> None:
    caught = [problem for problem in found(style, text) if problem.field == rule.id]
    assert bool(caught) == (kind == "bad"), caught
    assert all(problem.advice == (rule.level == "advice") for problem in caught)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_good_example_breaks_no_other_rule(rule: Rule, style: Style) -> None:
    explained = {"CQC"}
    for text in rule.good:
        read = sentences.passages(text, 0, style.spoken)
        assert [one for one in house_style.examine(read, style, "x", explained) if not one.advice] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_word_to_swap_is_caught_with_what_to_write(rule: Rule, style: Style) -> None:
    for wrong, right in rule.swaps.items():
        messages = [problem.message for problem in found(style, f"We saw {wrong} there.") if problem.field == rule.id]
        assert any(f'"{right}"' in message for message in messages), wrong


def test_sources_of_rules_are_known() -> None:
    known = {source.id for source in load.framework(ROOT).sources}
    assert {source for rule in RULES.values() for source in rule.sources} <= known
    assert len(RULES) >= 30


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("find: '('", '6: records[1].find: input should be a valid regular expression (found "(")'),
        (
            "swaps: {a: b}\n    find: c",
            '2: records[1]: give find, swaps or check, and only one of them (found "a group of names")',
        ),
        (
            "check: long-sentences",
            "6: records[1].check: choose one of acronyms, capitals, heading-case, italics, link-text, list-ends, "
            'long-sentence: did you mean "long-sentence"? (found "long-sentences")',
        ),
    ],
    ids=["pattern", "two ways", "unknown check"],
)
def test_a_rule_that_cannot_be_used_is_explained(rule: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "framework").mkdir()
    head = "records:\n  - id: a\n    level: problem\n    instead: do\n    why: so\n    "
    (tmp_path / "framework" / "house-style.yml").write_text(
        f"{head}{rule}\n    bad: [a]\n    good: [b]\n", encoding="utf-8"
    )
    with pytest.raises(GuideError) as raised:
        load.house_style(tmp_path)
    assert str(raised.value.problems[0]) == f"framework/house-style.yml:{expected}"


# Whole pages


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_page_is_told_in_these_words(case: Path, style: Style) -> None:
    given = yaml.safe_load(case.read_text(encoding="utf-8"))
    problems = found(style, given["body"])
    assert [str(problem) for problem in problems if not problem.advice] == given["expect"]
    assert [str(problem) for problem in problems if problem.advice] == given["advice"]


def test_a_description_is_read_but_explains_nothing(style: Style) -> None:
    assert [problem.field for problem in found(style, "", "How the CQC goes about its 3 stages.")] == ["small-numbers"]


def test_an_abbreviation_is_told_once_a_page(style: Style) -> None:
    told = found(style, "The CQC came.\n\nThe CQC went.\n\nThe {{ term('cqc') }} came back.")
    assert [problem.line for problem in told if problem.field == "acronyms"] == [12]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{{ council.name }} is here.", 3),
        ('The {{ term("cqc") }} is here.', 7),
        ("It was on {{ council.reviewed | date }}.", 6),
        ("See [the *five* stages](a.md) — now.", 5),
        ("**Bold** and `code` and https://a.example/b.", 5),
    ],
)
def test_what_a_reader_hears_is_counted(body: str, words: int, style: Style) -> None:
    (passage,) = sentences.passages(body, 0, style.spoken)
    assert [len(sentence.words) for sentence in sentences.sentences(passage.text)] == [words]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two? Three!", 3),
        ('He said "no." Then he left.', 2),
        ("Regulations (No. 2) apply. They matter.", 2),
        ("It scores 2.5 out of 4. Good.", 2),
        ("no end", 1),
    ],
)
def test_sentences_are_told_apart(text: str, count: int) -> None:
    assert len(list(sentences.sentences(text))) == count


def test_our_own_pages_and_facts_keep_the_house_style() -> None:
    assert [str(problem) for problem in editorial.remarks(ROOT, AS_OF) if not problem.advice] == []


# The facts, and what is due


def add_fact(root: Path, lines: str) -> int:
    """The line of the added record's first line, at the end of facts.yml."""
    path = root / "framework" / "facts.yml"
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    path.write_text(text + lines, encoding="utf-8")
    return text.count("\n") + 1


FACT = (
    "  - id: fact-new\n    statement: {}\n    value: {}\n"
    "    as_of: May 2024\n    sources: [src-s1]\n    subject: Evidence\n"
)


def about(root: Path, as_of: date, path: str) -> list[str]:
    return [str(problem) for problem in editorial.remarks(root, as_of) if problem.path == path]


def test_a_fact_is_held_to_the_same_rules_with_its_line(project: Path) -> None:
    first = add_fact(project, FACT.format("We asked CQC.", "3 weeks"))
    path = "framework/facts.yml"
    assert [line for line in about(project, AS_OF, path) if f":{first + 1}:" in line or f":{first + 2}:" in line] == [
        f'{path}:{first + 1}: the-cqc: put "the" before CQC; only "CQC assessment" goes without (found "asked CQC.")',
        f'{path}:{first + 2}: small-numbers: write one to nine in words (found "3 weeks")',
    ]


def test_names_and_notes_in_facts_are_left_alone(project: Path) -> None:
    add_fact(project, FACT.format("All is well.", "well") + '    note: "CQC e.g. 3%"\n')
    assert not [line for line in about(project, AS_OF, "framework/facts.yml") if "well" in line or "e.g." in line]
    assert not [line for line in about(project, AS_OF, "framework/glossary.yml") if "service user" in line]


def test_what_is_due_is_advice(project: Path) -> None:
    first = add_fact(
        project, FACT.format("All is well.", "well") + "    review_by: 2026-12-01\n    status: to confirm\n"
    )
    remarks = editorial.remarks(project, date(2027, 6, 1))
    told = {str(problem) for problem in remarks if problem.advice}
    assert {
        "docs/guide/introduction.md:6: reviewed: review the page and give the new date: it was due by 21 May 2027",
        "framework/stages.yml:6: check against the sources and give new dates: that was due by 21 May 2027",
        f"framework/facts.yml:{first + 6}: fact-new: check against the sources and give new dates: "
        "that was due by 1 December 2026",
        f"framework/facts.yml:{first + 7}: fact-new: confirm it and take the status away, or keep it out of pages: "
        "it is still to confirm",
    } <= told
    assert not {problem.field for problem in editorial.remarks(project, AS_OF)} & {"reviewed"}


# What `guide check` prints


def test_advice_comes_after_problems_and_is_counted_apart() -> None:
    given = [
        Problem("a.md", 1, "", "b", advice=True),
        Problem("z.md", 9, "", "a"),
        Problem("a.md", 3, "", "c", advice=True),
    ]
    assert report(given).split("\n") == [
        "z.md:9: a",
        "1 problem in 1 file. Nothing was published.",
        "",
        "a.md:1: b",
        "a.md:3: c",
        "2 pieces of advice in 1 file. Advice stops nothing.",
    ]


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.chdir(root)
    return cli.main(["check", "bare", "--as-of", "2026-11-21", *arguments])


def test_advice_fails_no_check_and_a_problem_does(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [Problem("a.md", 1, "", "look", advice=True)]
    monkeypatch.setattr(editorial, "remarks", lambda *_: given)
    monkeypatch.setattr(cli.project, "problems_everywhere", lambda *_: ([], 3))
    assert run(project, monkeypatch) == 0
    assert capsys.readouterr().out.startswith("a.md:1: look\n1 piece of advice in 1 file. Advice stops nothing.\n")
    given.append(Problem("a.md", 2, "", "mend"))
    assert run(project, monkeypatch) == 1
    assert "1 problem in 1 file. Nothing was built." in capsys.readouterr().err


def test_the_pages_are_listed_with_totals(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, monkeypatch, "--pages") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["Page", "Words", "Sentences", "Longest", "Grade", "Reviewed", "Next", "review"]
    assert len(lines) == len(list((project / "docs").rglob("*.md"))) + 2
    assert lines[-1].startswith(f"{len(lines) - 2} pages") and lines[-1].endswith("0 overdue")
    (introduction,) = [line for line in lines if line.startswith("guide/introduction.md ")]
    assert introduction.endswith("2026-11-21  2027-05-21")


# How hard a page is to read


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("people", 2),
        ("statement", 2),
        ("people's", 2),
        ("“area,”", 3),
        ("co-production", 4),
        ("2023", 1),
        (VALUE, 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert reading.syllables_of(word) == count


def test_the_grade_follows_the_formula(style: Style) -> None:
    one = reading.measure(page_of("The cat sat on the mat. Then it ran.\n\n- a list\n\n## Not counted"), style.spoken)
    assert (one.words, one.sentences, one.longest, one.syllables) == (11, 3, 6, 11)
    assert one.grade == pytest.approx(0.39 * 11 / 3 + 11.8 - 15.59)
    assert reading.Measure().grade == 0


# What it costs


def test_a_check_reads_each_page_once_and_a_build_never(
    whole_project: Path, monkeypatch: pytest.MonkeyPatch, built: Callable[[str], Path]
) -> None:
    read: list[int] = []
    plain = sentences.passages
    monkeypatch.setattr(house_style, "passages", lambda *given: read.append(1) or plain(*given))
    editorial.remarks(whole_project, AS_OF)
    assert len(read) == len(pages.read_all(whole_project / "docs", whole_project)[0])
    read.clear()
    assert built("bare").exists()
    assert read == []


@pytest.mark.parametrize(
    "text", ["a " * 20_000, "{% if x %}" * 2_000, "*" * 20_000, "[" * 5_000, "CQC " * 5_000, "1-" * 9_000]
)
def test_odd_pages_are_checked_to_the_end(text: str, style: Style) -> None:
    assert isinstance(found(style, text), list)
