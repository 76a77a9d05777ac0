"""What the tests of the national facts share: finding a record, and every piece of text that readers may see."""

import re
from collections.abc import Iterator
from typing import Any

from staffguide.exercises import Checklist
from staffguide.framework import Fact, Framework
from staffguide.records import Record

NOT_SHOWN = {"note", "id", "url", "sources", "status", "basis", "theme", "themes", "i_statements", "searched"}


def shown(value: Any) -> Iterator[str]:
    """Every piece of text in a record that readers may see."""
    if isinstance(value, Record):
        for field, inner in value:
            if field not in NOT_SHOWN:
                yield from shown(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from shown(inner)
    elif isinstance(value, str):
        yield value


def texts(framework: Framework) -> list[str]:
    """All text that readers may see, but for the names of sources, which stay as their publishers write them.

    What readers type when they search is their own.
    """
    return [text for name, value in framework if name not in ("sources", "search_words") for text in shown(value)]


def text_about(framework: Framework, words: str) -> list[str]:
    return [text for text in texts(framework) if re.search(words, text, re.IGNORECASE)]


def fact(framework: Framework, name: str) -> Fact:
    return next(fact for fact in framework.facts if fact.id == name)


def checklist(framework: Framework, name: str) -> Checklist:
    return next(checklist for checklist in framework.checklists if checklist.id == name)


def each(value: Any) -> tuple[Any, ...]:
    """The records of a field, whether it holds a list or a single one."""
    return value if isinstance(value, tuple) else (value,)
