"""Councils' own pages that try to break out: none may run code, hang, end in a traceback or reach published output.

How many pages are made up on top of the written ones says spoiling.py.
"""

import os
import random
import re
import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from conftest import AS_OF, ROOT, copy_project
from spoiling import DOCUMENTS_EVERY, ODD, PAGE_ODD, SECONDS, WITH_DOCUMENTS, spoiled, tries, watched

from staffguide import editorial, press
from staffguide.press import Press

MADE_UP, SPOILED = tries(0.05), tries(0.1)
HEAD = (
    "---\ntitle: Ours\ndescription: What we say.\naudience: everyone\nowner: team\nreviewed: 2026-11-21\n"
    "review_in: 6 months\n---\n\n# Ours\n\n"
)
SECRET = "the-other-councils-secret"

REFUSED = {
    "script": "<script>alert(1)</script>",
    "script over lines": "<script\n>alert(1)</script\n>",
    "frame": '<iframe src="https://evil.example"></iframe>',
    "handler": '<img src=x onerror="alert(1)">',
    "comment": "<!-- hidden -->",
    "attribute": 'Words.\n{: onclick="alert(1)" }',
    "style attribute": 'Words.\n{: style="position:fixed" }',
    "javascript link": "[x](javascript:alert(1))",
    "data link": "[x](data:text/html;base64,AAAA)",
    "file link": "[x](file:///etc/passwd)",
    "link out of the folder": "[x](../../../../etc/passwd)",
    "link to another council": "[x](../../other/council.yml)",
    "picture from elsewhere": "![x](https://evil.example/x.png)",
    "picture out of the folder": "![x](../../other/logo.svg)",
    "picture by absolute path": "![x](/etc/passwd)",
    "reference link": "[x][y]\n\n[y]: javascript:alert(1)",
    "class": "{{ council.__class__ }}",
    "globals": "{{ themes.__globals__ }}",
    "subclasses": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "private view": "{{ council._fields }}",
    "format": "{{ '%s' | format(council) }}",
    "attr filter": "{{ council | attr('__class__') }}",
    "words between braces": '{{ "[x](javascript:alert(1))" }}',
    "either word": '{{ council.vision or "<script>" }}',
    "import": "{% import 'os' as os %}",
    "include council": "{% include '../councils/other/council.yml' %}",
    "include passwd": "{% include '/etc/passwd' %}",
    "include by value": "{% include council.name %}",
    "include itself": "{% include 'ours.md' %}",
    "extends": "{% extends 'index.md' %}",
    "set": "{% set x = 1 %}",
    "macro": "{% macro x() %}{{ x() }}{% endmacro %}{{ x() }}",
    "call": "{% call x() %}{% endcall %}",
    "raw": "{% raw %}{{ council.name }}{% endraw %}",
    "recursive loop": "{% for a in council.priorities recursive %}{{ loop(council.priorities) }}{% endfor %}",
    "range": "{% for a in range(1000000000) %}x{% endfor %}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "times": "{{ 'x' * 1000000000 }}",
    "long number": "{{ " + "9" * 5_000 + " }}",
    "three loops": "{% for a in framework.questions %}" * 3 + "{% endfor %}" * 3,
    "output in loops": "{% for a in framework.questions %}{% for b in framework.questions %}"
    + "x" * 900
    + "{% endfor %}{% endfor %}",
    "macros in loops": "{% for a in framework.questions %}{% for b in framework.questions %}\n\n{{ routes() }}\n\n"
    + "{% endfor %}{% endfor %}",
    "many loops": "{% for a in framework.questions %}{% for b in framework.questions %}{% endfor %}{% endfor %}\n"
    * 290,
    "deep conditions": "{% if council.vision %}" * 200 + "{% endif %}" * 200,
    "deep brackets": "{{ " + "(" * 1_500 + "1" + ")" * 1_500 + " }}",
    "long condition": "{% if " + " and ".join(["council.vision"] * 200) + " %}{% endif %}",
    "long nots": "{% if " + "not " * 900 + "council.vision %}{% endif %}",
    "whole guide": "{{ whole_guide() }}",
    "many includes": "{% include 'glossary.md' %}\n" * 200,
    "many square brackets": "[" * 3_000,
    "many nested links": "[" * 500 + "x" + "](a)" * 500,
    "many stars": "*a **b " * 550,
    "many quotes": ">" * 2_000 + " x",
    "deep lists": "\n".join("    " * depth + "- x" for depth in range(300)),
    "lists in a line": "- " * 1_500 + "x",
    "one long line": "x " * 15_000,
    "one long paragraph": "x\n" * 15_000,
    "backquotes": "` " * 700,
    "open braces": "{{" * 1_900,
    "open comment": "{# never closed",
    "piece": "sgmaaaaaaaaaaaaz",
    "slot": "sgtaaaaaaaaaaaaz",
    "tag soup": "<a <b <c " * 400,
    "two titles": "# Another",
    "setext": "Another\n=======",
    "control character": "a\x07b",
    "bidi and null": "a\x00b",
    "conflict": "<<<<<<< HEAD",
}
"""What no page may hold, under a front matter that is right."""

ALLOWED = {
    "text that looks like a template": "Write `{{ council.name }}` and `<script>` to see.",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62;",
    "fenced code": "```\n<script>alert(1)</script>\n```",
    "link with quotes": "[x](https://a.example/%22onclick=%22alert(1))",
}
"""What looks bad and is harmless: it may be built, and shows as words."""

NAMES = {
    "up": "../escape.md",
    "capital": "Ours.md",
    "space": "our page.md",
    "long": f"{'a/' * 9}x.md",
    "script": "evil.js",
    "template": "evil.html",
    "asset": "assets/page.md",
    "manifest": "manifest.json",
    "missing page": "404.md",
    "search": "search.md",
    "part of nothing": "guide/nothing.ours.md",
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Press:
    root = copy_project(tmp_path_factory.mktemp("hostile") / "project")
    council = root / "councils" / "hostile"
    shutil.copytree(root / "councils" / "bare", council)
    other = root / "councils" / "awkward" / "docs"
    other.mkdir()
    (other / "secret.md").write_text(HEAD.replace("# Ours", "# Ours\n\n" + SECRET), encoding="utf-8")
    return press.open_press(root, AS_OF, documents=False)


@pytest.fixture
def build(bench: Press, tmp_path: Path) -> Callable[..., list[str]]:
    """Build with some files in the council's docs folder; the problems come back, and all promises are held."""
    folder = bench.shared.root / "councils" / "hostile" / "docs"

    def build(files: dict[str, str | bytes], what: str = "page", press: Press = bench) -> list[str]:
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        return attempt(press, tmp_path, what)

    return build


def attempt(bench: Press, place: Path, what: str = "page") -> list[str]:
    target = place / "out" / "hostile"
    before = set(place.rglob("*"))
    with watched(place, what, WITH_DOCUMENTS if bench.documents else SECONDS):
        outcome = bench.build("hostile", target, "digest")
        editorial.of_councils(bench.shared.root, ["hostile"], AS_OF)
    fresh = set(place.rglob("*")) - before
    assert all(path.is_relative_to(target) or path.parent == target.parent or path == target.parent for path in fresh)
    if outcome.problems:
        assert not target.exists()
        assert all(
            re.match(r"councils/hostile(/docs[^:]*|/council\.yml)?:\d+: ", str(one)) for one in outcome.problems
        ), outcome.problems
    else:
        harmless(target)
        shutil.rmtree(target)
    return [str(problem) for problem in outcome.problems]


def harmless(site: Path) -> None:
    for path in (*site.glob("*.html"), *(site / "guide").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert SECRET not in text
        for element in lxml.html.fromstring(text.encode()).iter("*"):
            assert element.tag not in ("iframe", "object", "embed", "base", "meter", "marquee")
            assert element.tag != "script" or (element.get("src") and not element.text)
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
            for address in (element.get("href"), element.get("src")):
                assert not re.match(r"\s*(javascript|data|file|vbscript):", address or "", re.IGNORECASE)
    kinds = {path.suffix for path in site.rglob("*") if path.is_file() and path.parent.name != "downloads"}
    assert kinds <= {".html", ".css", ".js", ".svg", ".png", ".jpg", ".json", ".csv"}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("file", ["ours.md", "guide/introduction.ours.md"])
def test_what_no_page_may_hold_is_refused(build: Callable[..., list[str]], name: str, file: str) -> None:
    part = "---\nafter: introduction\n---\n\n"
    assert build({file: (HEAD if file == "ours.md" else part) + REFUSED[name] + "\n"})


def test_what_looks_bad_and_is_harmless_is_shown_as_words(build: Callable[..., list[str]]) -> None:
    for words in ALLOWED.values():
        assert build({"ours.md": f"{HEAD}{words}\n"}) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_has_no_place_is_refused(build: Callable[..., list[str]], name: str) -> None:
    if name == "up":  # it lies beside docs/, where nobody looks for pages
        assert build({"../escape.md": HEAD}) == []
    else:
        assert build({NAMES[name]: HEAD})


@pytest.mark.parametrize(
    "front",
    [
        "",
        "---\n",
        "---\ntitle: &a [*a]\n---\n",
        "---\ntitle: !!python/object/apply:os.system [ls]\n---\n",
        HEAD.replace("title: Ours", "title: '{{ council.__class__ }}'"),
        HEAD.replace("title: Ours", "title: '{{ routes() }}'"),
        HEAD.replace("title: Ours", 'title: "<script>alert(1)</script>"'),
        HEAD.replace("review_in", "template: evil.html\nreview_in"),
        HEAD.replace("review_in", "show_if: council.__class__\nreview_in"),
        HEAD.replace("review_in", "tools: [../../evil]\nreview_in"),
        HEAD.replace("review_in", "based_on: ../../../etc/passwd\nreview_in"),
        "---\n" + "a:\n " * 500 + "\n---\n",
        "---\nafter: nothing\n---\nx",
    ],
)
def test_front_matter_brings_nothing_in(build: Callable[..., list[str]], front: str) -> None:
    assert build({"ours.md": front + "Words.\n"})


@pytest.mark.parametrize("where", ["ours.md", "picture.png", "folder", ".", ".based-on"])
def test_a_link_to_elsewhere_is_never_followed(bench: Press, tmp_path: Path, where: str) -> None:
    folder = bench.shared.root / "councils" / "hostile" / "docs"
    shutil.rmtree(folder, ignore_errors=True)
    other = bench.shared.root / "councils" / "awkward"
    target = {"ours.md": other / "docs" / "secret.md", "picture.png": other / "logo.svg"}.get(where, other / "docs")
    if where == ".":
        folder.symlink_to(target)
    else:
        folder.mkdir()
        (folder / where).symlink_to(target)
    try:
        assert "elsewhere" in attempt(bench, tmp_path)[0]
    finally:
        folder.unlink() if folder.is_symlink() else shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_a_file_that_never_ends_is_not_read(bench: Press, tmp_path: Path) -> None:
    folder = bench.shared.root / "councils" / "hostile" / "docs"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    os.mkfifo(folder / "ours.md")
    assert attempt(bench, tmp_path) == ["councils/hostile/docs/ours.md:1: this is no ordinary file: take it away"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("x.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("x.png", b"<script>alert(1)</script>"),
        ("x.png", b"\x89PNG\r\n\x1a\n" + b"x" * 400_000),
        ("x.gif", b"GIF89a"),
        ("assets/favicon.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
)
def test_a_picture_is_looked_into(build: Callable[..., list[str]], name: str, data: bytes) -> None:
    assert build({name: data})


def test_too_many_pages_are_refused(build: Callable[..., list[str]]) -> None:
    assert build({f"page-{number}.md": HEAD for number in range(101)})
    assert build({f"page-{number}.md": HEAD + "Some words.\n\n" * 2_900 for number in range(20)})


def test_pages_put_together_by_chance_do_no_harm(build: Callable[..., list[str]]) -> None:
    """Bits of bad pages and good ones in any order: built or refused, and never anything else."""
    chance = random.Random(1)
    bits = [*REFUSED.values(), *ALLOWED.values(), "\n\n", "## Heading", "- entry", "| a | b |\n|---|---|\n| c | d |"]
    bits += [
        "{{ themes() }}",
        "{% if council.vision %}",
        "{% endif %}",
        "{{ council.name }}",
        '!!! tip "Tip"\n    x',
        "    ",
    ]
    for _ in range(MADE_UP):
        words = "".join(chance.choice((bit, bit[: chance.randrange(1, 40)])) for bit in chance.choices(bits, k=6))
        if chance.random() < 0.5:
            words = re.sub("[<{%]", lambda mark: chance.choice((mark[0], "")), words)
        build({"ours.md": HEAD + words, "guide/introduction.x.md": f"---\nafter: introduction\n---\n{words[::-1]}"})


def test_whatever_is_in_a_councils_page_it_is_taken_or_told(build: Callable[..., list[str]], bench: Press) -> None:
    """National pages with things done to them, as the council's own; and parts, front matter and all."""
    with_documents = press.open_press(bench.shared.root, AS_OF)
    pages, taken = sorted(bench.shared.pages), 0
    for number in range(SPOILED):
        chance = random.Random(number)
        name = chance.choice(pages)
        page = (ROOT / "docs" / name).read_bytes()
        part = b"---\nafter: introduction\nbased_on: 4f0c9d3a6b5e7a21\n---\n\n## Ours {: #ours }\n\n" + page[-900:]
        own = {name: spoiled(page, chance, ODD + PAGE_ODD * 2)}
        if chance.random() < 0.4:
            own = {"guide/introduction.x.md": spoiled(part, chance, ODD + PAGE_ODD)}
        if not build(own, f"overlay {number} ({name})"):
            taken += 1
            if taken % DOCUMENTS_EVERY == 1:
                build(own, f"overlay-documents {number} ({name})", with_documents)
    assert 0 < taken < SPOILED


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}">{2}</svg>'
USES = "".join(f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, 9))


@pytest.mark.parametrize(
    "drawing",
    [
        DRAWING.format(9, 9, f'<g id="a0"><rect width="1" height="1"/></g>{USES}'),
        DRAWING.format(9, 9, '<g id="a"><use href="#a"/></g>'),
        DRAWING.format(9, 9, "<g>" * 60 + "</g>" * 60),
        DRAWING.format(9, 9, "<g/>" * 3_000),
        DRAWING.format(9, 9, "".join(f'<mask id="m{n}" mask="url(#m{n - 1})"/>' for n in range(30))),
        DRAWING.format(9, 9, f"<style>{'g g g {fill:red}' * 900}</style>"),
        DRAWING.format(1, 100_000, ""),
        DRAWING.format(0, 0, ""),
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<?xml version="1.0" encoding="utf-16"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    ],
)
def test_a_drawing_that_takes_long_to_draw_is_refused(build: Callable[..., list[str]], drawing: str) -> None:
    coded = drawing.encode("utf-16" if "utf-16" in drawing else "utf-8")
    assert "SVG" in build({"x.svg": coded})[0]


def test_a_council_with_more_files_than_a_guide_needs_is_refused(bench: Press, tmp_path: Path) -> None:
    folder = bench.shared.root / "councils" / "hostile" / "notes"
    folder.mkdir()
    for number in range(1_100):
        (folder / f"{number}.txt").touch()
    try:
        assert "more than 1,000 files" in attempt(bench, tmp_path)[0]
    finally:
        shutil.rmtree(folder)


PICTURES = ROOT / "tests" / "cases" / "pictures"
JPEG, PIXELS = (PICTURES / "plain.jpg").read_bytes(), (PICTURES / "colour.png").read_bytes()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(wide: int, high: int, packed: bytes) -> bytes:
    """A grey picture, one byte for each point."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0))
    return PIXELS[:8] + head + chunk(b"IDAT", zlib.compress(packed)) + chunk(b"IEND", b"")


def test_odd_pictures_that_browsers_show_are_in_the_documents_too(
    build: Callable[..., list[str]], bench: Press
) -> None:
    """Word's reader stumbles over a density of nothing, over what cameras note, and over a JPEG that is no JFIF."""
    files = {
        "no-density.jpg": JPEG.replace(b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01", b"JFIF\x00\x01\x01\x01" + bytes(4)),
        "no-jfif.jpg": JPEG[:2] + b"\xff\xee\x00\x0eAdobe\x00\x64" + bytes(4) + b"\x01" + JPEG[20:],
        "camera.jpg": (PICTURES / "camera.jpg").read_bytes().replace(b"MM\x00*", b"MM\x00?"),
        "no-density.png": PIXELS[:33] + chunk(b"pHYs", struct.pack(">IIB", 1, 1, 1)) + PIXELS[33:],
        "drawing.svg": DRAWING.format(9, 9, '<rect width="9" height="9"/>'),
    }
    shown = "\n\n".join(f"![The front desk, {number}.]({name})" for number, name in enumerate(files))
    words = f"---\nafter: introduction\n---\n\n## Ours {{: #ours }}\n\n{shown}\n"
    own = {f"guide/{name}": data for name, data in files.items()} | {"guide/introduction.ours.md": words}
    assert build(own, "documents", press.open_press(bench.shared.root, AS_OF)) == []


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bomb.png", png(30_000, 30_000, bytes(1_000_000)), "30000 by 30000 points"),
        ("thin.png", png(1, 9_000, bytes(18_000)), "1 by 9000 points"),
        ("none.png", png(0, 5, b""), "damaged"),
        ("more.png", png(4, 4, bytes(2_000_000)), "damaged"),
        ("less.png", png(4, 4, bytes(19)), "damaged"),
        ("filter.png", png(4, 4, (b"\x09" + bytes(4)) * 4), "damaged"),
        ("sum.png", PIXELS[:40] + b"\x00" + PIXELS[41:], "damaged"),
        ("end.png", PIXELS[:-12], "damaged"),
        ("moving.png", PIXELS[:33] + chunk(b"acTL", bytes(8)) + PIXELS[33:], "moves"),
        ("name.png", JPEG, "not the kind"),
        ("name.jpg", PIXELS, "not the kind"),
        ("cut.jpg", JPEG[:300], "damaged"),
        ("scan.jpg", JPEG[:400] + b"\xff\xd9", "damaged"),
        ("large.jpg", JPEG.replace(b"\x08\x00\x10\x00\x18", b"\x08\xff\xff\xff\xff"), "65535 by 65535 points"),
        ("print.jpg", JPEG.replace(b"\x00\x10\x00\x18\x03", b"\x00\x10\x00\x18\x04"), "print shop"),
        ("lossless.jpg", JPEG.replace(b"\xff\xc0", b"\xff\xc3"), "ordinary"),
        ("letters.jpg", JPEG[:20] + b"hello" + JPEG[20:], "damaged"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused(
    build: Callable[..., list[str]], name: str, data: bytes, said: str
) -> None:
    problems = build({name: data})
    assert len(problems) == 1
    assert said in problems[0]


def test_a_file_of_any_size_beside_a_guide_is_not_read(bench: Press, tmp_path: Path) -> None:
    """A terabyte that takes no room on the disk: it is no part of the guide, and only its size counts."""
    from staffguide import inputs

    large = bench.shared.root / "councils" / "hostile" / "film.mov"
    with large.open("wb") as file:
        file.truncate(1 << 40)
    try:
        with watched(tmp_path, "large file"):
            assert inputs.of_council(bench.shared.root, "hostile", "")
    finally:
        large.unlink()
