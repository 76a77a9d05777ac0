"""Drafts: they say so everywhere, show what is missing, and never take the place of the real guide."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import docx
import lxml.html
import pypdfium2
import pytest
from conftest import AS_OF, copy_project
from docx.enum.text import WD_COLOR_INDEX
from test_sites import run, search_index, snapshot

from staffguide import drafts, gaps, press, project, rich_text, site, slots
from staffguide.gaps import Gap
from staffguide.model import Council
from staffguide.slots import Filling
from staffguide.unfilled import left_out


@pytest.fixture(scope="module")
def project_of_drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("drafts") / "project")
    council = root / "councils" / "bare" / "council.yml"
    text = council.read_text(encoding="utf-8").replace("short_name: Bare", "short_name: TBC #")
    text = text.replace("type: metropolitan", "type: TBC").replace("next_review: 2027-05-21", "next_review: TBC")
    council.write_text(text + "contacts:\n  mailbox: TBC\n  safeguarding:\n    phone: TBC\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def draft(project_of_drafts: Path) -> Path:
    made = run(project_of_drafts, "guide", "build", "bare", "--draft", "--as-of", AS_OF.isoformat())
    assert (made.returncode, made.stdout) == (0, "bare: build/bare-DRAFT/index.html\n"), made.stderr
    return project_of_drafts / "build" / "bare-DRAFT"


def test_every_page_says_that_it_is_a_draft(draft: Path) -> None:
    for page in draft.rglob("*.html"):
        tree = lxml.html.fromstring(page.read_bytes())
        assert drafts.NOTICE in tree.find("body").text_content(), page.name
        assert tree.findtext(".//title").strip().startswith("DRAFT: "), page.name


def test_every_document_says_that_it_is_a_draft(draft: Path) -> None:
    documents = [*draft.rglob("*.pdf"), *draft.rglob("*.docx")]
    assert documents
    assert all(path.stem.endswith("-DRAFT") for path in documents)
    for path in draft.rglob("*.pdf"):
        with pypdfium2.PdfDocument(path) as pdf:
            assert pdf.get_metadata_dict()["Title"].startswith("DRAFT: ")
            for page in pdf:
                assert "DRAFT" in page.get_textpage().get_text_bounded(), f"{path.name}, page {page}"


def test_every_file_to_take_away_is_named_a_draft_and_every_link_leads_to_one(draft: Path) -> None:
    files = sorted((draft / "downloads").iterdir())
    assert {".pdf", ".docx", ".csv", ".json"} <= {path.suffix for path in files}
    assert all(path.stem.endswith("-DRAFT") for path in files)
    for page in draft.rglob("*.html"):
        for link in lxml.html.fromstring(page.read_bytes()).xpath("//a/@href | //@src | //link/@href"):
            address = urlsplit(str(link))
            if not address.scheme and address.path:
                assert (page.parent / unquote(address.path)).is_file(), f"{page.name}: {link}"


def test_files_of_data_say_that_they_are_a_draft(draft: Path) -> None:
    data = json.loads((draft / "downloads" / "question-bank-DRAFT.json").read_text(encoding="utf-8"))
    assert (data["draft"], data["guide"]) == (drafts.NOTICE, "DRAFT: Your guide to CQC assessment")
    rows = (draft / "downloads" / "question-bank-DRAFT.csv").read_text(encoding="utf-8-sig").splitlines()
    assert all(row.endswith('"DRAFT: Bare Borough Council"') for row in rows[1:])


def test_what_search_finds_says_that_it_is_a_draft(draft: Path) -> None:
    index = search_index(draft)
    assert index["pages"] and all(title.startswith("DRAFT: ") for title, *_ in index["pages"])
    assert "sg-gap" not in json.dumps(index)


def test_a_page_asks_search_engines_to_leave_it_out(draft: Path) -> None:
    page = lxml.html.fromstring((draft / "support.html").read_bytes())
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def marked(page: Path) -> set[str]:
    """What a page says is missing where it would stand."""
    tree = lxml.html.fromstring(page.read_bytes())
    return {" ".join(one.text_content().split()) for one in tree.xpath("//mark[@class='sg-gap']")}


PHONE = "To fill in: contacts.safeguarding.phone (give the number that staff should call)"
VISION = "To fill in: vision (give the vision for adult social care, in a few sentences)"


def test_a_gap_is_marked_where_the_text_would_stand(draft: Path) -> None:
    assert PHONE in marked(draft / "support.html") and VISION in marked(draft / "guide" / "getting-ready.html")
    phone = lxml.html.fromstring((draft / "support.html").read_bytes()).xpath(f"//mark[.='{PHONE}']")
    assert [str(one.getparent().text) for one in phone] == ["Phone: "]
    assert "To fill in: short_name" in marked(draft / "index.html")  # in the band at the top
    assert any(one.startswith("To fill in: type (") for one in marked(draft / "about.html"))
    assert any(one.startswith("To fill in: next_review (") for one in marked(draft / "about.html"))


def test_a_page_that_only_a_missing_text_keeps_away_is_there(draft: Path) -> None:
    message = draft / "guide" / "message-from-the-director.html"
    assert "To fill in: director.message (give the message to staff, a few short paragraphs)" in marked(message)


def test_what_is_no_text_is_asked_for_beneath_what_would_show_it(draft: Path) -> None:
    """Sessions have dates and the stage is one of a list: no words can stand in for those."""
    told = marked(draft / "support.html") | marked(draft / "index.html")
    assert {"To fill in: briefings (list the briefings for staff)"} <= told
    assert {"To fill in: assessment.status (say which stage the council has reached)"} <= told


def test_no_link_leads_to_what_is_missing_and_no_mark_stands_in_a_tag(draft: Path) -> None:
    for page in draft.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        tree = lxml.html.fromstring(text)
        assert not [link for link in tree.xpath("//a/@href") if "fill in" in link], page.name
        assert not [value for value in tree.xpath("//@*") if "<mark" in value], page.name
        assert not slots.SLOT.search(text), page.name


def test_documents_mark_gaps_too(draft: Path) -> None:
    with pypdfium2.PdfDocument(draft / "downloads" / "your-guide-to-cqc-assessment-DRAFT.pdf") as pdf:
        said = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    assert VISION in said and "next review [to fill in: next_review]" in said
    word = docx.Document(str(draft / "downloads" / "your-guide-to-cqc-assessment-word-DRAFT.docx"))
    assert word.sections[0].header.paragraphs[0].text == drafts.NOTICE
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    runs = [run for holder in (word, *cells) for paragraph in holder.paragraphs for run in paragraph.runs]
    lit = {run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW}
    assert VISION in lit and all(text.startswith("To fill in: ") for text in lit)


def test_what_is_given_is_shown_and_a_copied_example_is_not(whole_project: Path) -> None:
    shared = project.open_project(whole_project)
    assert not project.edition(shared, "example", AS_OF, draft=True).gaps["index.md"]
    given = Council(
        name="A", short_name="A", type="county", region="London", owner="us", reviewed=AS_OF, next_review="2027-01-01",
        vision="We *care*.", contacts={"mailbox": "cqc.ready@exampleton.example"},
    )  # fmt: skip
    poured = slots.view(given, "council", rich_text.render)
    laid = gaps.laid(poured, (Gap("contacts.mailbox", "give the mailbox"),))
    assert laid.fillings[laid.view.vision.token] == poured.fillings[poured.view.vision.token]
    assert laid.fillings[laid.view.contacts.mailbox.token].text == "[to fill in: contacts.mailbox]"
    assert laid.view.director is None and laid.view.contacts.safeguarding is None


def test_a_page_may_compare_and_date_what_is_missing(project_of_drafts: Path) -> None:
    path = project_of_drafts / "councils" / "bare" / "docs" / "guide"
    path.mkdir(parents=True)
    try:
        source = (project_of_drafts / "docs" / "guide" / "case-tracking.md").read_text(encoding="utf-8")
        head = source.partition("\n# ")[0].replace("title: Case tracking", "title: Ours")
        body = '{% if council.type == "county" %}County{% else %}Other{% endif %}: {{ council.next_review | date }}.'
        (path / "ours.md").write_text(f"{head}\n# Ours\n\n{body}\n", encoding="utf-8")
        shared = project.open_project(project_of_drafts, ["bare"])
        page = project.edition(shared, "bare", AS_OF, draft=True).expanded["guide/ours.md"]
        assert "Other: sgt" in page.markdown and not page.problems
    finally:
        (path / "ours.md").unlink()


def test_marks_stand_in_words_only() -> None:
    phone, place = slots.token("t", "council.phone"), slots.token("u", "council.place")
    fillings = {phone: Gap("phone", "give <it>").filling, place: Gap("place", "say where").filling, "x": Filling("y")}
    html = f'<title>{phone}</title><img alt="{phone}"><p>{phone}, <a class="a" href="{place}">our place</a></p>'
    assert slots.pour_html(drafts.page(html, fillings), fillings) == (
        '<title>[to fill in: phone]</title><img alt="[to fill in: phone]">'
        '<p><mark class="sg-gap">To fill in: phone (give &lt;it&gt;)</mark>, '
        'our place <mark class="sg-gap">To fill in: place (say where)</mark></p>'
    )
    linked = '<a href="downloads/a.pdf">A</a> <a href="../downloads/b-DRAFT.pdf#p">B</a> <a href="downloads/">C</a>'
    assert drafts.page(linked, {}) == linked.replace("/a.pdf", "/a-DRAFT.pdf")


def test_the_manifest_says_that_it_is_a_draft(draft: Path) -> None:
    assert json.loads((draft / "manifest.json").read_text(encoding="utf-8"))["draft"] is True


def listed(page: Path) -> list[str]:
    return [str(one.text) for one in lxml.html.fromstring(page.read_bytes()).xpath("//*[@class='sg-gaps']//mark")]


def test_a_page_lists_what_it_would_show(draft: Path) -> None:
    assert {"contacts.mailbox", "contacts.safeguarding.phone"} <= set(listed(draft / "support.html"))
    assert "logo.file" not in listed(draft / "guide" / "the-care-act.html")
    assert "short_name" in listed(draft / "index.html")


def test_without_draft_nothing_is_built_and_no_draft_is_mentioned(project_of_drafts: Path, built: object) -> None:
    made = run(project_of_drafts, "guide", "build", "bare")
    assert made.returncode == 1
    assert not (project_of_drafts / "build" / "bare").exists()
    real = built("bare")  # type: ignore[operator]
    assert not [
        page for page in real.rglob("*.html") if "raft: for" in page.read_text() or "sg-gap" in page.read_text()
    ]
    assert not (real / drafts.STYLES).exists()


def test_mkdocs_builds_the_same_draft_beside_its_place(project_of_drafts: Path, draft: Path) -> None:
    made = run(project_of_drafts, "mkdocs", "build", "-q", COUNCIL="bare", DRAFT="1", AS_OF=AS_OF.isoformat())
    assert (made.returncode, made.stderr) == (0, "")
    assert not (project_of_drafts / "site").exists()
    assert snapshot(project_of_drafts / "site-DRAFT") == snapshot(draft)


def test_all_drafts_together_are_what_each_is_alone(project_of_drafts: Path, draft: Path, tmp_path: Path) -> None:
    together = run(
        project_of_drafts, "guide", "build", "--draft", "quiet", "bare", "--jobs", "1", "--out",
        str(tmp_path), "--as-of", AS_OF.isoformat(),
    )  # fmt: skip
    assert together.returncode == 0, together.stderr
    assert snapshot(tmp_path / "bare-DRAFT") == snapshot(draft)


def test_a_draft_and_the_real_guide_share_no_page(project: Path, tmp_path: Path) -> None:
    real, sketch = tmp_path / "real", tmp_path / "real-DRAFT"
    assert site.build(project, "example", real, AS_OF)
    before = snapshot(real)
    assert not press.open_press(project, AS_OF, documents=False, draft=True).build("example", sketch, "").problems
    assert snapshot(real) == before


def test_of_a_draft_only_mistakes_are_told(project: Path) -> None:
    path = project / "councils" / "bare" / "council.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("short_name: Bare", "short_name: TBC"), encoding="utf-8")
    page = project / "docs" / "about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n{{ theems() }}\n", encoding="utf-8")
    made = run(project, "guide", "build", "bare", "--draft")
    assert made.returncode == 1 and "did you mean" in made.stderr and "short_name" not in made.stderr


def test_what_is_unfilled_is_left_out() -> None:
    given = {
        "name": "TBC",
        "type": "unitary",
        "reviewed": "TBC",
        "next_review": "",
        "director": {"title": "TBC", "name": "Sam"},
        "contacts": {"mailbox": "TBC", "contact_email": "a@b.example"},
        "priorities": ["TBC", "Prevention"],
        "briefings": [{"title": "TBC"}],
    }
    assert left_out(given, AS_OF) == {
        "name": "[to fill in: name]",
        "type": "unitary",
        "reviewed": "2026-11-21",
        "next_review": "2027-05-22",
        "contacts": {"contact_email": "a@b.example"},
        "priorities": ["Prevention"],
    }
    assert set(given) <= set(Council.model_fields)
