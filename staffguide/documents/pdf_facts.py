"""Reads a PDF the way assistive technology does: its structure, its words in reading order, its metadata."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

HEADS = {f"/H{level}": level for level in range(1, 7)}
TEXT_OPERATORS = "BDC BMC EMC Tf Tj TJ"
CODES = re.compile(r"<([0-9A-Fa-f]+)>")


@dataclass(frozen=True)
class Part:
    """A run of words under one tag: "H2", "P", "TD" and so on. `level` is that of a heading, else 0."""

    tag: str
    text: str
    level: int = 0


@dataclass(frozen=True)
class Facts:
    """What a PDF says of itself. `parts` leaves out decoration, marks of lists, and the words in pictures."""

    title: str
    shows_title: bool
    language: str
    tagged: bool
    pages: int
    outline: tuple[tuple[int, str], ...]
    parts: tuple[Part, ...]
    tables_without_header: int
    pictures_without_words: int
    fonts_outside: tuple[str, ...]
    """Fonts that the file uses but does not hold."""
    fonts_without_letters: tuple[str, ...]
    """Fonts whose signs stand for no letters, so that nobody can read, search or copy them."""
    addresses: tuple[str, ...]
    alternatives: tuple[str, ...]
    links: tuple[str, ...]
    """The words of each link."""
    links_to_nowhere: int
    loose_words: tuple[str, ...]
    """Words that are neither tagged nor marked as decoration, or that carry a mark which no tag names."""


def facts(data: bytes) -> Facts:
    """The facts of a PDF. Raises pikepdf.PdfError where it is not one."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root
        sheets = {page.obj.objgen: _marked_words(page) for page in pdf.pages}
        words = {page: sheet.by_mark for page, sheet in sheets.items()}
        tree = root.get("/StructTreeRoot")
        elements = list(_elements(tree.get("/K"))) if tree is not None else []
        named = set(_marks(tree.get("/K"), None)) if tree is not None else set()
        with pdf.open_metadata() as metadata:
            title = str(metadata.get("dc:title") or "")
        return Facts(
            title=title,
            shows_title=bool(root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)),
            language=str(root.get("/Lang", "")),
            tagged=bool(root.get("/MarkInfo", Dictionary()).get("/Marked", False)) and tree is not None,
            pages=len(pdf.pages),
            outline=tuple(_outline(pdf)),
            parts=tuple(_parts(tree.get("/K"), words, None, "Document")) if tree is not None else (),
            tables_without_header=sum(_is(one, "Table") and not _has_header(one) for one in elements),
            pictures_without_words=sum(_is(one, "Figure") and not str(one.get("/Alt", "")).strip() for one in elements),
            fonts_outside=tuple(sorted(set(_fonts_outside(pdf)))),
            fonts_without_letters=tuple(sorted(set(_fonts_without_letters(pdf)))),
            addresses=tuple(_addresses(pdf)),
            alternatives=tuple(str(one.Alt) for one in elements if "/Alt" in one),
            links=tuple(_said(one, words) for one in elements if _is(one, "Link")),
            links_to_nowhere=sum(not _leads(note, pdf) for note in _link_notes(pdf)),
            loose_words=tuple(_loose(sheets, named)),
        )


def _kids(kids: Object | None) -> Iterator[Object]:
    if isinstance(kids, Array):
        yield from kids
    elif kids is not None:
        yield kids


def _elements(kids: Object | None) -> Iterator[Dictionary]:
    """All structure elements, parents before their children."""
    for kid in _kids(kids):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid.get("/K"))


def _is(element: Dictionary, tag: str) -> bool:
    return str(element.S) == f"/{tag}"


def _has_header(table: Dictionary) -> bool:
    return any(_is(one, "TH") for one in _elements(table.get("/K")))


Words = dict[tuple[int, int], dict[int, str]]


def _parts(kids: Object | None, words: Words, page: Object | None, tag: str) -> Iterator[Part]:
    """Words in reading order. A heading is one part, however many lines it takes."""
    for kid in _kids(kids):
        if isinstance(kid, Dictionary) and "/S" in kid:
            name, here = str(kid.S), kid.get("/Pg", page)
            if name in HEADS:
                whole = "".join(part.text for part in _parts(kid.get("/K"), words, here, name))
                yield Part(name[1:], whole, HEADS[name])
            elif name not in {"/Lbl", "/Figure"}:
                yield from _parts(kid.get("/K"), words, here, name[1:])
        elif isinstance(kid, Dictionary):
            if "/MCID" in kid:
                yield Part(tag, _word(words, kid.get("/Pg", page), int(kid.MCID)))
        else:
            yield Part(tag, _word(words, page, int(kid)))


def _word(words: Words, page: Object | None, mark: int) -> str:
    return words.get(page.objgen, {}).get(mark, "") if page is not None else ""


def _said(link: Dictionary, words: Words) -> str:
    return "".join(part.text for part in _parts(link.get("/K"), words, link.get("/Pg"), "Link"))


def _marks(kids: Object | None, page: Object | None) -> Iterator[tuple[tuple[int, int], int]]:
    """Every mark that some tag names, with its page."""
    for kid in _kids(kids):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _marks(kid.get("/K"), kid.get("/Pg", page))
        elif not isinstance(kid, Dictionary):
            if page is not None:
                yield page.objgen, int(kid)
        elif "/MCID" in kid and (here := kid.get("/Pg", page)) is not None:
            yield here.objgen, int(kid.MCID)


@dataclass(frozen=True)
class _Sheet:
    """The words of a page by the mark that the structure knows them by, and those that have none."""

    by_mark: dict[int, str]
    unmarked: list[str]


def _loose(sheets: dict[tuple[int, int], _Sheet], named: set[tuple[tuple[int, int], int]]) -> Iterator[str]:
    for page, sheet in sheets.items():
        yield from sheet.unmarked
        yield from (words for mark, words in sheet.by_mark.items() if (page, mark) not in named and words.strip())


def _marked_words(page: pikepdf.Page) -> _Sheet:
    """The words of a page, told apart by their marks. What is marked as decoration is left out."""
    fonts = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
    tables = {name: _to_unicode(font) for name, font in fonts.items()}
    found: dict[int, str] = {}
    unmarked: list[str] = []
    open_marks: list[tuple[int | None, bool]] = []
    decoration = 0
    table: dict[bytes, str] = {}
    for step in pikepdf.parse_content_stream(page, TEXT_OPERATORS):
        name, operands = str(step.operator), list(step.operands)
        if name in {"BDC", "BMC"}:
            known = operands[1] if len(operands) > 1 and isinstance(operands[1], Dictionary) else Dictionary()
            mark = int(known.MCID) if "/MCID" in known else (open_marks[-1][0] if open_marks else None)
            spoken = "/ActualText" in known or bool(open_marks and open_marks[-1][1])
            if mark is not None and "/ActualText" in known:
                found[mark] = found.get(mark, "") + str(known.ActualText)
            decoration += decoration > 0 or str(operands[0]) == "/Artifact"
            open_marks.append((mark, spoken))
        elif name == "EMC":
            decoration -= decoration > 0
            open_marks.pop()
        elif name == "Tf":
            table = tables[str(operands[0])]
        elif open_marks and open_marks[-1][0] is not None and not open_marks[-1][1]:
            found[open_marks[-1][0]] = found.get(open_marks[-1][0], "") + _shown(operands[0], table)
        elif not decoration and not (open_marks and open_marks[-1][1]):
            unmarked.append(_shown(operands[0], table))
    return _Sheet(found, [words for words in unmarked if words.strip()])


def _shown(operand: Object, table: dict[bytes, str]) -> str:
    pieces = list(operand) if isinstance(operand, Array) else [operand]
    strings = [bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)]
    width = max(map(len, table), default=1)
    return "".join(
        table.get(string[at : at + width], "\ufffd") for string in strings for at in range(0, len(string), width)
    )


def _to_unicode(font: Object) -> dict[bytes, str]:
    """What each code of a font stands for. A sign without an entry has no words, and shows as U+FFFD."""
    if "/ToUnicode" not in font:
        return {}
    source = font.ToUnicode.read_bytes().decode("latin-1")
    table: dict[bytes, str] = {}
    for body in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        codes = CODES.findall(body)
        table |= {bytes.fromhex(code): _utf16(text) for code, text in zip(codes[::2], codes[1::2], strict=True)}
    for body in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", body):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = (int(first, 16) + step).to_bytes(len(first) // 2, "big")
                start = _utf16(text)
                table[code] = start[:-1] + chr(ord(start[-1]) + step)
    return table


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", "replace")


def _outline(pdf: Pdf) -> Iterator[tuple[int, str]]:
    with pdf.open_outline() as outline:
        yield from _bookmarks(outline.root, 1)


def _bookmarks(items: list[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, str(item.title)
        yield from _bookmarks(item.children, level + 1)


def _fonts_outside(pdf: Pdf) -> Iterator[str]:
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get("/Type") == Name.Font and "/DescendantFonts" not in one:
            descriptor = one.get("/FontDescriptor", Dictionary())
            if one.get("/Subtype") != Name.Type3 and not any(f"/FontFile{n}" in descriptor for n in ("", "2", "3")):
                yield str(one.get("/BaseFont", "without a name"))


def _fonts_without_letters(pdf: Pdf) -> Iterator[str]:
    for one in pdf.objects:
        whole = isinstance(one, Dictionary) and one.get("/Type") == Name.Font and "/FontDescriptor" not in one
        if whole and "/ToUnicode" not in one:
            yield str(one.get("/BaseFont", "without a name"))


def _link_notes(pdf: Pdf) -> Iterator[Dictionary]:
    for page in pdf.pages:
        for note in page.obj.get("/Annots", Array()):
            if isinstance(note, Dictionary) and note.get("/Subtype") == Name.Link:
                yield note


def _addresses(pdf: Pdf) -> Iterator[str]:
    for note in _link_notes(pdf):
        if "/URI" in (action := note.get("/A", Dictionary())):
            yield str(action.URI)


def _leads(note: Dictionary, pdf: Pdf) -> bool:
    """Whether a link leads out, or to a page of the file."""
    action = note.get("/A", Dictionary())
    if "/URI" in action:
        return True
    target = note.get("/Dest", action.get("/D"))
    if isinstance(target, Array):
        return len(target) > 0 and any(target[0].objgen == page.obj.objgen for page in pdf.pages)
    return target is not None and str(target) in _named_places(pdf)


def _named_places(pdf: Pdf) -> set[str]:
    names = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    return {str(name) for name, _ in pikepdf.NameTree(names).items()} if names is not None else set()
