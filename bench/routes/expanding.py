"""Our macros for two ways to expand pages: as an mkdocs-macros module, and as an MkDocs hook that uses our sandbox."""

import os
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from macros import MACROS
from macros.dates import written
from macros.numbers import words
from staffguide import colour, load, project, rich_text, slots
from staffguide.expand import put_back
from staffguide.guide import Guide
from staffguide.project import Edition
from staffguide.slots import Slot

ROUTE = os.environ["ROUTE"]
"""load: load the data and leave pages as they are. ours: check and expand them. macros: only define_env is used."""

AS_OF = date(2026, 11, 21)
ROOT = Path(__file__).parent.parent.parent


@cache
def _edition() -> Edition:
    """Everything checked and expanded once, as our build does before it renders."""
    return project.edition(project.open_project(ROOT), "example", AS_OF)


@cache
def _guide() -> Guide:
    """What macros need, loaded and no more."""
    council = load.council(ROOT, "example")
    seen = slots.view(council, "council", rich_text.render).view
    colours = colour.typst_colours(colour.palette(council.brand.colours if council.brand else ()))
    return Guide(seen, load.framework(ROOT), AS_OF, drawing_colours=colours)


def define_env(env: Any) -> None:
    """What mkdocs-macros calls. Its environment prints whatever str() gives, so slots must answer to that here."""
    Slot.__str__ = Slot.__html__  # type: ignore[method-assign, assignment]
    guide = _guide()
    env.variables.update({"council": guide.council, "framework": guide.framework})
    for name, macro in MACROS.items():
        env.macro(partial(macro, guide), name)
    env.filter(words, "words")
    env.filter(written, "date")


PIECES: dict[str, dict[str, str]] = {}


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    if ROUTE == "load":
        _guide()
        return markdown
    expanded = _edition().expand(page.file.src_uri)
    PIECES[page.file.src_uri] = dict(expanded.pieces)
    return expanded.markdown


def on_page_content(html: str, page: Any, **_: Any) -> str:
    return put_back(html, PIECES.get(page.file.src_uri, {}))
