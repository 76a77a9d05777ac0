"""A council's own pages: what is built from them, what they are told, and that they stay its own."""

import re
import shutil
from pathlib import Path

import lxml.html
import pytest
from conftest import AS_OF, copy_project
from test_sites import run, snapshot

from staffguide import based_on, headings, load, new_overlay, pages, press, site, spoken
from staffguide.pages import Page

HEAD = (
    "---\ntitle: {title}\ndescription: What we say.\naudience: everyone\nowner: team\nreviewed: 2026-11-20\n"
    "review_in: 3 months\n---\n\n# {title}\n\n"
)
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
FILES = {
    "guide/introduction.md": HEAD.format(title="Introduction") + "Our own opening words.\n",
    "guide/getting-ready.on-your-own.md": "---\nreplaces: on-your-own\n---\n\n"
    "## On your own\n\nOur own way of getting ready.\n",
    "guide/getting-ready.after.md": '---\nafter: "#with-your-team"\n---\n\n'
    "Our own team talk, on [our page](../our-page.md#who).\n",
    "guide/our-service.md": HEAD.format(title="Our service")
    + "What we do, with a picture.\n\n![A square](pictures/a.svg)\n",
    "guide/pictures/a.svg": PICTURE,
    "our-page.md": HEAD.format(title="Our page") + "## Who\n\nWe are {{ council.name }}.\n",
}


def write(root: Path, slug: str, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / "councils" / slug / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which one council has pages of its own."""
    root = copy_project(tmp_path_factory.mktemp("overlays") / "project")
    shutil.copytree(root / "councils" / "bare", root / "councils" / "plain")
    write(root, "bare", FILES)
    council = root / "councils" / "bare" / "council.yml"
    council.write_text(
        council.read_text(encoding="utf-8") + "hide_pages: [support.md, learning/oldham.md]\n", encoding="utf-8"
    )
    return root


@pytest.fixture(scope="module")
def built(bench: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("built") / "bare"
    assert site.build(bench, "bare", target, AS_OF)
    return target


def words(page: Path) -> str:
    (main,) = lxml.html.fromstring(page.read_bytes()).xpath("//main")
    return " ".join(str(main.text_content()).split())


def test_a_page_is_replaced(built: Path) -> None:
    said = words(built / "guide" / "introduction.html")
    assert "Our own opening words." in said
    assert "20 November 2026" in said
    assert "What we want most" not in said


def test_a_section_is_replaced_and_another_goes_on(built: Path, whole_project: Path) -> None:
    said = words(built / "guide" / "getting-ready.html")
    assert "On your own Our own way of getting ready." in said
    assert said.index("With your team") < said.index("Our own team talk, on our page.")
    assert "Briefings and drop-ins" in said
    (old,) = [
        one
        for one in headings.sections(national(whole_project)["guide/getting-ready.md"].body)
        if one.id == "on-your-own"
    ]
    first = national(whole_project)["guide/getting-ready.md"].body.split("\n")[old.start + 2]
    assert first not in said


def test_an_added_page_stands_in_the_contents(built: Path) -> None:
    tree = lxml.html.fromstring((built / "guide" / "our-service.html").read_bytes())
    entries = [str(link.text_content()) for link in tree.xpath("//nav[@id='sg-nav']//a")]
    assert entries.index("Our service") > entries.index("Introduction")
    assert (
        "From us" in " ".join(str(tree.xpath("//nav[@id='sg-nav']")[0].text_content()).split()) or "Our page" in entries
    )
    assert (built / "guide" / "pictures" / "a.svg").read_bytes() == PICTURE
    assert "our-page.html" in (built / "a-to-z.html").read_text(encoding="utf-8")


def test_a_hidden_page_is_nowhere(built: Path) -> None:
    assert not (built / "support.html").exists()
    for page in built.rglob("*.html"):
        assert not re.search(r'href="([^":]*/)?(support|oldham)\.html', page.read_text(encoding="utf-8")), page.name


def test_every_link_still_leads_somewhere(built: Path) -> None:
    for page in built.rglob("*.html"):
        for link in lxml.html.fromstring(page.read_bytes()).xpath("//a[@href]"):
            path, _, fragment = link.get("href").partition("#")
            if ":" in path or page.name == "404.html":
                continue
            target = (page.parent / path).resolve() if path else page
            assert target.is_file(), f"{page.name}: {link.get('href')}"
            assert not fragment or f'id="{fragment}"' in target.read_text(encoding="utf-8"), (
                f"{page.name}: {link.get('href')}"
            )


def test_councils_of_one_press_keep_their_pages_to_themselves(bench: Path, built: Path, tmp_path: Path) -> None:
    """In either order, each gets the bytes of a build by itself."""
    alone = tmp_path / "alone"
    assert site.build(bench, "plain", alone, AS_OF)
    for order in (("bare", "plain"), ("plain", "bare")):
        one = press.open_press(bench, AS_OF)
        for slug in order:
            target = tmp_path / "-".join(order) / slug
            outcome = one.build(slug, target, "")
            assert not outcome.problems
            held, wanted = snapshot(target), snapshot(built if slug == "bare" else alone)
            del held["manifest.json"], wanted["manifest.json"]
            assert held == wanted
    assert not [page for page in alone.rglob("*.html") if "Our own opening words" in page.read_text(encoding="utf-8")]
    assert not (alone / "guide" / "pictures").exists()


def test_mkdocs_build_gives_the_same_bytes(bench: Path, built: Path, tmp_path: Path) -> None:
    made = run(
        bench, "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path / "site"), COUNCIL="bare", AS_OF=str(AS_OF)
    )
    assert (made.returncode, made.stderr) == (0, "")
    assert snapshot(tmp_path / "site") == snapshot(built)


def test_two_councils_whose_page_differs_only_in_its_review_keep_their_own(bench: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(bench, project)
    name = "guide/introduction.md"
    write(project, "plain", {name: str(FILES[name]).replace("2026-11-20", "2026-11-19")})
    shutil.rmtree(project / "councils" / "bare" / "docs")
    write(project, "bare", {name: FILES[name]})
    shutil.copy(project / "councils" / "plain" / "council.yml", project / "councils" / "bare" / "council.yml")
    one = press.open_press(project, AS_OF, documents=False)
    for slug, day in (("bare", "20 November 2026"), ("plain", "19 November 2026")):
        assert not one.build(slug, tmp_path / slug, "").problems
        assert day in words(tmp_path / slug / "guide" / "introduction.html")
    assert len(one.sessions) == 1


def test_sections_have_the_ids_that_readers_get(built: Path, bench: Path) -> None:
    for path, page in national(bench).items():
        finished = built / path.replace(".md", ".html")
        if not finished.exists() or "{%" in page.body or path in FILES or path == "guide/getting-ready.md":
            continue
        text = finished.read_text(encoding="utf-8")
        assert [one.id for one in headings.sections(page.body)[1:] if f'id="{one.id}"' not in text] == [], path


# What an editor is told


WRONG = {
    "guide/introduction.ours.md": (
        "---\nafter: what-we-wnat-most\n---\nWords.\n",
        ':2: after: there is no heading "what-we-wnat-most" in docs/guide/introduction.md: '
        'did you mean "what-we-want-most"?',
    ),
    "guide/introducton.ours.md": (
        "---\nafter: x\n---\nWords.\n",
        ':1: there is no national page "guide/introducton.md": did you mean "guide/introduction.md"?',
    ),
    "guide/the-care-act.ours.md": (
        "---\nafter: x\nreplaces: y\n---\nWords.\n",
        ':2: give replaces or after, and only one of them (found "a group of names")',
    ),
    "guide/case-tracking.ours.md": (
        "---\nafter: case-tracking\n---\n\nWords.\n\n<br>\n",
        ':7: HTML cannot be used in a page: write Markdown or call a macro (found "<br>")',
    ),
    "guide/the-five-stages.ours.md": (
        "---\nreplaces: the-five-stages-of-assessment\n---\n\nWords.\n",
        ":2: replaces: this is the whole page: write it as guide/the-five-stages.md instead, without a second word in "
        "the file's name",
    ),
    "search.md": ("x", ":1: the build makes this page: it cannot be replaced"),
    "notes.txt": ("x", ":1: only pages (.md) and pictures (.svg, .png, .jpg) belong here: take it away"),
    "Our-page.md": (
        "x",
        ":1: name files and folders with small letters, figures and hyphens, such as our-helpline.md "
        '(found "Our-page.md")',
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_mistake_is_told_in_these_words(bench: Path, tmp_path: Path, name: str) -> None:
    content, expected = WRONG[name]
    write(bench, "plain", {name: content})
    try:
        outcome = press.open_press(bench, AS_OF, documents=False).build("plain", tmp_path / "plain", "")
    finally:
        shutil.rmtree(bench / "councils" / "plain" / "docs")
    assert [str(problem) for problem in outcome.problems] == [f"councils/plain/docs/{name}{expected}"]


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        ("guide/introducton.md", 'there is no national page of this path: did you mean "guide/introduction.md"?'),
        ("index.md", "this page cannot be left out: every guide needs its home page"),
        ("practise/star.md", 'leave out all practice pages with "practice: no" under "features", or none'),
    ],
)
def test_a_page_that_cannot_be_hidden_is_named(project: Path, tmp_path: Path, hidden: str, expected: str) -> None:
    council = project / "councils" / "bare" / "council.yml"
    lines = council.read_text(encoding="utf-8").count("\n") + 2
    council.write_text(council.read_text(encoding="utf-8") + f"hide_pages:\n  - {hidden}\n", encoding="utf-8")
    outcome = press.open_press(project, AS_OF, documents=False).build("bare", tmp_path / "bare", "")
    assert [str(one) for one in outcome.problems] == [
        f'councils/bare/council.yml:{lines}: hide_pages[1]: {expected} (found "{hidden}")'
    ]


# What changed in the national words


def national(root: Path) -> dict[str, Page]:
    return pages.read_all(root / "docs", root)[0]


def change(root: Path, old: str, new: str) -> None:
    page = root / "docs" / "guide" / "introduction.md"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def based(project: Path) -> Path:
    """A project whose bare council has just started a page and two parts."""
    held = national(project)
    new_overlay.start(project, "bare", "guide/introduction.md", held, AS_OF)
    new_overlay.start_part(project, "bare", "guide/case-tracking.md", "how-people-are-chosen", held, after=False)
    new_overlay.start_part(project, "bare", "guide/case-tracking.md", "what-the-cqc-follows", held, after=True)
    return project


def test_a_started_page_is_the_national_one_and_needs_no_advice(based: Path, tmp_path: Path) -> None:
    assert list(based_on.advice(based, "bare", national(based))) == []
    assert not press.open_press(based, AS_OF, documents=False).build("bare", tmp_path / "bare", "").problems
    assert "What we want most" in words(tmp_path / "bare" / "guide" / "introduction.html")


def test_what_changed_is_told_in_sentences(based: Path) -> None:
    change(based, "our first wish is simple.", "our first wish has changed.")
    (advice,) = based_on.advice(based, "bare", national(based))
    assert advice.advice
    assert str(advice) == (
        "councils/bare/docs/guide/introduction.md:8: based_on: the national words have changed: type guide diff bare, "
        "mend yours, then type guide overlay bare guide/introduction.md --seen"
    )
    assert based_on.told(based, "bare", national(based), spoken.reader(load.framework(based))) == (
        "councils/bare/docs/guide/introduction.md\n"
        "  What changed in docs/guide/introduction.md:\n"
        "    Was: When the CQC arrives, our first wish is simple.\n"
        "    Now: When the CQC arrives, our first wish has changed.\n"
        "  When your words are right again, type: guide overlay bare guide/introduction.md --seen"
    )
    new_overlay.seen(based, "bare", "guide/introduction.md", national(based))
    assert list(based_on.advice(based, "bare", national(based))) == []


def test_a_new_review_date_is_no_change(based: Path) -> None:
    change(based, "reviewed: ", "reviewed: 2027-01-01 #")
    assert list(based_on.advice(based, "bare", national(based))) == []


def test_a_page_that_went_is_told_of(based: Path) -> None:
    (based / "docs" / "guide" / "introduction.md").unlink()
    (advice,) = based_on.advice(based, "bare", national(based))
    assert advice.message.startswith("docs/guide/introduction.md has no such words any more")


def test_the_commands_start_compare_and_note(project: Path) -> None:
    made = run(project, "guide", "overlay", "bare", "guide/introduction.md")
    assert (made.returncode, made.stdout) == (0, "Open councils/bare/docs/guide/introduction.md and change it.\n")
    again = run(project, "guide", "overlay", "bare", "guide/introduction.md")
    assert again.returncode == 1
    assert "the council has this page already" in again.stderr
    assert "no national words have changed" in run(project, "guide", "diff", "bare").stdout


@pytest.mark.parametrize("path", ["../escape.md", "/etc/x.md", "search.md", "guide/Introduction.md", "x.txt"])
def test_a_page_that_cannot_be_started_writes_nothing(project: Path, path: str) -> None:
    before = snapshot(project)
    assert run(project, "guide", "overlay", "bare", path).returncode == 1
    assert snapshot(project) == before


def test_the_house_style_is_held_against_own_words_only(project: Path) -> None:
    write(
        project,
        "bare",
        {"guide/introduction.ours.md": "---\nafter: introduction\n---\n\nThe service users, e.g. you.\n"},
    )
    told = run(project, "guide", "check", "bare").stderr
    assert "councils/bare/docs/guide/introduction.ours.md:5: " in told
