"""Writes a tree as a Word file with real styles, headings, lists, header rows and links, and words for pictures."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

import docx
from docx.document import Document as WordDocument
from docx.shared import Cm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from staffguide.documents import drawings, word_inline, word_picture
from staffguide.documents.book import Setting
from staffguide.documents.elements import Element, Node, Tree, text
from staffguide.documents.word_inline import Marks
from staffguide.documents.word_styles import (
    BULLETS,
    CALLOUT,
    CONTINUE,
    LABEL,
    NUMBERS,
    TICKS,
    form_page,
    new_list,
    prepare,
    share_width,
)

Draw = Callable[[str], bytes]
"""Makes pixels of a drawing: Word on a phone shows no other pictures."""
WIDTH = Cm(16)
LABELS = {"admonition-title", "legend", "summary", "sg-stage__label"}
"""Classes of paragraphs that name what follows them."""
SHARE, RECORD = "sg-share-", "sg-record"
"""How much room a column has beside the others; a table that is there to be written in."""
EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class _Place:
    """Where in the file words go: into which part, in which style, and how deep in lists."""

    file: WordDocument
    into: WordDocument | _Cell
    draw: Draw
    marks: Marks
    styles: Mapping[str, str]
    style: str = "Normal"
    depth: int = 0

    def paragraph(self, style: str = "") -> Paragraph:
        made = self.into.add_paragraph()
        # By its id: to look a style up by name costs as much as all else that a paragraph needs.
        made._p.style = self.styles[style or self.style]
        self.marks.settle(made)
        return made


def make(tree: Tree, setting: Setting, draw: Draw, *, cover: bool = True) -> bytes:
    """The file. The same tree and setting give the same bytes. Without a cover it is a form of a page or two."""
    file = docx.Document()
    styles = prepare(file, setting.colours)
    painted = lambda svg: draw(drawings.painted(svg, setting.colours))  # noqa: E731
    place = _Place(file, file, painted, Marks(), styles)
    if setting.sample:  # on every page, as in a PDF: pages are printed and passed on one by one
        file.sections[0].header.paragraphs[0].add_run(setting.sample).bold = True
    (_cover if cover else _head)(place, tree, setting)
    for chapter in tree.chapters:
        place.marks.open(chapter.path)
        _write(chapter.content, place)
    _describe(file, setting)
    return _packed(file)


def _cover(place: _Place, tree: Tree, setting: Setting) -> None:
    place.paragraph("Title").add_run(setting.title)
    place.paragraph("Subtitle").add_run(setting.council_name)
    for line in (f"Edition {setting.edition}", setting.review, setting.sample):
        if line:
            place.paragraph().add_run(line)
    place.paragraph(LABEL).add_run("Contents")
    for chapter in tree.chapters:
        title = next(text(one.content) for one in _headings(chapter.content))
        word_inline.add(place.paragraph("List Bullet"), (Element("link", (title,), target=chapter.path),), place.marks)


def _head(place: _Place, _: Tree, setting: Setting) -> None:
    """Whose form it is, over the title, which begins no new page here. Narrow margins leave room to write."""
    place.paragraph(LABEL).add_run(setting.council_name)
    form_page(place.file)


def _headings(nodes: tuple[Node, ...]) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, Element):
            yield from (node,) if node.role == "heading" else _headings(node.content)


def _write(nodes: tuple[Node, ...], place: _Place) -> None:
    for node in nodes:
        if isinstance(node, str):
            raise ValueError(f"words outside a block: {node!r}")
        if node.id:
            place.marks.open(node.id)
        WRITERS[node.role](node, place)


def _group(node: Element, place: _Place) -> None:
    _write(node.content, place)


def _heading(node: Element, place: _Place) -> None:
    word_inline.add(place.paragraph(f"Heading {node.level}"), node.content, place.marks)


def _words(node: Element, place: _Place) -> None:
    style = LABEL if LABELS.intersection(node.classes) else "Caption" if "figcaption" in node.classes else ""
    word_inline.add(place.paragraph(style), node.content, place.marks)


def _callout(node: Element, place: _Place) -> None:
    _write(node.content, replace(place, style=CALLOUT))


def _quote(node: Element, place: _Place) -> None:
    _write(node.content, replace(place, style="Quote"))


def _list(node: Element, place: _Place) -> None:
    kind = TICKS if node.ticks else NUMBERS if node.ordered else BULLETS
    number = new_list(place.file, kind, node.start)
    for item in node.content:
        if isinstance(item, Element):
            _item(item, place, kind, number)


def _item(item: Element, place: _Place, kind: str, number: int) -> None:
    """The first words of an item carry its mark; what follows stands under them."""
    if item.id:
        place.marks.open(item.id)
    first, *rest = item.content
    if not isinstance(first, Element):
        raise ValueError(f"words outside a block: {first!r}")
    if first.id:
        place.marks.open(first.id)
    marked = place.paragraph("List Number" if kind == NUMBERS else "List Bullet")
    word_inline.number(marked, number, place.depth)
    inside = replace(place, style=CONTINUE, depth=place.depth + 1)
    if first.role in {"para", "run"}:
        word_inline.add(marked, first.content, place.marks)
        _write(tuple(rest), inside)
    else:
        _write(item.content, inside)


def _terms(node: Element, place: _Place) -> None:
    for part in node.content:
        if isinstance(part, Element) and part.role == "term":
            if part.id:
                place.marks.open(part.id)
            word_inline.add(place.paragraph(LABEL), part.content, place.marks)
        elif isinstance(part, Element):
            _write(part.content, place)


def _table(node: Element, place: _Place) -> None:
    """A table with its caption over it. Its header row comes again on each page, and no row is split."""
    parts = {part.role: part for part in node.content if isinstance(part, Element)}
    if caption := parts.get("caption"):
        word_inline.add(place.paragraph("Caption"), caption.content, place.marks)
    rows = [row for name in ("head", "body") for row in parts[name].content if isinstance(row, Element)]
    table = place.into.add_table(len(rows), node.columns, *([] if isinstance(place.into, _Cell) else ["Table Grid"]))
    share_width(table, _shares(rows[0]), to_write_in=RECORD in node.classes)
    # The cells once for all: a table asked for one of them goes through every other.
    cells, lines = list(table._cells), list(table.rows)
    grid = [cells[at : at + node.columns] for at in range(0, len(cells), node.columns)]
    taken: set[tuple[int, int]] = set()
    for n, row in enumerate(rows):
        _row(grid, n, row, taken, place)
        word_inline.row(lines[n], header=n < len(parts["head"].content))
    place.into.add_paragraph()


def _shares(head: Element) -> list[int]:
    """How the columns share the width, where the heads of a table say so by their class."""
    names = [name for cell in head.content if isinstance(cell, Element) for name in cell.classes]
    return [int(name.removeprefix(SHARE)) for name in names if name.startswith(SHARE)]


def _row(grid: list[list[_Cell]], n: int, row: Element, taken: set[tuple[int, int]], place: _Place) -> None:
    free = (column for column in range(len(grid[n])) if (n, column) not in taken)
    for cell in row.content:
        if not isinstance(cell, Element):
            continue
        at = next(free)
        taken |= {(n + down, at + across) for down in range(cell.down) for across in range(cell.across)}
        free = (column for column in range(len(grid[n])) if (n, column) not in taken)
        held = grid[n][at]
        if cell.down * cell.across > 1:
            held = held.merge(grid[n + cell.down - 1][at + cell.across - 1])
        _fill(held, cell, replace(place, into=held, style="Normal", depth=0))


def _fill(held: _Cell, cell: Element, place: _Place) -> None:
    """A cell comes with an empty paragraph, which goes as soon as there is another."""
    empty = held.paragraphs[0]
    _write(cell.content, place)
    if len(held.paragraphs) > 1 and held.paragraphs[-1]._p is not empty._p:
        empty._p.getparent().remove(empty._p)
    if cell.header:
        word_inline.embolden(held)


def _picture(node: Element, place: _Place) -> None:
    """A picture without words repeats what stands beside it, and is left out."""
    if node.alt:
        data = place.draw(node.svg) if node.svg else node.data
        shown = place.paragraph().add_run().add_picture(io.BytesIO(word_picture.plain(data)), width=WIDTH)
        shown._inline.docPr.set("descr", node.alt)


def _code(node: Element, place: _Place) -> None:
    word_inline.add(place.paragraph(), node.content, place.marks)


def _nothing(_: Element, __: _Place) -> None:
    return None


WRITERS: dict[str, Callable[[Element, _Place], None]] = {
    **dict.fromkeys(("group", "description"), _group),
    **dict.fromkeys(("para", "run"), _words),
    "heading": _heading,
    "callout": _callout,
    "quote": _quote,
    "list": _list,
    "terms": _terms,
    "table": _table,
    "picture": _picture,
    "code": _code,
    "rule": _nothing,
}


def _describe(file: WordDocument, setting: Setting) -> None:
    about, day = file.core_properties, datetime.combine(setting.as_of, time(), UTC)
    about.title, about.author, about.language = setting.title, setting.council_name[:255], "en-GB"
    about.last_modified_by, about.comments, about.revision = "", "", 1
    about.created = about.modified = day


def _packed(file: WordDocument) -> bytes:
    """The file with every part dated alike: Word's own packing would date them by the clock."""
    loose, packed = io.BytesIO(), io.BytesIO()
    file.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            about = zipfile.ZipInfo(name, EARLIEST)
            about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(about, source.read(name))
    return packed.getvalue()
