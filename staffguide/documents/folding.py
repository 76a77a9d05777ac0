"""Lays the pages of a booklet out for printing: two side by side on each sheet, in the order that folding puts right.

A sheet for folding has no order of reading, so this file is outside PDF/UA by nature and says so of itself. What
people read is the booklet it is made from.
"""

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

SAYS = "For printing only. Its pages are in the order that folding puts right: to read the guide, open the booklet."
A4_ON_ITS_SIDE = (841.89, 595.28)
PLACED = re.compile(rb"/Page([0-9]+) Do")


def order(pages: int) -> list[tuple[int, int]]:
    """The pages left and right on each side of each sheet, counted from 1; 0 is a blank one.

    Four pages make a sheet. The blank ones come last, where they are the back of the booklet.
    """
    whole = -(-pages // 4) * 4
    sides = [(n, whole + 1 - n) if n % 2 == 0 else (whole + 1 - n, n) for n in range(1, whole // 2 + 1)]
    return [(left if left <= pages else 0, right if right <= pages else 0) for left, right in sides]


def fold(booklet: bytes, title: str) -> bytes:
    """The print file of a booklet: the front and the back of each sheet, to be turned on the short edge."""
    with pikepdf.open(io.BytesIO(booklet)) as source, Pdf.new() as sheets:
        forms = [sheets.copy_foreign(_unmarked(page)) for page in source.pages]
        for pair in order(len(forms)):
            _add_side(sheets, forms, pair, float(source.pages[0].mediabox[2]))
        with sheets.open_metadata(set_pikepdf_as_editor=False) as about:
            about["dc:title"] = title
            about["dc:description"] = SAYS
        sheets.docinfo["/Title"], sheets.docinfo["/Subject"] = title, SAYS
        sheets.Root.Lang = pikepdf.String("en-GB")
        sheets.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Duplex=Name.DuplexFlipShortEdge)
        out = io.BytesIO()
        sheets.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _unmarked(page: pikepdf.Page) -> pikepdf.Object:
    """The page as a form without its marks of structure, which point at a tree that is not there."""
    form = page.as_form_xobject()
    steps = [step for step in pikepdf.parse_content_stream(form) if str(step.operator) not in {"BDC", "BMC", "EMC"}]
    form.write(pikepdf.unparse_content_stream(steps))
    for key in ("/StructParents", "/StructParent"):
        if key in form:
            del form[key]
    return form


def _add_side(sheets: Pdf, forms: list[pikepdf.Object], pair: tuple[int, int], wide: float) -> None:
    """A side of a sheet. Its two pages meet at the fold: two of A5 are a millimetre narrower than one of A4."""
    sheets.add_blank_page(page_size=A4_ON_ITS_SIDE)
    page, fold = sheets.pages[-1].obj, A4_ON_ITS_SIDE[0] / 2
    placed = [(number, left) for number, left in zip(pair, (fold - wide, fold), strict=True) if number]
    page.Resources = Dictionary(XObject=Dictionary({f"/Page{number}": forms[number - 1] for number, _ in placed}))
    drawn = " ".join(f"q 1 0 0 1 {left:.2f} 0 cm /Page{number} Do Q" for number, left in placed)
    page.Contents = sheets.make_stream(drawn.encode())


def pages_in(sheets: bytes) -> int:
    """How many pages of the booklet stand on the sheets."""
    with pikepdf.open(io.BytesIO(sheets)) as file:
        return sum(len(_on(page)) for page in file.pages)


def prove(sheets: bytes, pages: int) -> Iterator[str]:
    """What is wrong with a print file of a booklet of so many pages."""
    with pikepdf.open(io.BytesIO(sheets)) as file:
        placed = [_on(page) for page in file.pages]
        wanted = [[number for number in pair if number] for pair in order(pages)]
        if placed != wanted:
            yield "the pages are not in the order that folding puts right"
        if len(file.pages) % 2:
            yield "a sheet has no back"
        with file.open_metadata() as about:
            if about.get("pdfuaid:part") or "/StructTreeRoot" in file.Root:
                yield "the file claims to be for reading, and it is for printing only"
            if SAYS not in str(about.get("dc:description")):
                yield "the file does not say that it is for printing only"
        boxes = {tuple(float(side) for side in page.mediabox) for page in file.pages}
        if boxes != {(0, 0, *A4_ON_ITS_SIDE)}:
            yield f"the sheets are not A4 on their side: {sorted(boxes)}"


def _on(page: pikepdf.Page) -> list[int]:
    assert isinstance(page.obj.Contents, pikepdf.Object) and not isinstance(page.obj.Contents, Array)
    return [int(number) for number in PLACED.findall(page.obj.Contents.read_bytes())]
