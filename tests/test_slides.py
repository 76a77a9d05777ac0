"""Files of slides: what is in them that can be edited, how words are fitted, and that bytes repeat."""

import io
import re
import zipfile
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from test_documents import SETTING, TEMPLATES, page

from staffguide.documents import slides, slides_fit, slides_parts, slides_proof, slides_type, tree, typeset
from staffguide.documents.slides_deck import Deck, Slide, parted
from staffguide.documents.slides_parts import Para, Run
from staffguide.problems import Problem

DRAW = partial(typeset.as_png, templates=TEMPLATES)
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path d="M0 0h9v3z"/></svg>'
SAID = (
    "<h1>A deck</h1><p>For staff.</p><h2>Notes</h2><dl><dt>Purpose</dt><dd>Welcome people.</dd></dl>"
    "<h2>A list</h2><p>Words before:</p><ul><li>One <strong>bold</strong><ul><li>Nested</li></ul></li>"
    '<li>Two, <a href="https://www.cqc.org.uk/a?b=1&amp;c=2">the site of the CQC</a></li></ul>'
    '<ol start="3"><li>Three</li></ol>'
    "<h3>Notes</h3><dl><dt>Say</dt><dd>First this.</dd><dd>Then that.</dd></dl>"
    '<h2>A table</h2><p>Before it.</p><table class="sg-table"><caption>Scores</caption><thead><tr><th scope="col">Score'
    '</th><th scope="col">What it says</th></tr></thead><tbody><tr><th scope="row">4</th><td>Exceptional</td></tr>'
    '<tr><th scope="row">3</th><td>Good</td></tr></tbody></table><h3>Notes</h3><p>Read it out.</p>'
    '<h2>The stages</h2><ol class="sg-stages"><li class="sg-stage"><p class="sg-stage__title"><strong>Notice</strong> '
    '<span>We are here</span></p><p class="sg-stage__short">It begins.</p></li><li class="sg-stage"><p><strong>Report'
    "</strong></p><p>It ends.</p></li></ol><h3>Notes</h3><p>Go through them.</p>"
    '<h2>The scale</h2><div class="sg-rating-scale"><figure><svg viewBox="0 0 1 1" aria-hidden="true"></svg>'
    "<figcaption>The rating scale</figcaption></figure><table><caption>Ratings</caption><thead><tr><th>Rating</th>"
    "<th>Percentage</th></tr></thead><tbody><tr><th>Good</th><td>25 to 87 per cent</td></tr><tr><th>Outstanding</th>"
    "<td>88 to 100 per cent</td></tr></tbody></table></div><h3>Notes</h3><p>Explain it.</p>"
    '<h2>Principles</h2><div class="sg-principles"><dl><dt>Empowerment</dt><dd>They decide.</dd>'
    '<dt>Prevention</dt><dd>Early.</dd></dl><figure><svg viewBox="0 0 1 1" aria-hidden="true"></svg>'
    "<figcaption>The two principles</figcaption>"
    "</figure></div><h3>Notes</h3><p>Explain them.</p>"
)


def deck(html: str = SAID, *layouts: Any) -> Deck:
    """A deck of a page's HTML; `layouts` are those of its slides after the title slide."""
    found, problems = tree.read([page(html, "slides/try.md")])
    assert problems == []
    opening, *others = (
        Slide(one.heading.content[0], one.body, one.notes, path="docs/slides/try.md", line=n)  # type: ignore[arg-type]
        for n, one in enumerate(parted(found.chapters[0].content), 1)
    )
    others = [replace(one, layout=layout) for one, layout in zip(others, layouts, strict=False)] + others[
        len(layouts) :
    ]
    opening = replace(opening, body=(*opening.body, *slides.furniture(SETTING.council_name, SETTING.sample)))
    return Deck(opening, tuple(others), 28, 24)


def nobody(_: str) -> Problem | None:
    return None


def fitted(one: Deck) -> tuple[slides_fit.Fitted, ...]:
    made, problems = slides_fit.fit(one, nobody)
    assert problems == ()
    return made


@cache
def made() -> bytes:
    """A good file with something of everything."""
    one = deck()
    return slides.make(one, fitted(one), SETTING, DRAW)


def opened(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def refused(html: str) -> list[str]:
    _, problems = slides_fit.fit(deck(f"<h1>A deck</h1><h2>Slide</h2>{html}<h3>Notes</h3><p>Say so.</p>"), nobody)
    return [str(problem) for problem in problems]


def test_a_good_file_passes() -> None:
    assert list(slides_proof.prove(made(), deck(), SETTING)) == []


def test_bytes_repeat() -> None:
    again = deck()
    assert slides.make(again, fitted(again), SETTING, DRAW) == made()
    with zipfile.ZipFile(io.BytesIO(made())) as file:
        assert {one.date_time[0] for one in file.infolist()} == {1980}


def test_the_template_is_as_the_standard_has_it() -> None:
    """PowerPoint offers to repair a file that is not. All parts were checked against the schemas by hand."""
    with zipfile.ZipFile(io.BytesIO(made())) as file:
        parts = {name: file.read(name) for name in file.namelist() if name.startswith("ppt/") and name.endswith(".xml")}
    for name, part in parts.items():
        for style in etree.fromstring(part).iter("{http://schemas.openxmlformats.org/drawingml/2006/main}lstStyle"):
            assert all(re.fullmatch(r"lvl\dpPr", etree.QName(one).localname) for one in style), name
        assert b'axId val="-' not in part


def test_the_file_says_whose_it_is() -> None:
    about = opened(made()).core_properties
    assert (about.title, about.author, about.language) == (SETTING.title, SETTING.council_name, "en-GB")
    assert about.created.date() == about.modified.date() == SETTING.as_of


def test_slides_have_real_layouts_and_placeholders() -> None:
    shown = opened(made())
    names = [one.slide_layout.name for one in shown.slides]
    assert names == [
        "Title slide",
        "Title and text",
        "Title and table",
        "Title and text",
        "Title and chart",
        "Title and text",
    ]
    assert all(one.shapes.title is one.placeholders[0] or one.shapes.title.text for one in shown.slides)
    assert len(shown.slide_layouts) == 7
    # Nothing is left empty, which would show as "Click to add text".
    assert all(shape.text_frame.text for one in shown.slides for shape in one.placeholders if shape.has_text_frame)


def test_lists_are_those_of_the_layout() -> None:
    body = opened(made()).slides[1].placeholders[1].text_frame
    assert [(one.level, one.text) for one in body.paragraphs] == [
        (0, "Words before:"),
        (0, "One bold"),
        (1, "Nested"),
        (0, "Two, the site of the CQC"),
        (0, "Three"),
    ]
    xml = body._txBody.xml
    assert 'startAt="3"' in xml and "buChar" not in xml
    links = [run.hyperlink.address for one in body.paragraphs for run in one.runs if run.hyperlink.address]
    assert links == ["https://www.cqc.org.uk/a?b=1&c=2"]


def test_a_table_is_a_table() -> None:
    (frame,) = (one for one in opened(made()).slides[2].shapes if one.has_table)
    assert frame.is_placeholder and frame.table.first_row and frame.table.first_col
    assert [cell.text for cell in frame.table.rows[0].cells] == ["Score", "What it says"]
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == "Scores"


def test_the_stages_are_shapes_joined_by_arrows() -> None:
    (group,) = (one for one in opened(made()).slides[3].shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP)
    boxes = [one for one in group.shapes if one.has_text_frame]
    assert [one.text_frame.text for one in boxes] == ["Notice\vWe are here", "It begins.", "Report", "It ends."]
    (arrow,) = (one for one in group.shapes if one.shape_type == MSO_SHAPE_TYPE.LINE or "cxnSp" in one._element.tag)
    assert 'stCxn id="' in arrow._element.xml and 'endCxn id="' in arrow._element.xml
    assert "1. Notice" in group._element.nvGrpSpPr.cNvPr.get("descr")


def test_the_scale_is_a_chart_with_its_table() -> None:
    shapes = opened(made()).slides[4].shapes
    (chart,) = (one.chart for one in shapes if one.has_chart)
    assert list(chart.plots[0].categories) == ["Good", "Outstanding"]
    assert [list(one.values) for one in chart.plots[0].series] == [[25, 88], [63, 13]]
    assert sum(one.has_table for one in shapes) == 1


def test_notes_are_on_the_notes_pages() -> None:
    shown = opened(made())
    assert shown.slides[1].notes_slide.notes_text_frame.text.split("\n") == ["Say", "First this.", "Then that."]
    assert all(one.has_notes_slide for one in shown.slides)


def test_a_logo_is_shown_with_its_words(tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_text(LOGO, encoding="utf-8")
    setting = replace(SETTING, logo=file, logo_alt='Arms & "crown"')
    one = deck()
    data = slides.make(one, fitted(one), setting, DRAW)
    (logo,) = (shape for shape in opened(data).slides[0].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
    assert logo._element.nvPicPr.cNvPr.get("descr") == 'Arms & "crown"'
    assert abs(logo.width / logo.height - 3) < 0.05
    # The words of a logo are no words of the deck, and yet the file is sound.
    assert list(slides_proof.prove(data, one, setting)) == []


def test_text_never_becomes_markup() -> None:
    bad = "a &lt;a:t&gt; &amp;amp; ]]&gt; {{ 7*7 }} \N{LATIN SMALL LETTER E WITH ACUTE} \N{HEBREW LETTER ALEF}"
    one = deck(f"<h1>A deck</h1><h2>{bad}</h2><p>{bad}</p><h3>Notes</h3><p>{bad}</p>")
    shown = opened(slides.make(one, fitted(one), SETTING, DRAW)).slides[1]
    said = "a <a:t> &amp; ]]> {{ 7*7 }} é א"
    assert [shape.text_frame.text for shape in list(shown.placeholders)[:2]] == [said, said]
    assert shown.notes_slide.notes_text_frame.text == said


def test_control_characters_are_refused() -> None:
    one = deck("<h1>A deck</h1><h2>Slide</h2><p>x</p>")
    bell = replace(one.slides[0], title="a \x07 bell")
    with pytest.raises(ValueError, match="control character"):
        slides.make(one, slides_fit.fit(Deck(one.opening, (bell,), 28, 24), nobody)[0], SETTING, DRAW)


class TestFitting:
    """Words are as large as there is room for, then go on over more slides, and are never cut."""

    def test_few_words_are_large_and_more_are_smaller(self) -> None:
        few, more = (deck(f"<h1>A deck</h1><h2>S</h2><ul>{'<li>An item of a list</li>' * n}</ul>") for n in (3, 10))
        assert fitted(few)[1].placed[0].size == 28
        assert 24 <= fitted(more)[1].placed[0].size < 28
        assert len(fitted(more)) == 2

    def test_what_does_not_fit_goes_on_with_a_title_of_its_own(self) -> None:
        one = deck(f"<h1>A deck</h1><h2>S</h2><ul>{'<li>An item of a list</li>' * 30}</ul><h3>Notes</h3><p>N</p>")
        shown = fitted(one)[1:]
        assert [held.title for held in shown] == ["S", "S (continued 2 of 3)", "S (continued 3 of 3)"]
        counts = [len(held.placed[0].part.paras) for held in shown]  # type: ignore[union-attr]
        assert sum(counts) == 30 and max(counts) - min(counts) <= 1  # shared out, with no widow on the last
        data = slides.make(one, fitted(one), SETTING, DRAW)
        assert list(slides_proof.prove(data, one, SETTING)) == []

    def test_a_long_table_repeats_its_head(self) -> None:
        rows = "".join(f"<tr><td>Row {n}</td><td>{'some words ' * 5}</td></tr>" for n in range(20))
        one = deck(f"<h1>A deck</h1><h2>S</h2><table><tr><th>A</th><th>B</th></tr>{rows}</table>")
        shown = opened(slides.make(one, fitted(one), SETTING, DRAW)).slides
        tables = [shape.table for slide in shown for shape in slide.shapes if shape.has_table]
        assert len(tables) > 2
        assert all(table.cell(0, 0).text == "A" for table in tables)
        assert sum(len(table.rows) - 1 for table in tables) == 20
        assert len({tuple(column.width for column in table.columns) for table in tables}) == 1

    def test_a_long_paragraph_is_parted_between_sentences(self) -> None:
        one = deck(f"<h1>A deck</h1><h2>S</h2><p>{'This is one sentence of the many in it. ' * 40}</p>")
        shown = fitted(one)[1:]
        assert len(shown) > 1
        assert list(slides_proof.prove(slides.make(one, fitted(one), SETTING, DRAW), one, SETTING)) == []

    def test_what_no_slide_can_hold_is_told_with_its_line(self) -> None:
        (told,) = refused(f"<p>{'word ' * 300}</p>")
        assert told.startswith("docs/slides/try.md:2: shorten it, or make two slides of it") and "24 point" in told

    def test_a_setting_that_is_too_long_is_named(self) -> None:
        one = deck(f"<h1>A deck</h1><h2>S</h2><p>{'word ' * 300}</p>")
        place = Problem("councils/x/council.yml", 7, "vision", "")
        _, problems = slides_fit.fit(one, lambda _: place)
        assert [str(problem)[:40] for problem in problems] == ["councils/x/council.yml:7: vision: shorte"]

    def test_a_title_too_long_is_told(self) -> None:
        _, problems = slides_fit.fit(deck(f"<h1>A deck</h1><h2>{'Long words ' * 20}</h2><p>x</p>"), nobody)
        assert len(problems) == 1

    def test_two_columns(self) -> None:
        html = "<h1>A deck</h1><h2>S</h2><dl><dt>Do</dt><dd>This</dd><dt>Do not</dt><dd>That</dd></dl>"
        one = deck(html, "two-columns")
        left, right = fitted(one)[1].placed
        assert left.part.paras[0].text == "Do" and right.part.paras[0].text == "Do not"  # type: ignore[union-attr]
        assert left.box.x + left.box.wide < right.box.x
        data = slides.make(one, fitted(one), SETTING, DRAW)
        assert list(slides_proof.prove(data, one, SETTING)) == []
        assert opened(data).slides[1].slide_layout.name == "Two columns"

    def test_two_columns_that_do_not_fit_become_one(self) -> None:
        items = "<li>An item of a list</li>" * 14
        one = deck(f"<h1>A deck</h1><h2>S</h2><ul>{items}</ul><p>More:</p><ul>{items}</ul>", "two-columns")
        assert {held.look for held in fitted(one)[1:]} == {"text"}

    def test_dividers_and_closings(self) -> None:
        one = deck("<h1>A deck</h1><h2>Part</h2><h2>End</h2><p>Bye.</p>", "part", "closing")
        data = slides.make(one, fitted(one), SETTING, DRAW)
        assert [slide.slide_layout.name for slide in opened(data).slides][1:] == ["Part", "Closing"]
        assert list(slides_proof.prove(data, one, SETTING)) == []

    @pytest.mark.parametrize(
        ("html", "message"),
        [
            ('<svg viewBox="0 0 1 1"><title>A plan</title></svg>', "no form of this drawing that can be edited"),
            ("<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>", "two levels at most"),
            ("<ul><li>a<table><tr><th>x</th></tr></table></li></ul>", "a table within a list"),
            ("<p>Write: <textarea></textarea></p><h4>x</h4>", ""),
        ],
    )
    def test_what_has_no_form_on_a_slide_is_refused(self, html: str, message: str) -> None:
        if message:
            assert any(message in told for told in refused(html))
        else:
            with pytest.raises(AssertionError):
                refused(html)

    def test_tables_in_notes_are_refused(self) -> None:
        html = "<h1>A deck</h1><h2>S</h2><p>x</p><h3>Notes</h3><table><tr><th>x</th></tr></table>"
        assert "out of notes" in str(slides_fit.fit(deck(html), nobody)[1])


class TestMeasuring:
    """Our measure of words is never smaller than what programs need."""

    def test_widths_are_those_of_the_type(self) -> None:
        assert slides_type.width("Hamburgefonstiv 2026", 100) == pytest.approx(1006.0)

    def test_what_is_not_known_counts_as_wide(self) -> None:
        assert slides_type.width("\N{CJK UNIFIED IDEOGRAPH-4E00}", 100) == 100
        assert slides_type.width("\N{LATIN SMALL LETTER E WITH ACUTE}", 100) == slides_type.width("e", 100)

    def test_lines_grow_with_size_and_never_shrink(self) -> None:
        para = Para((Run("Words of some length that go on for a while, " * 6),))
        counts = [slides_type.lines(para, 600, size) for size in range(18, 40)]
        assert all(one <= more for one, more in pairwise(counts))

    def test_words_wider_than_their_box_are_broken(self) -> None:
        assert slides_type.lines(Para((Run("x" * 100),)), 100, 24) >= 12

    def test_parts_are_read_in_order(self) -> None:
        kinds = [type(part).__name__ for part in slides_parts.read(deck().slides[1].body, pytest.fail)]
        assert kinds == ["Words", "Grid"]
