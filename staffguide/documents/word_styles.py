"""The styles of a Word file: type that is easy to read, headings, lists with real marks, and the language."""

from collections.abc import Mapping, Sequence
from itertools import cycle

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table

LANGUAGE = "en-GB"
FACE = "Arial"
"""On every computer with Word. Readers who need another change it once, in the style Normal."""
BULLETS, NUMBERS, TICKS = "bullets", "numbers", "ticks"
CALLOUT, CONTINUE, LABEL = "Callout", "List Continue", "Label"
MARKS = {BULLETS: ("bullet", "•", 101), NUMBERS: ("decimal", "", 102), TICKS: ("bullet", "☐", 103)}
SIZES = {"Title": 30, "Subtitle": 16, "Heading 1": 22, "Heading 2": 17, "Heading 3": 14, "Heading 4": 12}


def prepare(file: WordDocument, colours: Mapping[str, str]) -> Mapping[str, str]:
    """Give a new file our styles, in the council's colours. Gives the id of each by its name."""
    _language(file)
    page = file.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)  # A4, where Word's own is American
    normal = _style(file, "Normal")
    normal.font.name, normal.font.size = FACE, Pt(12)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(8), 1.3
    ink = RGBColor.from_string(colours["text"].lstrip("#"))
    for name, size in SIZES.items():
        _title(_style(file, name), size, ink)
    _style(file, "Heading 1").paragraph_format.page_break_before = True
    for name in ("Caption", "Quote", CONTINUE, "List Bullet", "List Number"):
        _plain(_style(file, name), ink)
    _style(file, "Caption").font.bold = _style(file, "Caption").paragraph_format.keep_with_next = True
    _added(file, LABEL).font.bold = _style(file, LABEL).paragraph_format.keep_with_next = True
    _edged(_added(file, CALLOUT), colours)
    _link_style(file, colours["link"])
    for kind, mark, number in MARKS.values():
        _marks(file, kind, mark, number)
    return {str(style.name): style.style_id for style in file.styles}


def _language(file: WordDocument) -> None:
    for said in file.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), LANGUAGE)
        said.set(qn("w:eastAsia"), LANGUAGE)


def _style(file: WordDocument, name: str) -> ParagraphStyle:
    style = file.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _added(file: WordDocument, name: str) -> ParagraphStyle:
    style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = file.styles["Normal"]
    return style


def _title(style: ParagraphStyle, size: int, ink: RGBColor) -> None:
    _plain(style, ink)
    style.font.size, style.font.bold = Pt(size), True
    style.paragraph_format.space_before = Pt(size * 0.8)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.keep_with_next = True
    style.paragraph_format.line_spacing = 1.1
    for border in list(style.element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


def _plain(style: ParagraphStyle, ink: RGBColor) -> None:
    """Our face over the template's own, which hides behind the names of a theme."""
    style.font.name, style.font.italic, style.font.bold = FACE, False, False
    style.font.color.rgb, style.font.size = ink, Pt(12)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for fonts in style.element.iter(qn("w:rFonts")):
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]


def _edged(style: ParagraphStyle, colours: Mapping[str, str]) -> None:
    """A heavy line at the left: a callout is told by its word first, and by this second."""
    edge = colours["brand"].lstrip("#")
    border = f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="24" w:space="8" w:color="{edge}"/></w:pBdr>'
    style.element.get_or_add_pPr().insert_element_before(parse_xml(border), "w:shd", "w:spacing", "w:ind", "w:jc")
    style.paragraph_format.left_indent = Pt(14)


def _link_style(file: WordDocument, colour: str) -> None:
    style = file.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    font = getattr(style, "font")  # noqa: B009 - the stubs know it of some styles only
    font.underline, font.color.rgb = True, RGBColor.from_string(colour.lstrip("#"))


def _marks(file: WordDocument, kind: str, mark: str, number: int) -> None:
    """The look of a kind of list in three depths. Numbers take the figure of their depth."""
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{mark or f"%{depth + 1}."}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{425 * (depth + 1)}" w:hanging="425"/></w:pPr></w:lvl>'
        for depth in range(3)
    )
    xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
    lists = file.part.numbering_part.element
    first = lists.find(qn("w:num"))
    first.addprevious(parse_xml(f"{xml}{levels}</w:abstractNum>"))


def new_list(file: WordDocument, kind: str, start: int) -> int:
    """A list of its own, which counts from its own beginning. Gives the number that its items name."""
    made = file.part.numbering_part.element.add_num(MARKS[kind][2])
    if kind == NUMBERS:
        for depth in range(3):
            override = made.add_lvlOverride(depth)
            begin = OxmlElement("w:startOverride")
            begin.set(qn("w:val"), str(start if depth == 0 else 1))
            override.append(begin)
    return int(made.numId)


def form_page(file: WordDocument) -> None:
    """A page for a form: narrow margins, its title on the first page, and lines closer together."""
    page = file.sections[0]
    page.left_margin = page.right_margin = Cm(1.6)
    page.top_margin = page.bottom_margin = Cm(1.5)
    _style(file, "Heading 1").paragraph_format.page_break_before = False
    normal = _style(file, "Normal").paragraph_format
    normal.space_after, normal.line_spacing = Pt(4), 1.15


def share_width(table: Table, shares: Sequence[int], *, to_write_in: bool) -> None:
    """Columns of the given shares, and room to write in rows: else Word makes what is empty as small as it can."""
    if not shares:
        return
    document: WordDocument = table.part.document  # type: ignore[attr-defined]  # the stubs know fewer parts
    section = document.sections[0]
    whole = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    table.autofit = False
    widths = [Emu(whole * share // sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cell, width in zip(table._cells, cycle(widths), strict=False):
        cell.width = width
    for row in list(table.rows)[1:] if to_write_in else ():
        row.height = Cm(1.3)
