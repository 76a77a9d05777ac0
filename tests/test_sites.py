"""Whole sites: what readers get, what a council's words can never do, and what a build that fails leaves behind."""

import hashlib
import html
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
import pikepdf
import pypdfium2
import pytest
from conftest import AS_OF, COUNCILS, copy_project
from lxml.html import HtmlElement

from staffguide import load, output, search, site
from staffguide.expand import PIECE
from staffguide.model import Council
from staffguide.problems import GuideError
from staffguide.slots import SLOT

BOOKLET = Path("downloads") / "your-guide-to-cqc-assessment.pdf"
MESSAGE = Path("guide") / "message-from-the-director.html"
NEVER_OURS = ("b", "i", "u", "iframe", "beyond", "well", "who", "procedures")
"""Elements that the awkward council tries to bring into pages."""
TEXT_FILES = (".html", ".json", ".js", ".css", ".txt", ".csv", ".svg", ".xml")
HEAD = "audience: everyone\nowner: staff guide team\nreviewed: 2026-11-21\nreview_in: 6 months\n---\n\n"
SHOWN = (
    '---\ntitle: About {{ council.name }}\ndescription: What {{ council.name }} & "others" do.\n'
    + HEAD
    + "# About {{ council.name }} {: #about }\n\n"
    "We are {{ council.name }}. **{{ council.name }}** asks *{{ council.owner }}*.\n\n"
    "## Help from {{ council.short_name }} {: #help }\n\n"
    "See [{{ council.strategy.title }}]({{ council.strategy.url }}), or <{{ council.intranet.url }}>.\n"
    "Write to {{ email(council.contacts.safeguarding.email) }}.\n"
    "Ring {{ phone(council.contacts.safeguarding.phone) }}.\n\n"
    "{{ council.vision }}\n\n"
    "{% for priority in council.priorities %}\n\n- {{ priority }}\n\n{% endfor %}\n\n"
    "| What | Who |\n|---|---|\n| {{ council.policies.description }} | {{ council.director.name }} |\n"
)


def add_page(project: Path, name: str, content: str) -> None:
    """A page of the guide, in the contents after the introduction."""
    (project / "docs" / "guide" / f"{name}.md").write_text(content, encoding="utf-8")
    settings = project / "mkdocs.yml"
    first = "      - guide/introduction.md\n"
    text = settings.read_text(encoding="utf-8")
    assert first in text
    settings.write_text(text.replace(first, f"{first}      - guide/{name}.md\n"), encoding="utf-8")


def no_page_limit(project: Path) -> None:
    """An added page may make the booklet longer than we allow our own to be."""
    settings = project / "documents.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"page_limit: \d+", "page_limit: 0", text), encoding="utf-8")


@cache
def tree(path: Path) -> HtmlElement:
    return lxml.html.parse(str(path), lxml.html.HTMLParser(encoding="utf-8")).getroot()


def pages(folder: Path, but: str = "") -> list[Path]:
    return sorted(path for path in folder.rglob("*.html") if path.name != but)


def words(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def squeezed(text: str) -> str:
    return re.sub(r"\s|\u00ad|\ufffe", "", text)


@cache
def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return squeezed("".join(page.get_textpage().get_text_bounded() for page in pdf))


def search_index(folder: Path) -> dict[str, Any]:
    script = (folder / search.FILE).read_text(encoding="utf-8")
    return dict(json.loads(script.removeprefix(search.OPENING).rstrip().removesuffix(";")))


def strings(value: Any) -> Iterator[str]:
    """Every text in JSON values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# A value stands everywhere as its council wrote it


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The awkward council's site with a page that shows values wherever one can stand."""
    folder = tmp_path_factory.mktemp("awkward")
    project = copy_project(folder / "project")
    add_page(project, "shown", SHOWN)
    no_page_limit(project)
    assert site.build(project, "awkward", folder / "site", AS_OF)
    return folder / "site"


@pytest.fixture(scope="module")
def council(whole_project: Path) -> Council:
    return load.council(whole_project, "awkward")


@pytest.fixture(scope="module")
def shown(awkward: Path) -> HtmlElement:
    return tree(awkward / "guide" / "shown.html")


def test_a_value_is_shown_as_written_in_the_words(shown: HtmlElement, council: Council) -> None:
    (words_of,) = shown.find_class("sg-words")
    text = words(words_of)
    assert f"We are {council.name}. {council.name} asks {council.owner}." in text
    for value in (*council.priorities, council.policies.description, council.director.name):
        assert value in text
    assert {element.tag for element in words_of.find("p").iterdescendants()} == {"strong", "em"}


def test_a_value_is_shown_as_written_in_headings(shown: HtmlElement, council: Council) -> None:
    assert words(shown.find(".//h1")) == f"About {council.name}"
    assert words(shown.get_element_by_id("help")) == f"Help from {council.short_name}"


def test_a_value_is_shown_as_written_in_links(shown: HtmlElement, council: Council) -> None:
    links = {words(link): link.get("href") for link in shown.find_class("sg-words")[0].iter("a")}
    assert links[council.strategy.title] == council.strategy.url
    assert links[council.intranet.url] == council.intranet.url
    assert links[council.contacts.safeguarding.email] == f"mailto:{council.contacts.safeguarding.email}"
    assert links[council.contacts.safeguarding.phone] == "tel:+4401134960000"


def test_a_value_is_shown_as_written_in_the_head(shown: HtmlElement, council: Council) -> None:
    title = f"About {council.name} - Your guide to CQC assessment - {council.name}"
    assert " ".join(shown.findtext(".//title").split()) == title
    assert shown.xpath("//meta[@name='description']/@content")[0] == f'What {council.name} & "others" do.'


def test_a_value_is_shown_as_written_in_the_contents(awkward: Path, council: Council) -> None:
    for page in sorted((awkward / "guide").glob("*.html")):
        (contents,) = tree(page).find_class("sg-nav")
        entries = {link.get("href").rpartition("/")[2]: words(link) for link in contents.iter("a")}
        assert entries["shown.html"] == f"About {council.name}", page.name
    (following,) = tree(awkward / "guide" / "introduction.html").xpath("//a[@rel='next']")
    assert words(following) == f"Next About {council.name}"


def test_no_page_shows_the_braces_of_a_title(awkward: Path, council: Council) -> None:
    """Other pages name a page by its title, such as the list of pages from A to Z."""
    for page in pages(awkward):
        assert "About {{" not in words(tree(page)), page.name
    assert f"About {council.name}" in words(tree(awkward / "a-to-z.html"))


def test_a_value_is_shown_as_written_beside_the_logo(awkward: Path, council: Council) -> None:
    for page in pages(awkward, but="404.html"):
        (logo,) = tree(page).find_class("sg-bar__logo")
        assert logo.get("alt") == council.logo.alt


def test_a_value_is_shown_as_written_on_the_page_for_a_lost_address(awkward: Path, council: Council) -> None:
    page = tree(awkward / "404.html")
    assert " ".join(page.findtext(".//title").split()).endswith(f"- {council.name}")
    assert council.name in words(page)


def test_a_value_is_shown_as_written_in_the_search_index(awkward: Path, council: Council) -> None:
    index = search_index(awkward)
    signs = {search.FIRST_SIGN + number: word for number, word in enumerate(index["signs"])}
    said = {text.translate(signs) for text in strings(index)}
    assert {f"About {council.name}", f"Help from {council.short_name}", council.vision.replace("*", "")} <= said
    assert any(f"We are {council.name}." in text for text in said)


def test_a_value_is_shown_as_written_in_the_booklet(awkward: Path, council: Council) -> None:
    text = pdf_text(awkward / BOOKLET)
    written = (
        f"About {council.name}",
        f"We are {council.name}. {council.name} asks {council.owner}.",
        council.strategy.title,
        *council.priorities,
        council.policies.description,
        council.director.title,
        "<script>alert(2)</script>",
    )
    for value in written:
        assert squeezed(value) in text, value


def test_a_value_is_shown_as_written_in_what_the_booklet_says_of_itself(awkward: Path, council: Council) -> None:
    with pikepdf.open(awkward / BOOKLET) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Your guide to CQC assessment"
        assert list(metadata["dc:creator"]) == [council.name]
        outline = [item.title for item in pdf.open_outline().root]
        addresses = {
            str(one.A.URI) for page in pdf.pages for one in page.get("/Annots", []) if "/A" in one and "/URI" in one.A
        }
    assert f"About {council.name}" in outline
    assert council.strategy.url in addresses


def test_nothing_that_a_council_writes_becomes_markup(awkward: Path, built: Callable[[str], Path]) -> None:
    for folder in (awkward, built("awkward")):
        for page in pages(folder):
            found = [*tree(page).iter(*NEVER_OURS), *tree(page).xpath("//@onerror | //@onclick")]
            assert not found, page.name
            assert "Llanfair</b> 49" not in html.unescape(page.read_text(encoding="utf-8"))


# Every site


def test_no_file_holds_a_slot_or_a_piece(every_site: Path) -> None:
    for path in every_site.rglob("*"):
        if path.suffix in TEXT_FILES:
            text = path.read_text(encoding="utf-8")
            assert not SLOT.search(text), path.name
            assert not PIECE.search(text), path.name
    assert not SLOT.search(pdf_text(every_site / BOOKLET))
    assert not PIECE.search(pdf_text(every_site / BOOKLET))


def test_the_manifest_lists_every_file_and_nothing_else_is_there(every_site: Path) -> None:
    manifest = json.loads((every_site / "manifest.json").read_text(encoding="utf-8"))
    held = snapshot(every_site)
    del held["manifest.json"]
    assert manifest["files"] == {name: hashlib.sha256(content).hexdigest() for name, content in held.items()}
    assert (manifest["council"], manifest["as_of"]) == (every_site.name, AS_OF.isoformat())


def test_nothing_is_published_that_no_reader_asks_for(every_site: Path) -> None:
    kinds = {path.suffix for path in every_site.rglob("*") if path.is_file()}
    assert kinds <= {
        ".html",
        ".css",
        ".js",
        ".svg",
        ".png",
        ".json",
        ".docx",
        ".pptx",
        ".pdf",
        ".csv",
        ".htm",
        ".woff2",
    }
    assert not list(every_site.rglob(".*"))


def test_nothing_is_fetched_from_elsewhere(every_site: Path) -> None:
    fetching = {"link": "href", "script": "src", "img": "src", "iframe": "src", "object": "data", "embed": "src"}
    for page in pages(every_site):
        for element in tree(page).iter(*fetching):
            address = element.get(fetching[element.tag]) or ""
            assert not urlsplit(address).netloc and not urlsplit(address).scheme, f"{page.name}: {address}"
    for sheet in every_site.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", sheet.read_text(encoding="utf-8")), sheet.name


def test_nothing_stands_in_a_page_that_a_strict_host_refuses(every_site: Path) -> None:
    """A host that allows scripts and styles only from its own files must show the whole guide."""
    for page in pages(every_site):
        refused = [
            lxml.html.tostring(element)[:200]
            for element in tree(page).iter("*")
            if element.tag == "style"
            or (element.tag == "script" and not element.get("src"))
            or any(name == "style" or name.startswith("on") for name in element.attrib)
            or (element.get("href") or "").lower().startswith("javascript:")
        ]
        assert not refused, page.name


def test_every_page_has_a_title_of_its_own(every_site: Path, whole_project: Path) -> None:
    name, guide = load.council(whole_project, every_site.name).name, "Your guide to CQC assessment"
    titles = {
        page.relative_to(every_site): " ".join(tree(page).findtext(".//title").split()) for page in pages(every_site)
    }
    assert titles.pop(Path("index.html")) == f"{guide} - {name}"
    assert len(set(titles.values())) == len(titles)
    for path, title in titles.items():
        (heading,) = tree(every_site / path).iter("h1")
        assert title == f"{words(heading)} - {guide} - {name}"


def test_every_link_inside_leads_somewhere(every_site: Path) -> None:
    for page in pages(every_site, but="404.html"):
        for link in tree(page).xpath("//a[@href]"):
            address = urlsplit(link.get("href"))
            if address.scheme:
                continue
            target = (page.parent / unquote(address.path)).resolve() if address.path else page
            assert target.is_file(), f"{page.name}: {link.get('href')}"
            if address.fragment:
                assert tree(target).get_element_by_id(address.fragment, None) is not None, (
                    f"{page.name}: {link.get('href')}"
                )


OWN_NAMES = {"example": "Exampleton", "bare": "Bare Borough", "awkward": "Æthelburh"}


@pytest.mark.parametrize("slug", OWN_NAMES)
def test_each_councils_pages_name_it_and_no_other(slug: str, built: Callable[[str], Path]) -> None:
    others = [name for other, name in OWN_NAMES.items() if other != slug]
    folder = built(slug)
    for page in pages(folder):
        text = html.unescape(page.read_text(encoding="utf-8"))
        assert OWN_NAMES[slug] in text, page.name
        assert not [name for name in others if name in text], page.name
    text = pdf_text(folder / BOOKLET)
    assert squeezed(OWN_NAMES[slug]) in text
    assert not [name for name in others if squeezed(name) in text]


def test_a_sample_says_so_on_every_page(every_site: Path, whole_project: Path) -> None:
    sample = load.council(whole_project, every_site.name).sample
    assert bool(sample) == (every_site.name in ("example", "oldham", "hertfordshire"))
    for page in pages(every_site):
        assert words(tree(page).find("body")).count(f"Sample. {sample or ''}") == bool(sample), page.name
    with pypdfium2.PdfDocument(every_site / BOOKLET) as pdf:
        cover, *sheets = [page.get_textpage().get_text_bounded() for page in pdf]
    assert squeezed(sample or "") in squeezed(cover)
    assert {"· Sample" in sheet for sheet in sheets} == {bool(sample)}


# Pages that depend on what a council has given


def test_a_page_that_a_council_does_not_fill_is_nowhere(built: Callable[[str], Path]) -> None:
    with_message, without = built("example"), built("bare")
    assert (with_message / MESSAGE).is_file()
    assert not (without / MESSAGE).exists()
    for page in pages(without):
        assert not [link for link in tree(page).xpath("//a/@href") if MESSAGE.name in link]
    assert MESSAGE.name not in (without / search.FILE).read_text(encoding="utf-8")
    assert "Messagefromthedirector" in pdf_text(with_message / BOOKLET)
    assert "Messagefromthedirector" not in pdf_text(without / BOOKLET)


# The same inputs give the same bytes, whichever way they are built


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder for commands, which write beside it and never into its sources."""
    return copy_project(tmp_path_factory.mktemp("bench") / "project")


def run(project: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    tools = Path(sys.executable).parent
    return subprocess.run(
        [tools / command[0], *command[1:]],
        cwd=project,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_guide_build_gives_the_same_bytes(bench: Path, built: Callable[[str], Path]) -> None:
    made = run(bench, "guide", "build", "bare", "--as-of", AS_OF.isoformat())
    assert (made.returncode, made.stdout, made.stderr) == (0, "bare: build/bare/index.html\n", "")
    assert snapshot(bench / "build" / "bare") == snapshot(built("bare"))
    assert sorted(path.name for path in (bench / "build").iterdir() if not path.name.endswith(".lock")) == ["bare"]


def test_mkdocs_build_gives_the_same_bytes(bench: Path, built: Callable[[str], Path]) -> None:
    made = run(bench, "mkdocs", "build", "--quiet", COUNCIL="awkward", AS_OF=AS_OF.isoformat())
    assert (made.returncode, made.stderr) == (0, "")
    assert snapshot(bench / "site") == snapshot(built("awkward"))


# What goes wrong is said, and what stood there before still stands


def spoiled_page(project: Path) -> None:
    page = project / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n{{ theems() }}\n", encoding="utf-8")


def spoiled_council(project: Path) -> None:
    council = project / "councils" / "example" / "council.yml"
    council.write_text(council.read_text(encoding="utf-8") + "nmae: x\n", encoding="utf-8")


def spoiled_template(project: Path) -> None:
    template = project / "overrides" / "documents" / "booklet.typ"
    template.write_text(template.read_text(encoding="utf-8") + "\n#no-such-thing\n", encoding="utf-8")


def spoiled_anchor(project: Path) -> None:
    page = project / "docs" / "guide" / "introduction.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[Away](case-tracking.md#nowhere)\n", encoding="utf-8")


def page_outside_the_contents(project: Path) -> None:
    shutil.copy(project / "docs" / "guide" / "case-tracking.md", project / "docs" / "guide" / "stray.md")


def spoiled_theme(project: Path) -> None:
    template = project / "overrides" / "main.html"
    template.write_text(template.read_text(encoding="utf-8") + "{% if %}", encoding="utf-8")


SPOILED = {
    spoiled_page: r'docs/index\.md:\d+: unknown macro "theems": did you mean "themes"\?\n1 problem in 1 file\. Nothing',
    spoiled_council: r'councils/example/council\.yml:\d+: nmae: there is no setting of this name: did you mean "name"',
    spoiled_template: r"(?s)booklet\.typ.*no-such-thing.*Nothing was published\.",
    spoiled_anchor: r"docs/guide/introduction\.md:\d\d+: .*#nowhere.*\n1 problem in 1 file\. Nothing was published\.",
    page_outside_the_contents: r"mkdocs\.yml:1: .*guide/stray\.md",
    spoiled_theme: r"overrides/main\.html:\d+: the template cannot be read: .*\n1 problem in 1 file",
}


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_a_build_that_fails_leaves_what_was_there(
    spoil: Callable[[Path], None], project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out" / "example"
    target.mkdir(parents=True)
    (target / "index.html").write_bytes(b"as it was\r\n")
    spoil(project)
    assert not site.build(project, "example", target, AS_OF)
    assert re.search(SPOILED[spoil], capsys.readouterr().err)
    assert snapshot(target) == {"index.html": b"as it was\r\n"}
    assert [path.name for path in target.parent.iterdir() if not path.name.endswith(".lock")] == ["example"]


def test_a_build_that_fails_makes_no_folder(project: Path, tmp_path: Path) -> None:
    spoiled_page(project)
    assert not site.build(project, "example", tmp_path / "out" / "example", AS_OF)
    assert not (tmp_path / "out" / "example").exists()


def test_two_builds_into_one_place_exclude_each_other(
    whole_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "example"
    with output.staged(target) as staging:
        (staging / "begun.txt").write_text("x", encoding="utf-8")
        assert not site.build(whole_project, "example", target, AS_OF)
        assert snapshot(staging) == {"begun.txt": b"x"}
    assert "example:1: another build is writing here: wait until it has finished\n1 problem" in capsys.readouterr().err
    assert not target.exists()


def test_a_killed_build_leaves_what_was_there(bench: Path, tmp_path: Path) -> None:
    target, staging = tmp_path / "out" / "example", tmp_path / "out" / ".example-building"
    target.mkdir(parents=True)
    (target / "index.html").write_bytes(b"as it was")
    command = [Path(sys.executable).parent / "guide", "build", "example", "--out", str(target.parent)]
    with subprocess.Popen(command, cwd=bench, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as build:
        deadline = time.monotonic() + 60
        while not list(staging.rglob("*.css")) and time.monotonic() < deadline and build.poll() is None:
            time.sleep(0.01)
        build.send_signal(signal.SIGKILL)
    assert build.returncode == -signal.SIGKILL
    assert snapshot(target) == {"index.html": b"as it was"}
    with output.staged(target) as fresh:
        assert not list(fresh.iterdir())


def test_a_build_killed_between_its_last_two_steps_is_put_right(tmp_path: Path) -> None:
    old, target = tmp_path / ".example-old", tmp_path / "example"
    old.mkdir()
    (old / "index.html").write_bytes(b"as it was")
    with output.staged(target):
        assert snapshot(target) == {"index.html": b"as it was"}


def test_a_swap_that_fails_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "example"
    target.mkdir()
    (target / "index.html").write_bytes(b"as it was")
    moves = Path.replace

    def full(self: Path, to: Path) -> Path:
        if self.name.endswith("-building"):
            raise OSError("No space left on device")
        return moves(self, to)

    monkeypatch.setattr(output, "_exchanged", lambda *_: False)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(GuideError, match="No space"), output.staged(target) as staging:
        output.publish(staging, target)
    assert snapshot(target) == {"index.html": b"as it was"}


# The commands


UNKNOWN = (
    'councils/exmaple:1: there is no council "exmaple": did you mean "example"?\n'
    "1 problem in 1 file. Nothing was published.\n"
)


@pytest.mark.parametrize(("command", "outcome"), [("build", UNKNOWN), ("check", UNKNOWN.replace("published", "built"))])
def test_guide_names_the_council_that_was_meant(command: str, outcome: str, bench: Path) -> None:
    asked = run(bench, "guide", command, "exmaple")
    assert (asked.returncode, asked.stdout, asked.stderr) == (1, "", outcome)


def test_mkdocs_names_the_council_that_was_meant(bench: Path) -> None:
    asked = run(bench, "mkdocs", "build", "--site-dir", "elsewhere", COUNCIL="exmaple")
    assert asked.returncode == 1
    assert asked.stderr.startswith(UNKNOWN)
    assert "Traceback" not in asked.stderr
    assert not (bench / "elsewhere").exists()


def test_guide_check_lists_every_problem_and_builds_nothing(project: Path) -> None:
    spoiled_page(project)
    spoiled_council(project)
    before = snapshot(project)
    asked = run(project, "guide", "check")
    lines = asked.stderr.splitlines()
    assert asked.returncode == 1
    assert [line.split(":")[0] for line in lines[:2]] == ["councils/example/council.yml", "docs/index.md"]
    assert lines[2] == "2 problems in 2 files. Nothing was built."
    assert snapshot(project) == before


@pytest.mark.parametrize(
    "tool", [("guide", "build", "example", "--out", "elsewhere"), ("mkdocs", "build", "--site-dir", "elsewhere")]
)
def test_a_build_tells_the_councils_own_mistakes_with_those_in_pages(project: Path, tool: tuple[str, ...]) -> None:
    spoiled_page(project)
    spoiled_council(project)
    asked = run(project, *tool)
    assert asked.returncode == 1
    for path in ("councils/example/council.yml", "docs/index.md"):
        assert f"{path}:" in asked.stderr
    assert "2 problems in 2 files. Nothing was published." in asked.stderr
    assert not list((project / "elsewhere").glob("**/*.html"))


def test_guide_check_says_that_all_is_well(bench: Path) -> None:
    asked = run(bench, "guide", "check")
    assert (asked.returncode, asked.stderr) == (0, "")
    assert re.search(r"^No problems in \d+ pages and 6 councils \(awkward, bare, .*\)\.$", asked.stdout, re.MULTILINE)


def test_a_day_that_is_none_is_explained(bench: Path) -> None:
    asked = run(bench, "mkdocs", "build", "--site-dir", "elsewhere", AS_OF="tomorrow")
    assert asked.returncode == 1
    assert "as_of: give the day to build for as year-month-day, for example 2026-11-21" in asked.stderr
    assert "Traceback" not in asked.stderr


def test_guide_outside_the_project_says_where_to_run_it(tmp_path: Path) -> None:
    asked = run(tmp_path, "guide", "build")
    assert (asked.returncode, asked.stdout) == (1, "")
    assert asked.stderr == "Run this inside the project's folder: no mkdocs.yml was found here or above.\n"


def test_every_council_is_looked_at() -> None:
    assert set(OWN_NAMES) <= set(COUNCILS)


@pytest.fixture(autouse=True, scope="module")
def _forget_trees() -> Iterator[None]:
    """Parsed pages are kept while this module runs, and no longer."""
    yield
    tree.cache_clear()
    pdf_text.cache_clear()
