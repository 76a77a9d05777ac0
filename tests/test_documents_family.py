"""The family of documents as data: what documents.yml may say, and what every council gets from it."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import lxml.html
import pikepdf
import pypdfium2
import pytest
from conftest import AS_OF, ROOT, copy_project

from staffguide import plans, press, project, proving, site
from staffguide.documents.pdf_facts import facts
from staffguide.problems import GuideError

BOOKLET = "your-guide-to-cqc-assessment.pdf"
LARGE = "your-guide-to-cqc-assessment-large-print.pdf"
PDFS = (
    BOOKLET,
    LARGE,
    "when-the-cqc-is-here.pdf",
    "question-cards.pdf",
    "question-cards-by-audience.pdf",
    "manager-checklists.pdf",
    "tool-1-toolkit.pdf",
    "scrutiny-briefing.pdf",
    "evaluation-form.pdf",
    "evaluation-form-leaders.pdf",
    "workshop-slides-handout.pdf",
    "scrutiny-briefing-handout.pdf",
)
FOLDED = "your-guide-to-cqc-assessment-a5-to-fold.pdf"
WORD = "your-guide-to-cqc-assessment-word.docx"
FORMS = {"scoping-meeting.docx", "evaluation-form.docx", "evaluation-form-leaders.docx", "debrief-record.docx"}
"""Word files to fill in, of a page or two."""
GOOD = """documents:
  - id: one
    title: One
    about: For everyone.
    pages: [guide/]
    template: booklet.typ
"""


# The list


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: One", "titel: One", 'titel: there is no setting of this name: did you mean "title"?'),
        ("    title: One\n", "", "title: give the title that stands on its cover, for example When the CQC is here"),
        ("booklet.typ", "boklet.typ", 'one: template: there is no template "boklet.typ": did you mean "booklet.typ"?'),
        ("booklet.typ", "base.typ", 'one: template: there is no template "base.typ"'),
        ("[guide/]", "[on-the-dya.md]", 'one: pages: no page "on-the-dya.md": did you mean "on-the-day.md"?'),
        ("pages: [guide/]", 'macro: question_crads("theme")', 'unknown macro "question_crads"'),
        ("pages: [guide/]", "kind: pdf", "give pages, slides or a macro, and only one of them"),
        (
            "    pages:",
            '    macro: question_cards("theme")\n    pages:',
            "give pages, slides or a macro, and only one of them",
        ),
        ("booklet.typ", "booklet.typ\n    type_size: 9", "give the size of the type in points, from 12 to 36"),
        ("booklet.typ", "booklet.typ\n    kind: epub", "choose one of pdf, folded, word, slides"),
        ("booklet.typ", "booklet.typ\n    show_if: council.features.practise", "practise"),
        ("documents:", "dokuments:", "documents: list the documents under this name, and nothing else"),
        ("booklet.typ\n", "booklet.typ\n" + GOOD.partition("\n")[2], "id: give each document a name of its own"),
    ],
)
def test_a_mistake_in_the_list_is_named(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert old in GOOD
    (tmp_path / plans.TEMPLATES).mkdir(parents=True)
    for name in ("base", "booklet"):
        (tmp_path / plans.TEMPLATES / f"{name}.typ").touch()
    (tmp_path / plans.FILE).write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(GuideError) as caught:
        plans.load(tmp_path, ["guide/one.md", "on-the-day.md"], project.vocabulary())
    assert any(message in str(one) for one in caught.value.problems), str(caught.value)
    assert all(str(one).startswith("documents.yml:") for one in caught.value.problems)


def test_a_good_list_is_read(tmp_path: Path) -> None:
    (tmp_path / plans.TEMPLATES).mkdir(parents=True)
    (tmp_path / plans.TEMPLATES / "booklet.typ").touch()
    (tmp_path / plans.FILE).write_text(GOOD, encoding="utf-8")
    (one,) = plans.load(tmp_path, ["guide/one.md"], project.vocabulary())
    assert (one.name, one.file_name, one.format) == ("One", "one.pdf", "PDF")


def test_adding_a_document_is_a_few_lines(tmp_path: Path) -> None:
    spoiled = copy_project(tmp_path / "project")
    entry = GOOD.partition("\n")[2].replace("id: one", "id: glossary").replace("guide/", "glossary.md")
    only = f"documents:\n{entry.replace('booklet', 'briefing')}    cover: no\n"
    (spoiled / plans.FILE).write_text(only, encoding="utf-8")
    for page in (spoiled / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"(?m)^\{\{ downloads\(.*\) \}\}$", "", text), encoding="utf-8")
    assert site.build(spoiled, "bare", tmp_path / "site", AS_OF)
    assert [path.name for path in (tmp_path / "site" / "downloads").glob("*.pdf")] == ["glossary.pdf"]


def test_a_document_whose_pages_are_hidden_is_left_out(tmp_path: Path) -> None:
    spoiled = copy_project(tmp_path / "project")
    council = spoiled / "councils" / "bare" / "council.yml"
    switches = "\nfeatures:\n  workshops: no\n  practice: no\n  checklists: no\n  scrutiny: no\n"
    council.write_text(council.read_text(encoding="utf-8") + switches, encoding="utf-8")
    assert site.build(spoiled, "bare", tmp_path / "site", AS_OF)
    made = {path.name for path in (tmp_path / "site" / "downloads").iterdir()}
    assert made == {BOOKLET, LARGE, FOLDED, WORD, "when-the-cqc-is-here.pdf"}
    assert "tool-1-toolkit" not in (tmp_path / "site" / "downloads.html").read_text(encoding="utf-8")


# What every council gets


@pytest.fixture
def full_site(every_site: Path) -> Path:
    """Each council's finished site but that of the council which switches parts of the guide off."""
    if every_site.name == "quiet":
        pytest.skip("it does without some documents")
    return every_site


def test_every_document_is_there(full_site: Path) -> None:
    made = {path.name for path in (full_site / "downloads").iterdir() if path.suffix in {".pdf", ".docx"}}
    assert made == {*PDFS, FOLDED, WORD, *FORMS}


def test_the_list_of_files_says_what_the_files_are(full_site: Path) -> None:
    manifest = json.loads((full_site / "manifest.json").read_text(encoding="utf-8"))
    root = lxml.html.parse(str(full_site / "downloads.html")).getroot()
    rows = {row.find(".//a").get("href"): row for row in root.xpath("//main//tbody/tr")}
    for record in manifest["documents"]:
        cells = [" ".join(str(cell.text_content()).split()) for cell in rows[record["file"]]]
        assert cells[0].startswith(record["title"])
        assert (cells[1], cells[4], cells[5]) == (record["format"], record["edition"], record["validation"])
        assert cells[2] == (str(record["pages"]) if record["pages"] else "as you set it")
        assert (full_site / record["file"]).stat().st_size == record["bytes"]
    assert len(manifest["documents"]) == len(rows)


@cache
def sheets(path: Path) -> tuple[tuple[float, float, tuple[tuple[float, float, float, float], ...]], ...]:
    """Each page with its size and the places of its lines of words."""
    with pypdfium2.PdfDocument(path) as pdf:
        return tuple((*page.get_size(), tuple(_lines(page.get_textpage()))) for page in pdf)


def _lines(words: pypdfium2.PdfTextPage) -> Iterator[tuple[float, float, float, float]]:
    yield from (words.get_rect(n) for n in range(words.count_rects()))


@pytest.mark.parametrize("name", (*PDFS, FOLDED))
def test_nothing_is_cut_off_and_nothing_covers_anything(name: str, full_site: Path) -> None:
    for wide, tall, lines in sheets(full_site / "downloads" / name):
        assert all(left >= 0 and low >= 0 and right <= wide and high <= tall for left, low, right, high in lines)
        assert [pair for pair in combinations(lines, 2) if _covers(*pair)] == []


def _covers(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two lines share more than the overhang of their letters."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > 0.5 * min(one[3] - one[1], other[3] - other[1])


def test_lines_that_cover_each_other_are_found() -> None:
    assert _covers((0, 0, 50, 10), (40, 2, 90, 12))
    assert not _covers((0, 0, 50, 10), (0, 9, 50, 20))


def sizes(path: Path) -> set[float]:
    """The sizes of all type on the pages of a PDF; drawings apart."""
    with pikepdf.open(path) as pdf:
        return {float(set[1]) for page in pdf.pages for set, _ in pikepdf.parse_content_stream(page, "Tf")}


@pytest.mark.parametrize("name", PDFS)
def test_no_type_is_smaller_than_twelve_points(name: str, full_site: Path) -> None:
    assert min(sizes(full_site / "downloads" / name)) >= 12


def test_large_print_is_large_throughout_and_at_most_twice_as_long(full_site: Path) -> None:
    large = full_site / "downloads" / LARGE
    assert min(sizes(large)) >= 18
    assert len(sheets(large)) <= 2 * len(sheets(full_site / "downloads" / BOOKLET))
    with pikepdf.open(large) as pdf:
        drawings = [one for page in pdf.pages for one in page.obj.Resources.get("/XObject", {}).values()]
        small = [form for form in drawings if any(float(ops[1]) < 18 for ops, _ in _type(form))]
    assert small == []


def _type(form: pikepdf.Object) -> list[tuple[list[pikepdf.Object], object]]:
    if form.get("/Subtype") != pikepdf.Name.Form:
        return []
    return [(list(step.operands), step.operator) for step in pikepdf.parse_content_stream(form, "Tf")]


def test_the_sheet_for_the_day_is_one_side_that_holds_all_of_its_page(full_site: Path) -> None:
    (_,) = sheets(full_site / "downloads" / "when-the-cqc-is-here.pdf")
    said = "".join(
        part.text for part in facts((full_site / "downloads" / "when-the-cqc-is-here.pdf").read_bytes()).parts
    )
    for wanted in (
        "What do I do if someone from the CQC comes",
        "How should I be",
        "What if they are worried",
        "Whom to call",
    ):
        assert wanted in said


def test_the_briefing_is_two_pages(full_site: Path) -> None:
    assert len(sheets(full_site / "downloads" / "scrutiny-briefing.pdf")) == 2


def test_a_council_that_says_as_much_as_it_may_still_fits(tmp_path: Path) -> None:
    """The longest of every line that stands on the one-page sheet."""
    spoiled = copy_project(tmp_path / "project")
    council = spoiled / "councils" / "bare" / "council.yml"
    text = council.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^name:.*", f"name: The Royal Borough of {'Saint Bartholomew and ' * 3}Upon Tyne Council", text)
    long = (
        "Ring the team that takes calls about adults at risk, say who you are and what you saw, and stay on the line. "
    )
    text += f"""
contacts:
  safeguarding:
    how_to_raise: {(long * 2).strip()}
    phone: 0113 496 0000
    out_of_hours_phone: 0113 496 0001
    email: {"safeguarding." * 5}team@exampleton.example
    url: https://www.exampleton.example/{"adult-social-care/" * 4}
  mailbox: {"assessment." * 5}team@exampleton.example
intranet:
  url: https://intranet.exampleton.example/{"adult-social-care/" * 4}
  description: dates, briefings, drop-in sessions, answers to questions and everything else that you may look for
policies:
  url: https://intranet.exampleton.example/policies
  description: adult social care policies, procedures and practice guidance for all staff and managers
"""
    council.write_text(text, encoding="utf-8")
    assert site.build(spoiled, "bare", tmp_path / "site", AS_OF)
    for name in ("when-the-cqc-is-here.pdf", "question-cards.pdf"):
        path = tmp_path / "site" / "downloads" / name
        for wide, tall, lines in sheets(path):
            assert all(left >= 0 and low >= 0 and right <= wide and high <= tall for left, low, right, high in lines)
            assert [pair for pair in combinations(lines, 2) if _covers(*pair)] == []
    assert len(sheets(tmp_path / "site" / "downloads" / "when-the-cqc-is-here.pdf")) == 1


# Question cards


def test_every_question_is_on_a_card_of_each_file(built: Callable[[str], Path], whole_project: Path) -> None:
    questions = project.open_project(whole_project).framework.questions
    for name, times in (("question-cards.pdf", 2), ("question-cards-by-audience.pdf", 1)):
        parts = facts((built("example") / "downloads" / name).read_bytes()).parts
        said = re.sub(r"\s", "", "".join(part.text for part in parts))
        for one in questions:
            number = re.sub(r"\s", "", f"Question {one.id.removeprefix('q-')} on our intranet")
            assert 1 <= said.count(number) <= times


def test_cards_stand_eight_to_a_page_and_sets_begin_on_their_own(built: Callable[[str], Path]) -> None:
    data = (built("example") / "downloads" / "question-cards.pdf").read_bytes()
    titles = [title for level, title in facts(data).outline if level == 2]
    assert titles == [
        "Working with people",
        "Providing support",
        "Ensuring safety within the system",
        "Leadership",
        "Any theme",
    ]
    with pypdfium2.PdfDocument(data) as pdf:
        shown = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf][1:]
    counts = [text.count("on our intranet") for text in shown]
    assert max(counts) == 8
    for n, text in enumerate(shown):
        if any(text.startswith(title) for title in titles):
            assert counts[n] == 7 or n == len(shown) - 1
        elif n + 1 < len(shown) and not any(shown[n + 1].startswith(title) for title in titles):
            assert counts[n] == 8


# Proving again


def test_guide_proof_says_what_it_proved_and_what_people_must(built: Callable[[str], Path]) -> None:
    out = built("example").parent
    lines = proving.prove(out, ["example"])
    manifest = json.loads((out / "example" / "manifest.json").read_text(encoding="utf-8"))
    assert len(lines) == len(manifest["documents"])
    assert lines[0] == f"example/downloads/{BOOKLET}: Passed PDF/UA-1"
    assert "On paper\n- Print the booklet in black and white." in proving.by_hand(ROOT)


def test_guide_proof_finds_what_changed_since(built: Callable[[str], Path], tmp_path: Path) -> None:
    import shutil

    shutil.copytree(built("bare"), tmp_path / "bare")
    downloads = tmp_path / "bare" / "downloads"
    (downloads / "scrutiny-briefing.pdf").unlink()
    with pikepdf.open(downloads / BOOKLET, allow_overwriting_input=True) as pdf:
        del pdf.Root.Lang
        pdf.save(downloads / BOOKLET)
    with pytest.raises(GuideError) as caught:
        proving.prove(tmp_path, proving.built(tmp_path))
    said = str(caught.value)
    assert f'{BOOKLET}:1: the language is "", not "en-GB"' in said
    assert f"{BOOKLET}:1: the file is not the one that was built" in said
    assert "scrutiny-briefing.pdf:1: the file is not there any more" in said


def test_guide_proof_where_nothing_was_built(tmp_path: Path) -> None:
    with pytest.raises(GuideError, match=r"nothing has been built here: run guide build leeds"):
        proving.prove(tmp_path, ["leeds"])


MADE_ELSEWHERE = """
import sys
from datetime import date
from pathlib import Path
from staffguide import site
sys.exit(not site.build(Path(sys.argv[1]), "awkward", Path(sys.argv[2]), date.fromisoformat(sys.argv[3])))
"""


def test_documents_are_the_same_in_another_place_and_process(
    built: Callable[[str], Path], whole_project: Path, tmp_path: Path
) -> None:
    other = {
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
        "PATH": "/usr/bin:/bin",
    }
    arguments = [sys.executable, "-c", MADE_ELSEWHERE, str(whole_project), str(tmp_path / "site"), AS_OF.isoformat()]
    subprocess.run(arguments, check=True, cwd=ROOT, env=other)
    for path in (built("awkward") / "downloads").iterdir():
        assert path.read_bytes() == (tmp_path / "site" / "downloads" / path.name).read_bytes(), path.name


def test_a_council_with_too_much_to_say_is_told_what_to_shorten(project: Path, tmp_path: Path) -> None:
    file = project / "councils" / "bare" / "council.yml"
    message = "\n".join(f"    Paragraph {n}. {'We have a great deal to say. ' * 20}\n" for n in range(9))
    more = "".join(f"  - A priority that takes a whole line of the page to say, number {n}\n" for n in range(40))
    deeper = more.replace("  - ", "    - ")
    story = "".join(f"  {part}:\n{deeper}" for part in ("strengths", "improvements", "actions"))
    director = f"director:\n  title: director\n  message: |\n{message}"
    text = f"{director}priorities:\n{more}values:\n{more}story:\n{story}"
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
    outcome = press.open_press(project, AS_OF).build("bare", tmp_path / "bare", "")
    assert re.fullmatch(
        r'councils/bare/council.yml:1: "Your guide to CQC assessment" comes to \d+ pages, and 24 fit: '
        r"shorten the longest of your settings \(story, director, priorities\)",
        str(outcome.problems[0]),
    )
    assert not (tmp_path / "bare").exists()
