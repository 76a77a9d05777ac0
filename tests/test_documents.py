"""PDFs: what HTML becomes, that words stay words, that bytes repeat, and that each fault is caught."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from staffguide.documents import proof, tree, typeset
from staffguide.documents.book import Document, Setting
from staffguide.documents.elements import Element, Page, Tree, blocks, headings
from staffguide.problems import GuideError

TEMPLATES = Path(__file__).parent.parent / "overrides" / "documents"
DOCUMENT = Document(id="booklet", title="A short guide", template="booklet.typ")
SETTING = Setting(
    council_name="Anyshire County Council",
    short_name="Anyshire",
    title="A short guide",
    edition="First edition",
    as_of=date(2026, 11, 21),
    facts_checked=date(2026, 11, 14),
    sample="",
    logo=None,
    logo_alt="",
    colours={
        "brand": "#1d5f5a",
        "on_brand": "#ffffff",
        "tint": "#e9f2f1",
        "link": "#17504c",
        "text": "#1a1a1a",
        "border": "#7d8b8a",
    },
    review="",
)
SVG = 'xmlns="http://www.w3.org/2000/svg"'
DRAWING = f'<svg {SVG} viewBox="0 0 64 8"><title>A bar</title><rect width="64" height="8"/></svg>'
TABLE = """<table><caption>Scores</caption>
<thead><tr><th scope="col">Score</th><th scope="col">Meaning</th></tr></thead>
<tbody><tr><th scope="row">4</th><td>Exceptional</td></tr>
<tr><th scope="row">3</th><td>Good</td></tr></tbody></table>"""
FIRST = Page(
    "guide/one.md",
    "One",
    f"""<h1 id="one">First things</h1>
<p>Begin here, then <a href="two.html#more">the second things</a>.</p>
<ul><li>alpha</li><li>beta <strong>bold</strong></li></ul>
{TABLE}<figure>{DRAWING}<figcaption>A drawing</figcaption></figure>""",
    "guide/one.html",
)
SECOND = Page(
    "guide/two.md",
    "Two",
    """<h1>Second things</h1><h2 id="more">More to read</h2>
<div class="admonition tip"><p class="admonition-title">Tip</p><p>Ask your manager.</p></div>
<dl class="sg-answers"><dt>Who comes?</dt><dd>A team.</dd></dl><p>The last words of all.</p>""",
    "guide/two.html",
)


def page(html: str, path: str = "guide/one.md") -> Page:
    return Page(path, "A page", html, path.replace(".md", ".html"))


def read(html: str) -> tuple[Element, ...]:
    """The content of a page below its title."""
    found, problems = tree.read([page(f"<h1>A page</h1>{html}")])
    assert problems == []
    content = found.chapters[0].content
    assert all(isinstance(node, Element) for node in content)
    return content[1:]  # type: ignore[return-value]


def shape(node: Element | str) -> object:
    """A node in short, for golden cases: its role and what is in it."""
    return node if isinstance(node, str) else (node.role, *map(shape, node.content))


@pytest.fixture(scope="module")
def booklet() -> tuple[Tree, bytes]:
    found, problems = tree.read([FIRST, SECOND])
    assert problems == []
    return found, typeset.make(DOCUMENT, found, SETTING, TEMPLATES)


# What HTML becomes


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p> two\n  <b> words </b> here </p>", ("para", "two ", ("strong", "words "), "here")),
        ("<p>a<br>b</p>", ("para", "a", ("break",), "b")),
        (
            '<p><abbr title="in full">CQC</abbr> and <em>Title</em></p>',
            ("para", ("span", "CQC"), " and ", ("emphasis", "Title")),
        ),
        (
            "<ol><li>one<ul><li>in</li></ul></li></ol>",
            ("list", ("item", ("run", "one"), ("list", ("item", ("run", "in"))))),
        ),
        (
            "<dl><dt>Term</dt><dd><p>What it is</p></dd></dl>",
            ("terms", ("term", "Term"), ("description", ("para", "What it is"))),
        ),
        ("<details><summary>Why</summary><p>Because</p></details>", ("group", ("para", "Why"), ("para", "Because"))),
        (
            '<div class="admonition care"><p class="admonition-title">Take care</p></div>',
            ("callout", ("para", "Take care")),
        ),
        (
            '<ul><li><label><input type="checkbox"> <span>Do it</span></label></li></ul>',
            ("list", ("item", ("run", ("span", ("span", "Do it"))))),
        ),
        ("<p>Sign: <input type=text></p>", ("para", "Sign: ", ("blank",))),
        (
            "<table><tr><th>A</th></tr><tr><td>1</td></tr></table>",
            ("table", ("head", ("row", ("cell", ("run", "A")))), ("body", ("row", ("cell", ("run", "1"))))),
        ),
        ('<h2 id="x">Two<a class="headerlink" href="#x">¶</a></h2>', ("heading", "Two")),
        ("<!-- nothing --><hr>", ("rule",)),
    ],
)
def test_html_becomes_elements(html: str, expected: tuple[object, ...]) -> None:
    assert [shape(node) for node in read(html)] == [expected]


def test_boxes_to_tick_become_the_marks_of_a_list() -> None:
    assert read('<ul><li><input type="checkbox"> Do it</li></ul>')[0].ticks
    assert not read("<ul><li>Do it</li></ul>")[0].ticks


def test_drawings_keep_their_words_or_are_decoration() -> None:
    assert read(DRAWING)[0].alt == "A bar"
    hidden = f'<svg {SVG} aria-hidden="true" viewBox="0 0 1 1"></svg>'
    figure = read(f"<figure>{hidden}<ol><li>Said here</li></ol></figure>")[0]
    assert isinstance(figure.content[0], Element)
    assert (figure.content[0].alt, figure.content[0].svg) == ("", hidden)


def test_links_lead_inside_outside_or_nowhere() -> None:
    html = (
        '<h1>A page</h1><p><a href="two.html#more">in</a><a href="https://www.cqc.org.uk/">out</a>'
        '<a href="../tool-1/plan.html">left out</a></p>'
    )
    found, problems = tree.read([page(html), SECOND])
    assert problems == []
    paragraph = found.chapters[0].content[1]
    assert isinstance(paragraph, Element)
    into, out, left = (node for node in paragraph.content if isinstance(node, Element))
    assert (into.role, into.target) == ("link", "guide/two.md#more")
    assert (out.role, out.url) == ("link", "https://www.cqc.org.uk/")
    assert (left.role, left.content, left.target) == ("span", ("left out",), "")


def test_a_page_may_stand_lower_in_a_document() -> None:
    found, _ = tree.read([replace(page("<h1>A</h1><h2>B</h2>"), level=2)])
    assert headings(found) == [(2, "A"), (3, "B")]


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<marquee>x</marquee>", "guide/one.md:1: <marquee>: documents do not know this element"),
        ("<script>x()</script>", "guide/one.md:1: <script>: documents do not know this element"),
        ('<img src="desk.png">', "guide/one.md:1: picture: say in words what it shows"),
        (f"<svg {SVG}></svg>", "guide/one.md:1: drawing: give the drawing a <title>"),
        (f"<svg {SVG} aria-hidden='true'></svg>", "guide/one.md:1: drawing: put a list or table"),
        ("<svg><g></svg>", "guide/one.md:1: drawing: write the drawing as well-formed XML"),
        ("<table><tr><td>1</td></tr></table>", "guide/one.md:1: table: begin the table with a row of header cells"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table>",
            "guide/one.md:1: table: give every row as many",
        ),
        ("<h3>Deep</h3>", 'guide/one.md:1: heading: go down one level at a time: use ## (found "Deep")'),
        ("<h1>Again</h1>", "guide/one.md:1: heading: begin the page with its title"),
        ('<p id="a">x</p><p id="a">y</p>', 'guide/one.md:1: id: give each id only once on a page (found "a")'),
        ('<p><a href="#gone">x</a></p>', "guide/one.md:1: link: a link points at #gone"),
        (
            '<p><a href="https://a.example/"></a></p>',
            "guide/one.md:1: link: give the link words that say where it goes",
        ),
        ('<div class="admonition warning"><p>x</p></div>', "guide/one.md:1: callout: use one of the three kinds"),
        ("<ul><p>x</p></ul>", "guide/one.md:1: list: put only list items into a list"),
        ('<p><input type="file"></p>', "guide/one.md:1: <input>: use a checkbox"),
    ],
)
def test_what_cannot_be_set_is_a_problem(html: str, message: str) -> None:
    _, problems = tree.read([page(f"<h1>A page</h1>{html}")])
    assert [str(problem) for problem in problems if str(problem).startswith(message)], [str(one) for one in problems]


# Words stay words

HOSTILE = (
    '#import "x": *',
    "$x$ `raw`",
    "*stars* _and_ = heading",
    "@label <label>",
    "“quotes” \"plain\" 'single'",
    "<b>not bold</b>",
    "\\n \\u{41} // comment",
    "Ŵyn ŷd â ê î ô û ẁ Łódź Nguyễn Şükrü",
    "{{ 7*7 }} #{1+1} [x]",
    "- not a list",
    "~ -- --- ...",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_show_as_written(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    found, problems = tree.read([page(f"<h1>{escaped}</h1><p>{escaped}</p><ul><li>{escaped}</li></ul>")])
    assert problems == []
    setting = replace(SETTING, council_name=words, short_name=words, edition=words, sample=words)
    pdf = typeset.make(DOCUMENT, found, setting, TEMPLATES)
    shown = [re.sub(r"\s", "", one.get_textpage().get_text_range()) for one in pypdfium2.PdfDocument(pdf)]
    wanted = re.sub(r"\s", "", words)
    assert wanted in shown[0]
    assert shown[2].count(wanted) >= 3


def test_words_from_right_to_left_are_set() -> None:
    found, _ = tree.read([page("<h1>Salaam</h1><p>مرحبا and שלום</p>")])
    pdf = typeset.make(DOCUMENT, found, SETTING, TEMPLATES)
    assert proof.prove(pdf, found, DOCUMENT).failures == ()
    assert set("שלום") <= set(pypdfium2.PdfDocument(pdf)[2].get_textpage().get_text_range())


def test_a_sign_without_a_shape_is_named_with_its_page() -> None:
    found, _ = tree.read([page("<h1>A page</h1><p>Hello 🎉</p>")])
    with pytest.raises(GuideError, match=r"guide/one.md:1: leave out \"🎉\" \(U\+1F389\)"):
        typeset.make(DOCUMENT, found, SETTING, TEMPLATES)


# The file itself


def test_the_same_input_gives_the_same_bytes(booklet: tuple[Tree, bytes]) -> None:
    found, pdf = booklet
    assert typeset.make(DOCUMENT, found, SETTING, TEMPLATES) == pdf
    assert typeset.make(DOCUMENT, found, replace(SETTING, as_of=date(2026, 11, 22)), TEMPLATES) != pdf


def test_a_good_booklet_passes(booklet: tuple[Tree, bytes]) -> None:
    found, pdf = booklet
    assert proof.prove(pdf, found, DOCUMENT) == proof.Proof(validated=True, failures=(), pages=4)


def test_without_the_validator_the_proof_says_so(booklet: tuple[Tree, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "validator", None)
    found, pdf = booklet
    assert proof.prove(pdf, found, DOCUMENT) == proof.Proof(validated=False, failures=(), pages=4)


def test_letters_are_twelve_point_or_larger_in_our_own_typeface(booklet: tuple[Tree, bytes]) -> None:
    with pikepdf.open(io.BytesIO(booklet[1])) as pdf:
        sizes, fonts = set(), set()
        for one in pdf.pages:
            sizes |= {float(operands[1]) for operands, _ in pikepdf.parse_content_stream(one, "Tf")}
            fonts |= {str(font.BaseFont).split("+")[1] for font in one.obj.Resources.get("/Font", {}).values()}
    assert min(sizes) >= 12
    assert {"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold"} <= fonts
    assert all(font.startswith("AtkinsonHyperlegibleNext") for font in fonts)


def test_chapters_share_pages_only_where_a_document_would_be_too_long() -> None:
    found, _ = tree.read([FIRST, SECOND])
    short = typeset.make(replace(DOCUMENT, page_limit=3), found, SETTING, TEMPLATES)
    assert len(pypdfium2.PdfDocument(short)) == 3


def test_a_header_row_comes_again_on_the_next_page() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>Row {n}</td></tr>" for n in range(80))
    html = f"<h1>Long</h1><table><tr><th>Number</th><th>Meaning</th></tr>{rows}</table>"
    found, _ = tree.read([page(html)])
    pdf = typeset.make(DOCUMENT, found, SETTING, TEMPLATES)
    shown = [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(pdf)]
    assert sum("Meaning" in text for text in shown) > 1
    assert proof.prove(pdf, found, DOCUMENT).failures == ()


@pytest.mark.parametrize(
    "changes",
    [
        {
            "council_name": "The Royal Borough of " + "Long Name " * 12,
            "short_name": "Long Name " * 6,
            "sample": "So. " * 9,
        },
        {"colours": {**SETTING.colours, "brand": "#c9a400", "on_brand": "#1a1a1a"}},
        {"review": "Owned by the quality team."},
    ],
)
def test_awkward_councils_pass(changes: dict[str, object], booklet: tuple[Tree, bytes]) -> None:
    pdf = typeset.make(DOCUMENT, booklet[0], replace(SETTING, **changes), TEMPLATES)  # type: ignore[arg-type]
    assert proof.prove(pdf, booklet[0], DOCUMENT).failures == ()


def test_logos_of_both_kinds_are_shown(tmp_path: Path, booklet: tuple[Tree, bytes]) -> None:
    from PIL import Image

    svg, png = tmp_path / "logo.svg", tmp_path / "logo.png"
    svg.write_text(DRAWING, encoding="utf-8")
    Image.new("RGB", (120, 40), "teal").save(png)
    for logo in (svg, png):
        setting = replace(SETTING, logo=logo, logo_alt="Anyshire")
        assert proof.prove(typeset.make(DOCUMENT, booklet[0], setting, TEMPLATES), booklet[0], DOCUMENT).failures == ()


# Each fault is caught


def edited(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        change(file)
        file.save(out)
    return out.getvalue()


def elements(file: pikepdf.Pdf, name: str) -> list[Dictionary]:
    return [one for one in file.objects if isinstance(one, Dictionary) and one.get("/S") == Name(f"/{name}")]


def no_title(file: pikepdf.Pdf) -> None:
    with file.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["dc:title"]


def no_language(file: pikepdf.Pdf) -> None:
    del file.Root.Lang


def file_name_shown(file: pikepdf.Pdf) -> None:
    file.Root.ViewerPreferences.DisplayDocTitle = False


def no_tags(file: pikepdf.Pdf) -> None:
    del file.Root.StructTreeRoot
    del file.Root.MarkInfo


def no_words_for_a_picture(file: pikepdf.Pdf) -> None:
    for one in elements(file, "Figure"):
        del one.Alt


def no_header_row(file: pikepdf.Pdf) -> None:
    for one in elements(file, "TH"):
        one.S = Name.TD


def level_left_out(file: pikepdf.Pdf) -> None:
    for one in elements(file, "H2"):
        one.S = Name.H4


def font_outside(file: pikepdf.Pdf) -> None:
    for one in file.objects:
        if isinstance(one, Dictionary) and one.get("/Type") == Name.FontDescriptor:
            for key in [key for key in one.keys() if key.startswith("/FontFile")]:  # noqa: SIM118
                del one[key]


def no_bookmarks(file: pikepdf.Pdf) -> None:
    with file.open_outline() as outline:
        outline.root.pop()


def address_left(file: pikepdf.Pdf) -> None:
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 9, 9],
        A=Dictionary(S=Name.URI, URI=pikepdf.String("https://sguabcdefghijkmz")),
    )
    file.pages[3].Annots = Array([*file.pages[3].get("/Annots", Array()), file.make_indirect(note)])


@pytest.mark.parametrize(
    ("change", "failure"),
    [
        (no_title, 'the title is "", not "A short guide"'),
        (no_language, 'the language is "", not "en-GB"'),
        (file_name_shown, "a reader would show the file name"),
        (no_tags, "the file has no tags"),
        (no_words_for_a_picture, "1 picture(s) without words"),
        (no_header_row, "1 table(s) without a header row"),
        (level_left_out, "a heading level is left out"),
        (font_outside, "fonts are not in the file: "),
        (no_bookmarks, "the bookmarks differ from the headings: "),
        (address_left, "a slot was not filled: "),
    ],
)
def test_a_broken_file_is_caught(
    change: Callable[[pikepdf.Pdf], None], failure: str, booklet: tuple[Tree, bytes]
) -> None:
    found, pdf = booklet
    failures = proof.prove(edited(pdf, change), found, DOCUMENT).failures
    assert [one for one in failures if one.startswith(failure)], failures


@pytest.mark.parametrize(
    "change", [no_title, no_language, file_name_shown, no_tags, no_words_for_a_picture, font_outside]
)
def test_the_validator_catches_what_the_standard_forbids(
    change: Callable[[pikepdf.Pdf], None], booklet: tuple[Tree, bytes]
) -> None:
    failures = proof.prove(edited(booklet[1], change), booklet[0], DOCUMENT).failures
    assert [one for one in failures if one.startswith("PDF/UA-1")], failures


def less(found: Tree) -> Tree:
    first, *rest = found.chapters
    return Tree((replace(first, content=first.content[:1] + first.content[2:]), *rest))


def doubled(found: Tree) -> Tree:
    first, *rest = found.chapters
    return Tree((replace(first, content=(*first.content[:2], *first.content[1:])), *rest))


def turned(found: Tree) -> Tree:
    first, *rest = found.chapters
    title, one, two, *more = first.content
    return Tree((replace(first, content=(title, two, one, *more)), *rest))


@pytest.mark.parametrize(
    ("change", "failure"),
    [
        (less, 'missing: "Begin here, then the second things." (guide/one.md)'),
        (
            doubled,
            'words that no page has, or has once, stand before "alpha" (guide/one.md): '
            '"Beginhere,thenthesecondthings."',
        ),
        (turned, 'out of order: "alpha" (guide/one.md)'),
    ],
)
def test_words_that_differ_from_the_pages_are_caught(
    change: Callable[[Tree], Tree], failure: str, booklet: tuple[Tree, bytes]
) -> None:
    found, _ = booklet
    pdf = typeset.make(DOCUMENT, change(found), SETTING, TEMPLATES)
    assert failure in proof.prove(pdf, found, DOCUMENT).failures


@pytest.mark.parametrize(
    ("left", "failure"),
    [
        ("sgtabcdefghijkmz", "a slot was not filled: sgtabcdefghijkmz"),
        ("Ring xxx today", "an unfinished text: xxx"),
        ("{{ council.name }}", "an unfinished text: {{"),
        ("Phone: TBC", "an unfinished text: TBC"),
    ],
)
def test_words_left_unfilled_are_caught(left: str, failure: str) -> None:
    found, _ = tree.read([page(f"<h1>A page</h1><p>{left}</p>")])
    assert failure in proof.prove(typeset.make(DOCUMENT, found, SETTING, TEMPLATES), found, DOCUMENT).failures


def test_a_document_that_is_too_long_or_too_heavy_is_caught(booklet: tuple[Tree, bytes]) -> None:
    found, pdf = booklet
    failures = proof.prove(pdf, found, replace(DOCUMENT, page_limit=3, byte_limit=9)).failures
    assert failures == ("4 pages, 3 at most", f"{len(pdf)} bytes, 9 at most")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('#set text(lang: "en", region: "GB")\nwords', "missing document title"),
        ('#set document(title: "T")\n= A\n=== B', "skipped from heading level 1 to 3"),
        (
            '#set document(title: "T")\n#image(bytes("<svg xmlns=\'http://www.w3.org/2000/svg\'/>"), format: "svg")',
            "missing alt text",
        ),
    ],
)
def test_a_broken_template_is_refused(source: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "broken.typ").write_text(f"{source}\n#metadata(1) <pages>", encoding="utf-8")
    (tmp_path / "fonts").symlink_to(TEMPLATES / "fonts")
    with pytest.raises(GuideError, match=message):
        typeset.make(replace(DOCUMENT, template="broken.typ"), Tree(()), SETTING, tmp_path)


def test_every_block_is_listed_in_reading_order(booklet: tuple[Tree, bytes]) -> None:
    assert [block.text for block in blocks(booklet[0])][:6] == [
        "First things",
        "Begin here, then the second things.",
        "alpha",
        "beta bold",
        "Scores",
        "Score",
    ]
