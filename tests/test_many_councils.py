"""Many councils, built one after another: each differs from the next only where it says something else.

STAFFGUIDE_COUNCILS sets how many are made and searched for what belongs to others, for longer runs by hand
(`make leaks`).
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import yaml
from conftest import AS_OF, ROOT, copy_project
from docx import Document

from staffguide import cli, press, results
from staffguide.press import Press

sys.path.append(str(ROOT / "bench"))
from many_councils import OWN, make

NUMBER = int(os.environ.get("STAFFGUIDE_COUNCILS", "12"))
WITH_DOCUMENTS = 2 if NUMBER < 100 else 12
"""Of how many the documents are searched too."""

Snapshot = dict[str, bytes]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Varied councils of the register, some with words of their own, and each with the record of an audit."""
    root = copy_project(tmp_path_factory.mktemp("many") / "project")
    for folder in (root / "councils").iterdir():
        if folder.is_dir() and folder.name != "bare":
            shutil.rmtree(folder)
    slugs = make(ROOT, root / "councils", NUMBER)
    audit = yaml.safe_load((ROOT / "councils" / "example" / "audit.yml").read_text(encoding="utf-8"))
    for slug in slugs:
        folder = root / "councils" / slug
        audit["known_problems"] = [f"The map of {slug} cannot be read aloud."]
        (folder / "audit.yml").write_text(yaml.safe_dump(audit), encoding="utf-8")
    return root


def overlay(folder: Path, text: str, name: str = "introduction.ours.md") -> None:
    path = folder / "docs" / "guide" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def slugs(project: Path) -> list[str]:
    return sorted(path.parent.name for path in (project / "councils").glob("*/audit.yml"))


@pytest.fixture(scope="module")
def sites(project: Path, slugs: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them as `guide build --all` writes them; a few with their documents."""
    out = tmp_path_factory.mktemp("out")
    made = run(project, out, "--sites-only", "--jobs", "2")
    assert made.returncode == 0, made.stdout + made.stderr
    bench = press.open_press(project, AS_OF)
    for slug in slugs[:WITH_DOCUMENTS]:
        assert bench.build(slug, out / slug, "digest").problems == ()
    return out


def run(project: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "guide", "build", "--all", "--as-of", AS_OF.isoformat(), "--out", out]
    return subprocess.run([*command, *more], cwd=project, capture_output=True, text=True, check=False)


# One field, and only where it is used


@dataclass(frozen=True)
class Workshop:
    """One council that is built again and again, each time with something changed."""

    press: Press
    folder: Path
    target: Path
    settings: Mapping[str, Any]

    def built(self, **changes: Any) -> Snapshot:
        settings = {**self.settings, **changes}
        text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
        (self.folder / "council.yml").write_text(text, encoding="utf-8")
        outcome = self.press.build(self.folder.name, self.target, "digest")
        assert outcome.problems == ()
        return {
            path.relative_to(self.target).as_posix(): path.read_bytes()
            for path in self.target.rglob("*")
            if path.is_file() and path.name != "manifest.json"
        }


@pytest.fixture(scope="module")
def bench(project: Path) -> Press:
    return press.open_press(project, AS_OF, documents=False)


@pytest.fixture
def workshop(bench: Press, project: Path, tmp_path: Path) -> Iterator[Workshop]:
    """A council that fills what the tests change."""
    folder = project / "councils" / "one"
    shutil.copytree(project / "councils" / "bare", folder)
    (folder / "logo.svg").write_text(DRAWN.format("#123456"), encoding="utf-8")
    settings = yaml.safe_load((folder / "council.yml").read_text(encoding="utf-8"))
    settings |= {
        "short_name": "Zzyborough",
        "vision": "Everyone in the valley of Zz lives well.",
        "brand": {"colours": ["#1d4f91"]},
        "logo": {"file": "logo.svg", "alt": "Our arms"},
        "contacts": {
            "mailbox": "cqc@zz.example",
            "safeguarding": {"phone": "0113 496 7001", "how_to_raise": "Ring the team."},
        },
    }
    yield Workshop(bench, folder, tmp_path / "out" / "one", settings)
    shutil.rmtree(folder)


DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A</title>'
    '<rect width="9" height="9" fill="{}"/></svg>'
)


def nested(settings: Mapping[str, Any], path: str, value: object) -> dict[str, Any]:
    """The setting at the top of a path, with what lies at its end changed."""
    first, _, rest = path.partition(".")
    return {first: {**settings[first], **nested(settings[first], rest, value)} if rest else value}


TEXTS = {
    "short_name": ("Zzyborough", "Qqyborough"),
    "vision": ("Everyone in the valley of Zz lives well.", "Nobody in the lowlands of Qq is alone."),
    "contacts.safeguarding.phone": ("0113 496 7001", "0161 496 8002"),
    "contacts.mailbox": ("cqc@zz.example", "ask@qq.example"),
    "owner": ("adult social care", "the Qq quality team"),
    "logo.alt": ("Our arms", "Qq arms"),
}


@pytest.mark.parametrize("field", TEXTS)
def test_a_text_that_differs_shows_only_where_it_stands(field: str, workshop: Workshop) -> None:
    """Every file is the other with the one text in place of the other, and nothing besides."""
    old, new = TEXTS[field]
    if field == "short_name":  # it shows where there is no logo
        workshop = replace(workshop, settings={name: one for name, one in workshop.settings.items() if name != "logo"})
    before, after = workshop.built(), workshop.built(**nested(workshop.settings, field, new))
    assert before.keys() == after.keys()
    differing = {name for name in before if before[name] != after[name]}
    assert differing, "the setting shows nowhere"
    for name in differing:
        put = before[name].decode().replace(old, new).replace(_digits(old), _digits(new))
        assert put == after[name].decode() or owned(before[name], old) == owned(after[name], new), name


def _digits(text: str) -> str:
    """A phone number as links write it."""
    return text.replace(" ", "") if text[0].isdigit() else text


def owned(data: bytes, text: str) -> str:
    """The national words hold some of our texts too: then the words without any of them are compared."""
    return data.decode().replace("adult social care", "").replace(text, "")


SHADE = re.compile(rb"#[0-9a-f]{6}\b")


def test_a_colour_that_differs_is_in_the_styles_and_in_drawings(workshop: Workshop) -> None:
    before, after = workshop.built(), workshop.built(brand={"colours": ["#8a1538"]})
    differing = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert "assets/council.css" in differing
    for name in differing:
        assert SHADE.sub(b"", before[name]) == SHADE.sub(b"", after[name])
        # A page that is handed out alone brings its styles along.
        assert name == "assets/council.css" or b"<svg" in before[name] or name.endswith(".htm"), name


def test_a_logo_that_differs_is_in_its_own_file(workshop: Workshop) -> None:
    before = workshop.built()
    (workshop.folder / "logo.svg").write_text(DRAWN.format("#654321"), encoding="utf-8")
    after = workshop.built()
    assert [name for name in before if before[name] != after.get(name)] == ["assets/council-logo.svg"]


def test_an_overlay_changes_its_page_and_what_is_made_of_it(workshop: Workshop) -> None:
    before = workshop.built()
    overlay(workshop.folder, OWN.format("one"))
    after = workshop.built()
    differing = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {"guide/introduction.html", "whole-guide.html"} <= differing
    assert differing <= {"guide/introduction.html", "whole-guide.html", "search/index.js"}


def test_a_phone_number_that_differs_is_in_no_other_document(project: Path, workshop: Workshop, tmp_path: Path) -> None:
    full = Workshop(press.open_press(project, AS_OF), workshop.folder, tmp_path / "full" / "one", workshop.settings)
    old, new = TEXTS["contacts.safeguarding.phone"]
    before = full.built()
    held = {name for name in before if name.startswith("downloads/") and holds(full.target / name, old)}
    after = full.built(**nested(full.settings, "contacts.safeguarding.phone", new))
    documents = {name for name in before if name.startswith("downloads/")}
    assert held, "no document holds the number"
    assert {name for name in documents if before[name] != after[name]} == held
    for name in held:
        assert holds(full.target / name, new)
        assert not holds(full.target / name, old)


def holds(path: Path, text: str) -> bool:
    """However lines are broken."""
    return squeezed(text) in squeezed(found_in(path))


def squeezed(text: str) -> str:
    """Without room, and without the joiners that a PDF may hold within a word."""
    return "".join(text.replace("\u2060", "").split())


# Nothing of one council in another's files


WORD = re.compile(r"[\w@.+#-]+")
WRITTEN = {".html", ".htm", ".js", ".css", ".csv", ".json", ".svg", ".txt", ".ics"}
PAINTED = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn?|SCN?)\b")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def found_in(path: Path) -> str:
    """All that a file says, in words: its text, and what it says of itself."""
    kind = path.suffix
    if kind in WRITTEN:
        text = path.read_text(encoding="utf-8")
        return f"{text}\n{html.unescape(text)}\n{ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)}"
    if kind == ".pdf":
        return _in_pdf(path)
    if kind in (".docx", ".pptx", ".xlsx"):
        with zipfile.ZipFile(path) as parts:
            return "\n".join(
                html.unescape(parts.read(name).decode())
                + html.unescape(re.sub(rb"<[^>]+>", b"", parts.read(name)).decode())
                for name in parts.namelist()
                if name.endswith((".xml", ".rels"))
            )
    if kind in (".woff2", ".png", ".jpg"):
        return ""
    raise AssertionError(f"say here how to search {path.name}")


def _in_pdf(path: Path) -> str:
    """The words as they stand, with the ends of lines taken for spaces; the metadata; and the colours."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    with pikepdf.open(path) as pdf:
        about = [str(value) for value in pdf.docinfo.values()]
        about.append(pdf.Root.Metadata.read_bytes().decode() if "/Metadata" in pdf.Root else "")
        streams = [data for one in pdf.objects if isinstance(one, pikepdf.Stream) and (data := _drawing(one))]
        about += [str(one.get("/Alt", "")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
    colours = {tuple(round(float(part) * 255) for part in found) for data in streams for found in PAINTED.findall(data)}
    words = " ".join(pages.split())
    return "\n".join(
        [words, *about, *("#" + "".join(f"{part:02x}" for part in one) for one in colours if max(one) < 256)]
    )


def _drawing(stream: pikepdf.Stream) -> bytes:
    kind = stream.get("/Subtype")
    return (
        b"" if kind == "/Image" or "/Length1" in stream or kind in ("/XML", "/CIDFontType0C") else stream.read_bytes()
    )


@dataclass(frozen=True)
class Belongings:
    """What belongs to one council and to nobody else: its words by kind, and the bytes of its logo."""

    slug: str
    words: Mapping[str, str]
    logo: bytes

    @cached_property
    def parts(self) -> dict[str, frozenset[str]]:
        return {text: frozenset(WORD.findall(text)) for text in self.words.values()}


def belongings(folder: Path) -> Belongings:
    said = yaml.safe_load((folder / "council.yml").read_text(encoding="utf-8"))
    logo = (folder / "logo.svg").read_bytes() if "logo" in said else b"\0none"
    given = {
        "name": said["name"],
        "team": said["owner"],
        "mailbox": said["contacts"]["mailbox"],
        "phone": said["contacts"]["safeguarding"]["phone"],
        "phone link": said["contacts"]["safeguarding"]["phone"].replace(" ", ""),
        "address": next((one["place"] for one in said.get("briefings", ())), ""),
        "web address": said["intranet"]["url"].split("?")[0],
        "colour": said["brand"]["colours"][0],
        "arms": said.get("logo", {}).get("alt", ""),
        "director": said.get("director", {}).get("name", ""),
        "audit": f"The map of {folder.name} cannot",
        "overlay": f"Only the overlay of {folder.name} says" if (folder / "docs").exists() else "",
    }
    return Belongings(folder.name, {kind: text for kind, text in given.items() if text}, logo)


def leaks(site: Path, others: list[Belongings], allowed: str) -> list[str]:
    """What of other councils is in the files of this one. `allowed` is what everybody's files say."""
    seen = []
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        said, raw = found_in(path), path.read_bytes()
        words, run_together = frozenset(WORD.findall(said)), squeezed(said) if path.suffix == ".pdf" else ""
        for other in others:
            seen += [f"{path.name}: logo of {other.slug}"] if other.logo in raw else []
            for kind, text in other.words.items():
                # To look for all words at once is quick; only where all are there it matters how they stand.
                # In a PDF the words may be run together where a line ends.
                held = (other.parts[text] <= words and text in said) or squeezed(text) in run_together
                if held and text not in allowed:
                    seen.append(f"{path.name}: {kind} of {other.slug}")
    return seen


@pytest.fixture(scope="module")
def everybodys(bench: Press, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is in the files of a council that gives nothing: the national words, which name some councils."""
    target = tmp_path_factory.mktemp("everybody") / "bare"
    assert bench.build("bare", target, "digest").problems == ()
    return "\n".join(found_in(path) for path in sorted(target.rglob("*")) if path.is_file())


def test_no_file_holds_what_belongs_to_another_council(
    sites: Path, project: Path, slugs: list[str], everybodys: str
) -> None:
    owners = [belongings(project / "councils" / slug) for slug in slugs]
    for owner in owners:
        others = others_of(owner, owners)
        assert leaks(sites / owner.slug, others, everybodys) == []


def others_of(owner: Belongings, owners: list[Belongings]) -> list[Belongings]:
    """All others, without what the owner's own words hold: Durham is in County Durham."""
    mine = "\n".join(owner.words.values())
    return [
        Belongings(one.slug, {kind: text for kind, text in one.words.items() if text not in mine}, one.logo)
        for one in owners
        if one.slug != owner.slug
    ]


def test_the_search_for_belongings_finds_them_where_they_belong(
    sites: Path, project: Path, slugs: list[str], everybodys: str
) -> None:
    """Else it would prove nothing: with documents, a council's own files show nearly all of it."""
    shown: set[str] = set()
    for slug in slugs[:WITH_DOCUMENTS]:
        own = belongings(project / "councils" / slug)
        found = {line.partition(": ")[::2] for line in leaks(sites / slug, [own], everybodys)}
        shown |= {what.partition(" of ")[0] for _, what in found}
        assert {"name", "team", "mailbox", "phone", "phone link", "colour", "audit"} <= shown
        for ending in (".html", ".js", ".css", ".pdf", ".docx", ".json"):
            assert any(file.endswith(ending) for file, _ in found), ending


def in_page(site: Path, other: Belongings) -> str:
    return _added(site / "index.html", f"<p>{html.escape(other.words['name'])}</p>")


def in_attribute(site: Path, other: Belongings) -> str:
    return _added(site / "support.html", f'<a href="mailto:{other.words["mailbox"]}">x</a>')


def in_styles(site: Path, other: Belongings) -> str:
    return _added(site / "assets" / "council.css", f":root {{ --x: {other.words['colour']} }}")


def in_index(site: Path, other: Belongings) -> str:
    return _added(site / "search" / "index.js", json.dumps(other.words["phone"]))


def in_table(site: Path, other: Belongings) -> str:
    return _added(next(site.glob("downloads/*.csv")), other.words["web address"])


def in_record(site: Path, other: Belongings) -> str:
    return _added(site / "manifest.json", json.dumps(other.words["team"]))


def in_picture(site: Path, other: Belongings) -> str:
    (site / "assets" / "picture.svg").write_bytes(other.logo)
    return "picture.svg: logo of"


def in_pdf_metadata(site: Path, other: Belongings) -> str:
    path = next(site.glob("downloads/*.pdf"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Author"] = other.words["name"]
        pdf.save(path)
    return f"{path.name}: name of"


def in_word(site: Path, other: Belongings) -> str:
    path = next(site.glob("downloads/*.docx"))
    file = Document(str(path))
    file.add_paragraph().add_run(other.words["phone"])
    file.save(str(path))
    return f"{path.name}: phone of"


def _added(path: Path, text: str) -> str:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    return f"{path.name}: "


PLANTED = (*(in_page, in_attribute, in_styles, in_index, in_table, in_record, in_picture, in_pdf_metadata, in_word),)


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_leak_is_found_wherever_it_is(
    plant: Callable[[Path, Belongings], str],
    sites: Path,
    project: Path,
    slugs: list[str],
    everybodys: str,
    tmp_path: Path,
) -> None:
    owners = [belongings(project / "councils" / slug) for slug in slugs]
    # One that has a logo, and nothing that the first one's own words hold.
    other = next(one for one in others_of(owners[0], owners) if "name" in one.words and one.logo != b"\0none")
    site = shutil.copytree(sites / slugs[0], tmp_path / "site")
    for large in list(site.glob("downloads/*.pdf"))[1:]:
        large.unlink()  # one is enough, and they take long to search
    expected = plant(site, other)
    assert any(line.startswith(expected) for line in leaks(site, [other], everybodys))


def test_the_words_of_a_pdf_are_searched(
    sites: Path, project: Path, slugs: list[str], everybodys: str, tmp_path: Path
) -> None:
    """Another council's document in place of one's own: its name, its numbers and its colours are found."""
    name = "downloads/your-guide-to-cqc-assessment.pdf"
    (tmp_path / "downloads").mkdir()
    shutil.copy(sites / slugs[1] / name, tmp_path / name)
    found = {
        line.split(": ")[1].partition(" of ")[0]
        for line in leaks(tmp_path, [belongings(project / "councils" / slugs[1])], everybodys)
    }
    assert {"name", "phone", "mailbox"} <= found


# Nothing changed


def test_a_build_with_nothing_changed_writes_nothing_and_says_so(
    sites: Path, project: Path, slugs: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    words = ["build", "--all", "--sites-only", "--only-changed", "--jobs", "1", "--as-of", AS_OF.isoformat()]
    assert cli.main([*words, "--out", str(sites)]) == 0  # those that have documents are made without
    before = identities(sites)
    capsys.readouterr()
    assert cli.main([*words, "--out", str(sites)]) == 0
    assert identities(sites) == before
    assert (
        capsys.readouterr()
        .out.rstrip()
        .endswith(f"\nNothing has changed: {len(slugs) + 1} councils left as they were.")
    )
    assert json.loads((sites / results.REPORT).read_text(encoding="utf-8"))["councils"]


def identities(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder, which one it is on the disk, and when it was last written."""
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in (folder, *folder.rglob("*"))}


def test_a_page_that_moves_to_another_folder_is_a_change(project: Path) -> None:
    from staffguide import inputs

    folder = project / "councils" / "bare"
    place = folder / "docs" / "guide" / "help.md"
    place.parent.mkdir(parents=True)
    place.write_text("x", encoding="utf-8")
    before = inputs.of_council(project, "bare", "")
    (folder / "docs" / "learning").mkdir()
    place.rename(folder / "docs" / "learning" / "help.md")
    try:
        assert inputs.of_council(project, "bare", "") != before
    finally:
        shutil.rmtree(folder / "docs")
