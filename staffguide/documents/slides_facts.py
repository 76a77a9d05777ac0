"""Reads a PowerPoint file the way its readers meet it: slides in order, and what is on each, with what it inherits."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from staffguide.documents.slides_lines import POINT, A, Line, Look, Xml, fill, lines

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MOVING = (
    f"{P}timing",
    f"{P}transition",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
)
Box = tuple[float, float, float, float]
"""Left, top, width and height in points."""


@dataclass(frozen=True)
class Shape:
    """What stands on a slide. `kind` is sp, pic, graphicFrame, grpSp or cxnSp; `place` the type of its placeholder."""

    kind: str
    name: str
    place: str
    box: Box | None
    lines: tuple[Line, ...]
    alt: str
    decorative: bool
    inside: tuple["Shape", ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    header_row: bool = False
    least_label: float = 0
    """The size of the smallest words of a chart."""


@dataclass(frozen=True)
class Slide:
    shapes: tuple[Shape, ...]
    notes: tuple[str, ...]
    moves: bool

    @property
    def title(self) -> str:
        return next((" ".join(line.text for line in one.lines) for one in self.shapes if is_title(one)), "")


@dataclass(frozen=True)
class Facts:
    """A file: its slides, their size, and what it says of itself."""

    slides: tuple[Slide, ...]
    wide: float
    high: float
    about: Mapping[str, str]


def is_title(shape: Shape) -> bool:
    return shape.place in ("title", "ctrTitle")


def facts(data: bytes) -> Facts:
    """What can be told from the file alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        package = _Package({name: file.read(name) for name in file.namelist()})
    show = package.xml("ppt/presentation.xml")
    size, targets = show.find(f"{P}sldSz"), package.targets("ppt/presentation.xml")
    names = [targets[one.get(f"{R}id")] for one in show.iterfind(f"{P}sldIdLst/{P}sldId")]
    about = {etree.QName(one).localname: one.text or "" for one in package.xml("docProps/core.xml")}
    wide, high = (int(size.get(name)) / POINT for name in ("cx", "cy"))
    return Facts(tuple(package.slide(name) for name in names), wide, high, about)


@dataclass(frozen=True)
class _Package:
    parts: Mapping[str, bytes]
    read: dict[str, Xml] = field(default_factory=dict)

    def xml(self, name: str) -> Xml:
        if name not in self.read:
            self.read[name] = etree.fromstring(self.parts[name])
        return self.read[name]

    def targets(self, name: str) -> dict[str, str]:
        """The parts that a part leads to, by the ids of the relationships."""
        folder, base = posixpath.split(name)
        rels = f"{folder}/_rels/{base}.rels"
        if rels not in self.parts:
            return {}
        return {
            one.get("Id"): posixpath.normpath(posixpath.join(folder, one.get("Target"))).lstrip("/")
            for one in self.xml(rels)
            if one.get("TargetMode") != "External"
        }

    def led_to(self, name: str, folder: str) -> str:
        """The one part of a kind that a part leads to."""
        return next((one for one in self.targets(name).values() if f"/{folder}/" in one), "")

    def slide(self, name: str) -> Slide:
        layout = self.led_to(name, "slideLayouts")
        master = self.led_to(layout, "slideMasters")
        theme = _theme(self.xml(self.led_to(master, "theme")), self.xml(master).find(f"{P}clrMap"))
        own, above, top = (self.xml(one) for one in (name, layout, master))
        ground = next(filter(None, (fill(one.find(f"{P}cSld/{P}bg/{P}bgPr"), theme) for one in (own, above, top))), "")
        reader = _Reader(self, name, above, top, Look(theme, (), ground))
        shapes = tuple(reader.shape(one, reader.look) for one in _shapes(own.find(f"{P}cSld/{P}spTree")))
        notes = self.led_to(name, "notesSlides")
        return Slide(shapes, _notes(self.xml(notes)) if notes else (), next(_moving(own), None) is not None)


def _moving(slide: Xml) -> Iterator[Xml]:
    for name in MOVING:
        yield from slide.iter(name)


def _theme(theme: Xml, mapped: Xml) -> dict[str, str]:
    scheme = theme.find(f"{A}themeElements/{A}clrScheme")
    shades = {etree.QName(one).localname: one[0].get("val") or one[0].get("lastClr") for one in scheme}
    return shades | {name: shades[shade] for name, shade in mapped.attrib.items()}


def _shapes(tree: Xml) -> Iterator[Xml]:
    for one in tree:
        if etree.QName(one).localname in ("sp", "pic", "graphicFrame", "grpSp", "cxnSp"):
            yield one


def _notes(page: Xml) -> tuple[str, ...]:
    bodies = [
        one for one in page.iter(f"{P}sp") if (ph := one.find(f".//{P}ph")) is not None and ph.get("type") == "body"
    ]
    return tuple(_text(line) for one in bodies for line in one.iter(f"{A}p"))


def _text(line: Xml) -> str:
    return "".join(one.text or "" if one.tag == f"{A}t" else " " for one in line.iter(f"{A}t", f"{A}br"))


@dataclass(frozen=True)
class _Reader:
    """Reads the shapes of one slide."""

    package: _Package
    name: str
    layout: Xml
    master: Xml
    look: Look

    def shape(self, one: Xml, look: Look) -> Shape:
        kind, about = etree.QName(one).localname, one[0].find(f"{P}cNvPr")
        held = one.find(f".//{P}nvPr/{P}ph") if kind != "grpSp" else None
        parents = self._parents(held) if held is not None else ()
        inside = tuple(self.shape(part, look) for part in _shapes(one)) if kind == "grpSp" else ()
        made = Shape(
            kind,
            about.get("name", ""),
            "" if held is None else held.get("type", "obj"),
            next((box for part in (one, *parents) if (box := _box(part))), None),
            (),
            about.get("descr", "").strip(),
            any("decorative" in str(part.tag) and part.get("val") == "1" for part in about.iter()),
            inside,
        )
        if kind == "graphicFrame":
            return self._frame(one, made, look)
        behind = fill(one.find(f"{P}spPr"), look.theme) or look.behind
        styles = self._styles(held, parents) if held is not None else (self.master.find(f"{P}txStyles/{P}otherStyle"),)
        return replace(made, lines=lines(one.find(f"{P}txBody"), replace(look, styles=styles, behind=behind)))

    def _parents(self, held: Xml) -> tuple[Xml, ...]:
        """The placeholders of the layout and of the master that a placeholder takes after."""
        kind, index = held.get("type", "obj"), held.get("idx", "0")
        above = [one for one in self.layout.iter(f"{P}sp") if _matches(one, index, kind)]
        wanted = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "tbl": "body", "chart": "body"}.get(
            kind, kind
        )
        top = [one for one in self.master.iter(f"{P}sp") if _kind(one) == wanted]
        return (*above[:1], *top[:1])

    def _styles(self, held: Xml, parents: tuple[Xml, ...]) -> tuple[Xml, ...]:
        kind = held.get("type", "obj")
        name = "titleStyle" if kind in ("title", "ctrTitle") else "bodyStyle"
        name = "otherStyle" if kind in ("ftr", "sldNum", "dt") else name
        lists = [one.find(f"{P}txBody/{A}lstStyle") for one in parents]
        return (*(one for one in lists if one is not None), self.master.find(f"{P}txStyles/{P}{name}"))

    def _frame(self, one: Xml, made: Shape, look: Look) -> Shape:
        table = one.find(f".//{A}tbl")
        if table is None:
            return replace(made, least_label=self._least_label(one))
        other = self.master.find(f"{P}txStyles/{P}otherStyle")
        told, rows = list[Line](), list[tuple[str, ...]]()
        for row in table.iterfind(f"{A}tr"):
            for cell in row.iterfind(f"{A}tc"):
                behind = fill(cell.find(f"{A}tcPr"), look.theme) or look.behind
                told += lines(cell.find(f"{A}txBody"), replace(look, styles=(other,), behind=behind))
            rows.append(tuple(" ".join(map(_text, cell.iter(f"{A}p"))) for cell in row.iterfind(f"{A}tc")))
        about = table.find(f"{A}tblPr")
        high = sum(int(row.get("h")) for row in table.iterfind(f"{A}tr")) / POINT
        box = (*made.box[:3], max(made.box[3], high)) if made.box else None
        return replace(made, lines=tuple(told), table=tuple(rows), header_row=about.get("firstRow") == "1", box=box)

    def _least_label(self, one: Xml) -> float:
        chart = one.find(f".//{C}chart")
        part = self.package.targets(self.name).get(chart.get(f"{R}id"), "") if chart is not None else ""
        sizes = [int(look.get("sz")) for look in self.package.xml(part).iter(f"{A}defRPr", f"{A}rPr") if look.get("sz")]
        return min(sizes, default=0) / 100


def _kind(one: Xml) -> str:
    held = one.find(f".//{P}nvPr/{P}ph")
    return "" if held is None else str(held.get("type", "obj"))


def _matches(one: Xml, index: str, kind: str) -> bool:
    held = one.find(f".//{P}nvPr/{P}ph")
    return held is not None and (held.get("idx", "0") == index if index != "0" else held.get("type", "obj") == kind)


def _box(one: Xml) -> Box | None:
    for name in (f"{P}spPr/{A}xfrm", f"{P}xfrm", f"{P}grpSpPr/{A}xfrm"):
        where = one.find(name)
        if where is not None:
            left, top = where.find(f"{A}off"), where.find(f"{A}ext")
            values = (left.get("x"), left.get("y"), top.get("cx"), top.get("cy"))
            x, y, wide, high = (int(value) / POINT for value in values)
            return x, y, wide, high
    return None
