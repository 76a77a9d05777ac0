"""The question bank: enough questions for everybody, none twice, none put in the CQC's mouth, and rules that bite."""

import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz

from staffguide import integrity, integrity_questions, load
from staffguide.exercises import Question
from staffguide.framework import Framework
from staffguide.problems import GuideError

ROOT = Path(__file__).parents[1]
AUDIENCES = {"frontline", "manager", "leader or member", "everyone"}
ALIKE_PER_CENT = 90
STATEMENTS = (
    "assessing-needs", "healthier-lives", "equity", "care-provision", "partnerships", "safe-systems", "safeguarding",
    "governance", "learning",
)  # fmt: skip


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load.framework(ROOT)


def tagged(framework: Framework, statement: str) -> list[Question]:
    return [question for question in framework.questions if f"qs-{statement}" in question.statements]


def drafts(question: Question) -> list[str]:
    """The entries of the brief's question lists that a question was made from, as its note names them."""
    return re.findall(r"\b[ARWQ][0-9]{2,3}\b", question.note.partition(";")[0])


def words(text: str) -> str:
    return re.sub(r"[^\w' -]", " ", text.lower())


def test_bank_is_large(framework: Framework) -> None:
    assert len(framework.questions) >= 210


@pytest.mark.parametrize("statement", STATEMENTS)
def test_every_statement_has_questions_for_every_audience(framework: Framework, statement: str) -> None:
    questions = tagged(framework, statement)
    assert len(questions) >= 15
    count = Counter(question.audience for question in questions)
    assert set(count) == AUDIENCES
    assert min(count.values()) >= 3, count


def test_general_questions_serve_every_audience(framework: Framework) -> None:
    general = [question for question in framework.questions if not question.statements]
    assert {question.audience for question in general} == AUDIENCES
    assert all(question.id.startswith("q-general-") and not question.themes for question in general)


@pytest.mark.parametrize("name", [*STATEMENTS, "general"])
def test_every_file_holds_the_ids_of_its_name_in_order(name: str) -> None:
    text = (ROOT / "framework" / "questions" / f"{name}.yml").read_text(encoding="utf-8")
    ids = re.findall(r"^  - id: (.+)$", text, re.MULTILINE)
    assert ids
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(rf"q-{name}-[0-9]{{2}}", name_of) for name_of in ids)


def test_every_draft_of_the_brief_is_in_the_bank_once(framework: Framework) -> None:
    wanted = {f"A{n:02}" for n in range(1, 17)} | {f"R{n:02}" for n in range(1, 21)}
    wanted |= {f"W{n:02}" for n in range(1, 10)} | {f"Q{n:03}" for n in range(1, 151)}
    used = Counter(draft for question in framework.questions for draft in drafts(question))
    assert set(used) == wanted
    assert [draft for draft, times in used.items() if times > 1] == []


def test_only_what_the_sources_report_is_called_asked_by_the_cqc(framework: Framework) -> None:
    asked = [question for question in framework.questions if "asked by the CQC at councils" in question.kind]
    assert sorted(draft for question in asked for draft in drafts(question)) == [f"A{n:02}" for n in range(1, 17)]
    assert {source for question in asked for source in question.sources} == {"src-s1", "src-s5"}
    assert {question.basis for question in asked} == {"source"}


def test_drafts_for_reflection_are_reflections(framework: Framework) -> None:
    reflections = [question for question in framework.questions if question.kind == ("reflection",)]
    for question in framework.questions:
        assert (question in reflections) == any(draft[0] in "RW" for draft in drafts(question)), question.id
    assert len(reflections) == 29


def test_what_a_source_words_as_a_prompt_is_of_both_kinds(framework: Framework) -> None:
    """Brief C15: one list of the source reports what the CQC asked, and its second is for reflection as well."""
    both = [question for question in framework.questions if len(question.kind) > 1]
    assert {question.kind for question in both} == {("asked by the CQC at councils", "reflection")}
    assert sorted(draft for question in both for draft in drafts(question)) == [f"A{n:02}" for n in range(8, 14)]


def test_own_prompts_say_that_they_are_ours(framework: Framework) -> None:
    prompts = [question for question in framework.questions if question.kind == ("practice prompt",)]
    assert {(question.sources, question.basis) for question in prompts} == {(("src-project",), "inferred")}


def test_no_two_questions_are_alike(framework: Framework) -> None:
    """Scored pair by pair with the plain scorer, apart from the quick way that loading uses."""
    texts = [words(question.text) for question in framework.questions]
    pairs = [
        (one, other)
        for place, one in enumerate(texts)
        for other in texts[place + 1 :]
        if fuzz.token_sort_ratio(one, other, score_cutoff=ALIKE_PER_CENT) > ALIKE_PER_CENT
    ]
    assert pairs == []


def test_checklists_are_not_asked_again_word_for_word(framework: Framework) -> None:
    items = [item.text for checklist in framework.checklists for group in checklist.groups for item in group.items]
    for question in framework.questions:
        for item in items:
            assert fuzz.token_sort_ratio(words(question.text), words(item)) <= ALIKE_PER_CENT, (question.id, item)


def test_questions_are_plain_and_short(framework: Framework) -> None:
    for question in framework.questions:
        assert question.text.endswith("?")
        assert question.text.count("?") == 1, question.id
        assert len(question.text.split()) <= 25, question.id


def test_help_is_whole_sentences(framework: Framework) -> None:
    for question in framework.questions:
        for text in (*question.think_about, question.evidence):
            assert text[-1] in ".?", (question.id, text)
        assert len(re.findall(r"[.?!](?:\s|$)", question.evidence)) == 1, question.id


def test_help_is_written_for_its_own_question(framework: Framework) -> None:
    points = Counter(point for question in framework.questions for point in question.think_about)
    assert [point for point, times in points.items() if times > 1] == []


def test_no_abbreviation_stands_unexplained(framework: Framework) -> None:
    for question in framework.questions:
        for text in (question.text, *question.think_about, question.evidence):
            assert re.findall(r"\b[A-Z]{2,}s?\b", text.replace("the CQC", "")) == [], (question.id, text)


def test_looking_for_twins_is_quick(framework: Framework) -> None:
    start = time.perf_counter()
    integrity_questions.check(framework)
    assert time.perf_counter() - start < 0.25  # about 10 ms; room for a busy machine


def broken(framework: Framework, name: str, **changes: Any) -> Framework:
    """The framework with one question changed."""
    records = [q.model_copy(update=changes) if q.id == name else q for q in framework.questions]
    assert records != list(framework.questions)
    return framework.model_copy(update={"questions": tuple(records)})


def without(framework: Framework, statement: str, keep: int) -> Framework:
    """The framework with only the first few questions of one statement."""
    spare = tagged(framework, statement)[keep:]
    return framework.model_copy(update={"questions": tuple(q for q in framework.questions if q not in spare)})


Break = Callable[[Framework], Framework]
SAFEGUARDING = "framework/questions/safeguarding.yml:1: q-safeguarding-07"
BREAKS: dict[str, tuple[Break, str, str]] = {
    "an id of another kind": (
        lambda f: broken(f, "q-safeguarding-07", id="question-7"),
        "framework/questions/safeguarding.yml:1: question-7.id", "such as q-safeguarding-01",
    ),
    "an id of another statement": (
        lambda f: broken(f, "q-safeguarding-07", statements=("qs-safe-systems",)),
        f"{SAFEGUARDING}.id", 'q-safe-systems-01, to go with its first statement (found "q-safeguarding-07")',
    ),
    "a general id with a statement": (
        lambda f: broken(f, "q-general-01", statements=("qs-learning",), themes=("theme-leadership",)),
        "framework/questions/general.yml:1: q-general-01.id", "such as q-learning-01",
    ),
    "a statement's id without a statement": (
        lambda f: broken(f, "q-safeguarding-07", statements=()),
        f"{SAFEGUARDING}.id", "such as q-general-01",
    ),
    "an unknown theme": (
        lambda f: broken(f, "q-safeguarding-07", themes=("theme-ensuring-safety", "theme-leading")),
        f"{SAFEGUARDING}.themes", 'framework/themes.yml (found "theme-leading"): did you mean "theme-leadership"?',
    ),
    "an unknown statement": (
        lambda f: broken(f, "q-safeguarding-07", statements=("qs-safeguarding", "qs-learn")),
        f"{SAFEGUARDING}.statements", 'did you mean "qs-learning"?',
    ),
    "a theme left out": (
        lambda f: broken(f, "q-safeguarding-07", themes=("theme-leadership",)),
        f"{SAFEGUARDING}.themes", "add theme-ensuring-safety, the theme of qs-safeguarding",
    ),
    "no question mark": (
        lambda f: broken(f, "q-safeguarding-07", text="Tell us about feedback."),
        f"{SAFEGUARDING}.text", 'with a question mark (found "Tell us about feedback.")',
    ),
    "words put in the CQC's mouth": (
        lambda f: broken(f, "q-safeguarding-07", kind=("asked by the CQC at councils",)),
        f"{SAFEGUARDING}.kind", 'only sources are src-s1 or src-s5 (found "src-project")',
    ),
    "a second source that does not report it": (
        lambda f: broken(f, "q-safeguarding-01", sources=("src-s1", "src-s2")),
        "framework/questions/safeguarding.yml:1: q-safeguarding-01.kind", '(found "src-s1, src-s2")',
    ),
    "too few for a statement": (
        lambda f: without(f, "safeguarding", 14),
        "framework/questions/safeguarding.yml:1: statements", 'at least 15 questions with qs-safeguarding (found "14")',
    ),
    "one question twice in other words": (
        lambda f: broken(f, "q-safeguarding-07", text="How would you raise such a concern as a safeguarding one?"),
        "framework/questions/safeguarding.yml:1: q-safeguarding-02.text", "q-safeguarding-02 and q-safeguarding-07",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("break_it", "where", "what"), BREAKS.values(), ids=BREAKS.keys())
def test_fault_is_found(framework: Framework, break_it: Break, where: str, what: str) -> None:
    problems = integrity.check(break_it(framework))
    messages = [str(problem) for problem in problems]
    assert [message for message in messages if message.startswith(f"{where}: ") and what in message], messages
    assert all((ROOT / problem.path).is_file() for problem in problems)


def test_every_rule_is_tried(framework: Framework) -> None:
    """A rule that no broken bank sets off would be a rule that nobody knows to work."""
    silent = [rule.__name__ for rule in integrity_questions.RULES
              if not any(list(rule(break_it(framework))) for break_it, _, _ in BREAKS.values())]  # fmt: skip
    assert silent == []


def test_an_id_used_twice_is_found(framework: Framework) -> None:
    doubled = broken(framework, "q-safeguarding-07", id="q-safeguarding-08")
    messages = [str(problem) for problem in integrity.check(doubled)]
    assert [m for m in messages if "framework/questions/safeguarding.yml:1: q-safeguarding-08: give each an id" in m]


def test_words_in_another_order_are_the_same_question(framework: Framework) -> None:
    swapped = broken(framework, "q-safeguarding-07", text="A concern, such as a safeguarding one, how would you raise?")
    assert "ask almost the same" in str(integrity.check(swapped))


def test_the_bank_loads_with_its_faults_named(project: Path) -> None:
    path = project / "framework" / "questions" / "safeguarding.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("[qs-safeguarding]", "[qs-safeguardng]"), encoding="utf-8")
    with pytest.raises(GuideError, match='did you mean "qs-safeguarding"'):
        load.framework(project)
