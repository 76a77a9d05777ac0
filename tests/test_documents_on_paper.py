"""Booklets to fold, large print, and the faults that only a whole PDF can have: each is caught."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from test_documents import DOCUMENT, DRAWING, FIRST, SECOND, SETTING, TEMPLATES, edited, page

from staffguide.documents import folding, large_print, proof, tree, typeset
from staffguide.documents.elements import Tree, blocks
from staffguide.problems import GuideError


@pytest.fixture(scope="module")
def booklet() -> tuple[Tree, bytes]:
    found, problems = tree.read([FIRST, SECOND])
    assert problems == []
    return found, typeset.make(DOCUMENT, found, SETTING, TEMPLATES)


@pytest.fixture(scope="module")
def small() -> bytes:
    """Six pages of A5."""
    found, _ = tree.read([FIRST, SECOND, page("<h1>Third</h1>", "guide/three.md"), page("<h1>Last</h1>", "guide/x.md")])
    return typeset.make(replace(DOCUMENT, paper="a5"), found, SETTING, TEMPLATES)


# To print and fold


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (1, [(0, 1), (0, 0)]),
        (4, [(4, 1), (2, 3)]),
        (6, [(0, 1), (2, 0), (6, 3), (4, 5)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
    ],
)
def test_folding_puts_the_pages_in_order(pages: int, sides: list[tuple[int, int]]) -> None:
    assert folding.order(pages) == sides
    assert folded(sides) == [*range(1, pages + 1), *[0] * (-pages % 4)]


def folded(sides: list[tuple[int, int]]) -> list[int]:
    """The pages as somebody turns them: sheets lie in each other, each with its front outside."""
    fronts, backs = sides[::2], sides[1::2]
    first = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    last = [page for front, back in zip(fronts, backs, strict=True) for page in (front[0], back[1])]
    return first + last[::-1]


def test_the_sheets_show_what_the_booklet_shows(small: bytes) -> None:
    sheets = folding.fold(small, "To fold")
    pages = len(pypdfium2.PdfDocument(small))
    assert list(folding.prove(sheets, pages)) == []
    shown = [" ".join(one.get_textpage().get_text_range().split()) for one in pypdfium2.PdfDocument(sheets)]
    first, last = shown[0], shown[1]
    assert "A short guide" in first and f"Page 2 of {pages}" in last
    middle = shown[-1]
    assert f"Page {len(shown)} of" in middle and f"Page {len(shown) + 1} of" in middle


def test_sheets_are_the_same_each_time(small: bytes) -> None:
    assert folding.fold(small, "To fold") == folding.fold(small, "To fold")


def swapped(file: pikepdf.Pdf) -> None:
    first, second = file.pages[0], file.pages[1]
    first.obj.Contents, second.obj.Contents = second.obj.Contents, first.obj.Contents


def one_side_lost(file: pikepdf.Pdf) -> None:
    del file.pages[-1]


def claims_to_be_read(file: pikepdf.Pdf) -> None:
    with file.open_metadata(set_pikepdf_as_editor=False) as about:
        about["pdfuaid:part"] = "1"


def says_nothing(file: pikepdf.Pdf) -> None:
    with file.open_metadata(set_pikepdf_as_editor=False) as about:
        del about["dc:description"]


def another_paper(file: pikepdf.Pdf) -> None:
    file.pages[0].mediabox = Array([0, 0, 800, 600])


@pytest.mark.parametrize(
    ("change", "failure"),
    [
        (swapped, "the pages are not in the order that folding puts right"),
        (one_side_lost, "a sheet has no back"),
        (claims_to_be_read, "the file claims to be for reading, and it is for printing only"),
        (says_nothing, "the file does not say that it is for printing only"),
        (another_paper, "the sheets are not A4 on their side"),
    ],
)
def test_a_fault_of_the_sheets_is_caught(change: Callable[[pikepdf.Pdf], None], failure: str, small: bytes) -> None:
    pages = len(pypdfium2.PdfDocument(small))
    failures = list(folding.prove(edited(folding.fold(small, "To fold"), change), pages))
    assert any(one.startswith(failure) for one in failures), failures


# Large print

LETTERED = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 99"><title>A scale</title>'
    '<text font-size="15">25</text></svg>'
)


def test_large_print_leaves_out_drawings_with_small_words() -> None:
    html = f"<figure>{LETTERED}<figcaption>The scale</figcaption></figure><figure>{DRAWING}</figure><p>After</p>"
    found, _ = tree.read([page(f"<h1>A page</h1>{html}")])
    assert [block.text for block in blocks(large_print.fitting(found, 18))] == ["A page", "After"]
    assert [block.text for block in blocks(large_print.fitting(found, 12))] == ["A page", "The scale", "After"]
    assert "A bar" in str(large_print.fitting(found, 18))


def test_type_becomes_smaller_only_to_keep_to_the_pages() -> None:
    found, _ = tree.read([page("<h1>A sheet</h1>" + "<p>Some words to fill the sheet. </p>" * 33, "guide/sheet.md")])
    wanted = replace(DOCUMENT, template="sheet.typ", type_size=20, least_size=12, page_limit=1)
    assert len(pypdfium2.PdfDocument(typeset.make(wanted, found, SETTING, TEMPLATES))) == 1
    free = typeset.make(replace(wanted, page_limit=0), found, SETTING, TEMPLATES)
    assert len(pypdfium2.PdfDocument(free)) == 2


# What the standard leaves open


def nameless_font(file: pikepdf.Pdf) -> None:
    for one in file.objects:
        if isinstance(one, Dictionary) and "/ToUnicode" in one:
            del one["/ToUnicode"]


def relative_link(file: pikepdf.Pdf) -> None:
    _first_link(file).A = Dictionary(S=Name.URI, URI=pikepdf.String("../guide/two.html"))


def dead_link(file: pikepdf.Pdf) -> None:
    note = _first_link(file)
    if "/A" in note:
        del note.A
    note.Dest = Array([file.make_indirect(Dictionary(Type=Name.Page)), Name.Fit])


def _first_link(file: pikepdf.Pdf) -> Dictionary:
    return next(note for one in file.pages for note in one.obj.get("/Annots", []) if note.Subtype == Name.Link)


def untagged_words(file: pikepdf.Pdf) -> None:
    """The running foot without its mark, as if it were forgotten."""
    steps = [
        step for step in pikepdf.parse_content_stream(file.pages[2]) if str(step.operator) not in {"BDC", "BMC", "EMC"}
    ]
    file.pages[2].obj.Contents = file.make_stream(pikepdf.unparse_content_stream(steps))


def tagless_mark(file: pikepdf.Pdf) -> None:
    """Words that carry a mark which no tag names: nobody is told of them."""
    paragraph = next(
        one for one in file.objects if isinstance(one, Dictionary) and one.get("/S") == Name.P and "/K" in one
    )
    del paragraph.K


@pytest.mark.parametrize(
    ("change", "failure"),
    [
        (nameless_font, "fonts do not say which letters they show: "),
        (relative_link, "a link leads to a file or a place that readers do not have: ../guide/two.html"),
        (dead_link, "1 link(s) that lead nowhere"),
        (untagged_words, "words that are neither tagged nor decoration: "),
        (tagless_mark, "words that are neither tagged nor decoration: "),
    ],
)
def test_a_fault_is_caught_without_the_validator(
    change: Callable[[pikepdf.Pdf], None], failure: str, booklet: tuple[Tree, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof, "validator", None)
    found, pdf = booklet
    failures = proof.prove(edited(pdf, change), found, DOCUMENT).failures
    assert any(one.startswith(failure) for one in failures), failures


@pytest.mark.parametrize(
    ("html", "failure"),
    [
        ('<p><a href="https://a.example/">Click here</a></p>', 'a link does not say where it leads: "Click here"'),
        ("<p>See docs/guide/one.md for more.</p>", "the path of a file: one.md"),
        ("<p>Built in /home/somebody/guide.</p>", "the path of a file: /home/"),
        ("<p>Our page is site:guide now.</p>", "the path of a file: site:g"),
    ],
)
def test_words_that_say_nothing_to_readers_are_caught(html: str, failure: str) -> None:
    found, _ = tree.read([page(f"<h1>A page</h1>{html}")])
    assert failure in proof.prove(typeset.make(DOCUMENT, found, SETTING, TEMPLATES), found, DOCUMENT).failures


def test_a_broken_template_is_explained_where_pages_are_limited_too(tmp_path: Path) -> None:
    (tmp_path / "broken.typ").write_text("#no-such-thing", encoding="utf-8")
    (tmp_path / "fonts").symlink_to(TEMPLATES / "fonts")
    with pytest.raises(GuideError, match=r"broken.typ:1: booklet: the document could not be set: unknown variable"):
        typeset.make(replace(DOCUMENT, template="broken.typ", page_limit=9), Tree(()), SETTING, tmp_path)


def test_a_long_address_goes_on_in_the_next_line_and_is_copied_whole() -> None:
    address = "safeguarding." * 12 + "team@exampleton.example"
    found, _ = tree.read([page(f'<h1>A page</h1><p>Write to <a href="mailto:{address}">{address}</a>.</p>')])
    pdf = typeset.make(DOCUMENT, found, SETTING, TEMPLATES)
    assert proof.prove(pdf, found, DOCUMENT).failures == ()
    words = pypdfium2.PdfDocument(pdf)[2].get_textpage()
    assert all(words.get_rect(n)[2] < 595 for n in range(words.count_rects()))
    assert address in "".join(words.get_text_range().split())


def test_a_card_whose_question_has_no_room_stops_the_build() -> None:
    card = f'<div class="sg-card"><p>{"A very long question indeed " * 14}</p><p>For all</p><p>Question x</p></div>'
    found, _ = tree.read(
        [page(f'<h1>Cards</h1><section class="sg-card-set"><h2>Set</h2><p>1 card</p>{card}</section>')]
    )
    with pytest.raises(GuideError, match="a card has no room for its question"):
        typeset.make(replace(DOCUMENT, template="cards.typ", type_size=14), found, SETTING, TEMPLATES)


def test_a_pdf_saved_by_another_program_is_the_same_to_us(booklet: tuple[Tree, bytes]) -> None:
    """The faults above are caught for what they are, not for having been saved again."""
    found, pdf = booklet
    again = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.save(again)
    assert proof.prove(again.getvalue(), found, DOCUMENT).failures == ()
