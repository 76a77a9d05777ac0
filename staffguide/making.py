"""Makes the documents of one council's guide: chooses their pages, sets and proves them, and says what was made."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

from macros import MACROS
from macros.numbers import counted, file_size
from staffguide import colour, decks, drafts, expand, overlays, plans, reuse, slots
from staffguide.documents import folding, large_print, proof, tree, typeset, word, word_proof
from staffguide.documents.book import Document, Setting
from staffguide.documents.elements import Page, Tree
from staffguide.expand import put_back
from staffguide.offers import download_token
from staffguide.plans import FILE, FOLDER, DocumentPlan
from staffguide.problems import GuideError, Problem
from staffguide.project import Edition
from staffguide.reuse import Last
from staffguide.sheets import Sheet
from staffguide.slots import Filling

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".svg"})


@dataclass(frozen=True)
class Made:
    """A finished document. `pages` is 0 where every reader's own settings decide; `checked` says what was proved."""

    plan: DocumentPlan
    pages: int
    size: int
    checked: str
    edition: str
    made_from: str

    @property
    def fillings(self) -> dict[str, Filling]:
        """What the guide says of it, by slot."""
        pages = counted(self.pages, "slide" if self.plan.kind == "slides" else "page") if self.pages else ""
        said = {
            "detail": ", ".join(filter(None, (self.plan.format, pages, file_size(self.size)))),
            "pages": str(self.pages) if self.pages else "as you set it",
            "size": file_size(self.size),
            "checked": self.checked,
        }
        return {download_token(self.plan.id, name): Filling(text) for name, text in said.items()}

    @property
    def record(self) -> dict[str, Any]:
        """What the manifest says of it."""
        return {
            "file": f"{FOLDER}/{self.plan.file_name}",
            "title": self.plan.name,
            "format": self.plan.format,
            "pages": self.pages or None,
            "bytes": self.size,
            "edition": self.edition,
            "validation": self.checked,
            reuse.KEY: self.made_from,
        }


@dataclass(frozen=True)
class _Shop:
    """One council's guide and its finished pages, and the trees that several documents share."""

    made: Edition
    contents: Sequence[Sheet]
    pictures: Mapping[str, bytes]
    trees: dict[tuple[tuple[str, ...], str | None], Tree] = field(default_factory=dict)
    slides: dict[str, decks.Read] = field(default_factory=dict)
    pages: dict[tuple[tuple[str, ...], str | None], list[Page]] = field(default_factory=dict)

    @property
    def templates(self) -> Path:
        return self.made.project.root / plans.TEMPLATES

    @property
    def theirs(self) -> list[str]:
        return [filling.text for filling in self.made.fillings.values()]


def make(folder: Path, made: Edition, contents: Sequence[Sheet], before: Last) -> list[Made]:
    """Every document that this council offers, written under `folder`, or taken from what the last build left.

    Raises GuideError where one cannot be published.
    """
    shop, offered = _Shop(made, contents, pictures(made)), {one.id for one in made.guide.downloads if one.offered}
    chosen = [plan for plan in made.project.documents if plan.id in offered]
    if chosen:
        (folder / FOLDER).mkdir(exist_ok=True)
    return [_made(folder, shop, plan, before) for plan in chosen]


def _made(folder: Path, shop: _Shop, plan: DocumentPlan, before: Last) -> Made:
    made_from, edition = reuse.digest(_inputs(shop, plan)), shop.made.project.framework.edition.version
    name = f"{FOLDER}/{plan.file_name}"
    if said := reuse.taken(before, name, made_from, folder):
        count = said.get("slides", said.get("pages")) or 0
        return Made(plan, count, said["bytes"], said["validation"], edition, made_from)
    data, pages, checked = MAKERS[plan.kind](shop, plan, _tree(shop, plan))
    (folder / name).write_bytes(data)
    return Made(plan, pages, len(data), checked, edition, made_from)


def _inputs(shop: _Shop, plan: DocumentPlan) -> Iterator[str | bytes]:
    """All that decides of a document's bytes, and of whether it may be published."""
    around = setting(shop.made, plan.title)
    yield from (reuse.tools(shop.templates), repr(plan), repr(replace(around, logo=None)), repr(shop.made.draft))
    yield around.logo.read_bytes() if around.logo else b""
    for name, data in shop.pictures.items():
        yield from (name, data)
    if plan.slides:
        yield from decks.inputs(shop.made, plan.slides)
        return
    for page in _pages(shop, plan):
        yield from (page.path, page.title, page.html, page.url)


Finished = tuple[bytes, int, str]
"""The file, its pages, and what was proved of it."""


def _pdf(shop: _Shop, plan: DocumentPlan, content: Tree, title: str = "") -> Finished:
    document = _document(plan, title or plan.name)
    content = large_print.fitting(content, plan.type_size)
    data = typeset.make(document, content, setting(shop.made, document.title), shop.templates)
    # What stands in a draft for missing words may be longer than they will be: its pages are not counted.
    held = replace(document, page_limit=0) if shop.made.draft else document
    proved = proof.prove(data, content, held, shop.theirs)
    if held.page_limit and proved.pages > held.page_limit:
        raise GuideError([_too_long(shop.made, plan, proved.pages)])
    _accept(plan, proved.failures)
    return data, proved.pages, "Passed PDF/UA-1" if proved.validated else "Not validated: page-validation is missing"


LONGEST_NAMED = 3


def _too_long(made: Edition, plan: DocumentPlan, pages: int) -> Problem:
    """The national words fit, so what is too long is the council's own: say which of its settings say most."""
    sizes = Counter[str]()
    for name, value in made.council.model_dump(mode="json", exclude_none=True).items():
        sizes[name] = len(str(value))
    longest = ", ".join(name for name, _ in sizes.most_common(LONGEST_NAMED))
    message = f'"{plan.name}" comes to {pages} pages, and {plan.page_limit} fit: shorten the longest of your settings'
    return Problem(f"councils/{made.slug}/council.yml", 1, "", f"{message} ({longest})")


def _folded(shop: _Shop, plan: DocumentPlan, content: Tree) -> Finished:
    booklet, pages, _ = _pdf(shop, plan, content, plan.title)
    sheets = folding.fold(booklet, plan.name)
    _accept(plan, tuple(folding.prove(sheets, pages)))
    return sheets, len(folding.order(pages)), "For printing only, outside PDF/UA: order of pages checked"


def _word(shop: _Shop, plan: DocumentPlan, content: Tree) -> Finished:
    draw = partial(typeset.as_png, templates=shop.templates)
    data = word.make(content, setting(shop.made, plan.title), draw, cover=plan.cover)
    _accept(plan, tuple(word_proof.prove(data, content, plan.title, shop.theirs)))
    return data, 0, "Headings, lists, tables, pictures and words checked"


def _slides(shop: _Shop, plan: DocumentPlan, _: Tree) -> Finished:
    draw, known = partial(typeset.as_png, templates=shop.templates), shop.slides[plan.made_of[0]]
    data, count, failures = decks.make(shop.made, plan, known, setting(shop.made, plan.name), draw)
    _accept(plan, failures)
    return data, count, decks.CHECKED


def unfit_slides(made: Edition) -> list[Problem]:
    """What no slide of this council's decks can hold: the check tells it without making the files."""
    offered, problems = {one.id for one in made.guide.downloads if one.offered}, list[Problem]()
    for plan in made.project.documents:
        if plan.kind == "slides" and plan.id in offered:
            try:
                known = decks.read(made, plan.made_of[0], pictures(made))
                decks.fitted(made, decks.sized(made, known.deck, plan))
            except GuideError as error:
                problems += error.problems
    return problems


MAKERS = {"pdf": _pdf, "folded": _folded, "word": _word, "slides": _slides}


def _accept(plan: DocumentPlan, failures: Collection[str]) -> None:
    """A document that fails is not published."""
    if failures:
        raise GuideError(Problem(f"{FOLDER}/{plan.file_name}", 1, "", failure) for failure in failures)


def _document(plan: DocumentPlan, title: str) -> Document:
    return Document(
        plan.id,
        title,
        plan.template,
        paper=plan.paper,
        type_size=plan.type_size,
        least_size=plan.least_size or 0,
        cover=plan.cover,
        new_pages=plan.new_pages,
        page_limit=plan.page_limit,
    )


def _tree(shop: _Shop, plan: DocumentPlan) -> Tree:
    """What the document is made of. Several documents of the same pages share one."""
    key = plan.made_of, plan.macro
    if plan.slides and key not in shop.trees:
        shop.slides[plan.slides] = decks.read(shop.made, plan.slides, shop.pictures)
        shop.trees[key] = shop.slides[plan.slides].tree
    if key not in shop.trees:
        read, problems = tree.read(_pages(shop, plan), shop.pictures)
        if problems:
            raise GuideError(problems)
        shop.trees[key] = read
    return shop.trees[key]


def _pages(shop: _Shop, plan: DocumentPlan) -> list[Page]:
    key = plan.made_of, plan.macro
    if key not in shop.pages:
        shop.pages[key] = [_from_macro(shop.made, plan)] if plan.macro else _chosen(shop, plan.pages)
    return shop.pages[key]


def pictures(made: Edition) -> dict[str, bytes]:
    """The pictures that stand on pages, the council's own before the national ones, by their place in the site."""
    docs = made.project.docs
    national = [path for path in sorted(docs.rglob("*")) if path.suffix.lower() in PICTURES]
    shared = {path.relative_to(docs).as_posix(): path.read_bytes() for path in national}
    own = {name: (overlays.folder(made.project.root, made.slug) / name).read_bytes() for name in made.own.pictures}
    return shared | own


def _chosen(shop: _Shop, wanted: Sequence[str]) -> list[Page]:
    """The pages that this council shows, as they are named; a folder's in the order of the site."""
    kept = [page for one in wanted for page in shop.contents if plans.holds(one, page.path)]
    return [_poured(page, shop.made.fillings) for page in kept]


def _poured(page: Sheet, fillings: Mapping[str, Filling]) -> Page:
    title = unescape(slots.pour_html(page.title, fillings))
    return Page(page.path, title, slots.pour_html(page.html, fillings), page.url)


def _from_macro(made: Edition, plan: DocumentPlan) -> Page:
    """A page that is not in the site: the title and what the macro gives."""
    source = f"{{{{ {plan.macro} }}}}"
    expanded = expand.expand(source, FILE, 0, made.guide, MACROS, made.project.sandbox, made.project.memory)
    if expanded.problems:
        raise GuideError(expanded.problems)
    html = put_back(expanded.markdown, expanded.pieces)
    html = slots.pour_html(drafts.page(html, made.fillings) if made.draft else html, made.fillings)
    return Page(FILE, plan.title, html, FILE)


def setting(made: Edition, title: str) -> Setting:
    """What stands around the pages of a council's documents."""
    council, facts = made.council, made.project.framework.edition
    return Setting(
        council_name=council.name,
        short_name=council.short_name,
        title=title,
        edition=facts.version,
        as_of=made.guide.as_of,
        facts_checked=facts.facts_checked,
        sample=decks.notice(made),
        mark="Draft" if made.draft else "Sample",
        logo=logo(made),
        logo_alt=council.logo.alt if council.logo else "",
        colours=colour.typst_colours(made.palette),
        review=_review(made),
    )


def logo(made: Edition) -> Path | None:
    """The file of the council's logo."""
    return made.project.root / "councils" / made.slug / made.council.logo.file if made.council.logo else None


def _review(made: Edition) -> str:
    reviewed, again = (made.fillings[slots.token("t", f"guide.{name}")].text for name in ("reviewed", "next_review"))
    return f"Looked after by {made.council.owner}. Reviewed {reviewed}; next review {again}."
