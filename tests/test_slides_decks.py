"""Decks in the project: their settings and minutes, a council's own changes, and what each council gets."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import AS_OF, ROOT, copy_project
from test_slides import DRAW, LOGO

from staffguide import deck_settings, decks, load, making, pages, project, proving
from staffguide.documents import slides_proof
from staffguide.documents.slides_facts import facts
from staffguide.documents.slides_parts import Picture
from staffguide.pages import FrontMatter, Page
from staffguide.problems import GuideError
from staffguide.project import Edition

DECK = "slides/workshop-slides.md"
FILES = ("workshop-slides.pptx", "workshop-guidance.pptx", "scrutiny-briefing.pptx")
MATTER = FrontMatter(
    title="A deck", description="A deck.", audience="everyone", owner="team", reviewed=AS_OF, review_in="6 months"
)
NOTES = "\n\n### Notes\n\nPurpose\n:   Say so.\n\n"
PARTS = load.framework(ROOT).workshop
ALL = "".join(f"## {one.title} {{: #{one.id} minutes={one.minutes} part={one.id} }}\n\nWords.{NOTES}" for one in PARTS)
TAKEN = "Words.\n\n### Notes\n\nSay\n:   More."


def found(body: str) -> list[str]:
    page = Page("slides/a.md", "docs/slides/a.md", MATTER, f"\n# A deck\n\n{body}", 8, {})
    return [str(problem) for problem in deck_settings.check(page, PARTS)]


def slide(settings: str, body: str = "Words.") -> str:
    return f"## A slide {{: {settings} }}\n\n{body}{NOTES}"


def test_a_good_deck_has_no_problems() -> None:
    assert found(ALL) == []
    assert found(slide("#one") + slide("#two layout=closing").replace("A slide", "Another")) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (slide("#one minutes=0 part=part-welcome"), "give the minutes of a slide as a number from 1 to 60"),
        (slide("#one minutes=5"), "give minutes and part together, or neither"),
        (slide("#one minutes=5 part=part-welcom"), 'no such part of the workshop: did you mean "part-welcome"?'),
        (slide("#one layout=two-colums"), 'no such layout: did you mean "two-columns"?'),
        (slide("#one").replace(" {: #one }", ""), "give the slide an id, as in {: #a-slide }"),
        (slide("#one") + slide("#two"), "give each slide a title of its own"),
        (slide("#one").partition("### Notes")[0], 'under "### Notes", once: the slide has none'),
        (slide("#one") + NOTES, "the slide has 2"),
        (slide("#one", "### More\n\nWords."), "make a slide of the rest"),
    ],
)
def test_a_mistake_is_told_with_its_line(body: str, message: str) -> None:
    told = found(body)
    assert any(message in one for one in told), told
    assert all(re.match(r"docs/slides/a\.md:\d+: ", one) for one in told)


def test_the_minutes_of_each_part_add_up() -> None:
    told = found(ALL.replace("minutes=25", "minutes=24"))
    assert len(told) == 2
    assert any('slides of "Practice in small groups" come to 24 minutes, and the part has 25' in one for one in told)
    assert any("come to 119 minutes, and the workshop has 120" in one for one in told)


def test_slides_in_place_of_others_do_not_count_twice() -> None:
    other = "{% if council.vision %}\n\n" + slide("#v minutes=5 part=part-welcome") + "{% else %}\n\n"
    other += slide("#w minutes=5 part=part-welcome").replace("A slide", "Another") + "{% endif %}\n\n"
    rest = ALL[ALL.index("## ", 5) :]
    assert found(other + rest) == []


def test_minutes_of_a_slide_that_is_left_out_go_to_its_part() -> None:
    page = Page("slides/a.md", "docs/slides/a.md", MATTER, ALL + slide("#more minutes=1 part=part-break"), 8, {})
    every = deck_settings.of(page)
    kept = [one for one in every if one.id not in ("part-welcome", "more")]
    shared = deck_settings.timed(kept, PARTS, every, 120)
    assert sum(shared.values()) == 120
    assert shared["part-practice"] == 30  # the welcome has no slide left


@pytest.mark.parametrize("length", [60, 85, 97, 180, 240])
def test_minutes_follow_the_length_of_a_session(length: int) -> None:
    kept = deck_settings.of(Page("slides/a.md", "docs/slides/a.md", MATTER, ALL, 8, {}))
    minutes = deck_settings.timed(kept, PARTS, kept, length)
    assert sum(minutes.values()) == length
    assert ("part-break" in minutes) == (length >= 90)
    assert max(minutes, key=minutes.__getitem__) == "part-practice"


# The decks of this project


@pytest.fixture(scope="module")
def shared(whole_project: Path) -> project.Project:
    return project.open_project(whole_project)


def edition(shared: project.Project, slug: str) -> Edition:
    return project.edition(shared, slug, AS_OF)


def test_decks_are_no_pages_of_the_site(built: Callable[[str], Path]) -> None:
    site = built("example")
    assert not (site / "slides").exists()
    listed = (site / "a-to-z.html").read_text(encoding="utf-8") + next(site.glob("search/*.js")).read_text("utf-8")
    assert "slides/workshop-slides" not in listed.replace("downloads/", "")


def test_markdown_means_the_same_in_decks_and_on_pages() -> None:
    listed = re.search(r"markdown_extensions:\n(.*?)\nplugins:", (ROOT / "mkdocs.yml").read_text("utf-8"), re.DOTALL)
    assert listed is not None
    names = set(re.findall(r"^  - ([a-z_]+)", listed[1], re.MULTILINE))
    assert names | {"fenced_code", "staffguide.plain_markdown"} == set(decks.EXTENSIONS)


@pytest.mark.parametrize("slug", ["example", "oldham", "hertfordshire", "bare", "awkward"])
def test_every_deck_fits_every_council(shared: project.Project, slug: str) -> None:
    assert making.unfit_slides(edition(shared, slug)) == []


@pytest.mark.parametrize(("slug", "length"), [("example", 120), ("bare", 120), ("awkward", 97)])
def test_the_minutes_in_the_notes_add_up(shared: project.Project, slug: str, length: int) -> None:
    known = decks.read(edition(shared, slug), DECK, {})
    assert sum(one.minutes for one in known.deck.slides) == length


def test_what_was_built_is_proved_and_listed(built: Callable[[str], Path]) -> None:
    site = built("example")
    records = {one["file"]: one for one in json.loads((site / "manifest.json").read_text())["documents"]}
    page = (site / "downloads.html").read_text(encoding="utf-8")
    for name in FILES:
        record, data = records[f"downloads/{name}"], (site / "downloads" / name).read_bytes()
        assert list(slides_proof.prove_alone(data, record["title"])) == []
        assert record["format"] == "PowerPoint" and record["validation"] == decks.CHECKED
        assert record["pages"] == len(facts(data).slides)
        assert f'href="downloads/{name}"' in page
    tool = (site / "tool-3" / "index.html").read_text(encoding="utf-8")
    assert re.search(r"\(PowerPoint, \d+ slides, \d+ kB\)", tool)


def test_no_deck_names_another_council(built: Callable[[str], Path]) -> None:
    names = {"example": "Exampleton", "awkward": "Æthelburh"}
    for slug, other in (("example", "awkward"), ("awkward", "example")):
        for name in FILES:
            known = facts((built(slug) / "downloads" / name).read_bytes())
            words = " ".join(
                line.text for one in known.slides for shape in one.shapes for line in shape.lines
            ) + " ".join(line for one in known.slides for line in one.notes)
            assert names[slug] in words
            assert names[other] not in words


def test_guide_proof_looks_at_slides_too(tmp_path: Path, built: Callable[[str], Path]) -> None:
    (tmp_path / "example").symlink_to(built("example"))
    assert any("workshop-slides.pptx: Titles, tables" in line for line in proving.prove(tmp_path, ["example"]))


# A council's own changes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def own(root: Path, name: str, text: str) -> None:
    path = root / "councils" / "bare" / "docs" / "slides" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def titles(root: Path) -> list[str]:
    made = project.edition(project.open_project(root), "bare", date(2026, 11, 22))
    return [one.title for one in decks.read(made, "slides/scrutiny-briefing.md", {}).deck.slides]


def test_a_council_changes_adds_and_hides_slides(folder: Path) -> None:
    national = pages.read(folder / "docs/slides/scrutiny-briefing.md", folder / "docs", "x")[0]
    assert national is not None
    first, second, third, *_ = deck_settings.of(national)
    own(folder, "scrutiny-briefing.a.md", f"---\nreplaces: {first.id}\n---\n\n## Ours {{: #ours }}\n\n{TAKEN}\n")
    own(folder, "scrutiny-briefing.b.md", f"---\nafter: {second.id}\n---\n\n## New {{: #new }}\n\n{TAKEN}\n")
    own(folder, "scrutiny-briefing.c.md", f"---\nreplaces: {third.id}\n---\n")
    assert titles(folder)[:3] == ["Ours", second.title, "New"]
    assert third.title not in titles(folder)


def test_a_council_cannot_add_a_deck(folder: Path) -> None:
    text = (folder / "docs/slides/scrutiny-briefing.md").read_text(encoding="utf-8")
    own(folder, "scrutiny-brief.md", text)
    with pytest.raises(GuideError, match="no such deck to change: did you mean"):
        titles(folder)


def test_what_a_council_writes_is_checked_in_its_file(folder: Path) -> None:
    own(folder, "scrutiny-briefing.md", (folder / "docs/slides/scrutiny-briefing.md").read_text(encoding="utf-8") + ALL)
    own(folder, "scrutiny-briefing.md", _wrong(folder))
    with pytest.raises(GuideError, match=r"bare/docs/slides/scrutiny-briefing\.md:\d+: there is no such layout"):
        titles(folder)


def _wrong(root: Path) -> str:
    return (root / "docs/slides/scrutiny-briefing.md").read_text(encoding="utf-8") + f"\n{slide('#one layout=none')}"


def test_the_setting_that_is_too_long_is_named(folder: Path) -> None:
    council = folder / "councils" / "bare" / "council.yml"
    council.write_text(council.read_text("utf-8") + f"vision: {'word and ' * 110}\n", encoding="utf-8")
    made = _edition(folder)
    told = [str(one) for one in making.unfit_slides(made)]
    assert told
    assert all(re.match(r"councils/bare/council\.yml:\d+: vision: shorten it", one) for one in told), told


def _edition(root: Path) -> Edition:
    return project.edition(project.open_project(root), "bare", date(2026, 11, 22))


def test_a_picture_of_the_council_is_shown_with_its_words(folder: Path) -> None:
    docs = folder / "councils" / "bare" / "docs" / "slides"
    own(folder, "scrutiny-briefing.a.md", f"---\nafter: {_first(folder)}\n---\n\n## Ours {{: #ours }}\n\n{SHOWN}\n")
    (docs / "desk.png").write_bytes(DRAW(LOGO))
    made = _edition(folder)
    known = decks.read(made, "slides/scrutiny-briefing.md", making.pictures(made))
    plan = next(one for one in made.project.documents if one.id == "scrutiny-briefing-slides")
    shown = [held for slide in decks.fitted(made, decks.sized(made, known.deck, plan)) for held in slide.placed]
    assert [held.part.alt for held in shown if isinstance(held.part, Picture)] == ["Our front desk"]


SHOWN = "![Our front desk](desk.png)\n\n### Notes\n\nSay\n:   Here it is."


def _first(root: Path) -> str:
    national = pages.read(root / "docs/slides/scrutiny-briefing.md", root / "docs", "x")[0]
    assert national is not None
    return deck_settings.of(national)[0].id
