"""Drafts: a guide to check before a council has filled everything in. Each page says so, and marks what is missing."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from staffguide import gaps
from staffguide.gaps import Gap
from staffguide.sheets import Sheet
from staffguide.slots import SLOT, Filling

NOTICE = "Draft: for checking only. The council has not published this guide."
MARK = "DRAFT"
STYLES = "assets/tools/draft.css"
"""What only a draft looks like."""
HOME = "index.md"
"""The page that lists everything that is missing."""
KEPT = re.compile(r"(<(title|option|textarea|svg|script|style)\b.*?</\2>|<[^>]*>)", re.DOTALL)
"""Where no mark can stand: inside tags, and in elements that hold plain words."""
LINK = re.compile(r'<a\b[^>]*\bhref="(https://sgu[a-z2-7]{12}z)"[^>]*>(.*?)</a>', re.DOTALL)
DOWNLOAD = re.compile(rf'(\bhref="(?:\.\./|\./)*downloads/[^"#]*?)(?<!-{MARK})(\.\w+["#])')


def by_page(missing: Collection[Gap], noted: Mapping[str, Collection[str]]) -> dict[str, tuple[Gap, ...]]:
    """The gaps that show on each page, by what the page asked for and did not get; on the home page, all of them."""
    return {
        path: tuple(gap for gap in missing if path == HOME or any(gaps.same(gap.name, name) for name in names))
        for path, names in noted.items()
    }


def sheet(one: Sheet, fillings: Mapping[str, Filling]) -> Sheet:
    """A page of a draft, with its gaps marked and the files that it leads to by the names that they have there."""
    return replace(one, html=page(one.html, fillings), output=page(one.output, fillings))


def to_find(pages: Sequence[Sheet]) -> list[Sheet]:
    """The pages as search shows them: what it finds in a draft says so."""
    return [replace(one, title=marked(one.title)) for one in pages]


def page(html: str, fillings: Mapping[str, Filling]) -> str:
    """The same for a whole page that is no sheet, or for a part of one."""
    html = DOWNLOAD.sub(rf"\1-{MARK}\2", LINK.sub(lambda link: _unlinked(link, fillings), html))
    parts = KEPT.split(html)  # words, what is kept as it is, and the name of its element if it has one; and so on
    words, kept = parts[::3], [*parts[1::3], ""]
    return "".join(_marked(told, fillings) + left for told, left in zip(words, kept, strict=True))


def _unlinked(link: re.Match[str], fillings: Mapping[str, Filling]) -> str:
    """A link that lacks its address leads nowhere yet: its words stay, with what to give where they do not say it."""
    gap = fillings[link[1]].gap if link[1] in fillings else ""
    if not gap:
        return link[0]
    told = any(fillings[word].gap for word in SLOT.findall(link[2]) if word in fillings)
    return link[2] if told else f"{link[2]} {gaps.mark(gap)}"


def _marked(words: str, fillings: Mapping[str, Filling]) -> str:
    """Text in which each word of a slot that waits is its gap. A block brings its own mark along."""

    def shown(slot: re.Match[str]) -> str:
        filling = fillings.get(slot[0])
        return gaps.mark(filling.gap) if filling and filling.gap and not filling.block else slot[0]

    return SLOT.sub(shown, words)


def marked(title: str) -> str:
    """A title as a draft has it."""
    return f"{MARK}: {title}"


def named(path: Path) -> Path:
    """A file as a draft names it, so that whoever takes it away can tell."""
    return path if path.stem.endswith(f"-{MARK}") else path.with_stem(f"{path.stem}-{MARK}")


def rename_all(folder: Path) -> None:
    """Give every file to take away its name as a draft."""
    for path in sorted(folder.glob("*")):
        path.rename(named(path))


def beside(folder: Path) -> Path:
    """The place of a draft where a guide would go: never the same, so that it cannot take the guide's place."""
    return folder if folder.name.endswith(f"-{MARK}") else folder.with_name(f"{folder.name}-{MARK}")


def folder(slug: str) -> str:
    """The folder that a draft is built into. No council's own folder can have this name."""
    return f"{slug}-{MARK}"
