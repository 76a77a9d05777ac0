"""The scoping meeting: one source for the page, the PDF and the Word form, which can be filled in by everybody."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import lxml.html
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from staffguide import load
from staffguide.documents import pdf_facts

ROOT = Path(__file__).parent.parent
POINTS = load.framework(ROOT).scoping
FORM = "downloads/scoping-meeting.docx"
COUNCILS = ("example", "awkward", "bare")


@pytest.fixture(params=COUNCILS)
def form(request: pytest.FixtureRequest, built: Callable[[str], Path]) -> Document:
    return docx.Document(io.BytesIO((built(request.param) / FORM).read_bytes()))


def test_the_form_is_upright_a4_with_the_council_over_its_title(form: Document) -> None:
    section = form.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)  # type: ignore[union-attr]
    styles = [one.style.name for one in form.paragraphs[:3] if one.style]
    assert styles == ["Label", "Heading 1", "Normal"] and form.paragraphs[0].text
    assert form.paragraphs[1].text == "The scoping meeting" == form.core_properties.title


def test_every_point_is_a_row_with_room_for_a_decision_an_owner_and_a_date(form: Document) -> None:
    meeting, decisions = form.tables
    assert [cell.text for cell in decisions.rows[0].cells] == ["Point", "What to settle", "Decision", "Owner", "Date"]
    assert [row.cells[0].text for row in decisions.rows[1:]] == [f"{one.number}. {one.title}" for one in POINTS]
    assert [row.cells[1].text for row in decisions.rows[1:]] == [one.settle for one in POINTS]
    assert not [row for row in decisions.rows[1:] if row.cells[3].text or row.cells[4].text]
    for table in (meeting, decisions):
        heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [True, *[False] * (len(heads) - 1)]
        widths = [cell.width for cell in table.rows[1].cells]
        assert None not in widths and sum(width for width in widths if width) <= 6_500_000, (
            "it fits between the margins"
        )


def test_what_the_council_has_settled_is_filled_in(built: Callable[[str], Path]) -> None:
    decided = docx.Document(io.BytesIO((built("example") / FORM).read_bytes())).tables[1]
    said = {row.cells[0].text: row.cells[2].text for row in decided.rows[1:]}
    assert said["1. Where we are"] == "So far: notice on 16 November 2026, return due on 7 December 2026."
    assert "social workers (85)" in said["3. Who comes"] and "6 sessions" in said["3. Who comes"]
    assert said["6. Sponsor"] == "So far: Jo Sample, assistant director for adult social care."
    assert said["10. What stays private"] == ""
    bare = docx.Document(io.BytesIO((built("bare") / FORM).read_bytes())).tables[1]
    assert not [row for row in bare.rows[1:] if row.cells[2].text]


def test_page_and_pdf_hold_the_same_points(built: Callable[[str], Path]) -> None:
    page = lxml.html.fromstring((built("example") / "tool-2" / "scoping-meeting.html").read_bytes()).text_content()
    parts = pdf_facts.facts((built("example") / "downloads" / "tool-1-toolkit.pdf").read_bytes()).parts
    pdf = " ".join(part.text for part in parts)
    for words in (" ".join(page.split()), " ".join(pdf.split())):
        assert not [one.id for one in POINTS if f"{one.title}. {one.settle}" not in words]
        assert not [one for point in POINTS for one in point.questions if one not in words]


def test_a_council_without_workshops_has_none_of_it(built: Callable[[str], Path]) -> None:
    site = built("quiet")
    assert not (site / FORM).exists()
    assert not list(site.glob("tool-2/*"))
    assert not [page for page in site.rglob("*.html") if "tool-2/" in page.read_text(encoding="utf-8")]


def test_the_form_carries_no_clock(built: Callable[[str], Path]) -> None:
    with zipfile.ZipFile(built("example") / FORM) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
