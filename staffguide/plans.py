"""The documents that readers can take away, as editors list them in documents.yml, checked before anything is made."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from staffguide import expressions, yaml_lines
from staffguide.drafts import MARK, marked
from staffguide.explain import problems_in
from staffguide.expressions import Vocabulary
from staffguide.pages import DECKS
from staffguide.problems import GuideError, Problem, did_you_mean, found
from staffguide.records import Id, Record, Text, ask
from staffguide.yaml_lines import YamlFile

FILE = "documents.yml"
FOLDER = "downloads"
TEMPLATES = Path("overrides") / "documents"
Kind = Literal["pdf", "folded", "word", "slides"]
SUFFIX: Mapping[Kind, str] = {"pdf": ".pdf", "folded": ".pdf", "word": ".docx", "slides": ".pptx"}
CARRIES: Mapping[Kind, str] = {
    "pdf": "PDF",
    "folded": "PDF to print and fold",
    "word": "Word",
    "slides": "PowerPoint",
}
"""What to call each kind of file."""


class DocumentPlan(Record):
    """One document. It is made of pages of the site, of a deck, or of what one macro gives; never of own words."""

    id: Id = ask("give the name of its file, without the ending", "when-the-cqc-is-here")
    title: Text = ask("give the title that stands on its cover", "When the CQC is here", max_length=80)
    about: Text = ask("say in a sentence whom it is for", "One page for the noticeboard.", max_length=200)
    form: Text | None = ask("say which form of it this is, where there are several", "large print", default=None)
    pages: tuple[Text, ...] = ask("list its pages as paths in docs/; a folder ends in /", "[guide/]", default=())
    macro: Text | None = ask("or name the macro that makes its content", "question_cards('theme')", default=None)
    slides: Text | None = ask("or name the deck in docs/slides/", "slides/scrutiny-briefing.md", default=None)
    saved_as: Id | None = ask("give the name of its file where that is not its id", "scrutiny-briefing", default=None)
    template: Text = ask(
        "name the file in overrides/documents/ that gives it its look", "booklet.typ", default="booklet.typ"
    )
    kind: Kind = ask(
        "say what to make: pdf; folded, which is A4 sheets that fold into a booklet; word; or slides, for PowerPoint",
        "pdf",
        default="pdf",
    )
    paper: Literal["a4", "a5"] = ask("choose the size of a page", "a4", default="a4")
    type_size: Annotated[float, Field(ge=12, le=36)] = ask(
        "give the size of the type in points, from 12 to 36", "18", default=12
    )
    cover: bool = ask("say whether it has a cover and a contents page", "no", default=True)
    new_pages: bool = ask("say whether each chapter begins on a new page", "no", default=True)
    page_limit: Annotated[int, Field(ge=0)] = ask(
        "give the number of pages that it must not pass, or 0 for none", "24", default=0
    )
    least_size: Annotated[float, Field(ge=12, le=24)] | None = ask(
        "say how small its type may become to keep to its pages", "12", default=None
    )
    show_if: Text | None = ask(
        "name the setting that must be filled for it to be made", "council.features.practice", default=None
    )

    @model_validator(mode="after")
    def _made_of_one_thing(self) -> "DocumentPlan":
        if sum(map(bool, (self.pages, self.macro, self.slides))) != 1:
            raise ValueError("pages_or_macro")
        if self.kind == "slides" and not self.slides:
            raise ValueError("slides_of_a_deck")
        return self

    @property
    def made_of(self) -> tuple[str, ...]:
        """The pages or the deck that it is made of."""
        return (self.slides,) if self.slides else self.pages

    @property
    def name(self) -> str:
        """The title, and which form of it this is."""
        return f"{self.title}, {self.form}" if self.form else self.title

    @property
    def file_name(self) -> str:
        return (self.saved_as or self.id) + SUFFIX[self.kind]

    @property
    def format(self) -> str:
        return CARRIES[self.kind]


class DraftPlan(DocumentPlan):
    """A document of a draft: its title and the name of its file say so."""

    @property
    def file_name(self) -> str:
        return f"{self.saved_as or self.id}-{MARK}{SUFFIX[self.kind]}"


def drafts(plans: Collection[DocumentPlan]) -> tuple[DocumentPlan, ...]:
    """The same documents as a draft has them."""
    return tuple(DraftPlan.model_construct(**{**dict(plan), "title": marked(plan.title)}) for plan in plans)


@dataclass(frozen=True)
class _Known:
    """What the list may name."""

    root: Path
    pages: Collection[str]
    words: Vocabulary


def load(root: Path, pages: Collection[str], words: Vocabulary) -> tuple[DocumentPlan, ...]:
    """Every document in the order of the file. Raises GuideError with every problem in it."""
    file, problems = yaml_lines.read(root / FILE, FILE)
    if file is None or problems:
        raise GuideError(problems)
    entries = file.data.get("documents") if isinstance(file.data, dict) else None
    if not isinstance(entries, list) or set(file.data) != {"documents"}:
        raise GuideError([Problem(FILE, 1, "documents", "list the documents under this name, and nothing else")])
    plans = [plan for n, entry in enumerate(entries) for plan in _one(file, n, entry, problems)]
    lines = {plan.id: file.line(("documents", n)) for n, plan in enumerate(plans)} if not problems else {}
    known = _Known(root, pages, words)
    problems += [] if problems else [one for plan in plans for one in _wrong(plan, lines[plan.id], known)]
    problems += _twice(plans)
    if problems:
        raise GuideError(problems)
    return tuple(plans)


def _one(file: YamlFile, n: int, entry: object, problems: list[Problem]) -> Iterator[DocumentPlan]:
    try:
        yield DocumentPlan.model_validate(entry)
    except ValidationError as error:
        problems.extend(problems_in(error, file, DocumentPlan, ("documents", n)))


def _twice(plans: Collection[DocumentPlan]) -> Iterator[Problem]:
    """Two documents of one name would overwrite each other."""
    for names in ([plan.id for plan in plans], [plan.file_name for plan in plans if plan.saved_as]):
        for name, times in Counter(names).items():
            if times > 1:
                yield Problem(FILE, 1, "id", f"give each document a name of its own {found(name)}")


def _wrong(plan: DocumentPlan, line: int, known: _Known) -> Iterator[Problem]:
    """What the document names and nobody has."""
    templates = {path.name for path in (known.root / TEMPLATES).glob("*.typ")} - {"base.typ"}
    if plan.template not in templates:
        advice = f'there is no template "{plan.template}": {did_you_mean(plan.template, templates)}'
        yield Problem(FILE, line, f"{plan.id}: template", advice)
    if plan.slides and not plan.slides.startswith(DECKS):
        yield Problem(FILE, line, f"{plan.id}: slides", f"a deck stands in docs/{DECKS} {found(plan.slides)}")
    for path in plan.made_of:
        if not any(holds(path, page) for page in known.pages):
            yield Problem(FILE, line, f"{plan.id}: pages", f'no page "{path}": {did_you_mean(path, known.pages)}')
    if plan.macro:
        yield from expressions.check(f"{{{{ {plan.macro} }}}}", known.words, FILE, line - 1)
    if plan.show_if:
        yield from expressions.check(f"{{% if {plan.show_if} %}}{{% endif %}}", known.words, FILE, line - 1)


def holds(wanted: str, page: str) -> bool:
    """Whether a page is meant: by its own path, or by that of its folder with a stroke at the end."""
    return page == wanted or (wanted.endswith("/") and page.startswith(wanted))
