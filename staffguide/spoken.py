"""Says what the braces in a page come to in words, so that sentences can be read without building for any council."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from macros import MACROS
from macros.dates import written
from macros.numbers import words
from staffguide.framework import Framework, Term
from staffguide.sentences import VALUE, Spoken

CALL = re.compile(r"""(\w+)\(\s*(?:["']([^"']*)["'])?.*\)""", re.DOTALL)
FILTERED = re.compile(r"([\w.]+)\s*\|\s*(\w+)")
A_DATE = f"{VALUE} {VALUE} {VALUE}"


def reader(framework: Framework) -> Spoken:
    """A function that gives the words of an expression. A council's own value is one word that nobody judges."""
    records: Mapping[str, Mapping[str, str]] = {
        "term": {term.id: in_full(term) for term in framework.glossary},
        "fact": {fact.id: fact.value for fact in framework.facts},
        "link": {link.id: link.text for link in framework.links},
    }

    def said(expression: str) -> str | None:
        if call := CALL.fullmatch(expression):
            name, given = call.groups(default="")
            block = name in MACROS and not MACROS[name].inline
            return None if block else records.get(name, {}).get(given) or VALUE
        filtered = FILTERED.fullmatch(expression)
        path, applied = filtered.groups() if filtered else (expression, "")
        value = _value(framework, path)
        if applied == "date":
            return written(value) if isinstance(value, date) else A_DATE
        if isinstance(value, int):
            return words(value) if applied == "words" else str(value)
        return value if isinstance(value, str) else VALUE

    return said


def in_full(term: Term) -> str:
    return f"{term.term} ({term.short})" if term.short else term.term


def _value(framework: Framework, path: str) -> Any:
    """What a dotted name leads to in the facts, or None."""
    first, *names = path.split(".")
    value: Any = framework if first == "framework" else None
    for name in names:
        value = getattr(value, name, None)
    return value
