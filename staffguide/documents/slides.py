"""Writes a deck as a PowerPoint file: real placeholders, tables, shapes and charts that can be edited, and notes."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import count, pairwise
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Emu

from staffguide.documents import slides_chart, slides_room, slides_template, slides_type, slides_xml
from staffguide.documents.book import Setting
from staffguide.documents.elements import Element
from staffguide.documents.slides_deck import Deck
from staffguide.documents.slides_fit import Fitted, Look, Placed
from staffguide.documents.slides_parts import Bars, Boxes, Grid, Para, Picture, Run, Words
from staffguide.documents.slides_room import Box
from staffguide.documents.slides_template import FOOT_SIZE, LAYOUTS, NOTES_PAGE, NOTES_SIZES
from staffguide.documents.slides_xml import LANGUAGE, SPACES, emu, filled, safe

Draw = Callable[[str], bytes]
"""Makes pixels of a drawing: PowerPoint on a phone shows no other logo."""
LAYOUT_OF: dict[Look, str] = {
    "opening": "Title slide",
    "part": "Part",
    "text": "Title and text",
    "columns": "Two columns",
    "table": "Title and table",
    "chart": "Title and chart",
    "closing": "Closing",
}
EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass
class _Sheet:
    """One slide while it is written: the XML of its shapes in reading order, and what is still to be used."""

    slide: Any
    fitted: Fitted
    deck: Deck
    ink: str
    number: int
    shapes: list[str] = field(default_factory=list)
    ids: Any = field(default_factory=lambda: count(2))
    bodies: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)

    def link(self, url: str) -> str:
        return str(self.slide.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def setting(self, size: float, usual: float, *, own: bool = False) -> slides_xml.Setting:
        return slides_xml.Setting(self.link, 0 if size == usual else size, own=own)


def make(deck: Deck, slides: Sequence[Fitted], setting: Setting, draw: Draw) -> bytes:
    """The file. The same deck and setting give the same bytes."""
    file = slides_template.opened(deck.size, setting.colours)
    layouts = dict(zip(LAYOUTS, file.slide_layouts, strict=True))
    ink = slides_template.ink(setting.colours)
    for number, fitted in enumerate(slides, 1):
        slide = file.slides.add_slide(layouts[LAYOUT_OF[fitted.look]])
        _slide(_Sheet(slide, fitted, deck, ink, number), setting, draw)
    _describe(file, setting, deck)
    return _packed(file, setting)


def _slide(sheet: _Sheet, setting: Setting, draw: Draw) -> None:
    tree, fitted = sheet.slide.shapes._spTree, sheet.fitted
    for old in list(tree)[2:]:
        tree.remove(old)
    columns = fitted.look == "columns"
    sheet.bodies = ['sz="half" idx="1"', 'sz="half" idx="2"'] if columns else [_body_kind(fitted.look)]
    sheet.tables = ['<p:ph type="tbl" idx="2"/>'] if fitted.look in ("table", "chart") else []
    _title(sheet)
    for placed in fitted.placed:
        _flush(sheet, WRITERS[type(placed.part)](sheet, placed, draw))
    if fitted.look == "opening":
        _logo(sheet, setting, draw)
    sheet.shapes += _foot(sheet, setting)
    _flush(sheet)
    if fitted.notes:
        _notes(sheet)


def _body_kind(look: Look) -> str:
    kinds = {
        "opening": 'type="subTitle" idx="1"',
        "text": 'idx="1"',
        "closing": 'idx="1"',
        "part": 'type="body" idx="1"',
    }
    return kinds.get(look, 'type="body" sz="quarter" idx="1"')


def _flush(sheet: _Sheet, _: None = None) -> None:
    """Put the shapes written so far into the slide, so that what python-pptx adds itself comes after them."""
    held = parse_xml(f"<p:spTree {SPACES}>{''.join(sheet.shapes)}</p:spTree>")
    for one in list(held):
        sheet.slide.shapes._spTree.append(one)
    sheet.shapes.clear()


def _title(sheet: _Sheet) -> None:
    fitted = sheet.fitted
    usual = 44 if fitted.look in ("opening", "part") else 36
    words = slides_xml.run(Run(fitted.title), sheet.link, 0 if fitted.title_size == usual else fitted.title_size)
    kind = 'type="ctrTitle"' if fitted.look == "opening" else 'type="title"'
    sheet.shapes.append(slides_xml.placeholder(next(sheet.ids), "Title", kind, f"<a:p>{words}</a:p>"))


def _words(sheet: _Sheet, placed: Placed, _: Draw) -> None:
    assert isinstance(placed.part, Words)
    id, body = next(sheet.ids), sheet.bodies.pop(0) if sheet.bodies else ""
    usual = 28 if sheet.fitted.look in ("opening", "part") else sheet.deck.size
    inside = slides_xml.paragraphs(placed.part.paras, sheet.setting(placed.size, usual, own=not body))
    made = slides_xml.placeholder(id, "Text", body, inside, placed.box) if body else ""
    sheet.shapes.append(made or slides_xml.text_box(id, f"Text {id}", placed.box, inside))


def _grid(sheet: _Sheet, placed: Placed, _: Draw) -> None:
    assert isinstance(placed.part, Grid)
    _table(sheet, placed.part, placed.box, placed.size)


def _table(sheet: _Sheet, grid: Grid, box: Box, size: float) -> None:
    widths = slides_room.column_widths(grid, box.wide, size)
    assert widths is not None
    slot = sheet.tables.pop(0) if sheet.tables else ""
    setting = slides_xml.Setting(sheet.link, size, sheet.ink)
    box = Box(box.x, box.y, sum(widths), sum(slides_room.row_heights(grid, widths, size)))
    sheet.shapes.append(slides_xml.table(next(sheet.ids), grid, box, widths, setting, slot))


def _boxes(sheet: _Sheet, placed: Placed, _: Draw) -> None:
    """The boxes in their order, and then the arrows, which say nothing more."""
    boxes, made, ends = placed.part, list[str](), list[tuple[int, Box]]()
    assert isinstance(boxes, Boxes)
    id = next(sheet.ids)
    named = slides_xml.Setting(sheet.link, placed.size, sheet.ink, own=True)
    plain = slides_xml.Setting(sheet.link, placed.size, "tx1", own=True)
    frames = slides_room.box_frames(boxes, placed.box)
    for (title, words), (first, beside) in zip(boxes.pairs, frames, strict=True):
        own = next(sheet.ids)
        ends.append((own, first))
        if beside:
            heading = slides_xml.paragraphs([slides_room.bold(title)], named)
            made.append(slides_xml.shape(own, title.text, first, "accent1", heading, form="roundRect"))
            inside = slides_xml.paragraphs([words], plain)
            made.append(slides_xml.shape(next(sheet.ids), f"{title.text}: words", beside, "bg2", inside))
        else:
            inside = slides_xml.paragraphs([slides_room.bold(title), words], plain)
            made.append(slides_xml.shape(own, title.text, first, "bg2", inside, edge="accent1", form="roundRect"))
    if boxes.joined:
        for (one, above), (other, below) in pairwise(ends):
            start, end = (one, above.x + above.wide / 2, above.y + above.high), (other, below.x, below.y)
            made.append(slides_xml.arrow(next(sheet.ids), start, end))
    name = "Flow" if boxes.joined else "Boxes"
    sheet.shapes.append(slides_xml.group(id, f"{name} {id}", boxes.alt, placed.box, "".join(made)))


def _bars(sheet: _Sheet, placed: Placed, _: Draw) -> None:
    """The table with the numbers, and the chart beside it."""
    bars, box = placed.part, placed.box
    assert isinstance(bars, Bars)
    share = box.wide * slides_room.CHART_SHARE
    _table(sheet, bars.table, Box(box.x, box.y, box.wide - share - slides_room.GAP, box.high), placed.size)
    _flush(sheet)
    frame = slides_chart.add(sheet.slide, bars, Box(box.x + box.wide - share, box.y, share, box.high), placed.size)
    frame._element.nvGraphicFramePr.cNvPr.set("id", str(next(sheet.ids)))


def _picture(sheet: _Sheet, placed: Placed, _: Draw) -> None:
    assert isinstance(placed.part, Picture)
    _pixels(sheet, placed.part.data, placed.part.alt, placed.box, centred=True)


def _pixels(sheet: _Sheet, data: bytes, alt: str, box: Box, *, centred: bool = False) -> None:
    """A picture as large as its box holds, in its own proportions."""
    _flush(sheet)
    shown = sheet.slide.shapes.add_picture(io.BytesIO(data), Emu(emu(box.x)), Emu(emu(box.y)))
    scale = min(emu(box.wide) / shown.width, emu(box.high) / shown.height)
    shown.width, shown.height = Emu(int(shown.width * scale)), Emu(int(shown.height * scale))
    if centred:
        shown.left = Emu(emu(box.x) + (emu(box.wide) - shown.width) // 2)
    about = shown._element.nvPicPr.cNvPr
    about.set("descr", slides_xml.safe(alt) and alt)
    about.set("name", "Picture")
    about.set("id", str(next(sheet.ids)))


WRITERS: dict[type, Callable[[_Sheet, Placed, Draw], None]] = {
    Words: _words,
    Grid: _grid,
    Boxes: _boxes,
    Bars: _bars,
    Picture: _picture,
}


def _logo(sheet: _Sheet, setting: Setting, draw: Draw) -> None:
    if setting.logo:
        own = setting.logo.read_bytes()
        data = draw(own.decode("utf-8")) if setting.logo.suffix == ".svg" else own
        _pixels(sheet, data, setting.logo_alt, slides_room.LOGO)


def _foot(sheet: _Sheet, setting: Setting) -> list[str]:
    """The foot and the number. Their look is written out: some programs do not take it from the layout."""
    ink = sheet.ink if sheet.fitted.look == "part" else "tx1"
    look = f'lang="{LANGUAGE}" sz="{FOOT_SIZE * 100}">{filled(ink)}<a:latin typeface="+mn-lt"/>'
    words = f'<a:pPr algn="l"/><a:r><a:rPr {look}</a:rPr><a:t>{safe(foot(setting))}</a:t></a:r>'
    number = (
        '<a:p><a:pPr algn="r"/><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f"<a:rPr {look}</a:rPr><a:t>{sheet.number}</a:t></a:fld></a:p>"
    )
    return [
        slides_xml.placeholder(next(sheet.ids), "Footer", 'type="ftr" sz="quarter" idx="11"', f"<a:p>{words}</a:p>"),
        slides_xml.placeholder(next(sheet.ids), "Slide number", 'type="sldNum" sz="quarter" idx="12"', number),
    ]


def foot(setting: Setting) -> str:
    """What stands at the foot of each slide: whose it is, which edition, and when its facts were checked."""
    day = setting.facts_checked
    checked = f"Facts checked {day.day} {day:%B %Y}"
    mark = f"{setting.mark}: " if setting.sample else ""
    return f"{mark}{setting.council_name} \N{MIDDLE DOT} Edition {setting.edition} \N{MIDDLE DOT} {checked}"


def _notes(sheet: _Sheet) -> None:
    page = sheet.slide.notes_slide
    tree = page.shapes._spTree
    for old in list(tree)[2:]:
        tree.remove(old)
    link = lambda url: str(page.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))  # noqa: E731
    notes = sheet.fitted.notes
    inside = slides_xml.paragraphs(notes, slides_xml.Setting(link, _notes_size(notes), own=True))
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
    )
    words = slides_xml.placeholder(3, "Notes", 'type="body" idx="1"', inside)
    for one in list(parse_xml(f"<p:spTree {SPACES}>{picture}{words}</p:spTree>")):
        tree.append(one)


def _notes_size(notes: Sequence[Para]) -> float:
    """The largest type in which the notes stay on their sheet when they are printed; on a screen they scroll."""
    fits = (size for size in NOTES_SIZES if slides_type.height(notes, NOTES_PAGE.wide, size) <= NOTES_PAGE.high)
    return next(fits, NOTES_SIZES[-1])


def _describe(file: Any, setting: Setting, deck: Deck) -> None:
    about, day = file.core_properties, datetime.combine(setting.as_of, time(), UTC)
    about.title, about.author, about.language = setting.title, setting.council_name[:255], LANGUAGE
    about.subject = f"{deck.opening.title}, edition {setting.edition}"
    about.last_modified_by, about.comments, about.keywords, about.revision = "", "", "", 1
    about.created = about.modified = day


def _packed(file: Any, setting: Setting) -> bytes:
    """The file with every part dated alike."""
    loose, packed = io.BytesIO(), io.BytesIO()
    file.save(loose)
    day = f"{setting.as_of.isoformat()}T00:00:00Z"
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            about = zipfile.ZipInfo(name, EARLIEST)
            about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 0
            data = source.read(name)
            target.writestr(about, slides_chart.dated(data, day) if name.endswith(".xlsx") else data)
    return packed.getvalue()


def furniture(council_name: str, sample: str) -> tuple[Element, ...]:
    """What the title slide says beside its own words: whose it is and, for a sample or a draft, that it is one."""
    name = Element("para", (Element("strong", (council_name,)),))
    return (name, Element("para", (sample,))) if sample else (name,)
