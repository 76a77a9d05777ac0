"""How the national facts are worded: house style, and slips of the drafts that must not come back."""

import re
from pathlib import Path

import pytest
from framework_text import text_about, texts

from staffguide import load
from staffguide.framework import Framework

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load.framework(ROOT)


def test_the_cqc_always_has_its_article(framework: Framework) -> None:
    named = {framework.edition.title, "CQC"}
    for text in texts(framework):
        if text not in named:
            assert not re.search(r"(?<![Tt]he )\bCQC\b", text), text


def test_sentences_have_twenty_five_words_at_most(framework: Framework) -> None:
    for text in texts(framework):
        for sentence in re.split(r"(?<=[.?!])\s+", text):
            assert len(sentence.split()) <= 25, sentence


@pytest.mark.parametrize("field", ["meaning", "in_short"])
def test_statements_are_explained_briefly(framework: Framework, field: str) -> None:
    most = {"meaning": 3, "in_short": 1}[field]
    for statement in framework.statements:
        assert 1 <= len(re.findall(r"[.?!](?:\s|$)", getattr(statement, field))) <= most
        assert len(statement.in_short.split()) <= 12


@pytest.mark.parametrize(
    "words",
    [r"\bx{3,}\b", r"\bservice users?\b", "hard to reach", r"\bonsite\b", "coproduction", r"\be\.?g\b",
     r"\bi\.e\b", r"\betc\b", "%", r"Phase (1|one)", "grading", "place ?holder"],
)  # fmt: skip
def test_words_of_the_drafts_are_not_carried_over(framework: Framework, words: str) -> None:
    assert text_about(framework, words) == []
