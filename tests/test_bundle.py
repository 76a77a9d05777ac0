"""Other ways to publish: each is whole, says the same as the site, and gives the same bytes for the same guide."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import AS_OF
from lxml import html

from staffguide import aspx, bundle, cli, structure
from staffguide.problems import GuideError

Built = Callable[[str], Path]


def copied(built: Built, slug: str, target: Path) -> Path:
    """A finished site that a test may spoil, alone in its folder."""
    return Path(shutil.copytree(built(slug), target / slug))


def every_file(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def words(page: str) -> str:
    return " ".join(str(html.document_fromstring(page).text_content()).split())


@pytest.fixture(params=("example", "awkward", "bare"))
def site(request: pytest.FixtureRequest, built: Built, tmp_path: Path) -> Path:
    return copied(built, request.param, tmp_path)


def test_a_zip_holds_the_whole_site_and_says_what_to_do_first(site: Path) -> None:
    made = bundle.make(site, "zip", AS_OF)
    assert made == site.with_name(f"{site.name}.zip")
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        top = f"{site.name}-guide/"
        inside = {
            name.removeprefix(f"{top}guide/"): archive.read(name)
            for name in names
            if "/guide/" in name[len(site.name) :]
        }
        first = archive.read(f"{top}READ-ME-FIRST.txt").decode()
    assert inside == every_file(site)
    assert names[0] == f"{top}READ-ME-FIRST.txt" and all(name.startswith(top) for name in names)
    assert json.loads((site / "manifest.json").read_text("utf-8"))["name"] in first
    assert "21 November 2026" in first and "Extract All" in first
    assert "\n" not in first.replace("\r\n", ""), "Notepad of older Windows needs both"


def test_the_same_guide_gives_the_same_zip(site: Path) -> None:
    first = bundle.make(site, "zip", AS_OF).read_bytes()
    for path in site.rglob("*"):
        path.touch()
    assert bundle.make(site, "zip", AS_OF).read_bytes() == first
    assert bundle.make(site, "zip", date(2026, 11, 22)).read_bytes() != first
    left = {path.name for path in site.parent.iterdir()}
    assert left == {site.name, f"{site.name}.zip", f".{site.name}.zip.lock"}


def test_every_page_and_every_link_ends_in_aspx(site: Path) -> None:
    made = bundle.make(site, "aspx", AS_OF)
    assert {path.relative_to(made).with_suffix("") for path in made.rglob("*.aspx")} == {
        path.relative_to(site).with_suffix("") for path in site.rglob("*.html")
    }
    assert list(made.rglob("*.html")) == []
    for path in made.rglob("*"):
        if path.is_file() and path.suffix in (".aspx", ".js", ".json", ".csv", ".css", ".txt"):
            assert not re.search(r"\.html\b", path.read_text(encoding="utf-8")), path
    pages = {path.relative_to(made).as_posix() for path in made.rglob("*.aspx")}
    ids = {name: set(structure.read((made / name).read_text("utf-8")).xpath("//@id")) for name in pages}
    assert [fault for name in pages for fault in structure.broken_addresses(made, name, ids)] == []


def test_the_build_record_of_the_aspx_folder_is_true(site: Path) -> None:
    made = bundle.make(site, "aspx", AS_OF)
    record, before = bundle.manifest(made), bundle.manifest(site)
    assert set(record["files"]) == set(every_file(made)) - {"manifest.json"}
    assert {name: value for name, value in record.items() if name != "files"} == {
        name: value for name, value in before.items() if name != "files"
    }


@pytest.mark.parametrize("code", ["<% Response.Write(1) %>", "<!--#include file=x -->", '<p runat="server">x</p>'])
def test_what_sharepoint_would_run_is_refused(code: str, built: Built, tmp_path: Path) -> None:
    site = copied(built, "bare", tmp_path)
    page = site / "about.html"
    page.write_text(page.read_text("utf-8").replace("</main>", f"{code}</main>"), encoding="utf-8")
    with pytest.raises(GuideError, match=r"about\.html:1: this page holds signs"):
        bundle.make(site, "aspx", AS_OF)
    assert not site.with_name("bare-aspx").exists()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ('href="a/b.html"', 'href="a/b.aspx"'),
        ('href="../b.html#c"', 'href="../b.aspx#c"'),
        ('href="b.html?q=x.html"', 'href="b.aspx?q=x.html"'),
        ('href="https://x.example/b.html"', 'href="https://x.example/b.html"'),
        ('href="//x.example/b.html"', 'href="//x.example/b.html"'),
        ("the file b.html", "the file b.html"),
    ],
)
def test_only_addresses_of_our_own_pages_change(given: str, wanted: str) -> None:
    assert aspx.NAMED_PAGE.sub(r'"\1.aspx\2"', given) == wanted


def test_one_file_needs_nothing_else_and_is_built_like_every_page(site: Path) -> None:
    made = bundle.make(site, "single-file", AS_OF)
    page = structure.read(made.read_text(encoding="utf-8"))
    assert list(structure.faults(page)) == ["<style> holds a style or a script, which the policy refuses"]
    ids = set(page.xpath("//@id"))
    assert [one for one in page.xpath("//a/@href") if one.startswith("#") and one[1:] not in ids] == []
    outside = [one for one in page.xpath("//@href | //@src | //@action") if not one.startswith(("#", "data:image/"))]
    assert [one for one in outside if not one.startswith(("https://", "http://", "mailto:", "tel:"))] == []
    assert not page.xpath("//script | //template | //form | //link")
    style = page.xpath("string(//style)")
    assert "@import" not in style and "url(" not in style.replace("url(data:", "").replace("url('data:", "")
    assert len(page.xpath("//style")) == 1


def test_one_file_says_what_every_page_says(site: Path) -> None:
    page = structure.read(bundle.make(site, "single-file", AS_OF).read_text(encoding="utf-8"))
    sections = {
        one.get("id"): " ".join(one.text_content().split()) for one in page.xpath("//section[@class='sg-chapter']")
    }
    left_out = {"404.html", "search.html", "whole-guide.html"}
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - left_out
    assert len(sections) == len(pages)
    for name in pages:
        article = structure.read((site / name).read_text(encoding="utf-8"))
        for one in article.xpath("//template | //form | //p[@class='sg-start']"):
            one.drop_tree()
        said = " ".join(article.find_class("sg-words")[0].text_content().split())
        assert said in sections[name.removesuffix(".html").replace("/", "-")], name


def test_the_contents_lead_to_every_page_once_and_in_order(built: Built, tmp_path: Path) -> None:
    site = copied(built, "example", tmp_path)
    page = structure.read(bundle.make(site, "single-file", AS_OF).read_text(encoding="utf-8"))
    links = [one.removeprefix("#") for one in page.xpath("//nav[@id='contents']//a/@href")]
    assert links == [one.get("id") for one in page.xpath("//section[@class='sg-chapter']")]
    assert links[:3] == ["index", "guide-introduction", "guide-message-from-the-director"]
    assert "Working with people" in page.xpath("//nav[@id='contents']//strong/text()")


def test_the_command_builds_what_is_missing_and_packs_it(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    out = tmp_path / "out"
    given = ["bundle", "bare", "--out", str(out), "--as-of", "2026-11-21"]
    assert cli.main(given) == 1
    assert "Say how to pack: --zip or --aspx or --single-file." in capsys.readouterr().err
    assert cli.main([*given, "--zip", "--aspx", "--single-file"]) == 0
    made = {path.name for path in out.iterdir() if not path.name.startswith(".")}
    assert made == {"bare", "bare.zip", "bare-aspx", "bare-guide.html"}
    assert f"bare: {out / 'bare.zip'}" in capsys.readouterr().out
    before = (out / "bare.zip").read_bytes()
    (project / "councils" / "bare" / "council.yml").write_text("nmae: x\n", encoding="utf-8")
    assert cli.main([*given, "--zip"]) == 1
    assert "Nothing was packed." in capsys.readouterr().err
    assert (out / "bare.zip").read_bytes() == before


def test_a_place_that_cannot_be_written_leaves_what_was_there(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = copied(built, "bare", tmp_path)
    before = bundle.make(site, "zip", AS_OF).read_bytes()
    monkeypatch.setattr(zipfile.ZipFile, "writestr", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises((OSError, GuideError)):
        bundle.make(site, "zip", AS_OF)
    assert (tmp_path / "bare.zip").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"bare", "bare.zip", ".bare.zip.lock"}
