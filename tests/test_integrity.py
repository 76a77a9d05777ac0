"""Contradictions in the national facts that the check must find, each made by breaking good data in one place."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from breaking import broken

from staffguide import integrity, load
from staffguide.framework import Framework
from staffguide.retirement import RetiredId

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load.framework(ROOT)


def test_good_data_have_no_problems(framework: Framework) -> None:
    assert integrity.check(framework) == []


RETIRED = RetiredId(retired_id="chk-m01", on=date(2027, 5, 21), reason="Said the same as another.")
Break = Callable[[Framework], Framework]
BREAKS: dict[str, tuple[Break, str, str]] = {
    "an id used twice in one file": (
        lambda f: broken(f, "facts", 1, id="fact-duty-began"),
        "framework/facts.yml:1: fact-duty-began", "give each an id of its own: 2 share it, in framework",
    ),
    "an id used in two files": (
        lambda f: broken(f, "glossary", 0, id="fact-duty-began"),
        "framework/glossary.yml:1: fact-duty-began", "in framework/facts.yml, framework/glossary.yml",
    ),
    "an id of another kind": (
        lambda f: broken(f, "links", 0, id="cqc-page"),
        "framework/links.yml:1: cqc-page", 'start the id with link- as in link-example (found "cqc-page")',
    ),
    "an unknown source": (
        lambda f: broken(f, "statements", 2, sources=("src-s33",)),
        "framework/statements.yml:1: qs-equity.sources", '(found "src-s33"): did you mean "src-s3"?',
    ),
    "an unknown source of a checklist": (
        lambda f: broken(f, "checklists", 0, sources=("src-s9",)),
        "framework/checklists/after-the-workshop.yml:1: chk-after-the-workshop.sources", '(found "src-s9")',
    ),
    "words still missing": (
        lambda f: broken(f, "principles", 0, meaning="Help xxx to decide."),
        "framework/principles.yml:1: principle-empowerment.meaning", '(found "Help xxx to decide.")',
    ),
    "words missing in a list": (
        lambda f: broken(f, "themes", 1, covers=("TBC",)),
        "framework/themes.yml:1: theme-providing-support.covers", '(found "TBC")',
    ),
    "a review before the check": (
        lambda f: broken(f, "scores", 0, review_by=f.scores[0].checked),
        "framework/scores.yml:1: review_by", 'give a date after the day it was checked (found "2026-11-21")',
    ),
    "numbers out of order": (
        lambda f: broken(f, "stages", 0, number=2),
        "framework/stages.yml:1: number", 'from 1 to 5, in order (found "[2, 2, 3, 4, 5]")',
    ),
    "a tenth statement": (
        lambda f: f.model_copy(update={"statements": (*f.statements, f.statements[5])}),
        "framework/statements.yml:1: theme", 'give the themes 3, 2, 2, 2 statements (found "(3, 2, 3, 2)")',
    ),
    "a statement of an unknown theme": (
        lambda f: broken(f, "statements", 0, theme="theme-leading"),
        "framework/statements.yml:1: qs-assessing-needs.theme", 'did you mean "theme-leadership"?',
    ),
    "an I statement of an unknown theme": (
        lambda f: broken(f, "i_statements", 0, themes=("theme-leading",)),
        "framework/i-statements.yml:1: i-joined-up.themes", 'did you mean "theme-leadership"?',
    ),
    "an unknown I statement": (
        lambda f: broken(f, "statements", 0, i_statements=("i-joined",)),
        "framework/statements.yml:1: qs-assessing-needs.i_statements", 'did you mean "i-joined-up"?',
    ),
    "an I statement of another theme": (
        lambda f: broken(f, "statements", 7, i_statements=("i-safe",)),
        "framework/statements.yml:1: qs-governance.i_statements", "add theme-leadership to its themes",
    ),
    "bands that overlap": (
        lambda f: broken(f, "ratings", 1, lowest=38),
        "framework/ratings.yml:1: rating-requires-improvement", "start the band at 39",
    ),
    "a gap between bands": (
        lambda f: broken(f, "ratings", 3, lowest=89),
        "framework/ratings.yml:1: rating-outstanding", '(found "89 to 100")',
    ),
    "bands that start from an impossible 0": (
        lambda f: broken(f, "ratings", 0, lowest=0),
        "framework/ratings.yml:1: rating-inadequate", "start the band at 25",
    ),
    "bands that stop short": (
        lambda f: broken(f, "ratings", 3, highest=99),
        "framework/ratings.yml:1: highest", 'end the last band at 100 (found "99")',
    ),
    "a missing score": (
        lambda f: f.model_copy(update={"scores": f.scores[:3]}),
        "framework/scores.yml:1: score", 'best first (found "[4, 3, 2]")',
    ),
    "more people chosen than sent": (
        lambda f: f.model_copy(update={"case_tracking": f.case_tracking.model_copy(update={"sent": 9})}),
        "framework/case-tracking.yml:1: sent", '(found "6 and 4 of 9")',
    ),
    "two stages with one status": (
        lambda f: broken(f, "stages", 1, assessment_status="notified"),
        "framework/stages.yml:1: assessment_status", "use, in order, notified, return, evidence-review",
    ),
    "an id that was retired": (
        lambda f: f.model_copy(update={"retired_ids": (RETIRED,)}),
        "framework/checklists/managers.yml:1: chk-m01.id", "was retired on 2027-05-21 and is never used again",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("break_it", "where", "what"), BREAKS.values(), ids=BREAKS.keys())
def test_contradiction_is_found(framework: Framework, break_it: Break, where: str, what: str) -> None:
    messages = [str(problem) for problem in integrity.check(break_it(framework))]
    assert [message for message in messages if message.startswith(f"{where}: ") and what in message], messages


def test_an_id_that_nothing_uses_may_stay_retired(framework: Framework) -> None:
    gone = RETIRED.model_copy(update={"retired_id": "chk-zz9"})
    assert integrity.check(framework.model_copy(update={"retired_ids": (gone,)})) == []


def test_every_rule_is_tried() -> None:
    """A rule that no broken framework sets off would be a rule that nobody knows to work."""
    framework = load.framework(ROOT)
    silent = [rule.__name__ for rule in integrity.RULES
              if not any(list(rule(break_it(framework))) for break_it, _, _ in BREAKS.values())]  # fmt: skip
    assert silent == []


def test_notes_may_say_that_something_is_to_be_confirmed(framework: Framework) -> None:
    noted = broken(framework, "facts", 0, note="To be confirmed with the CQC.")
    assert integrity.check(noted) == []


def test_problems_name_a_file_that_exists(framework: Framework) -> None:
    for break_it, _, _ in BREAKS.values():
        for problem in integrity.check(break_it(framework)):
            assert (ROOT / problem.path).is_file()
