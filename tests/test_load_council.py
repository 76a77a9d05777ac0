"""Council files as editors type them, each with the exact words that they get back."""

from pathlib import Path

import pytest
import yaml

from staffguide import load
from staffguide.problems import GuideError

CASES = sorted((Path(__file__).parent / "cases" / "councils").glob("*.yml"))
REQUIRED = (Path(__file__).parent / "councils" / "bare" / "council.yml").read_bytes()


def messages(root: Path) -> list[str]:
    """What loading the council "leeds" complains of."""
    try:
        load.council(root, "leeds")
    except GuideError as error:
        return [str(problem) for problem in error.problems]
    return []


def write(root: Path, content: bytes) -> Path:
    folder = root / "councils" / "leeds"
    folder.mkdir(parents=True)
    (folder / "council.yml").write_bytes(content)
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_mistake_is_told_in_these_words(case: Path, tmp_path: Path) -> None:
    given = yaml.safe_load(case.read_text(encoding="utf-8"))
    write(tmp_path, given["file"].encode())
    assert messages(tmp_path) == given["expect"]


def test_every_case_is_read() -> None:
    assert len(CASES) >= 12


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xef\xbb\xbf" + REQUIRED, []),
        (REQUIRED.replace(b"\n", b"\r\n"), []),
        (REQUIRED.replace(b"\n", b"\r"), []),
        (
            REQUIRED + b"---\n",
            ['councils/leeds/council.yml:9: a line of three dashes splits the file in two: take "---" away'],
        ),
        (b"---\n" + REQUIRED, []),
        (
            REQUIRED + "vision: caf\xe9\n".encode("latin-1"),
            ["councils/leeds/council.yml:9: a character cannot be read: save the file as UTF-8 and try again"],
        ),
        (
            REQUIRED + b"vision: \x00\n",
            ["councils/leeds/council.yml:9: the line holds an invisible control character: type the line again"],
        ),
        (b"", None),
        (b"- a\n- b\n", ["councils/leeds/council.yml:1: the file does not hold settings: start from councils/example"]),
        (
            b"a: " + b"[" * 200_000,
            ["councils/leeds/council.yml:1: brackets or indents are nested too deeply: check the punctuation"],
        ),
        (b"a: b\n" * 100_000, ["councils/leeds/council.yml:1: the file is too large: keep it under 400 kB"]),
    ],
    ids=[
        "byte order mark",
        "windows",
        "old mac",
        "end dashes",
        "start dashes",
        "latin-1",
        "nul",
        "empty",
        "list",
        "nested",
        "large",
    ],
)
def test_files_from_any_machine_are_read_or_explained(
    content: bytes, expected: list[str] | None, tmp_path: Path
) -> None:
    write(tmp_path, content)
    found = messages(tmp_path)
    if expected is None:
        assert [line.split(": ")[1] for line in found] == [
            "name",
            "next_review",
            "owner",
            "region",
            "reviewed",
            "short_name",
            "type",
        ]
    else:
        assert found == expected


def test_what_yaml_would_guess_stays_what_was_typed(tmp_path: Path) -> None:
    write(tmp_path, REQUIRED + b"priorities: [no, 012, 1.10, 2026-11-21, null island]\n")
    assert load.council(tmp_path, "leeds").priorities == ("no", "012", "1.10", "2026-11-21", "null island")


def test_an_unknown_council_lists_near_names(tmp_path: Path) -> None:
    write(tmp_path, REQUIRED)
    with pytest.raises(GuideError, match=r'there is no council "leds": did you mean "leeds"\?'):
        load.council(tmp_path, "leds")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (SVG.format("<script>alert(1)</script>"), 'holds "script"'),
        (SVG.format('<rect onclick="alert(1)"/>'), 'the attribute "onclick"'),
        (SVG.format('<use xlink:href="https://x.example/a.svg#a"/>'), "refers to something outside"),
        (SVG.format('<image href="https://x.example/a.png"/>'), 'holds "image"'),
        (SVG.format("<style>@import url(https://x.example)</style>"), "fetches something"),
        (SVG.format('<rect fill="url(https://x.example/a)"/>'), "fetches something"),
        (
            SVG.format('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'),
            'holds "foreignObject"',
        ),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"), "DOCTYPE"),
        ("<html></html>", "not an SVG"),
        ("not xml", "cannot be read"),
        (SVG.format("<!-- " + "x" * 400_000 + " -->"), "keep it under 300 kB"),
    ],
    ids=["script", "onclick", "use", "image", "import", "fill", "foreign", "doctype", "html", "text", "large"],
)
def test_an_unsafe_logo_is_refused(picture: str, words: str, tmp_path: Path) -> None:
    folder = write(tmp_path, REQUIRED + b"logo: {file: logo.svg, alt: Arms}\n")
    (folder / "logo.svg").write_text(picture, encoding="utf-8")
    assert words in messages(tmp_path)[0]
    assert messages(tmp_path)[0].startswith("councils/leeds/council.yml:9: logo.file: ")


@pytest.mark.parametrize(
    "name",
    ["../../secret.svg", "/etc/passwd", "missing.svg", "link.svg", "logo.gif", ".hidden.svg", "logo-" * 60 + ".svg"],
)
def test_a_logo_comes_from_the_councils_own_folder(name: str, tmp_path: Path) -> None:
    folder = write(tmp_path, REQUIRED + f"logo: {{file: {name}, alt: Arms}}\n".encode())
    outside = tmp_path / "outside.svg"
    outside.write_text(SVG.format(""), encoding="utf-8")
    (folder / "link.svg").symlink_to(outside)
    (folder / "logo.gif").write_bytes(b"GIF89a")
    assert len(messages(tmp_path)) == 1


def test_a_sound_logo_is_taken(tmp_path: Path) -> None:
    folder = write(tmp_path, REQUIRED + b"logo: {file: logo.svg, alt: Arms}\n")
    (folder / "logo.svg").write_text(
        SVG.format('<linearGradient id="a"/><g><path d="M0 0" style="fill:url(#a)"/></g>'), encoding="utf-8"
    )
    assert messages(tmp_path) == []


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    write(tmp_path, REQUIRED)
    (tmp_path / "councils" / "linked").symlink_to(tmp_path / "councils" / "leeds")
    with pytest.raises(GuideError, match="link to somewhere else"):
        load.council(tmp_path, "linked")
