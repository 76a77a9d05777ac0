"""What a council's own pages were written over: the national words of that day, and what has changed since."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from staffguide import headings, overlays, yaml_lines
from staffguide.overlay_files import BASES
from staffguide.overlays import Base
from staffguide.pages import Page
from staffguide.problems import Problem
from staffguide.sentences import VALUE, Spoken, passages, sentences

SIGNS = 16


@dataclass(frozen=True)
class Drift:
    """An overlay and the national words under it. `present` is None where the page or the section is there no more."""

    base: Base
    copy: Path
    present: str | None

    @property
    def changed(self) -> bool:
        return self.present is None or self.base.given != digest(self.present)

    @property
    def before(self) -> str | None:
        """The words that the overlay was written over, if their copy is there and is what the digest says."""
        if self.copy.is_symlink() or not self.copy.is_file():
            return None
        text, problems = yaml_lines.read_text(self.copy, self.copy.name)
        return text if text is not None and not problems and digest(text) == self.base.given else None


def words_of(page: Page, section: str = "") -> str | None:
    """What an overlay depends on: a page's title, description and words, or the words of one section."""
    if not section:
        about = f"Title: {page.meta.title}\n\nDescription: {page.meta.description}\n\n"
        return _even(about + page.body)
    chosen = next((one for one in headings.sections(page.body) if one.id == section), None)
    return _even("\n".join(page.body.split("\n")[chosen.start : chosen.end])) if chosen else None


def _even(text: str) -> str:
    """The same words give the same digest, however an editor ends lines."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n")) + "\n"


def digest(words: str) -> str:
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:SIGNS]


def copy_of(root: Path, slug: str, name: str) -> Path:
    """Where the national words are kept that an overlay was written over."""
    return overlays.folder(root, slug) / BASES / name


def drifts(root: Path, slug: str, national: Mapping[str, Page]) -> list[Drift]:
    """Every overlay of a council that stands on national words. What cannot be read is told elsewhere."""
    return [
        Drift(base, copy_of(root, slug, base.name), _now(base, national))
        for base in overlays.bases(root, slug, national)
    ]


def _now(base: Base, national: Mapping[str, Page]) -> str | None:
    page = national.get(base.path)
    return words_of(page, base.section) if page else None


def advice(root: Path, slug: str, national: Mapping[str, Page]) -> Iterator[Problem]:
    """Overlays that an editor should look at again."""
    for one in drifts(root, slug, national):
        page, typed = one.base.path, f"guide overlay {slug} {one.base.name} --seen"
        if one.present is None:
            message = f"docs/{page} has no such words any more: see whether yours still fit, and take based_on away"
        elif one.base.given is None:
            message = f"compare with docs/{page}, then type {typed}: it notes what the national words are now"
        elif one.changed:
            message = f"the national words have changed: type guide diff {slug}, mend yours, then type {typed}"
        else:
            continue
        yield Problem(one.base.file, one.base.line, "based_on", message, advice=True)


def told(root: Path, slug: str, national: Mapping[str, Page], spoken: Spoken) -> str:
    """What changed in the national words under each overlay, as an editor can read it."""
    changed = [one for one in drifts(root, slug, national) if one.changed]
    if not changed:
        return f"{slug}: no national words have changed under this council's own pages."
    return "\n\n".join("\n".join(_one(one, spoken, slug)) for one in changed)


def _one(one: Drift, spoken: Spoken, slug: str) -> Iterator[str]:
    where = f'the section "{one.base.section}" of docs/{one.base.path}' if one.base.section else f"docs/{one.base.path}"
    yield f"{one.base.file}"
    if one.present is None:
        yield f"  There is no {where} any more."
        return
    before = one.before
    if before is None:
        yield f"  What {where} said when this was written is not known. It says now:"
        yield from (f"    {line}" for line in _said(one.present, spoken))
    else:
        yield f"  What changed in {where}:"
        yield from (f"    {line}" for line in changes(before, one.present, spoken))
    yield f"  When your words are right again, type: guide overlay {slug} {one.base.name} --seen"


def changes(before: str, now: str, spoken: Spoken) -> list[str]:
    """Old and new sentences; where only marks, links or values differ, old and new lines."""
    return _differences(_said(before, spoken), _said(now, spoken)) or _differences(before.split("\n"), now.split("\n"))


def _differences(old: list[str], new: list[str]) -> list[str]:
    told = list[str]()
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        both = kind == "replace"
        told += [f"{'Was' if both else 'Gone'}: {line}" for line in old[start:end] if line.strip()]
        told += [f"{'Now' if both else 'New'}: {line}" for line in new[first:last] if line.strip()]
    return told


ALONE = re.compile(r"\s*\{\{-?\s*(\w+)\((.*?)\)\s*-?\}\}\s*")


def _said(words: str, spoken: Spoken) -> list[str]:
    """A page as sentences, with what macros show between square brackets."""
    lines = words.split("\n")
    macros = [(number, alone) for number, line in enumerate(lines, 1) if (alone := ALONE.fullmatch(line))]
    shown = [(number, f"[{alone[1]}: {alone[2] or 'all'}]") for number, alone in macros]
    read = [(one.line, sentence.text) for one in passages(words, 0, spoken) for sentence in sentences(one.text)]
    return [text.replace(VALUE, "…") for _, text in sorted([*shown, *read], key=lambda one: one[0])]
