"""From a rendered site to a finished one: fills the slots, makes and proves the documents, and says what was made."""

import shutil
from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.dates import written
from staffguide import (
    colour,
    drafts,
    form_file,
    making,
    output,
    overlays,
    plans,
    project,
    question_bank,
    search,
    sheets,
    slots,
)
from staffguide.expand import PIECE
from staffguide.making import Made, logo
from staffguide.offers import KNOWN_LATER, download_token
from staffguide.problems import GuideError, Problem, found
from staffguide.project import Edition, Project
from staffguide.reuse import Last
from staffguide.search import Signs
from staffguide.sheets import Sheet
from staffguide.slots import Filling

PALETTE = "assets/council.css"
REVIEWED, NEXT_REVIEW = slots.token("t", "guide.reviewed"), slots.token("t", "guide.next_review")
"""The slots of the dates of the council's own details, so that pages need not differ for them."""
DATES = {REVIEWED: "reviewed", NEXT_REVIEW: "next_review"}
SLUG = slots.token("t", "guide.council")
"""The slot of the council's id: what a tool keeps on a device is kept under it, so that two guides never mix."""
SHEET = ("store", "announce", "files", "sheet")
TOOL_SCRIPTS = {
    "checklists": (*SHEET, "checklists"),
    "worksheet": (*SHEET, "worksheet"),
    "star": ("store", "announce", "files", "word", "star"),
    "question-bank": ("announce", "question-bank"),
    "practice": ("store", "announce", "files", "practice"),
    "evaluation": ("store", "announce", "files", "evaluation"),
    "results": ("announce", "files", "word", "tallies", "results"),
    "planner": ("store", "announce", "files", "word", "plan", "planner"),
}
"""The scripts of each tool that a page may ask for, in the order that they need each other."""
SHEET_STYLES = ("controls", "tools")
TOOL_STYLES = {
    "checklists": SHEET_STYLES,
    "worksheet": SHEET_STYLES,
    "star": SHEET_STYLES,
    "question-bank": ("controls", "questions"),
    "practice": ("controls", "tools", "questions"),
    "evaluation": (*SHEET_STYLES, "evaluation"),
    "results": (*SHEET_STYLES, "evaluation"),
    "planner": ("controls", "tools", "planner"),
}
"""The style sheets of each tool, so that no page brings along more than it shows."""


def edition(shared: Project, slug: str, as_of: date, *, documents: bool = True, draft: bool = False) -> Edition:
    """One council's guide. How its documents turn out is not known yet: those values are slots."""
    made = project.edition(shared, slug, as_of, documents=documents, draft=draft)
    days = {REVIEWED: made.council.reviewed, NEXT_REVIEW: made.council.next_review}
    dates = {token: Filling(written(day)) for token, day in days.items()}
    waiting = {gap.name: gap.filling for gap in made.gaps.get(drafts.HOME, ())}
    dates |= {token: waiting[name] for token, name in DATES.items() if name in waiting}
    return replace(made, fillings={**made.fillings, **dates, SLUG: Filling(slug)})


def frame(made: Edition) -> Hashable:
    """All that a page's frame shows beside slots: councils of one frame can share their sheets."""
    file = logo(made)
    shown = tuple(made.lines.items()), file and logo_path(file), bool(made.council.sample)
    # The contents of the site tell which pages are the council's own; a draft says on each page what is missing.
    own = tuple(path for path in made.own.pages if path not in made.project.pages), made.own.pictures, replaced(made)
    return shown, own, made.slug if made.draft else ""


def replaced(made: Edition) -> tuple[str, ...]:
    """The national pages that the council changes. Links from elsewhere may name headings that they have no more."""
    return tuple(path for path in made.own.pages if path in made.project.pages)


def logo_path(file: Path) -> str:
    """Where the logo stands in the site: the same name for every council."""
    return f"assets/council-logo{file.suffix.lower()}"


def theme_values(made: Edition) -> dict[str, Any]:
    """What the theme's templates may name."""
    file, view, facts = logo(made), made.guide.council, made.project.framework.edition
    council = {
        "name": Markup(view.name),
        "owner": Markup(view.owner),
        "reviewed": Markup(REVIEWED),
        "next_review": Markup(NEXT_REVIEW),
        "short_name": Markup(view.short_name),
        "logo": {"url": logo_path(file), "alt": Markup(view.logo.alt)} if file else None,
    }
    guide = {
        "title": facts.title,
        "version": facts.version,
        "facts_checked": written(facts.facts_checked),
        "as_of": written(made.guide.as_of),
    }
    return {
        "council": council,
        "guide": guide,
        "sample_notice": Markup(view.sample) if view.sample else "",
        "draft_notice": drafts.NOTICE if made.draft else "",
        "draft_styles": drafts.STYLES,
        "palette_css": PALETTE,
        "store_scope": f"{SLUG}{'/draft' if made.draft else ''}/staff-guide/{facts.version}",
    }


def tool_scripts(tools: Sequence[str]) -> list[str]:
    """The scripts that a page's tools need, each once."""
    return list(dict.fromkeys(f"assets/tools/{name}.js" for tool in tools for name in TOOL_SCRIPTS[tool]))


def tool_styles(tools: Sequence[str]) -> list[str]:
    """The style sheets that a page's tools need, each once."""
    return list(dict.fromkeys(f"assets/tools/{name}.css" for tool in tools for name in TOOL_STYLES[tool]))


def tool_files(made: Edition) -> frozenset[str]:
    """The scripts and style sheets of the tools that this council's pages hold."""
    tools = [tool for page in made.pages.values() for tool in page.meta.tools]
    return frozenset((*tool_scripts(tools), *tool_styles(tools), *([drafts.STYLES] if made.draft else [])))


def finish(
    folder: Path, made: Edition, shared: Sequence[Sheet], plain: Mapping[str, str], before: Last
) -> dict[str, Any]:
    """Write the council's pages and documents into `folder` and give the record for its manifest.

    `shared` are the sheets of its pages in order, `plain` the pages outside the order (404) by name. Raises
    GuideError with every problem; then nothing may be published.
    """
    hidden = frozenset(_page_url(path) for path in set(made.project.pages) - set(made.pages))
    contents = [sheets.filled(one, made.expanded[one.path], hidden) for one in shared]
    contents = sheets.mended(contents, {_page_url(path) for path in replaced(made)})
    if made.draft:
        contents = [drafts.sheet(one, made.fillings) for one in contents]
        plain = {name: drafts.page(page, made.fillings) for name, page in plain.items()}
    every = tuple(contents)
    web = {one.url: sheets.web_page(one, every) for one in every} | dict(plain)
    _refuse_strays(web, made)
    found = drafts.to_find(contents) if made.draft else contents
    index = search.written(found, made.project.framework, _signs(made.project))
    documents = making.make(folder, made, contents, before)
    known = {token: filling for one in documents for token, filling in one.fillings.items()}
    _pour(folder, web, index, {**made.fillings, **known})
    _write_looks(folder, made)
    question_bank.write(folder, made, plans.FOLDER)
    tool = ("evaluation",)
    form_file.write(folder, made.project.root, colour.css(made.palette), tool_styles(tool), tool_scripts(tool))
    if made.draft:
        drafts.rename_all(folder / plans.FOLDER)
    return _record(made, documents)


def _signs(shared: Project) -> Signs:
    """The signs of the search index, worked out from the words that all councils share."""
    key = ("signs of the search index",)
    if key not in shared.memory:
        said = [page.body for page in shared.pages.values()]
        shared.memory[key] = search.signs([*said, shared.framework.model_dump_json()])
    signs: Signs = shared.memory[key]
    return signs


def _write_looks(folder: Path, made: Edition) -> None:
    """The council's colours, its logo, and the pictures on its own pages."""
    output.write(folder / PALETTE, colour.css(made.palette))
    if file := logo(made):
        (folder / logo_path(file)).write_bytes(file.read_bytes())
    for name in made.own.pictures:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(overlays.folder(made.project.root, made.slug) / name, folder / name)


def _page_url(path: str) -> str:
    return f"{path.removesuffix('.md')}.html"


def _refuse_strays(web: Mapping[str, str], made: Edition) -> None:
    """Before anything is filled in: every slot is known and stands where it may, and every piece has been put in."""
    later = {download_token(one.id, name) for one in made.guide.downloads if one.offered for name in KNOWN_LATER}
    known = {*made.fillings, *later}
    problems = [_in_source(name, made, message) for name, page in web.items() for message in _strays(page, known, made)]
    if problems:
        raise GuideError(problems)


@lru_cache(maxsize=sheets.SHEETS_REMEMBERED)
def _words_to_fill(page: str) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """The pieces, the slots and the misplaced slots of a page; remembered, because most pages are shared."""
    return frozenset(PIECE.findall(page)), frozenset(slots.cut(page)[1::2]), tuple(slots.misplaced(page))


def _in_source(name: str, made: Edition, message: str) -> Problem:
    path = f"{name.removesuffix('.html')}.md"
    if path not in made.pages:
        return Problem(f"docs/{path}", 1, "", message)
    return overlays.ours(Problem(made.pages[path].file, 1, "", message), made.pages[path])


def _strays(page: str, known: Set[str], made: Edition) -> Iterator[str]:
    pieces, held, misplaced = _words_to_fill(page)
    for stray in sorted(pieces | (held - known)):
        yield f'a value was left unfilled ("{stray}"): put the macro or value on a line of its own'
    for token in misplaced:
        filling = made.fillings[token]
        kind = "longer text needs a line of its own" if filling.block else "a link needs a web address"
        yield f"{kind} {found(filling.text)}"


def _pour(folder: Path, web: Mapping[str, str], index: str, fillings: Mapping[str, Filling]) -> None:
    for name, page in web.items():
        output.write(folder / name, slots.pour_html(page, fillings))
    output.write(folder / search.FILE, slots.pour_search(index, fillings))


def _record(made: Edition, documents: Sequence[Made]) -> dict[str, Any]:
    facts = made.project.framework.edition
    return {
        "council": made.slug,
        **({"draft": True} if made.draft else {}),
        "name": made.council.name,
        "edition": facts.version,
        "facts_checked": facts.facts_checked.isoformat(),
        "as_of": made.guide.as_of.isoformat(),
        "documents": [one.record for one in documents],
    }
