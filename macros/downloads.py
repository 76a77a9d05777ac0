"""Macros for the files that readers can take away: a short list of links, and the whole list as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import Node, a, br, fragment, li, span, ul

from macros import tables
from macros.registry import NOTHING, Shown, block, chosen

if TYPE_CHECKING:
    from staffguide.guide import Download, Guide


@block
def downloads(guide: Guide, *ids: str) -> Shown:
    """The files that readers can take away, each with its format and size; or only those that are named.

    Example: {{ downloads() }}

    Name them by their ids in documents.yml, as in downloads("question-cards"). Shows nothing if this council offers
    none of them.
    """
    wanted = [chosen(guide.downloads, id, "document") for id in ids] if ids else guide.downloads
    offered = [one for one in wanted if one.offered]
    if not offered:
        return NOTHING
    # A document cannot say how large it will be itself, so there the details are left out.
    shown = [[one.title, span(".sg-web-only")[" (", one.later["detail"], ")"]] for one in offered]
    # Where the booklet leads, it stands out by a small picture of its cover.
    look = ".sg-downloads.sg-downloads--all" if offered[0] is guide.downloads[0] else ".sg-downloads"
    return ul(look)[[li[a(href=one.href)[words]] for one, words in zip(offered, shown, strict=True)]]


@block
def downloads_table(guide: Guide) -> Shown:
    """Every file that this council offers: what it is for, its format, pages, size and edition, and how it was checked.

    Example: {{ downloads_table() }}
    """
    offered = [one for one in guide.downloads if one.offered]
    if not offered:
        return NOTHING
    edition = guide.framework.edition.version
    heads = ("File", "Format", "Pages", "Size", "Edition", "Check")
    rows = [
        (_named(one), one.format, one.later["pages"], one.later["size"], edition, one.later["checked"])
        for one in offered
    ]
    return tables.table("Files to take away", heads, rows)


def _named(one: Download) -> Node:
    return fragment[a(href=one.href)[one.title], br, one.about]
