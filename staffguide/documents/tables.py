"""Tables of a page: a caption, header rows that repeat, and rows that fill their columns."""

from lxml.html import HtmlElement

from staffguide.documents.elements import Element, Node
from staffguide.documents.inline import tidy
from staffguide.documents.reading import Reading
from staffguide.problems import found

RIGHT = {"sg-table__number"}
"""Classes of cells that hold figures."""


def read(reading: Reading, element: HtmlElement) -> tuple[Node, ...]:
    """A table. One without a row of header cells is a problem: its columns would have no names."""
    caption = next((tidy(reading.words(one)) for one in element.iterchildren("caption")), ())
    rows = element.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
    heads = [row for row in rows if _is_head(row)]
    named = f"table {found(''.join(map(str, element.xpath('./caption//text()'))))}" if caption else "table"
    if not heads or rows[: len(heads)] != heads:
        reading.refuse(named, "begin the table with a row of header cells, one for each column")
        return ()
    head = tuple(_row(reading, row) for row in heads)
    body = tuple(_row(reading, row) for row in rows[len(heads) :])
    columns = sum(cell.across for cell in _cells(head[:1]))
    if any(sum(cell.across * cell.down for cell in _cells(part)) != columns * len(part) for part in (head, body)):
        reading.refuse(named, f"give every row as many cells as the header row has ({columns})")
    parts = [Element("caption", caption)] if caption else []
    parts += [Element("head", head), Element("body", body)]
    return reading.made("table", element, tuple(parts), columns=columns)


def _is_head(row: HtmlElement) -> bool:
    """A row in a table's head, or one that has header cells only."""
    parent = row.getparent()
    cells = [cell.tag for cell in row]
    return (
        bool(cells)
        and all(tag == "th" for tag in cells)
        and ((parent is not None and parent.tag == "thead") or all(cell.get("scope") != "row" for cell in row))
    )


def _row(reading: Reading, row: HtmlElement) -> Element:
    cells = [_cell(reading, cell, head=_is_head(row)) for cell in row if cell.tag in {"th", "td"}]
    return Element("row", tuple(node for cell in cells for node in cell))


def _cell(reading: Reading, cell: HtmlElement, *, head: bool) -> tuple[Node, ...]:
    header = "" if cell.tag == "td" else "col" if head else "row"
    right = bool(RIGHT.intersection(cell.classes)) or cell.get("align") == "right"
    return reading.made(
        "cell",
        cell,
        reading.flow(cell),
        header=header,
        right=right,
        across=int(cell.get("colspan") or 1),
        down=int(cell.get("rowspan") or 1),
    )


def _cells(rows: tuple[Element, ...]) -> list[Element]:
    return [cell for row in rows for cell in row.content if isinstance(cell, Element)]
