"""Words within a paragraph of a Word file: emphasis, links and the marks that links lead to; and rows and cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from staffguide.documents.elements import Element, Node

LOOKS: Mapping[str, str] = MappingProxyType(
    {"strong": "bold", "emphasis": "italic", "super": "superscript", "sub": "subscript", "marked": "highlight"}
)
STAND_INS = {"break": "\n", "tick": "☐", "blank": "\t"}


@dataclass
class Marks:
    """The places that links lead to: those whose words are still to come, and a short name for each."""

    names: dict[str, str] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    placed: int = 0

    def name(self, id: str) -> str:
        return self.names.setdefault(id, f"place{len(self.names) + 1}")

    def open(self, id: str) -> None:
        self.waiting.append(self.name(id))

    def settle(self, paragraph: Paragraph) -> None:
        """Put the waiting marks at this paragraph."""
        for name in self.waiting:
            self.placed += 1
            start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            for one in (start, end):
                one.set(qn("w:id"), str(self.placed))
                paragraph._p.append(one)
            start.set(qn("w:name"), name)
        self.waiting.clear()


Look = frozenset[str]


def add(paragraph: Paragraph, nodes: tuple[Node, ...], marks: Marks, look: Look = frozenset(), lang: str = "") -> None:
    """Add words to the end of a paragraph."""
    for node in nodes:
        if isinstance(node, str):
            _run(paragraph.add_run(node), look, lang)
        elif node.role in STAND_INS:
            paragraph.add_run(STAND_INS[node.role])
        elif node.role == "link":
            _link(paragraph, node, marks, look, lang)
        else:
            _settled(paragraph, node, marks)
            more = look | {LOOKS[node.role]} if node.role in LOOKS else look
            add(paragraph, node.content, marks, more, node.lang or lang)


def _settled(paragraph: Paragraph, node: Element, marks: Marks) -> None:
    if node.id:
        marks.open(node.id)
        marks.settle(paragraph)


def _run(run: Run, look: Look, lang: str) -> None:
    if "highlight" in look:
        run.font.highlight_color, run.bold = WD_COLOR_INDEX.YELLOW, True
    for name in sorted(look - {"highlight"}):
        setattr(run if name in {"bold", "italic"} else run.font, name, True)
    if lang:
        said = OxmlElement("w:lang")
        said.set(qn("w:val"), lang)
        run._r.get_or_add_rPr().append(said)


def _link(paragraph: Paragraph, node: Element, marks: Marks, look: Look, lang: str) -> None:
    """The words of the link are set like any others, and then taken into it."""
    _settled(paragraph, node, marks)
    link: Any = OxmlElement("w:hyperlink")
    before = len(paragraph._p)
    if node.url:
        link.set(qn("r:id"), paragraph.part.relate_to(node.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        link.set(qn("w:anchor"), marks.name(node.target))
    add(paragraph, node.content, marks, look, lang)
    for one in list(paragraph._p)[before:]:
        link.append(one)
    for run in link.iterchildren(qn("w:r")):
        said = run.get_or_add_rPr().get_or_add_rStyle()
        said.val = "Hyperlink"
    paragraph._p.append(link)


def number(paragraph: Paragraph, number: int, depth: int) -> None:
    """Make the paragraph an item of a list."""
    properties: Any = paragraph._p.get_or_add_pPr()
    marks = properties.get_or_add_numPr()
    marks.get_or_add_ilvl().val = min(depth, 2)
    marks.get_or_add_numId().val = number


def row(row: _Row, *, header: bool) -> None:
    """A row that stays whole; a header row comes again on each page, and is what screen readers name columns by."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def embolden(cell: _Cell) -> None:
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.bold = True
