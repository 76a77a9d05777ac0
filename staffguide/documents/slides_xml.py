"""Writes the XML of words and shapes on a slide. Every text is escaped here, so that none can become markup."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from staffguide.documents.slides_parts import Cell, Grid, Para, Run
from staffguide.documents.slides_room import CELL_SIDE, CELL_TOP, Box, row_heights, told
from staffguide.documents.slides_type import INDENT, OVER_NAME

LANGUAGE = "en-GB"
EMU = 12700
"""Units of the file format in a point."""
SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
"""What no file may hold. A vertical tab stands for a line break and is taken out before."""
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
NO_BULLET = "<a:buNone/>"
Link = Callable[[str], str]
"""Gives the relationship of an address."""


def safe(text: str) -> str:
    """Text as the content of an element. Raises ValueError for signs that no reader could show."""
    if CONTROL.search(text):
        raise ValueError(f"a control character in {text!r}")
    return escape(text)


def attribute(text: str) -> str:
    """Text as the value of an attribute, with its quotes."""
    if CONTROL.search(text):
        raise ValueError(f"a control character in {text!r}")
    return quoteattr(text)


def emu(points: float) -> int:
    return round(points * EMU)


def filled(colour: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def placed(box: Box) -> str:
    return (
        f'<a:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{emu(box.wide)}" cy="{emu(box.high)}"/></a:xfrm>'
    )


def run(one: Run, link: Link, size: float = 0, colour: str = "") -> str:
    """Words of one look; where they hold line breaks, with these between."""
    about = f' lang="{one.lang or LANGUAGE}"' + (f' sz="{round(size * 100)}"' if size else "")
    about += ' b="1"' if one.bold else ""
    about += ' i="1"' if one.italic else ""
    inside = filled(colour) if colour else ""
    inside += f'<a:hlinkClick r:id="{link(one.url)}"/>' if one.url else ""
    look = f"<a:rPr{about}>{inside}</a:rPr>" if inside else f"<a:rPr{about}/>"
    break_ = f"<a:br>{look}</a:br>"
    return break_.join(f"<a:r>{look}<a:t>{safe(part)}</a:t></a:r>" for part in one.text.split("\v"))


@dataclass(frozen=True)
class Setting:
    """How words are set: their size and colour where they differ from the layout's, and the links of the slide.

    `own` is whether bullets are written out, since words outside the layout's bodies inherit none.
    """

    link: Link
    size: float = 0
    colour: str = ""
    align: str = ""
    own: bool = False


def paragraph(para: Para, setting: Setting, start: int = 1) -> str:
    """A paragraph. Bullets are those of the layout; what has none says so."""
    aligned = f' algn="{setting.align}"' if setting.align else ""
    level = f' lvl="{para.depth}"' if para.depth else ""
    hung = f' marL="{emu(INDENT * (para.depth + 1))}" indent="{emu(-INDENT)}"' if setting.own else ""
    if para.kind == "bullet":
        mark = '<a:buFont typeface="Arial"/><a:buChar char="\u2022"/>' if setting.own else ""
        look = f"<a:pPr{hung}{level}{aligned}>{mark}</a:pPr>"
    elif para.kind == "number":
        count = f' startAt="{start}"' if start > 1 else ""
        numbers = f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{count}/>'
        look = f"<a:pPr{hung}{level}{aligned}>{numbers}</a:pPr>"
    else:
        wide = f'<a:spcBef><a:spcPct val="{round(OVER_NAME * 100_000)}"/></a:spcBef>' if para.kind == "label" else ""
        look = f'<a:pPr marL="{emu(INDENT * para.depth)}"{level} indent="0"{aligned}>{wide}{NO_BULLET}</a:pPr>'
    end = "" if para.runs else f'<a:endParaRPr lang="{LANGUAGE}"/>'
    runs = (run(one, setting.link, setting.size, setting.colour) for one in para.runs)
    return f"<a:p>{look}{''.join(runs)}{end}</a:p>"


def paragraphs(paras: Sequence[Para], setting: Setting) -> str:
    """Paragraphs in order. Each numbered list says with which number it begins."""
    made, start = list[str](), 1
    for n, para in enumerate(paras):
        above = next((one for one in reversed(paras[:n]) if one.depth <= para.depth and not one.quiet), None)
        if para.kind == "number" and not (above and above.kind == "number" and above.depth == para.depth):
            start = para.number
        made.append(paragraph(para, setting, start))
    return "".join(made) or f'<a:p><a:endParaRPr lang="{LANGUAGE}"/></a:p>'


def placeholder(id: int, name: str, kind: str, inside: str, box: Box | None = None) -> str:
    """A shape that takes its look and, without a box of its own, its place from the layout."""
    where = placed(box) if box else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name={attribute(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{inside}</p:txBody></p:sp>"
    )


def shape(id: int, name: str, box: Box, fill: str, inside: str, *, edge: str = "", form: str = "rect") -> str:
    """A box with words in it."""
    line = f'<a:ln w="19050">{filled(edge)}</a:ln>' if edge else "<a:ln><a:noFill/></a:ln>"
    sides = f'lIns="{emu(CELL_SIDE)}" rIns="{emu(CELL_SIDE)}" tIns="{emu(CELL_TOP)}" bIns="{emu(CELL_TOP)}"'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name={attribute(name)}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{placed(box)}<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{filled(fill)}{line}</p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square" {sides} anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>{inside}'
        "</p:txBody></p:sp>"
    )


def text_box(id: int, name: str, box: Box, inside: str) -> str:
    """Words without a placeholder of the layout: a second text below a table."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name={attribute(name)}/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{placed(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
        f"{inside}</p:txBody></p:sp>"
    )


def arrow(id: int, start: tuple[int, float, float], end: tuple[int, float, float]) -> str:
    """A connector that stays fixed to both of its boxes: from the foot of one to the head of the next."""
    (one, x, y), (other, _, below) = start, end
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{id}" name="Arrow {id}">{DECORATIVE}</p:cNvPr><p:cNvCxnSpPr>'
        f'<a:stCxn id="{one}" idx="2"/><a:endCxn id="{other}" idx="0"/></p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>'
        f'<p:spPr>{placed(Box(x, y, 0, below - y))}<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
        f'<a:ln w="28575">{filled("tx1")}<a:tailEnd type="triangle"/></a:ln></p:spPr></p:cxnSp>'
    )


def group(id: int, name: str, alt: str, box: Box, inside: str) -> str:
    """Shapes that belong together, with words for all of them."""
    where = placed(box).removesuffix("</a:xfrm>").removeprefix("<a:xfrm>")
    within = where.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{id}" name={attribute(name)} descr={attribute(alt)}/><p:cNvGrpSpPr/>'
        f"<p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{where}{within}</a:xfrm></p:grpSpPr>{inside}</p:grpSp>"
    )


def table(id: int, grid: Grid, box: Box, widths: Sequence[float], setting: Setting, slot: str) -> str:
    """A table whose first row is marked as its header, in the colour of `setting`. `slot` is the place it fills."""
    size = setting.size
    heights = row_heights(grid, widths, size)
    rows = [*((row, True) for row in grid.head), *((row, False) for row in grid.body)]
    lines = "".join(
        f'<a:tr h="{emu(high)}">{"".join(_cells(row, head, setting))}</a:tr>'
        for (row, head), high in zip(_spanned(rows), heights, strict=True)
    )
    first = ' firstCol="1"' if any(cell.header for row in grid.body for cell in row[:1]) else ""
    columns = "".join(f'<a:gridCol w="{emu(one)}"/>' for one in widths)
    said = f" descr={attribute(grid.caption)}" if grid.caption else ' descr="Table"'
    where = placed(box).replace("a:xfrm", "p:xfrm")
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{id}" name="Table {id}"{said}/><p:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{slot}</p:nvPr></p:nvGraphicFramePr>{where}'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
        f'<a:tblPr firstRow="1"{first}/><a:tblGrid>{columns}</a:tblGrid>{lines}'
        "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


Spanned = tuple[list[Cell | str], bool]
"""A row with marks where a cell from the left or from above reaches."""


def _spanned(rows: Sequence[tuple[tuple[Cell, ...], bool]]) -> Iterable[Spanned]:
    taken: dict[tuple[int, int], str] = {}
    for n, (row, head) in enumerate(rows):
        made, at = list[Cell | str](), 0
        for cell in row:
            while (n, at) in taken:
                made.append(taken[n, at])
                at += 1
            made.append(cell)
            for down in range(cell.down):
                for across in range(cell.across):
                    if down or across:
                        taken[n + down, at + across] = 'vMerge="1"' if down else 'hMerge="1"'
            at += 1
        while (n, at) in taken:
            made.append(taken[n, at])
            at += 1
        yield made, head


def _cells(row: Sequence[Cell | str], head: bool, setting: Setting) -> Iterable[str]:
    for cell in row:
        if isinstance(cell, str):
            yield f"<a:tc {cell}><a:txBody><a:bodyPr/><a:lstStyle/><a:p/></a:txBody><a:tcPr/></a:tc>"
            continue
        spans = (f' gridSpan="{cell.across}"' if cell.across > 1 else "") + (
            f' rowSpan="{cell.down}"' if cell.down > 1 else ""
        )
        ink, align = setting.colour if head else "tx1", "r" if cell.right else ""
        words = paragraphs(told(cell), replace(setting, colour=ink, align=align, own=True))
        yield f"<a:tc{spans}><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>{_cell_look(head)}</a:tc>"


SIDES = f'marL="{emu(CELL_SIDE)}" marR="{emu(CELL_SIDE)}" marT="{emu(CELL_TOP)}" marB="{emu(CELL_TOP)}"'


def _cell_look(head: bool) -> str:
    """A header on the council's colour; the others on white, with a line beneath."""
    anchor = ' anchor="b"' if head else ""
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    below = f'<a:lnB w="9525">{filled("accent3")}</a:lnB>'
    return f"<a:tcPr {SIDES}{anchor}>{none}{below}{filled('accent1' if head else 'bg1')}</a:tcPr>"
