"""What can stand on a slide, read off the tree of a document. What has no form there is refused, never dropped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from staffguide.documents.elements import Element, Node, text

Kind = Literal["text", "bullet", "number", "label"]
Refuse = Callable[[str], None]
STAGES, SCALE, PRINCIPLES, CARE_ACT = "sg-stages", "sg-rating-scale", "sg-principles", "sg-care-act"
HEADS = frozenset({"admonition-title", "legend", "summary", "sg-stage__label", "sg-stage__title"})
"""Classes of paragraphs that name what follows them."""
FIGCAPTION = "figcaption"
"""The class of a caption: it names a drawing, and goes where the drawing goes."""
DEEPEST = 2
"""Levels of lists that a slide can show."""


@dataclass(frozen=True)
class Run:
    """Words of one look. `url` is set where they are a link."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Para:
    """A paragraph. `number` counts the items of a numbered list; `joined` keeps it on the slide of the next one."""

    runs: tuple[Run, ...]
    kind: Kind = "text"
    depth: int = 0
    number: int = 0
    joined: bool = False
    quiet: bool = False
    """A paragraph within an item: it stands under the item's words and has no mark of its own."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).replace("\v", " ")


@dataclass(frozen=True)
class Words:
    """Paragraphs that stand below each other."""

    paras: tuple[Para, ...]


@dataclass(frozen=True)
class Cell:
    paras: tuple[Para, ...]
    header: bool = False
    across: int = 1
    down: int = 1
    right: bool = False


@dataclass(frozen=True)
class Grid:
    """A table. Its caption is told as the words of the table, since the slide's title stands over it."""

    caption: str
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    columns: int
    widths: tuple[float, ...] = ()
    """Of the columns, in points, once they are settled: a table that goes on over slides keeps them."""


@dataclass(frozen=True)
class Boxes:
    """Pairs of a name and a few words, drawn as boxes; `joined` where an arrow leads from each to the next."""

    pairs: tuple[tuple[Para, Para], ...]
    joined: bool
    alt: str


@dataclass(frozen=True)
class Bars:
    """Bands on a scale, drawn as a chart beside its table. A band has a name, its lowest and its highest value."""

    bands: tuple[tuple[str, int, int], ...]
    alt: str
    table: Grid


@dataclass(frozen=True)
class Picture:
    alt: str
    svg: str = ""
    data: bytes = b""


Part: TypeAlias = Words | Grid | Boxes | Bars | Picture


def read(nodes: tuple[Node, ...], refuse: Refuse) -> tuple[Part, ...]:
    """The parts of a slide's body in order. Words that follow each other are one part."""
    made: list[Part] = []
    for part in _parts(nodes, refuse):
        if isinstance(part, Words) and made and isinstance(made[-1], Words):
            made[-1] = Words(made[-1].paras + part.paras)
        elif not isinstance(part, Words) or part.paras:
            made.append(part)
    return tuple(made)


def paras(nodes: tuple[Node, ...], refuse: Refuse) -> tuple[Para, ...]:
    """Content that may hold words alone: notes, and the cells of tables."""
    kept: list[Para] = []
    for part in read(nodes, refuse):
        if isinstance(part, Words):
            kept += part.paras
        else:
            refuse("keep tables and drawings out of notes and out of the cells of tables")
    return tuple(kept)


def _parts(nodes: tuple[Node, ...], refuse: Refuse) -> Iterator[Part]:
    for node in nodes:
        if isinstance(node, str):
            raise ValueError(f"words outside a block: {node!r}")
        if STAGES in node.classes:
            yield from _stages(node, refuse)
        elif SCALE in node.classes:
            yield from _scale(node, refuse)
        elif PRINCIPLES in node.classes or CARE_ACT in node.classes:
            yield _tiles(node, refuse)
        elif node.role in {"group", "quote"}:
            yield from _parts(node.content, refuse)
        elif node.role == "table":
            yield _grid(node, refuse)
        elif node.role == "picture":
            yield from _picture(node, refuse)
        else:
            yield Words(tuple(_words(node, refuse, 0)))


def _words(node: Node, refuse: Refuse, depth: int) -> Iterator[Para]:
    """The paragraphs of a block of words, of a list, of a callout or of a description list."""
    if isinstance(node, str):
        raise ValueError(f"words outside a block: {node!r}")
    if node.role in {"para", "run", "code"}:
        runs = tuple(_runs(node.content, Run("", lang=node.lang)))
        head = bool(HEADS.intersection(node.classes))
        yield _para(tuple(replace(run, bold=True) for run in runs) if head else runs, depth, label=head)
    elif node.role == "term":
        yield _para(tuple(_runs(node.content, Run("", bold=True))), depth, label=True)
    elif node.role == "list":
        yield from _items(node, refuse, depth)
    elif node.role in {"group", "callout", "quote", "terms", "description"}:
        for one in node.content:
            yield from _words(one, refuse, depth)
    elif node.role != "rule":
        refuse(
            f"slides cannot show this here: write it as a paragraph or a list (found {SHOWN.get(node.role, node.role)})"
        )


SHOWN = {"heading": "a heading within a slide", "blank": "room to write in", "table": "a table within a list"}


def _para(runs: tuple[Run, ...], depth: int, *, label: bool = False) -> Para:
    words = "".join(run.text for run in runs)
    kind: Kind = "label" if label else "text"
    return Para(runs, kind, depth, joined=label or words.rstrip().endswith(":"), quiet=depth > 0)


def _items(node: Element, refuse: Refuse, depth: int) -> Iterator[Para]:
    if depth >= DEEPEST:
        refuse("a slide shows lists of two levels at most: make the list flatter")
    for number, item in enumerate(node.content, node.start):
        if not isinstance(item, Element):
            continue
        first = True
        for one in item.content:
            for para in _words(one, refuse, depth + 1):
                own = first and para.quiet and para.kind != "bullet"
                if own:
                    kind: Kind = "number" if node.ordered else "bullet"
                    para = replace(para, kind=kind, depth=depth, number=number, quiet=False)
                first = False
                yield para


BOLD = {"strong", "marked"}


def _runs(nodes: tuple[Node, ...], look: Run) -> Iterator[Run]:
    for node in nodes:
        if isinstance(node, str):
            yield replace(look, text=node)
        elif node.role == "break":
            yield replace(look, text="\v")
        elif node.role == "tick":
            yield replace(look, text="\N{BALLOT BOX} ")
        elif node.role == "blank":
            yield replace(look, text=" ______ ")
        else:
            bold, italic = look.bold or node.role in BOLD, look.italic or node.role == "emphasis"
            more = Run("", bold, italic, node.url or look.url, node.lang or look.lang)
            yield from _runs(node.content, more)


def _grid(node: Element, refuse: Refuse) -> Grid:
    held = {part.role: part for part in node.content if isinstance(part, Element)}
    caption = text(held["caption"].content) if "caption" in held else ""
    head, body = (tuple(_row(row, refuse) for row in _elements(held[name])) for name in ("head", "body"))
    return Grid(caption, head, body, node.columns)


def _row(row: Element, refuse: Refuse) -> tuple[Cell, ...]:
    return tuple(
        Cell(paras(cell.content, refuse), bool(cell.header), cell.across, cell.down, cell.right)
        for cell in _elements(row)
    )


def _elements(node: Element) -> list[Element]:
    return [one for one in node.content if isinstance(one, Element)]


def _stages(node: Element, refuse: Refuse) -> Iterator[Part]:
    """The flow of the stages; the details of each, where they are given, come after it as words."""
    pairs, details = [], list[Para]()
    for item in _elements(node):
        title, short, *more = item.content
        heads = [next(iter(_words(one, refuse, 0))) for one in (title, short)]
        heads[0] = replace(heads[0], runs=_marked(heads[0].runs))
        pairs.append((heads[0], heads[1]))
        if more:
            details += [replace(heads[0], joined=True), *(para for one in more for para in _words(one, refuse, 0))]
    names = "; ".join(f"{number}. {title.text}" for number, (title, _) in enumerate(pairs, 1))
    yield Boxes(tuple(pairs), joined=True, alt=f"A flow of {len(pairs)} steps, each leading to the next: {names}")
    yield Words(tuple(details))


def _marked(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The name of a stage, with the mark of the one that is reached on a line of its own."""
    first, *mark = runs
    return (first, replace(mark[-1], text=f"\v{mark[-1].text}")) if mark else runs


def _tiles(node: Element, refuse: Refuse) -> Part:
    """The boxes of a drawing, from the list that it was drawn from. Where that has no names it stays a list."""
    lists = [one for one in _elements(node) if one.role in {"list", "terms"}]
    if not lists:
        refuse("this drawing has no list beside it to show")
        return Words(())
    if lists[0].role == "list":
        return Words(tuple(_items(lists[0], refuse, 0)))
    words = list(_words(lists[0], refuse, 0))
    pairs = tuple(zip(words[::2], words[1::2], strict=True))
    names = ", ".join(title.text for title, _ in pairs)
    return Boxes(pairs, joined=False, alt=f"{_named(node)}: {names}")


def _named(node: Element) -> str:
    """The caption of the drawing that stands in a group: the words for what takes its place."""
    for one in _elements(node):
        if FIGCAPTION in one.classes:
            return text(one.content)
        if found := _named(one):
            return found
    return ""


def _scale(node: Element, refuse: Refuse) -> Iterator[Part]:
    table = next((_grid(one, refuse) for one in _elements(node) if one.role == "table"), None)
    if table is None:
        refuse("the scale has no table beside it to show")
        return
    bands = []
    for name, values in ((row[0].paras[0].text, row[1].paras[0].text) for row in table.body):
        lowest, highest = (int(word) for word in values.split() if word.isdigit())
        bands.append((name, lowest, highest))
    told = "; ".join(f"{name} from {low} to {high} per cent" for name, low, high in bands)
    yield Bars(tuple(bands), f"{_named(node)}: {told}", table)


def _picture(node: Element, refuse: Refuse) -> Iterator[Picture]:
    """A picture. A drawing that repeats the list beside it is left to the list."""
    if node.alt and node.svg:
        refuse("slides have no form of this drawing that can be edited: use the list or the table that says the same")
    elif node.alt:
        yield Picture(node.alt, data=node.data)
