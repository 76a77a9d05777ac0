"""From a rendered site to a finished one: fills the slots, makes and proves the documents, and says what was made."""

from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.dates import written
from macros.numbers import counted, file_size
from staffguide import colour, output, project, question_bank, search, sheets, slots
from staffguide.documents import proof, tree, typeset
from staffguide.documents.book import Document, Setting
from staffguide.documents.elements import Page
from staffguide.documents.proof import Proof
from staffguide.expand import PIECE
from staffguide.model import Council, Download
from staffguide.problems import GuideError, Problem, found
from staffguide.project import Edition, Project
from staffguide.sheets import Sheet
from staffguide.slots import SLOT, Filling, Slot

DOWNLOADS = "downloads"
PALETTE = "assets/council.css"
SLUG = slots.token("t", "guide.council")
"""The slot of the council's id: what a tool keeps on a device is kept under it, so that two guides never mix."""
SHEET = ("store", "announce", "files", "sheet")
TOOL_SCRIPTS = {
    "checklists": (*SHEET, "checklists"),
    "worksheet": (*SHEET, "worksheet"),
    "star": ("store", "announce", "files", "word", "star"),
    "question-bank": ("announce", "question-bank"),
    "practice": ("store", "announce", "files", "practice"),
}
"""The scripts of each tool that a page may ask for, in the order that they need each other."""
SHEET_STYLES = ("controls", "tools")
TOOL_STYLES = {
    "checklists": SHEET_STYLES,
    "worksheet": SHEET_STYLES,
    "star": SHEET_STYLES,
    "question-bank": ("controls", "questions"),
    "practice": ("controls", "tools", "questions"),
}
"""The style sheets of each tool, so that no page brings along more than it shows."""


@dataclass(frozen=True)
class DocumentPlan:
    """A PDF as mkdocs.yml names it.

    `pages` are paths in docs/; one that ends in "/" means that folder's pages in the order of the site.
    """

    id: str
    title: str
    template: str
    pages: list[str]
    type_size: float
    page_limit: int


def _review(council: Council) -> str:
    dates = f"Reviewed {written(council.reviewed)}; next review {written(council.next_review)}."
    return f"Looked after by {council.owner}. {dates}"


@dataclass(frozen=True)
class Made:
    """A finished document: `size` in bytes; `validated` says whether a validator was there to pass it."""

    document: Document
    pages: int
    size: int
    validated: bool

    @property
    def detail(self) -> str:
        return f"PDF, {counted(self.pages, 'page')}, {file_size(self.size)}"

    @property
    def record(self) -> dict[str, Any]:
        """What the manifest says of it."""
        verdict = "PDF/UA-1: passed" if self.validated else "not validated: page-validation is not installed"
        return {
            "file": f"{DOWNLOADS}/{self.document.file_name}",
            "title": self.document.title,
            "pages": self.pages,
            "bytes": self.size,
            "validation": verdict,
        }


def edition(shared: Project, slug: str, as_of: date, plans: Sequence[DocumentPlan]) -> Edition:
    """One council's guide, with a download for each document. How long each turns out is not known yet: a slot."""
    downloads = tuple(
        Download(plan.title, f"site:{DOWNLOADS}/{plan.id}.pdf", Slot(_detail_token(plan.id), f"downloads.{plan.id}"))
        for plan in plans
    )
    made = project.edition(shared, slug, as_of, downloads)
    return replace(made, fillings={**made.fillings, SLUG: Filling(slug)})


def _detail_token(document: str) -> str:
    return slots.token("t", f"downloads.{document}")


def logo(made: Edition) -> Path | None:
    """The file of the council's logo."""
    return made.project.root / "councils" / made.slug / made.council.logo.file if made.council.logo else None


def frame(made: Edition) -> Hashable:
    """All that a page's frame shows beside slots: councils of one frame can share their sheets."""
    file = logo(made)
    return tuple(made.lines.items()), file and logo_path(file), bool(made.council.sample)


def logo_path(file: Path) -> str:
    """Where the logo stands in the site: the same name for every council."""
    return f"assets/council-logo{file.suffix.lower()}"


def theme_values(made: Edition) -> dict[str, Any]:
    """What the theme's templates may name."""
    file, view, facts = logo(made), made.guide.council, made.project.framework.edition
    council = {
        "name": Markup(view.name),
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
        "palette_css": PALETTE,
        "store_scope": f"{SLUG}/staff-guide/{facts.version}",
    }


def tool_scripts(tools: Sequence[str]) -> list[str]:
    """The scripts that a page's tools need, each once."""
    return list(dict.fromkeys(f"assets/tools/{name}.js" for tool in tools for name in TOOL_SCRIPTS[tool]))


def tool_styles(tools: Sequence[str]) -> list[str]:
    """The style sheets that a page's tools need, each once."""
    return list(dict.fromkeys(f"assets/tools/{name}.css" for tool in tools for name in TOOL_STYLES[tool]))


def finish(
    folder: Path, made: Edition, shared: Sequence[Sheet], plain: Mapping[str, str], plans: Sequence[DocumentPlan]
) -> dict[str, Any]:
    """Write the council's pages and documents into `folder` and give the record for its manifest.

    `shared` are the sheets of its pages in order, `plain` the pages outside the order (404) by name. Raises
    GuideError with every problem; then nothing may be published.
    """
    hidden = {_page_url(path) for path in set(made.project.pages) - set(made.pages)}
    contents = [sheets.filled(one, made.expanded[one.path].pieces, hidden) for one in shared]
    web = {one.url: sheets.web_page(one, contents) for one in contents} | dict(plain)
    _refuse_strays(web, made)
    index = search.written(contents, made.project.framework)
    documents = [_document(folder, made, contents, plan) for plan in plans]
    known = {_detail_token(one.document.id): Filling(one.detail) for one in documents}
    _pour(folder, web, index, {**made.fillings, **known})
    _write_looks(folder, made)
    question_bank.write(folder, made, DOWNLOADS)
    return _record(made, documents)


def _write_looks(folder: Path, made: Edition) -> None:
    """The council's colours and logo."""
    output.write(folder / PALETTE, colour.css(made.palette))
    if file := logo(made):
        (folder / logo_path(file)).write_bytes(file.read_bytes())


def _page_url(path: str) -> str:
    return f"{path.removesuffix('.md')}.html"


def _refuse_strays(web: Mapping[str, str], made: Edition) -> None:
    """Before anything is filled in: every slot is known and stands where it may, and every piece has been put in."""
    known = {*made.fillings, *(one.detail.token for one in made.guide.downloads)}
    problems = [
        Problem(f"docs/{name.removesuffix('.html')}.md", 1, "", message)
        for name, page in web.items()
        for message in _strays(page, known, made)
    ]
    if problems:
        raise GuideError(problems)


def _strays(page: str, known: Set[str], made: Edition) -> Iterator[str]:
    for stray in sorted({*PIECE.findall(page), *(set(SLOT.findall(page)) - known)}):
        yield f'a value was left unfilled ("{stray}"): put the macro or value on a line of its own'
    for token in slots.misplaced(page):
        filling = made.fillings[token]
        kind = "longer text needs a line of its own" if filling.block else "a link needs a web address"
        yield f"{kind} {found(filling.text)}"


def _pour(folder: Path, web: Mapping[str, str], index: str, fillings: Mapping[str, Filling]) -> None:
    for name, page in web.items():
        output.write(folder / name, slots.pour_html(page, fillings))
    output.write(folder / search.FILE, slots.pour_search(index, fillings))


def _document(folder: Path, made: Edition, contents: Sequence[Sheet], plan: DocumentPlan) -> Made:
    pages = [_poured(page, made) for page in _chosen(plan.pages, contents)]
    document = Document(
        plan.id,
        plan.title,
        plan.template,
        tuple(page.path for page in pages),
        type_size=plan.type_size,
        page_limit=plan.page_limit,
    )
    read, problems = tree.read(pages)
    if problems:
        raise GuideError(problems)
    pdf = typeset.make(document, read, _setting(made, plan), made.project.root / "overrides" / "documents")
    target = folder / DOWNLOADS / document.file_name
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(pdf)
    return _accepted(
        document, pdf, proof.prove(pdf, read, document, [filling.text for filling in made.fillings.values()])
    )


def _accepted(document: Document, pdf: bytes, proved: Proof) -> Made:
    """A PDF that fails is not published."""
    if proved.failures:
        raise GuideError(Problem(f"{DOWNLOADS}/{document.file_name}", 1, "", failure) for failure in proved.failures)
    return Made(document, proved.pages, len(pdf), proved.validated)


def _chosen(wanted: Sequence[str], contents: Sequence[Sheet]) -> list[Sheet]:
    """The pages of a document: the named ones that this council shows, a folder's in the order of the site."""
    return [page for one in wanted for page in contents if page.path == one or _in_folder(page.path, one)]


def _in_folder(path: str, wanted: str) -> bool:
    return wanted.endswith("/") and path.startswith(wanted)


def _poured(page: Sheet, made: Edition) -> Page:
    title = unescape(slots.pour_html(page.title, made.fillings))
    return Page(page.path, title, slots.pour_html(page.html, made.fillings), page.url)


def _setting(made: Edition, plan: DocumentPlan) -> Setting:
    council, facts = made.council, made.project.framework.edition
    return Setting(
        council_name=council.name,
        short_name=council.short_name,
        title=plan.title,
        edition=facts.version,
        as_of=made.guide.as_of,
        facts_checked=facts.facts_checked,
        sample=council.sample or "",
        logo=logo(made),
        logo_alt=council.logo.alt if council.logo else "",
        colours=colour.typst_colours(made.palette),
        review=_review(council),
    )


def _record(made: Edition, documents: Sequence[Made]) -> dict[str, Any]:
    facts = made.project.framework.edition
    return {
        "council": made.slug,
        "name": made.council.name,
        "edition": facts.version,
        "facts_checked": facts.facts_checked.isoformat(),
        "as_of": made.guide.as_of.isoformat(),
        "documents": [one.record for one in documents],
    }
