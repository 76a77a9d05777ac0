"""The rules of the house style that a pattern cannot express: sentences, abbreviations, headings, links and lists."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from staffguide.sentences import Passage, sentences
from staffguide.style_rules import Check, Rule


@dataclass(frozen=True)
class Known:
    """From the facts: abbreviations with how to explain each, and names with capital letters of their own."""

    abbreviations: Mapping[str, str]
    names: frozenset[str]


@dataclass(frozen=True)
class Finding:
    """Something that breaks a rule. `words` fill the gaps in what the rule says."""

    line: int
    text: str
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Held:
    """A rule, the passages of one file that it is held against, and abbreviations that need no full name there."""

    rule: Rule
    read: Sequence[Passage]
    known: Known
    explained: Collection[str]


Findings = Iterator[Finding]


def long_sentence(held: Held) -> Findings:
    for passage in held.read:
        for sentence in () if passage.fixed else sentences(passage.text):
            if (count := len(sentence.words)) > held.rule.limit:
                yield Finding(passage.line_at(sentence.start), sentence.text, {"count": str(count)})


LETTERS = re.compile(r"(?<![\w.&])(?:[A-Z][a-z]?[A-Z][A-Z]*|[A-Z]&[A-Z])(?=s?(?![\w&]|\.\w))")
"""An abbreviation or a word in capitals, without the s of a plural. IR5 is neither."""
EXPLAINED = re.compile(rf"\w[^\w(]*\((?:{LETTERS.pattern})s?\)")


def _explained(passage: Passage) -> Iterator[tuple[int, str]]:
    """Abbreviations in brackets after their full name, each with where it is explained."""
    for bracket in EXPLAINED.finditer(passage.text):
        if letters := LETTERS.search(bracket[0]):
            yield bracket.start() + letters.start(), letters[0]


def acronyms(held: Held) -> Findings:
    """Abbreviations used before they are explained: those of the glossary, and those that the page explains later."""
    later = {letters for passage in held.read for _, letters in _explained(passage)}
    done = set(held.explained)
    for passage in held.read:
        full = dict(_explained(passage))
        for use in LETTERS.finditer(passage.plain):
            if use.start() not in full and use[0] in held.known.abbreviations.keys() | later and use[0] not in done:
                way = held.known.abbreviations.get(use[0], f"its full name ({use[0]})")
                if not passage.fixed:
                    yield Finding(passage.line_at(use.start()), use[0], {"full": way})
            done.add(use[0])


def capitals(held: Held) -> Findings:
    """Words in capitals that are no abbreviation known to the glossary or explained on the page."""
    fine = {
        *held.rule.words,
        *held.known.abbreviations,
        *(letters for passage in held.read for _, letters in _explained(passage)),
    }
    for passage in held.read:
        for use in () if passage.fixed else LETTERS.finditer(passage.plain):
            if use[0] not in fine:
                yield Finding(passage.line_at(use.start()), use[0])


CAPITAL = re.compile(r"(?<![\w'’-])[A-Z][a-z]+")
STARTS = re.compile(r"(?:^|[.?!][\"”’)]*\s)[\"“‘'(]*$")


def heading_case(held: Held) -> Findings:
    longest_first = sorted({*held.rule.words, *held.known.names}, key=len, reverse=True)
    names = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?:'s)?\b|\b(?:Part|Tool|Theme) \d")
    for passage in held.read:
        heading = names.sub(lambda name: " " * len(name[0]), passage.plain)
        for word in CAPITAL.finditer(heading):
            if not STARTS.search(passage.plain[: word.start()]):
                yield Finding(passage.line_at(word.start()), passage.text)
                break


LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(")


def link_text(held: Held) -> Findings:
    for passage in held.read:
        for link in LINK.finditer(passage.raw):
            if link[1].strip(" .*…").casefold() in held.rule.words:
                yield Finding(passage.line + passage.raw[: link.start()].count("\n"), link[1])


def list_ends(held: Held) -> Findings:
    """The first entry of each list that ends in another way than the one before, or with a mark that joins."""
    for _, members in groupby(held.read, key=lambda passage: passage.group):
        before: bool | None = None
        for passage in members:
            stopped = passage.text.endswith((".", "?", "!", '."', '?"'))
            if passage.text.endswith((";", ",")) or (before is not None and before != stopped):
                yield Finding(passage.line, passage.text[-ENDING:])
                break
            before = stopped


ENDING = 40
"""Characters of an entry that are enough to know it by."""
ITALICS = re.compile(r"(?<![*\w\\])\*(?![\s*])([^*]+?)\*(?!\*)|(?<![_\w\\])_(?![\s_])([^_]+?)_(?![_\w])")


def italics(held: Held) -> Findings:
    """Titles begin with a capital letter; words in italics for their sound do not."""
    for passage in held.read:
        for words in ITALICS.finditer(passage.raw):
            if (words[1] or words[2])[0].islower():
                yield Finding(passage.line + passage.raw[: words.start()].count("\n"), words[1] or words[2])


CHECKS: Mapping[Check, Callable[[Held], Findings]] = {
    "acronyms": acronyms,
    "capitals": capitals,
    "heading-case": heading_case,
    "italics": italics,
    "link-text": link_text,
    "list-ends": list_ends,
    "long-sentence": long_sentence,
}
