"""From a rendered site to a finished one: fills the slots, makes and proves the documents, and says what was made."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.dates import written
from macros.numbers import counted, file_size
from staffguide import project, slots
from staffguide.documents import Document, Page, Proof, Setting, make
from staffguide.expand import PIECE
from staffguide.model import Download
from staffguide.problems import GuideError, Problem
from staffguide.project import Edition, Project
from staffguide.slots import SLOT, Filling, Slot

SITE_ADDRESS = re.compile(r'((?:href|src)=")site:([^"]*)"')
"""How a macro names a file of the site: from its root, since a macro does not know which page it stands in."""
DOWNLOADS = "downloads"


@dataclass(frozen=True)
class DocumentPlan:
    """A PDF as mkdocs.yml names it. `pages` are paths in docs/; one that ends in "/" means that folder's pages in order."""

    id: str
    title: str
    template: str
    pages: list[str]
    type_size: float
    page_limit: int


@dataclass(frozen=True)
class Rendered:
    """A page's finished content, with its slots still to be filled."""

    path: str
    title: str
    html: str
    url: str


def edition(shared: Project, slug: str, as_of: date, plans: Sequence[DocumentPlan]) -> Edition:
    """One council's guide, with a download for each document. How long each turns out is not known yet: a slot."""
    downloads = tuple(
        Download(plan.title, f"site:{DOWNLOADS}/{plan.id}.pdf", Slot(slots.token("t", f"downloads.{plan.id}"), plan.id))
        for plan in plans
    )
    return project.edition(shared, slug, as_of, downloads)


def relative(html: str, url: str) -> str:
    """The addresses that macros gave from the site's root, as seen from one page."""
    up = "../" * url.count("/")
    return SITE_ADDRESS.sub(lambda found: f'{found[1]}{up}{found[2]}"', html)


def logo(made: Edition) -> Path | None:
    """The file of the council's logo."""
    return made.project.root / "councils" / made.slug / made.council.logo.file if made.council.logo else None


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
    guide = {"title": facts.title, "version": facts.version, "facts_checked": written(facts.facts_checked), "as_of": written(made.guide.as_of)}
    return {"council": council, "guide": guide, "sample_notice": Markup(view.sample) if view.sample else "", "palette_css": "assets/council.css"}


def finish(folder: Path, made: Edition, contents: Mapping[str, Rendered], plans: Sequence[DocumentPlan], templates: Path) -> dict[str, Any]:
    """Finish the site in `folder` and give the record for its manifest. Raises GuideError; nothing is published then."""
    _drop_unused(folder)
    _refuse_strays(folder, made)
    proofs = [_document(folder, made, contents, plan, templates) for plan in plans]
    known = {slots.token("t", f"downloads.{plan.id}"): Filling(_detail(proof)) for plan, proof in zip(plans, proofs, strict=True)}
    _pour(folder, {**made.fillings, **known})
    return _record(made, plans, proofs)


def _drop_unused(folder: Path) -> None:
    """A site map is for search engines on the open web and needs a full address: this site has neither."""
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (folder / name).unlink(missing_ok=True)


def _pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def _refuse_strays(folder: Path, made: Edition) -> None:
    """Before anything is filled in: every slot is known and stands where it may, and every piece has been put in."""
    problems: list[Problem] = []
    known = {token.split("//")[-1] for token in made.fillings} | {slots.token("t", f"downloads.{one.href[15:-4]}") for one in made.guide.downloads}
    for file in _pages(folder):
        text, name = file.read_text(encoding="utf-8"), file.relative_to(folder).as_posix()
        for stray in {*PIECE.findall(text), *(found for found in SLOT.findall(text) if found.split("//")[-1] not in known)}:
            problems.append(Problem(name, 1, "", f'a value was left unfilled ("{stray}"): put the macro or value on a line of its own'))
        for token in slots.misplaced(text):
            problems.append(Problem(name, 1, "", f"{_path_of(token, made)} cannot stand here: longer text needs a line of its own, and a link needs a web address"))
    if problems:
        raise GuideError(problems)


def _path_of(token: str, made: Edition) -> str:
    filling = made.fillings.get(token) or made.fillings.get(f"https://{token}")
    return f'the text "{filling.text[:40]}"' if filling else "a value"


def _pour(folder: Path, fillings: Mapping[str, Filling]) -> None:
    for file in _pages(folder):
        file.write_text(slots.pour_html(file.read_text(encoding="utf-8"), fillings), encoding="utf-8")
    for file in folder.glob("search/*.json"):
        file.write_text(slots.pour_search(file.read_text(encoding="utf-8"), fillings), encoding="utf-8")


def _document(folder: Path, made: Edition, contents: Mapping[str, Rendered], plan: DocumentPlan, templates: Path) -> Proof:
    pages = [_poured(contents[path], made) for path in _in_order(plan.pages, contents)]
    document = Document(plan.id, plan.title, plan.template, tuple(page.path for page in pages), type_size=plan.type_size, page_limit=plan.page_limit)
    pdf, proof = make(document, pages, _setting(made, plan), templates / "documents")
    target = folder / DOWNLOADS / document.file_name
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(pdf)
    return replace(proof, size=len(pdf))


def _in_order(wanted: Sequence[str], contents: Mapping[str, Rendered]) -> list[str]:
    """The pages of a document: the named ones that this council shows, a folder's in the order of the site."""
    return [path for one in wanted for path in contents if path == one or (one.endswith("/") and path.startswith(one))]


def _poured(page: Rendered, made: Edition) -> Page:
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
        colours=made.guide.drawing_colours,
        review=f"Looked after by {council.owner}. Reviewed {written(council.reviewed)}; next review {written(council.next_review)}.",
    )


def _detail(proof: Proof) -> str:
    return f"PDF, {counted(proof.pages, 'page')}, {file_size(proof.size)}"


def _record(made: Edition, plans: Sequence[DocumentPlan], proofs: Sequence[Proof]) -> dict[str, Any]:
    facts = made.project.framework.edition
    return {
        "council": made.slug,
        "edition": facts.version,
        "facts_checked": facts.facts_checked.isoformat(),
        "as_of": made.guide.as_of.isoformat(),
        "documents": [
            {"file": f"{DOWNLOADS}/{plan.id}.pdf", "title": plan.title, "pages": proof.pages, "bytes": proof.size, "checked": proof.verdict}
            for plan, proof in zip(plans, proofs, strict=True)
        ],
    }
