"""The forms of the evaluation as data: what must hold for them, and the forms that are made from them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pytest
from conftest import ROOT

from macros import MACROS, MacroError
from staffguide import integrity_evaluation, load
from staffguide.documents.pdf_facts import facts
from staffguide.evaluation_form import Ask, Evaluation
from staffguide.framework import Framework


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load.framework(ROOT)


def changed(framework: Framework, name: str, **more: Any) -> Framework:
    """The framework with one question of the forms changed."""

    def ask(one: Ask) -> Ask:
        return one.model_copy(update=more) if one.id == name else one

    forms = tuple(
        form.model_copy(
            update={"parts": tuple(part.model_copy(update={"asks": tuple(map(ask, part.asks))}) for part in form.parts)}
        )
        for form in framework.evaluation.forms
    )
    return with_(framework, forms=forms)


def with_(framework: Framework, **more: Any) -> Framework:
    return framework.model_copy(update={"evaluation": framework.evaluation.model_copy(update=more)})


def test_good_forms_have_no_problems(framework: Framework) -> None:
    assert integrity_evaluation.check(framework) == []


def test_a_broken_form_is_found(framework: Framework) -> None:
    check = framework.evaluation.check
    workshop = framework.evaluation.forms[0]
    broken = {
        "give 5 or more": with_(framework, fewest=4),
        "number the steps from 1 to 5": with_(framework, check=check.model_copy(update={"steps": check.steps[1:]})),
        "give each a value of its own": with_(framework, forms=(workshop, workshop)),
        "ask about confidence twice": changed(framework, "ev-after", kind="words"),
        "ask about the objectives once": changed(framework, "ev-time", kind="objectives"),
        "ask for consent in a part of its own": changed(framework, "ev-time", kind="consent"),
        "give it choices: its kind is choice": changed(framework, "ev-most", kind="choice"),
        "take its choices out": changed(framework, "ev-time", kind="words"),
        "start the id with ev-": changed(framework, "ev-time", id="time"),
    }
    for message, facts_ in broken.items():
        found = integrity_evaluation.check(facts_)
        assert any(message in str(problem) for problem in found), message
        assert all(problem.path == "framework/evaluation.yml" for problem in found)


ASKS = {
    *("ev-role", "ev-before", "ev-after", "ev-objectives", "ev-time", "ev-group", "ev-length", "ev-room"),
    *("ev-organisation", "ev-information", "ev-most", "ev-least", "ev-open", "ev-support", "ev-next", "ev-pass-on"),
    *("ev-leaders", "ev-consent", "ev-scoping", "ev-debrief", "ev-keep", "ev-change"),
}


def test_the_ids_of_answers_stay_as_councils_have_them_in_files(framework: Framework) -> None:
    """Files of answers name them. To change one, raise `version` and write it down here."""
    evaluation: Evaluation = framework.evaluation
    assert evaluation.version == 1
    assert {ask.id for form in evaluation.forms for ask in form.asks} == ASKS
    assert [one.id.removeprefix("ev-aim-") for one in evaluation.objectives] == [
        "process",
        "care-act",
        "vision",
        "practised",
    ]


@pytest.mark.parametrize("slug", ["example", "bare", "awkward"])
def test_the_form_is_one_side_of_paper(slug: str, built: Callable[[str], Path]) -> None:
    for name in ("evaluation-form", "evaluation-form-leaders"):
        assert facts((built(slug) / "downloads" / f"{name}.pdf").read_bytes()).pages == 1


def test_page_paper_and_word_ask_the_same(framework: Framework, built: Callable[[str], Path]) -> None:
    downloads, page = built("example") / "downloads", built("example") / "tool-4" / "evaluation-form.html"
    paper = "".join(part.text for part in facts((downloads / "evaluation-form.pdf").read_bytes()).parts)
    file = docx.Document(str(downloads / "evaluation-form.docx"))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    word = " ".join([*(one.text for one in file.paragraphs), *cells])
    screen = lxml.html.fromstring(page.read_text(encoding="utf-8")).find(".//main").text_content()
    own = load.council(ROOT, "example").workshop
    evaluation = framework.evaluation
    asked = [
        *(ask.label for ask in evaluation.forms[0].asks),
        *(choice.words for ask in evaluation.forms[0].asks for choice in ask.choices),
        *(one.text for one in evaluation.objectives),
        *(step.words for step in evaluation.check.steps),
        *(own.objectives if own else ()),
    ]
    for words in asked:
        for shown in (paper, word, screen):
            assert "".join(words.split()) in "".join(shown.split()), words


def test_a_council_without_workshops_has_none_of_it(built: Callable[[str], Path]) -> None:
    site = built("quiet")
    assert not (site / "tool-4").exists()
    assert not list(site.glob("downloads/evaluation*")) and not list(site.glob("downloads/debrief*"))
    assert not list(site.glob("assets/tools/tallies.js"))


def test_an_unknown_form_is_named() -> None:
    with pytest.raises(MacroError, match='there is no form "staff": choose one of workshop, leaders'):
        MACROS["evaluation_form"](_guide(), "staff")


def _guide() -> Any:
    class Bare:
        framework = load.framework(ROOT)

    return Bare()
