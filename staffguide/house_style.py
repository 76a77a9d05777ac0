"""Checks words against the house style: the rules of framework/house-style.yml, on any page and on the facts.

A rule is data. It finds something by a pattern, by a list of words, or by one of the checks in `style_checks`.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from re import Pattern

from staffguide import spoken
from staffguide.framework import Framework
from staffguide.pages import Page
from staffguide.problems import Problem, found
from staffguide.sentences import Passage, Spoken, bare, passages
from staffguide.style_checks import CHECKS, Finding, Held, Known
from staffguide.style_rules import Rule


@dataclass(frozen=True)
class Style:
    """The rules, and what they need to know of the facts."""

    rules: Sequence[Rule]
    known: Known
    spoken: Spoken
    patterns: Mapping[str, Pattern[str]]


def style(rules: Sequence[Rule], framework: Framework) -> Style:
    """The house style, ready to be held against many pages."""
    swaps = {rule.id: _any_of(rule.swaps) for rule in rules if rule.swaps}
    patterns = {rule.id: rule.find for rule in rules if rule.find}
    return Style(rules, _known(framework), spoken.reader(framework), {**swaps, **patterns})


def _any_of(words: Collection[str]) -> Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


def _known(framework: Framework) -> Known:
    """Abbreviations from the glossary, and names that keep their capital letters in a heading."""
    terms = {term.short: term for term in framework.glossary if term.short}
    full = {short: f'{spoken.in_full(term)}, or with {{{{ term("{term.id}") }}}}' for short, term in terms.items()}
    names = {term.term for term in framework.glossary}
    names |= {name for source in framework.sources for name in (source.title, source.publisher)}
    return Known(full, frozenset(name for name in names if re.search("[A-Z]", name)))


def check(page: Page, style: Style) -> list[Problem]:
    """Every departure from the house style in one page, a council's own page included."""
    described = bare(page.meta.description, "summary", page.lines["description"])
    return examine([described, *passages(page.body, page.above, style.spoken)], style, page.file)


def examine(read: Sequence[Passage], style: Style, file: str, explained: Collection[str] = ()) -> list[Problem]:
    """Every departure in some passages of a file. `explained` are abbreviations that need no full name there."""
    return sorted(
        {_problem(rule, one, file) for rule in style.rules for one in _findings(rule, read, style, explained)}
    )


def _findings(rule: Rule, read: Sequence[Passage], style: Style, explained: Collection[str]) -> Iterator[Finding]:
    wanted = [passage for passage in read if passage.kind in rule.where]
    if rule.check:
        yield from CHECKS[rule.check](Held(rule, wanted, style.known, explained))
        return
    for passage in wanted:
        if not passage.fixed:
            yield from _matches(rule, passage, style.patterns[rule.id])


def _matches(rule: Rule, passage: Passage, pattern: Pattern[str]) -> Iterator[Finding]:
    matches = list(pattern.finditer(passage.plain))
    allowed = [one.span() for one in rule.unless.finditer(passage.plain)] if rule.unless and matches else []
    for match in matches:
        if not any(start < match.end() and match.start() < end for start, end in allowed):
            right = rule.swaps.get(match[0].lower(), "")
            yield Finding(passage.line_at(match.start()), _shown(passage.plain, match), {"right": right})


SHORT = 4


def _shown(text: str, match: re.Match[str]) -> str:
    """What was found; a word or two around it if it is too short to be looked for."""
    start, end = match.span()
    if end - start < SHORT:
        start = text.rfind(" ", 0, max(start - 1, 0)) + 1
        end = following if (following := text.find(" ", end + 1)) > 0 else len(text)
    return text[start:end]


def _problem(rule: Rule, finding: Finding, file: str) -> Problem:
    message = rule.instead
    for name, value in {"limit": str(rule.limit), **finding.words}.items():
        message = message.replace(f"<{name}>", value)
    shown = found(finding.text.replace("\N{OBJECT REPLACEMENT CHARACTER}", "…"))
    return Problem(file, finding.line, rule.id, f"{message} {shown}", rule.level == "advice")
