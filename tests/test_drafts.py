"""Drafts: they say so everywhere, show what is missing, and never take the place of the real guide."""

import json
from pathlib import Path

import lxml.html
import pypdfium2
import pytest
from conftest import AS_OF, copy_project
from test_sites import run, snapshot

from staffguide import drafts, press, site
from staffguide.model import Council
from staffguide.unfilled import left_out


@pytest.fixture(scope="module")
def project_of_drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("drafts") / "project")
    council = root / "councils" / "bare" / "council.yml"
    text = council.read_text(encoding="utf-8").replace("short_name: Bare", "short_name: TBC #")
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


def test_the_manifest_says_that_it_is_a_draft(draft: Path) -> None:
    assert json.loads((draft / "manifest.json").read_text(encoding="utf-8"))["draft"] is True


def gaps(page: Path) -> list[str]:
    return [str(one.text) for one in lxml.html.fromstring(page.read_bytes()).xpath("//*[@class='sg-gaps']//mark")]


def test_a_page_lists_what_it_would_show(draft: Path) -> None:
    assert {"contacts.mailbox", "contacts.safeguarding.phone"} <= set(gaps(draft / "support.html"))
    assert "logo.file" not in gaps(draft / "guide" / "the-care-act.html")
    assert "short_name" in gaps(draft / "index.html")


def test_without_draft_nothing_is_built_and_no_draft_is_mentioned(project_of_drafts: Path, built: object) -> None:
    made = run(project_of_drafts, "guide", "build", "bare")
    assert made.returncode == 1
    assert not (project_of_drafts / "build" / "bare").exists()
    assert not [page for page in built("bare").rglob("*.html") if "raft: for" in page.read_text()]  # type: ignore[operator]


def test_mkdocs_builds_the_same_draft_beside_its_place(project_of_drafts: Path, draft: Path) -> None:
    made = run(project_of_drafts, "mkdocs", "build", "-q", COUNCIL="bare", DRAFT="1", AS_OF=AS_OF.isoformat())
    assert (made.returncode, made.stderr) == (0, "")
    assert not (project_of_drafts / "site").exists()
    assert snapshot(project_of_drafts / "site-DRAFT") == snapshot(draft)


def test_a_draft_and_the_real_guide_share_no_page(project: Path, tmp_path: Path) -> None:
    real, sketch = tmp_path / "real", tmp_path / "real-DRAFT"
    assert site.build(project, "example", real, AS_OF)
    before = snapshot(real)
    assert not press.open_press(project, AS_OF, documents=False, draft=True).build("example", sketch, "").problems
    assert snapshot(real) == before


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
        "name": "(name still to be given)",
        "type": "unitary",
        "reviewed": "2026-11-21",
        "next_review": "2027-05-22",
        "contacts": {"contact_email": "a@b.example"},
        "priorities": ["Prevention"],
    }
    assert set(given) <= set(Council.model_fields)
