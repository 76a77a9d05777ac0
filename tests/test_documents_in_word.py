"""The Word edition: what a reader of it finds, that bytes repeat, and that each fault is caught."""

import io
import zipfile
from functools import partial

import docx
import pytest
from test_documents import DRAWING, FIRST, SECOND, SETTING, TEMPLATES, page

from staffguide.documents import tree, typeset, word, word_proof
from staffguide.documents.elements import Tree

DRAW = partial(typeset.as_png, templates=TEMPLATES)
MORE = page(
    "<h1>Third things</h1>"
    "<ol start='3'><li>three<ul><li>inside</li></ul></li><li><p>four</p><p>more of four</p></li></ol>"
    "<ul><li><input type='checkbox'> Do it</li></ul><p>H<sub>2</sub>O, <em>a title</em> and <b>much</b></p>"
    "<p lang='cy'><span lang='cy'>Croeso</span></p><blockquote><p>Said</p></blockquote>"
    '<p>Write to <a href="mailto:a@b.example">us</a>.</p><hr><pre>as typed</pre>'
    '<table><tr><th>A</th><th>B</th></tr><tr><td colspan="2">both</td></tr><tr><td rowspan="2">x</td><td>1</td></tr>'
    "<tr><td>2</td></tr></table>",
    "guide/three.md",
)


@pytest.fixture(scope="module")
def made() -> tuple[Tree, bytes]:
    found, problems = tree.read([FIRST, SECOND, MORE])
    assert problems == []
    return found, word.make(found, SETTING, DRAW)


def test_a_good_file_passes(made: tuple[Tree, bytes]) -> None:
    assert list(word_proof.prove(made[1], made[0], SETTING.title)) == []


def test_bytes_repeat(made: tuple[Tree, bytes]) -> None:
    assert word.make(made[0], SETTING, DRAW) == made[1]


def test_what_a_reader_finds(made: tuple[Tree, bytes]) -> None:
    file = docx.Document(io.BytesIO(made[1]))
    styles = [(one.style.name, one.text) for one in file.paragraphs if one.style]
    assert styles[:2] == [("Title", "A short guide"), ("Subtitle", "Anyshire County Council")]
    assert ("Heading 1", "First things") in styles and ("Heading 2", "More to read") in styles
    assert ("Caption", "Scores") in styles and ("Callout", "Ask your manager.") in styles
    assert ("Label", "Who comes?") in styles and ("List Number", "four") in styles
    assert ("List Continue", "more of four") in styles
    about = file.core_properties
    assert (about.title, about.language, about.created.date()) == ("A short guide", "en-GB", SETTING.as_of)


def test_lists_count_from_where_the_page_counts(made: tuple[Tree, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made[1])) as file:
        assert b'<w:startOverride w:val="3"/>' in file.read("word/numbering.xml")


def test_a_language_of_its_own_is_told(made: tuple[Tree, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made[1])) as file:
        assert b'<w:lang w:val="cy"/>' in file.read("word/document.xml")


def changed(data: bytes, name: str, old: str, new: str, times: int = -1) -> bytes:
    """The file with other words in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(out, "w") as target:
        for one in file.namelist():
            part = file.read(one)
            if one == name:
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode(), times)
            target.writestr(one, part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "old", "new", "failure"),
    [
        ("word/document.xml", "<w:tblHeader/>", "", "2 table(s) without a header row"),
        ("word/document.xml", 'descr="A bar"', 'descr=" "', "1 picture(s) without words"),
        ("word/document.xml", 'w:val="Heading2"', 'w:val="Heading3"', "the headings differ from those of the pages"),
        ("word/document.xml", 'w:anchor="place', 'w:anchor="plaice', "a link leads nowhere: "),
        ("word/document.xml", "alpha", "", "the words differ from those of the pages, last before "),
        ("word/document.xml", "alpha", "lorem ipsum", "an unfinished text: lorem ipsum"),
        ("word/document.xml", "First things", "sgtabcdefghijkmz", "a slot was not filled: sgtabcdefghijkmz"),
        ("word/document.xml", "the second things", "", "a link has no words"),
        ("word/styles.xml", 'w:val="en-GB"', 'w:val="en-US"', "the language is ['en-US'], not en-GB"),
        ("docProps/core.xml", "A short guide", "Document1", 'the title is "Document1", not "A short guide"'),
    ],
)
def test_a_fault_is_caught(name: str, old: str, new: str, failure: str, made: tuple[Tree, bytes]) -> None:
    failures = list(word_proof.prove(changed(made[1], name, old, new), made[0], SETTING.title))
    assert any(one.startswith(failure) for one in failures), failures


def test_hostile_words_show_as_written() -> None:
    words = '{{ 7*7 }} <w:p/> & "quoted" ]]> Ŵyn Łódź 🎉 שלום'
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    found, _ = tree.read([page(f"<h1>Hostile</h1><p>{escaped}</p>")])
    file = docx.Document(io.BytesIO(word.make(found, SETTING, DRAW)))
    assert words in [one.text for one in file.paragraphs]


def test_a_drawing_becomes_a_picture_with_its_words() -> None:
    found, _ = tree.read([page(f"<h1>A page</h1><figure>{DRAWING}</figure>")])
    data = word.make(found, SETTING, DRAW)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert b'descr="A bar"' in file.read("word/document.xml")
        assert file.read("word/media/image1.png").startswith(b"\x89PNG")
