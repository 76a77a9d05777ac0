"""Where things stand on a slide, and how high each needs to be: boxes, tables, the flow and the chart. In points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from staffguide.documents import slides_type
from staffguide.documents.slides_parts import Bars, Boxes, Cell, Grid, Para, Part, Picture, Words

WIDE, HIGH = 960, 540


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    wide: float
    high: float


EDGE = 48
TITLE = Box(EDGE, 20, WIDE - 2 * EDGE, 84)
BODY = Box(EDGE, 118, WIDE - 2 * EDGE, 376)
OPENING_TITLE, OPENING_BODY = Box(96, 176, 792, 132), Box(96, 318, 792, 172)
PART_TITLE, PART_BODY = Box(96, 130, 768, 150), Box(96, 292, 768, 190)
LOGO = Box(96, 44, 300, 112)
FOOT = Box(EDGE, 502, 780, 30)
NUMBER = Box(WIDE - EDGE - 60, 502, 60, 30)
GUTTER = 32
GAP = 14
"""Between two parts below each other."""
CELL_SIDE, CELL_TOP = 8.0, 4.0
"""The inner edges of a cell and of a box."""
FLOW_NAME = 0.34
"""How much of the width the names of a flow take."""
ARROW = 11
LEAST_PICTURE = 150
LEAST_CHART = 200
CHART_SHARE = 0.46
POWERS = (2.0, 1.0, 0.75, 0.5, 0.25)
"""How much more room a column gets for longer words; the one that makes the table lowest is taken."""


def column_widths(grid: Grid, wide: float, size: float) -> tuple[float, ...] | None:
    """The width of each column; none where a word is wider than its column can be."""
    if grid.widths:
        return grid.widths
    least, full = [0.0] * grid.columns, [0.0] * grid.columns
    for row in (*grid.head, *grid.body):
        at = 0
        for cell in row:
            if cell.across == 1 and at < grid.columns:
                shown = told(cell)
                least[at] = max(least[at], slides_type.longest_word(shown, size) + 2 * CELL_SIDE + 2)
                full[at] = max(full[at], slides_type.widest(shown, size) / slides_type.SPARE + 2 * CELL_SIDE + 2)
            at += cell.across
    if sum(least) > wide:
        return None
    if sum(full) <= wide:
        return tuple(one + (wide - sum(full)) * one / sum(full) for one in full)
    ways = [_shared(least, full, wide, power) for power in POWERS]
    ways += [_favoured(least, full, wide, column) for column in range(grid.columns)]
    return min(ways, key=lambda widths: sum(row_heights(grid, widths, size)))


def _shared(least: Sequence[float], full: Sequence[float], wide: float, power: float) -> tuple[float, ...]:
    """What is left beside the least widths goes to the columns that want more."""
    wants = [max(one - low, 0) ** power for low, one in zip(least, full, strict=True)]
    spare = wide - sum(least)
    return tuple(low + spare * want / (sum(wants) or 1) for low, want in zip(least, wants, strict=True))


def _favoured(least: Sequence[float], full: Sequence[float], wide: float, column: int) -> tuple[float, ...]:
    """The widths where one column gets all it wants before the others share the rest."""
    given = min(full[column] - least[column], wide - sum(least))
    lows = [low + (given if n == column else 0) for n, low in enumerate(least)]
    return _shared(lows, [max(low, one) for low, one in zip(lows, full, strict=True)], wide, 1.0)


def told(cell: Cell) -> tuple[Para, ...]:
    """The words of a cell as they are set: a header in bold."""
    if not cell.header:
        return cell.paras
    return tuple(replace(one, runs=tuple(replace(run, bold=True) for run in one.runs)) for one in cell.paras)


def row_heights(grid: Grid, widths: Sequence[float], size: float) -> tuple[float, ...]:
    """The height of each row, those of the head first."""
    return tuple(_row_height(row, widths, size) for row in (*grid.head, *grid.body))


def _row_height(row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
    at, tallest = 0, slides_type.LINE * size
    for cell in row:
        room = sum(widths[at : at + cell.across]) - 2 * CELL_SIDE
        tallest = max(tallest, slides_type.height(told(cell), room, size) / cell.down)
        at += cell.across
    return tallest + 2 * CELL_TOP


def boxes_height(boxes: Boxes, wide: float, size: float) -> float:
    """How high the boxes stand; more than any slide where a word is wider than its box."""
    columns, name = _box_columns(boxes, wide)
    inside = name - 2 * CELL_SIDE
    if any(slides_type.longest_word([title], size) > inside for title, _ in boxes.pairs):
        return float(HIGH)
    if boxes.joined:
        rows = [
            max(
                slides_type.height([bold(title)], inside, size),
                slides_type.height([words], wide - name - GAP - 2 * CELL_SIDE, size),
            )
            + 2 * CELL_TOP
            for title, words in boxes.pairs
        ]
        return max(rows) * len(rows) + ARROW * (len(rows) - 1)
    tallest = max(slides_type.height([bold(one), words], inside, size) for one, words in boxes.pairs) + 2 * CELL_TOP
    rows_needed = -(-len(boxes.pairs) // columns)
    return tallest * rows_needed + GAP * (rows_needed - 1)


def bold(para: Para) -> Para:
    return replace(para, runs=tuple(replace(run, bold=True) for run in para.runs))


def box_frames(boxes: Boxes, box: Box) -> list[tuple[Box, Box | None]]:
    """Where each pair stands: a box for its name and, in a flow, another beside it for its words."""
    columns, name = _box_columns(boxes, box.wide)
    count = len(boxes.pairs)
    if boxes.joined:
        high = (box.high - ARROW * (count - 1)) / count
        tops = [box.y + n * (high + ARROW) for n in range(count)]
        beside = box.wide - name - GAP
        return [(Box(box.x, top, name, high), Box(box.x + name + GAP, top, beside, high)) for top in tops]
    rows = -(-count // columns)
    high = (box.high - GAP * (rows - 1)) / rows
    return [
        (Box(box.x + (n % columns) * (name + GAP), box.y + (n // columns) * (high + GAP), name, high), None)
        for n in range(count)
    ]


def _box_columns(boxes: Boxes, wide: float) -> tuple[int, float]:
    """How many boxes stand side by side, and the width of each that holds a name."""
    if boxes.joined:
        return 1, wide * FLOW_NAME
    columns = 3 if wide > WIDE / 2 and len(boxes.pairs) % 3 == 0 else 2 if wide > WIDE / 2 else 1
    return columns, (wide - GAP * (columns - 1)) / columns


def part_height(part: Part, wide: float, size: float) -> float:
    """The least height of a part that stays whole; tables and words are measured by their rows and paragraphs."""
    if isinstance(part, Words):
        return slides_type.height(part.paras, wide, size)
    if isinstance(part, Grid):
        widths = column_widths(part, wide, size)
        return sum(row_heights(part, widths, size)) if widths else float(HIGH)
    if isinstance(part, Boxes):
        return boxes_height(part, wide, size)
    if isinstance(part, Picture):
        return LEAST_PICTURE
    assert isinstance(part, Bars)
    return max(LEAST_CHART, part_height(part.table, wide * (1 - CHART_SHARE) - GAP, size))
