"""Every fault that the proof of slides is there for: a good file, spoiled in one way, is caught."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from test_documents import SETTING
from test_slides import DRAW, LOGO, deck, fitted, made

from staffguide.documents import slides, slides_fit, slides_proof
from staffguide.documents.slides_fit import Placed
from staffguide.documents.slides_parts import Picture
from staffguide.documents.slides_room import BODY

LIST, TABLE, STAGES, SCALE, BOXES = (f"ppt/slides/slide{number}.xml" for number in range(2, 7))
MASTER, THEME = "ppt/slideMasters/slideMaster1.xml", "ppt/theme/theme1.xml"
ALT = r' descr="[^"]*"'
TIMING = "<p:timing><p:tnLst/></p:timing></p:sld>"
MOVED = r'<a:off x="\d+" y="\d+"/>'


def spoiled(part: str, old: str, new: str, times: int = 1) -> bytes:
    """The good file with one thing changed."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made())) as source, zipfile.ZipFile(kept, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                changed, count = re.subn(old, new, data.decode("utf-8"), count=times, flags=re.DOTALL)
                assert count, f"{old} is not in {part}"
                data = changed.encode()
            target.writestr(name, data)
    return kept.getvalue()


def faults(data: bytes) -> list[str]:
    return list(slides_proof.prove(data, deck(), SETTING))


TITLE = r"(<a:t>)A list(</a:t>)"
TITLE_SHAPE = r'(<p:grpSpPr/>)(<p:sp>(?:(?!</p:sp>).)*type="title"(?:(?!</p:sp>).)*</p:sp>)(.*)(</p:spTree>)'
CAUGHT = {
    "a title is missing": (LIST, TITLE, r"\1\2", "the slide has no title"),
    "two titles are alike": (LIST, TITLE, r"\1A table\2", "another slide has the same title"),
    "the title is not read first": (LIST, TITLE_SHAPE, r"\1\3\2\4", "the title is not the first thing that is read"),
    "a group is silent": (STAGES, r'(<p:grpSp>.*?name="Flow \d+")' + ALT, r"\1", '"Flow 3" has no words'),
    "a table is silent": (TABLE, r'(name="Table \d+")' + ALT, r"\1", "has no words for those who do not see it"),
    "a chart is silent": (SCALE, r'(name="Chart of the rating scale")' + ALT, r"\1", "has no words"),
    "an arrow is neither told nor marked": (STAGES, r'<adec:decorative[^>]*val="1"/>', "", '"Arrow'),
    "a table has no header row": (TABLE, ' firstRow="1"', "", "a table without a header row"),
    "a header cell is empty": (TABLE, "<a:t>Score</a:t>", "<a:t></a:t>", "a table without a header row"),
    "a run has no language": (LIST, r'<a:rPr lang="en-GB"/>(<a:t>Three)', r"<a:rPr/>\1", "no language is set"),
    "the file has no language": ("docProps/core.xml", "en-GB", "", "the language of the file"),
    "the file has another title": ("docProps/core.xml", SETTING.title, "Untitled", "the title of the file"),
    "words are pale": (THEME, r'(<a:dk1><a:srgbClr val=")[0-9A-F]{6}', r"\1DDDDDD", "too little contrast"),
    "a header is pale": (THEME, r'(<a:accent1><a:srgbClr val=")[0-9A-F]{6}', r"\1EEEEEE", "too little contrast"),
    "a link is pale": (THEME, r'(<a:hlink><a:srgbClr val=")[0-9A-F]{6}', r"\1CCCCCC", "too little contrast"),
    "words are small": (LIST, r'<a:rPr lang="en-GB"/>(<a:t>Three)', r'<a:rPr lang="en-GB" sz="1800"/>\1', "too small"),
    "the words of the master are small": (MASTER, r'sz="2800"', 'sz="2000"', "20 point is too small, 24 at least"),
    "a cell is small": (TABLE, r'sz="2800"', 'sz="1400"', "14 point is too small"),
    "the labels of a chart are small": ("ppt/charts/chart", r'sz="\d+"', 'sz="1000"', "has labels of 10 point"),
    "the foot is tiny": (LIST, r'sz="1200"', 'sz="800"', "8 point is too small, 12 at least"),
    "a shape is over the edge": (TABLE, f"(<p:graphicFrame>.*?){MOVED}", r'\1<a:off x="9000000" y="4000000"/>', "edge"),
    "two shapes overlap": (TABLE, f"(<p:graphicFrame>.*?){MOVED}", r'\1<a:off x="609600" y="1400000"/>', "lie over"),
    "words overflow": (LIST, r'(<a:ext cx="\d+" cy=")\d+', r"\g<1>900000", "do not fit into their box"),
    "something is animated": (LIST, "</p:sld>", TIMING, "something moves"),
    "a slide fades in": (LIST, "</p:sld>", "<p:transition><p:fade/></p:transition></p:sld>", "something moves"),
    "notes are missing": (
        "ppt/notesSlides/notesSlide2.xml",
        "<a:t>First this.</a:t>",
        "<a:t></a:t>",
        "in the notes of",
    ),
    "a word is lost": (LIST, "<a:t>Nested</a:t>", "<a:t></a:t>", 'in "A list": missing: "Nested"'),
    "a word is added": (LIST, "<a:t>Nested</a:t>", "<a:t>Nested Othershire</a:t>", "words that the deck has not"),
    "another council is named": (LIST, "(<a:t>)Three", r"\1Othershire", "words that the deck has not"),
    "words change places": (LIST, "<a:t>Nested(.*?)<a:t>Three", r"<a:t>Three\1<a:t>Nested", "out of order"),
    "a slot was not filled": (LIST, "<a:t>Nested", "<a:t>sgtabcdefghijklz", "a slot was not filled"),
    "a place was not filled": (LIST, "<a:t>Nested", "<a:t>[name]", "an unfinished text"),
}


@pytest.mark.parametrize("fault", CAUGHT)
def test_a_fault_is_caught(fault: str) -> None:
    part, old, new, message = CAUGHT[fault]
    if part.endswith("chart"):
        with zipfile.ZipFile(io.BytesIO(made())) as file:
            part = next(name for name in file.namelist() if name.startswith(part) and name.endswith(".xml"))
    told = faults(spoiled(part, old, new, 0 if "master" in fault else 1))
    assert any(message in one for one in told), told


def test_a_missing_slide_is_caught() -> None:
    assert any(
        "missing or out of order" in one for one in faults(spoiled("ppt/presentation.xml", r"<p:sldId [^>]*/>", ""))
    )


def test_a_slide_too_many_is_caught() -> None:
    fewer = replace(deck(), slides=deck().slides[:-1])
    assert 'a slide that the deck has not: "Principles"' in list(slides_proof.prove(made(), fewer, SETTING))


def test_a_picture_without_words_is_caught() -> None:
    one = deck("<h1>A deck</h1><h2>S</h2><p>x</p>")
    opening, last = fitted(one)
    silent = replace(last, placed=(Placed(Picture("", data=DRAW(LOGO)), BODY, 24),))
    told = list(slides_proof.prove(slides.make(one, (opening, silent), SETTING, DRAW), one, SETTING))
    assert any('"Picture" has no words' in fault for fault in told)


def test_a_deck_that_may_be_smaller_is_proved_by_its_own_least() -> None:
    smaller = replace(deck(), size=22, least=18)
    ready, problems = slides_fit.fit(smaller, lambda _: None)
    assert problems == ()
    data = slides.make(smaller, ready, SETTING, DRAW)
    assert list(slides_proof.prove(data, smaller, SETTING)) == []
    assert any("too small, 24 at least" in fault for fault in slides_proof.prove(data, deck(), SETTING))


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert slides_proof.contrast("000000", "#FFFFFF") == pytest.approx(21)
    assert slides_proof.contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)
