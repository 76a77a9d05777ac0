"""Puts a council, the national facts, the macros and the pages together, and checks all of them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros import MACROS
from macros.dates import written
from macros.numbers import words
from staffguide import (
    audit_file,
    colour,
    deck_settings,
    drafts,
    expand,
    gaps,
    hidden_links,
    hiding,
    load,
    offers,
    overlays,
    pages,
    pictures,
    plans,
    prose,
    remembered,
    rich_text,
    search,
    slots,
)
from staffguide.colour import Palette
from staffguide.expand import Expanded, Memory
from staffguide.expressions import Shape, Vocabulary
from staffguide.framework import Framework
from staffguide.gaps import Gap
from staffguide.guide import Guide, PageLink
from staffguide.model import Council
from staffguide.overlays import Overlays
from staffguide.pages import Page
from staffguide.plans import DocumentPlan
from staffguide.problems import GuideError, Problem
from staffguide.remembered import Answers, AskedGuide, Kept
from staffguide.slots import Filling
from staffguide.workshop import DEFAULT_MINUTES

DEFAULT_COUNCIL = "example"
FILTERS: Mapping[str, Callable[..., str]] = {"words": words, "date": written}
PAGES_REMEMBERED = 2000
"""Pages kept in memory that leave out links: some for each set of pages that councils hide."""
Loaded = TypeVar("Loaded")


@dataclass(frozen=True)
class Project:
    """What all councils share: the folder, the facts, the pages and the words that pages may use."""

    root: Path
    framework: Framework
    pages: Mapping[str, Page]
    sandbox: ImmutableSandboxedEnvironment
    documents: tuple[DocumentPlan, ...] = ()
    files: frozenset[str] = frozenset()
    """The other files in docs/, by their path there."""
    decks: Mapping[str, Page] = field(default_factory=dict)
    """The pages that become slides, by their path in docs/: no page of the site is made of them."""
    memory: Memory = field(default_factory=dict, repr=False, compare=False)
    """What need not be worked out again for the next council: it only ever saves time."""

    @property
    def docs(self) -> Path:
        return self.root / "docs"


@dataclass(frozen=True)
class Edition:
    """One council's guide, ready to be rendered: `fillings` says what belongs in each slot."""

    slug: str
    council: Council
    project: Project
    guide: Guide
    fillings: Mapping[str, Filling]
    palette: Palette
    pages: Mapping[str, Page]
    expanded: Mapping[str, Expanded]
    """The Markdown of each page, with values and macros in place, by the path of the page."""
    lines: Mapping[str, tuple[str, str]]
    """The title and the description of each page, likewise."""
    own: Overlays = field(default_factory=Overlays)
    """The pages that this council has written itself, and the pictures on them."""
    draft: bool = False
    decks: Mapping[str, Page] = field(default_factory=dict)
    gaps: Mapping[str, tuple[Gap, ...]] = field(default_factory=dict)
    """What a draft says is missing from a page, by its path; what is missing at all, by that of the home page."""


@dataclass(frozen=True)
class _Asked:
    """What a draft keeps places for, to note what each page asks for and does not get."""

    missing: tuple[Gap, ...]
    fillings: Mapping[str, Filling]

    def by(self, guide: Guide, noted: list[str]) -> tuple[Guide, Mapping[str, expand.Macro]]:
        """The guide and the macros as one page sees them."""
        seen = replace(guide, council=gaps.NotedView(guide.council, noted))
        return seen, gaps.asking(MACROS, noted, self.missing, self.fillings)


def vocabulary(includes: Collection[str] = ()) -> Vocabulary:
    """Everything a page may name between braces."""
    values = {"council": Shape(record=Council), "framework": Shape(record=Framework)}
    return Vocabulary(values, MACROS, frozenset(FILTERS), frozenset(includes))


def open_project(root: Path, slugs: Collection[str] = ()) -> Project:
    """The shared part, checked. Raises GuideError with every problem in the framework and the pages.

    Whoever mends those wants to know at once what is wrong in the files of the councils that are to be made: of
    `slugs` such problems are told as well.
    """
    problems: list[Problem] = []
    framework = _collected(lambda: load.framework(root), problems)
    _collected(lambda: load.register(root), problems)
    found, wrong = pages.read_all(root / "docs", root)
    problems += wrong + _page_problems(root, found, known_anyway=_unreadable(wrong))
    problems += pictures.faults(root / "docs", root)
    site, decks = pages.apart(found)
    if framework:
        problems += [one for deck in decks.values() for one in deck_settings.check(deck, framework.workshop)]
        problems += search.lost(framework.search_words, {*found, *_unreadable(wrong)})
    names = {*found, *_unreadable(wrong)}
    documents = _collected(lambda: plans.load(root, names, vocabulary(list(found))), problems) or ()
    if problems or framework is None:
        for slug in slugs:
            _collected(lambda slug=slug: load.council(root, slug), problems)  # type: ignore[misc]
        raise GuideError(problems)
    sandbox = expand.environment({path: page.body for path, page in found.items()}, FILTERS)
    return Project(root, framework, site, sandbox, documents, files_in(root / "docs"), decks)


def files_in(docs: Path) -> frozenset[str]:
    """The files in a docs folder that are no pages, by their path there."""
    return frozenset(
        path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file() and path.suffix != ".md"
    )


def _unreadable(problems: Collection[Problem]) -> frozenset[str]:
    """Pages that exist but could not be read: a link to them is no second mistake."""
    return frozenset(problem.path.removeprefix("docs/") for problem in problems)


def _page_problems(root: Path, found: Mapping[str, Page], known_anyway: frozenset[str]) -> list[Problem]:
    words = vocabulary(includes=list(found))
    files, (site, _) = files_in(root / "docs") | known_anyway, pages.apart(found)
    return [problem for page in found.values() for problem in prose.check(page, words, site, files)]


def _collected(load_it: Callable[[], Loaded], problems: list[Problem]) -> Loaded | None:
    try:
        return load_it()
    except GuideError as error:
        problems.extend(error.problems)
        return None


def edition(project: Project, slug: str, as_of: date, *, documents: bool = True, draft: bool = False) -> Edition:
    """One council's guide on a given day; without `documents` it offers none of them.

    Raises GuideError with every problem in the council's folder, or in what its pages come to with its values.
    A `draft` does without what is not filled in yet, and says so on each page.
    """
    council = load.council(project.root, slug, draft=as_of if draft else None)
    if draft:
        project = replace(project, documents=plans.drafts(project.documents))
    poured = slots.view(council, "council", rich_text.render)
    missing = gaps.of_council(project.root, slug) if draft else ()
    poured = gaps.laid(poured, missing) if draft else poured
    palette = colour.palette(council.brand.colours if council.brand else ())
    colours = {role: Filling(shade) for role, shade in colour.typst_colours(palette).items()}
    drawn = {role: slots.token("t", f"colour.{role}") for role in colours}
    fillings = {**poured.fillings, **{drawn[role]: shade for role, shade in colours.items()}}
    own, every = _every_page(project, council, slug)
    shown = {
        path: page
        for path, page in every.items()
        if offers.wanted(poured.view, page.meta.show_if) and path not in council.hide_pages
    }
    downloads = offers.downloads(project.documents, poured.view, shown, documents=documents)
    guide = Guide(poured.view, project.framework, as_of, downloads, (), drawn, audit_file.read(project.root, slug))
    lines = {path: _lines(project, guide, page) for path, page in shown.items()}
    site, decks = pages.apart(shown)
    guide = replace(guide, pages=tuple(_linked(path, lines[path][0]) for path in site))
    asked = _Asked(missing, poured.fillings) if draft else None
    expanded, noted = _expanded(project, guide, shown, frozenset(every) - frozenset(shown), asked)
    if problems := [problem for page in expanded.values() for problem in page.problems]:
        raise GuideError(problems)
    made = Edition(slug, council, project, guide, fillings, palette, site, expanded, lines, own, draft, decks)
    return replace(made, gaps=drafts.by_page(missing, noted)) if draft else made


def _expanded(
    project: Project, guide: Guide, shown: Mapping[str, Page], hidden: frozenset[str], asked: "_Asked | None"
) -> tuple[dict[str, Expanded], dict[str, list[str]]]:
    """Each page's Markdown; and for a draft, the settings that it asked for and this council has not given."""
    expanded, noted = dict[str, Expanded](), {path: list[str]() for path in shown}
    told = {} if asked else remembered.answers(guide)
    for path, page in shown.items():
        if asked:
            seen, macros = asked.by(guide, noted[path])
            made = expanded_page(project, seen, page, macros)
        else:
            made = _remembered(project, guide, page, told)
        expanded[path] = _readable(made, path, hidden)
    return expanded, noted


def _remembered(project: Project, guide: Guide, page: Page, told: Answers) -> Expanded:
    """What a page comes to, worked out only where no council before got the same answers to what the page asks."""
    if project.pages.get(page.path, project.decks.get(page.path)) is not page:
        return expanded_page(project, guide, page)
    known: Kept[Expanded] = project.memory.setdefault(("page", page.path), Kept())
    if made := known.find(told):
        return made
    noted = dict[str, Any]()
    made = expanded_page(project, AskedGuide(guide, noted), page)
    if not made.problems:
        known.keep(noted, made)
    return made


def _every_page(project: Project, council: Council, slug: str) -> tuple[Overlays, dict[str, Page]]:
    """The council's own pages, and all pages that its guide is made from, in the order of their paths."""
    national = {**project.pages, **project.decks}
    words = vocabulary(includes=list(national))
    own = overlays.load(project.root, slug, national, words, project.files)
    wrong = hiding.wrong(project.root, slug, council.hide_pages, national, own.pages)
    length = council.workshop.minutes if council.workshop else DEFAULT_MINUTES
    wrong += deck_settings.check_own(own.pages, project.decks, project.framework.workshop, length)
    if wrong:
        raise GuideError(wrong)
    return own, dict(sorted({**national, **own.pages}.items())) if own.pages else national


@lru_cache(maxsize=PAGES_REMEMBERED)
def _readable(page: Expanded, path: str, hidden: frozenset[str]) -> Expanded:
    if not hidden:
        return page
    return replace(page, markdown=hidden_links.unlinked(page.markdown, path, hidden))


def expanded_page(
    project: Project, guide: Guide | AskedGuide, page: Page, macros: Mapping[str, expand.Macro] = MACROS
) -> Expanded:
    """The Markdown of one page for one council, and what went wrong in it."""
    made = expand.expand(page.body, page.file, page.above, guide, macros, project.sandbox, project.memory)
    return replace(made, problems=tuple(overlays.ours(one, page) for one in made.problems)) if page.origins else made


def _lines(project: Project, guide: Guide, page: Page) -> tuple[str, str]:
    """The title and description of a page with their values in place; most hold none."""
    texts = (page.meta.title, page.meta.description)
    title, description = (
        expand.expand(text, page.file, 0, guide, MACROS, project.sandbox, project.memory).markdown
        if "{" in text
        else text
        for text in texts
    )
    return title, description


def _linked(path: str, title: str) -> PageLink:
    return PageLink(title, f"site:{path.removesuffix('.md')}.html", title.removeprefix("The ").casefold())


def problems_everywhere(
    root: Path, slugs: Collection[str], as_of: date, more: Callable[[Edition], Collection[Problem]] = lambda _: ()
) -> tuple[list[Problem], int]:
    """Every problem in the framework, the pages and these councils, and how many pages were looked at.

    `more` looks at each council's guide once it is ready.
    """
    problems: list[Problem] = []
    project = _collected(lambda: open_project(root, slugs), problems)
    if project is None:
        return problems, 0
    for slug in slugs:
        made = _collected(lambda slug=slug: edition(project, slug, as_of), problems)  # type: ignore[misc]
        problems += more(made) if made else ()
    return problems, len(project.pages) + len(project.decks)
