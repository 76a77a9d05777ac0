"""Builds the lists and tables that macros share, so that each has what a screen reader needs."""

from collections.abc import Iterable, Sequence

from htpy import Element, Node, caption, dd, dl, dt, fragment, li, tbody, td, th, thead, tr, ul
from htpy import table as table_element


def table(title: Node, heads: Sequence[Node], rows: Iterable[Sequence[Node]], *, numbers: int | None = None) -> Element:
    """A table with a caption, column headers, and the first cell of each row as that row's header.

    `numbers` is the place of a column of figures, which are set to the right.
    """
    look = ["sg-table__number" if place == numbers else None for place in range(len(heads))]
    return table_element(".sg-table")[
        caption[title],
        thead[tr[[th(scope="col", class_=look[n])[head] for n, head in enumerate(heads)]]],
        tbody[[_row(cells, look) for cells in rows]],
    ]


def _row(cells: Sequence[Node], look: Sequence[str | None]) -> Element:
    first, *rest = cells
    return tr[
        th(scope="row", class_=look[0])[first],
        [td(class_=look[n])[cell] for n, cell in enumerate(rest, start=1)],
    ]


def bullets(items: Iterable[Node]) -> Element:
    return ul[[li[item] for item in items]]


def described(name: str, pairs: Iterable[tuple[Node, Node]]) -> Element:
    """A description list of the class `name`: what something is called, then what there is to say of it."""
    return dl(class_=name)[[fragment[dt[term], dd[meaning]] for term, meaning in pairs]]
