"""Decks of slides: reads one from its page as a council has it, fits it, makes the file, and says what is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown import Markdown

from staffguide import deck_settings, drafts, overlays, slots
from staffguide.deck_settings import Settings
from staffguide.documents import drawings, slides, slides_fit, slides_proof, tree
from staffguide.documents.book import Setting
from staffguide.documents.elements import Chapter, Element, Node, Page, Tree, text
from staffguide.documents.slides_deck import NOTES, WITHOUT_BODY, Deck, Layout, Section, Slide, parted
from staffguide.documents.slides_fit import Fitted, Whose
from staffguide.expand import PIECE, put_back
from staffguide.problems import GuideError, Problem
from staffguide.slots import SLOT, View
from staffguide.workshop import DEFAULT_MINUTES
from staffguide.yaml_lines import read as read_yaml

if TYPE_CHECKING:
    from staffguide.plans import DocumentPlan
    from staffguide.project import Edition

EXTENSIONS = (
    "admonition",
    "attr_list",
    "def_list",
    "sane_lists",
    "tables",
    "toc",
    "fenced_code",
    "staffguide.plain_markdown",
)
"""What Markdown means in a deck: the same as on the pages of the site (mkdocs.yml)."""
ID = re.compile(r'\sid="[^"]*"')
SLIDE = re.compile(r'<h2\b[^>]*\bid="([^"]+)"')
CHECKED = "Titles, tables, pictures, contrast, type and words checked"
SHORT = 12
"""A setting of so few letters is not what makes a slide too long."""


@dataclass(frozen=True)
class Read:
    """A deck as its council has it, and the same as the chapter of a document, for the handout."""

    deck: Deck
    tree: Tree


def read(made: "Edition", path: str, pictures: Mapping[str, bytes]) -> Read:
    """The deck at `path`, without the slides that have nothing on them. Raises GuideError where it cannot be read."""
    page = made.decks[path]
    opening, *others = _sections(made, path, pictures)
    every = deck_settings.of(page)
    kept = [(one, held) for one, held in zip(others, _order(made, path), strict=True) if _shown(one, held)]
    parts = made.project.framework.workshop
    length = made.council.workshop.minutes if made.council.workshop else DEFAULT_MINUTES
    minutes = deck_settings.timed([held for _, held in kept], parts, every, length)
    kept = [(one, held) for one, held in kept if held.id in minutes]
    titles = {part.id: part.title for part in parts}
    first = _slide(opening, opening.notes, "text", 0, (page.file, page.above + 1))
    slides = [
        _slide(
            one,
            (*_timed(minutes[held.id], titles.get(held.part, "")), *one.notes),
            held.layout,
            minutes[held.id],
            deck_settings.place(page, held),
        )
        for one, held in kept
    ]
    headings = [opening.heading, *(one.heading for one, _ in kept)]
    content = [node for head, slide in zip(headings, (first, *slides), strict=True) for node in _on_paper(head, slide)]
    return Read(Deck(first, tuple(slides), 0, 0), Tree((Chapter(path, tuple(content)),)))


def inputs(made: "Edition", path: str) -> Iterator[str]:
    """All that decides of a deck: its page with the council's words, and the parts of the workshop."""
    expanded, page = made.expanded[path], made.decks[path]
    yield from (page.file, page.body, repr(page.meta), made.lines[path][0], expanded.markdown)
    yield from (*expanded.pieces.values(), repr(made.project.framework.workshop))
    for token, filling in sorted(made.fillings.items()):
        yield from (token, repr(filling))


def _sections(made: "Edition", path: str, pictures: Mapping[str, bytes]) -> list[Section]:
    page = made.decks[path]
    sheet = Page(path, made.lines[path][0], _html(made, path), f"{path.removesuffix('.md')}.html")
    whole, problems = tree.read([sheet], pictures)
    if problems:
        raise GuideError(overlays.ours(Problem(page.file, 1, one.field, one.message), page) for one in problems)
    found = list(parted(whole.chapters[0].content))
    if len(found) != 1 + len(_order(made, path)):
        raise GuideError([Problem(page.file, 1, "", "begin each slide with a ## heading of its own, outside all else")])
    return found


def _order(made: "Edition", path: str) -> list[Settings]:
    """The settings of the slides that this council's deck comes to, in order."""
    given = {one.id: one for one in deck_settings.of(made.decks[path])}
    return [given[id] for id in SLIDE.findall(_marked_up(made.expanded[path].markdown)) if id in given]


def _shown(one: Section, held: Settings) -> bool:
    return bool(one.body) or held.layout in WITHOUT_BODY


def _slide(one: Section, notes: tuple[Node, ...], layout: Layout, minutes: int, place: tuple[str, int]) -> Slide:
    return Slide(text(one.heading.content), one.body, notes, layout, minutes, *place)


def _on_paper(heading: Element, slide: Slide) -> tuple[Node, ...]:
    """A slide in the handout: its words, and its notes below them."""
    notes = (Element("heading", (NOTES,), level=heading.level + 1), *slide.notes) if slide.notes else ()
    return heading, *slide.body, *notes


def _timed(minutes: int, part: str) -> tuple[Node, ...]:
    """How long a slide takes, over its notes."""
    if not minutes:
        return ()
    words = (Element("strong", ("Minutes:",)), f" {minutes}. ", Element("strong", ("Part:",)), f" {part}")
    return (Element("para", words),)


@lru_cache(maxsize=64)
def _marked_up(markdown: str) -> str:
    """The HTML of a deck. Most councils share it, since their own words are still to come."""
    return Markdown(extensions=list(EXTENSIONS), extension_configs={"tables": {"use_align_attribute": True}}).convert(
        markdown
    )


def _html(made: "Edition", path: str) -> str:
    """The deck with its macros and the council's words in place, and without ids that only pages need."""
    expanded = made.expanded[path]
    pieces = {token: _without_ids(piece).replace('"site:', '"../') for token, piece in expanded.pieces.items()}
    html = put_back(_marked_up(expanded.markdown), pieces)
    _refuse_strays(html, made, path)
    html = drafts.page(html, made.fillings) if made.draft else html
    return slots.pour_html(html, made.fillings)


def _without_ids(piece: str) -> str:
    kept, aside = drawings.set_aside(piece)
    return ID.sub("", kept) if not aside else _with_drawings(ID.sub("", kept), aside)


def _with_drawings(html: str, aside: Sequence[str]) -> str:
    for number, svg in enumerate(aside):
        html = html.replace(f'<svg data-drawing="{number}"></svg>', svg)
    return html


def _refuse_strays(html: str, made: "Edition", path: str) -> None:
    strays = sorted({*PIECE.findall(html), *(set(SLOT.findall(html)) - set(made.fillings)), *slots.misplaced(html)})
    if strays:
        message = "a value or a macro stands where it cannot be filled in: put it on a line of its own"
        raise GuideError([Problem(made.decks[path].file, 1, "", f"{message} ({one})") for one in strays])


def fitted(made: "Edition", deck: Deck) -> tuple[Fitted, ...]:
    """The slides of the file. Raises GuideError with everything that does not fit."""
    made_slides, problems = slides_fit.fit(deck, _whose(made))
    if problems:
        raise GuideError(problems)
    return made_slides


def _whose(made: "Edition") -> Whose:
    """Finds the setting of the council that words come from, if they are not the deck's own."""

    def found(words: str) -> Problem | None:
        squeezed = "".join(words.split())
        for name, token in _settings(made.guide.council):
            said = "".join(made.fillings[token].text.split())
            if len(said) > SHORT and (said in squeezed or squeezed in said):
                return _setting_problem(made, name)
        return None

    return found


def _setting_problem(made: "Edition", name: str) -> Problem:
    shown = f"councils/{made.slug}/council.yml"
    file, _ = read_yaml(made.project.root / shown, shown)
    steps = [int(step) - 1 if step.isdigit() else step for step in re.findall(r"[a-z_]+|\d+", name)[1:]]
    return Problem(shown, file.line(tuple(steps)) if file else 1, name.removeprefix("council."), "")


def _settings(view: object) -> Iterator[tuple[str, str]]:
    """Every text of the council, by the name of its setting, with the slot it is shown by."""
    if isinstance(view, slots.Slot):
        yield view.path, view.token
    elif isinstance(view, View):
        for one in view._fields.values():
            yield from _settings(one)
    elif isinstance(view, tuple):
        for one in view:
            yield from _settings(one)


def make(
    made: "Edition", plan: "DocumentPlan", known: Read, setting: Setting, draw: slides.Draw
) -> tuple[bytes, int, tuple[str, ...]]:
    """The file of a deck, its number of slides, and what is wrong with it."""
    deck = sized(made, known.deck, plan)
    ready = fitted(made, deck)
    data = slides.make(deck, ready, setting, draw)
    theirs = [filling.text for filling in made.fillings.values()]
    return data, len(ready), tuple(slides_proof.prove(data, deck, setting, theirs))


def sized(made: "Edition", deck: Deck, plan: "DocumentPlan") -> Deck:
    """The deck in the type that its plan asks for, with what its title slide says of the council."""
    told = slides.furniture(made.council.name, notice(made))
    opening = replace(deck.opening, body=(*deck.opening.body, *told))
    return Deck(opening, deck.slides, plan.type_size, plan.least_size or plan.type_size)


def notice(made: "Edition") -> str:
    """What a sample or a draft says of itself."""
    return " ".join(filter(None, (drafts.NOTICE if made.draft else "", made.council.sample)))
