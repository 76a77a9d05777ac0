"""Input that no person would make: council files, facts, pages, pictures and records of audits, broken in every way.

Whatever is in one, it is taken or its problems are told, and soon: nothing is run, fetched or written outside, nothing
ends in a traceback, and what is refused is not published. Councils' own pages are in test_overlays_hostile.py.
"""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import AS_OF, copy_project
from spoiling import (
    BUILT_EVERY,
    DOCUMENTS_EVERY,
    LONG,
    ODD,
    PAGE_ODD,
    SECONDS,
    WITH_DOCUMENTS,
    spoiled,
    spoiled_picture,
    told,
    tries,
    watched,
)
from test_documents import DOCUMENT, SETTING, TEMPLATES
from test_overlays_hostile import harmless

from staffguide import audit_file, load, pictures, press, project, to_do
from staffguide.documents import typeset, word
from staffguide.documents.elements import Chapter, Element, Tree
from staffguide.press import Press
from staffguide.problems import GuideError, Problem

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases" / "pictures"
SEEDS = [
    path.read_bytes()
    for path in (ROOT / "councils" / "example" / "council.yml", ROOT / "tests" / "councils" / "awkward" / "council.yml")
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one council to spoil."""
    root = copy_project(tmp_path_factory.mktemp("bad") / "project")
    shutil.copytree(root / "councils" / "example", root / "councils" / "leeds")
    return root


@pytest.fixture(scope="module")
def bench(root: Path) -> Callable[[bool], Press]:
    """A press, with or without documents."""
    made: dict[bool, Press] = {}

    def opened(documents: bool) -> Press:
        if documents not in made:
            made[documents] = press.open_press(root, AS_OF, documents=documents)
        return made[documents]

    return opened


@pytest.fixture
def kept() -> Iterator[Callable[[Path, bytes], None]]:
    """Writes a spoiled file; afterwards all are as they were."""
    before: dict[Path, bytes] = {}

    def write(path: Path, content: bytes) -> None:
        before.setdefault(path, path.read_bytes())
        path.write_bytes(content)

    yield write
    for path, content in before.items():
        path.write_bytes(content)


def inputs(share: float, seeds: list[bytes], odd: tuple[bytes, ...] = ODD) -> Iterator[tuple[int, bytes]]:
    """The same files on every machine: a number that fails can be tried again."""
    for number in range(tries(share)):
        dice = random.Random(number)
        yield number, spoiled(dice.choice(seeds), dice, odd)


def refused(work: Callable[[], object]) -> tuple[Problem, ...]:
    """What is wrong, where it is refused. Anything but that is left to fail the test."""
    try:
        work()
    except GuideError as error:
        assert error.problems
        return error.problems
    return ()


def built(bench: Press, slug: str, place: Path, what: str) -> tuple[Problem, ...]:
    """Build one council: published whole and harmless, or not at all."""
    target = place / "out" / slug
    with watched(place, what, WITH_DOCUMENTS if bench.documents else SECONDS):
        outcome = bench.build(slug, target, "digest")
    if outcome.problems:
        assert not target.exists(), what
    else:
        harmless(target)
        shutil.rmtree(target)
    return outcome.problems


def test_whatever_is_in_a_councils_file_it_loads_or_its_problems_are_told(
    root: Path, bench: Callable[[bool], Press], kept: Callable[[Path, bytes], None], tmp_path: Path
) -> None:
    """What loads is built, and now and then with its documents."""
    loaded, number = 0, 0
    for number, content in inputs(0.3, SEEDS):
        kept(root / "councils" / "leeds" / "council.yml", content)
        with watched(tmp_path, f"council {number}"):
            problems = refused(lambda: load.council(root, "leeds"))
            to_do.progress(root, "leeds")
        if problems:
            told(problems, r"councils/leeds/council\.yml", f"council {number}")
            last = max(len(re.split(rb"\r\n|\r|\n", content)), 1)
            assert all(problem.line <= last for problem in problems), f"council {number}"
        else:
            loaded += 1
            documents = loaded % DOCUMENTS_EVERY == 1
            built(bench(documents), "leeds", tmp_path, f"{'documents' if documents else 'site'} of council {number}")
    assert 0 < loaded < number * 3 / 4, "the files are not spoiled enough to say anything, or too much"


@pytest.mark.parametrize("content", ODD, ids=lambda odd: repr(odd[:20]))
def test_an_odd_value_alone_is_told_with_its_line(content: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "councils" / "leeds"
    folder.mkdir(parents=True)
    for name in (b"vision: ", b"name: ", b"reviewed: ", b"contacts: ", b"briefings: ", b"logo: ", b"brand: ", b""):
        (folder / "council.yml").write_bytes(name + content)
        with pytest.raises(GuideError) as raised:
            load.council(tmp_path, "leeds")
        assert all(str(problem).startswith("councils/leeds/council.yml:") for problem in raised.value.problems)


def test_whatever_is_in_a_councils_other_files_it_is_taken_or_told(
    root: Path, bench: Callable[[bool], Press], kept: Callable[[Path, bytes], None], tmp_path: Path
) -> None:
    """The record of an audit, and whatever else lies beside council.yml as YAML."""
    files = sorted(path for path in (root / "councils" / "leeds").glob("*.yml") if path.name != "council.yml")
    assert root / "councils" / "leeds" / audit_file.NAME in files
    taken = 0
    for path in files:
        good = path.read_bytes()
        for number, content in inputs(0.1 / len(files), [good]):
            what = f"{path.stem} {number}"
            kept(path, content)
            problems = built(bench(False), "leeds", tmp_path, what)
            taken += not problems
            if problems:
                told(problems, rf"councils/leeds/{re.escape(path.name)}", what)
        path.write_bytes(good)
    assert taken


def test_whatever_is_in_the_facts_they_load_or_their_problems_are_told(
    root: Path, kept: Callable[[Path, bytes], None], tmp_path: Path
) -> None:
    """What loads may be wrong all the same, so some of it is built."""
    files, loaded = sorted(path for path in (root / "framework").rglob("*.*") if path.is_file()), 0
    for number in range(tries(0.1)):
        dice = random.Random(number)
        path, what = dice.choice(files), f"facts {number}"
        good = path.read_bytes()
        kept(path, spoiled(good, dice))
        with watched(tmp_path, what):
            problems = refused(lambda: load.framework(root))
            problems += refused(lambda: load.register(root)) + refused(lambda: load.house_style(root))
        if problems:
            told(problems, r"framework/[a-z0-9/-]+\.(yml|csv)", f"{what} ({path.name})")
        else:
            loaded += 1
            if loaded % BUILT_EVERY == 1:
                opened_and_built(
                    root, tmp_path, f"facts-built {number} ({path.name})", documents=LONG and loaded % 50 == 1
                )
        path.write_bytes(good)
    assert loaded


def opened_and_built(root: Path, place: Path, what: str, *, documents: bool = False) -> None:
    """A whole build from files that may be wrong: it is refused before anything is published, or it goes well."""
    with watched(place, what):
        try:
            bench = press.open_press(root, AS_OF, documents=documents)
        except GuideError as error:
            told(error.problems, r"[\w./-]+", what)
            return
    problems = built(bench, "bare", place, f"building {what}")
    assert all("\n" not in str(problem) for problem in problems)


WHOLE = (
    *(b"", b"#", b"- a", b"x", b"records:", b"records: x", b"records: {a: {b: c}}", b"records: [x]", b"records: [[x]]"),
    *(b"record: []", b"record: x", b"records: [{}]", b"record: {}", b"records: [{id: a}]", b"checked: x\nrecords: []"),
    *(b"true_on: x", b"true_on: [a]", b"true_on: 2026-11-21", b"name,type,region\na", b"name\na,b,c", b'"' * 4_001),
    *(
        b"name,type,region\n" + b"x" * 200_000,
        b"\n" * 5_000,
        b"sources: {a: b}\nrecords: [a]",
        b"a: b",
        b"---",
        b"\xff",
    ),
)
"""Whole files of another kind than the one that belongs there."""
READ_BY: dict[str, Callable[[Path], object]] = {
    "themes.yml": load.framework,
    "edition.yml": load.framework,
    "house-style.yml": load.house_style,
    "register.yml": load.register,
    "register.csv": load.register,
}


@pytest.mark.parametrize("content", WHOLE, ids=lambda content: repr(content[:24]))
def test_a_file_of_another_kind_is_told(
    content: bytes, root: Path, kept: Callable[[Path, bytes], None], tmp_path: Path
) -> None:
    load.framework(root)  # all is well before
    for name, read in READ_BY.items():
        path = root / "framework" / name
        good = path.read_bytes()
        kept(path, content)
        with watched(tmp_path, f"facts of another kind ({name})"):
            problems = refused(lambda read=read: read(root))  # type: ignore[misc]
        assert problems or (b"true_on: 2026" in content and name == "register.yml"), path.name
        path.write_bytes(good)
    council = root / "councils" / "leeds"
    for path in council.glob("*.yml"):
        good = path.read_bytes()
        kept(path, content)
        with watched(tmp_path, f"council of another kind ({path.name})"):
            told(refused(lambda: _all_of(root)), r"councils/leeds/[a-z]+\.yml", path.name)
        path.write_bytes(good)


def _all_of(root: Path) -> None:
    load.council(root, "leeds")
    audit_file.read(root, "leeds")


def test_whatever_is_in_a_page_it_is_read_or_its_problems_are_told(
    root: Path, kept: Callable[[Path, bytes], None], tmp_path: Path
) -> None:
    files, fine = sorted((root / "docs").rglob("*.md")), 0
    for number in range(tries(0.1)):
        dice = random.Random(number)
        path, what = dice.choice(files), f"page {number}"
        good = path.read_bytes()
        kept(path, spoiled(good, dice, ODD + PAGE_ODD * 2))
        with watched(tmp_path, what):
            problems = refused(lambda: project.open_project(root))
        if problems:
            told(problems, r"[\w./-]+", f"{what} ({path.name})")
        else:
            fine += 1
            if fine % BUILT_EVERY == 1:
                opened_and_built(
                    root, tmp_path, f"page-built {number} ({path.name})", documents=LONG and fine % 30 == 1
                )
        path.write_bytes(good)
    assert fine


# Pictures


def kinds() -> list[tuple[str, bytes]]:
    drawings = (ROOT / "councils" / "example" / "logo.svg", ROOT / "tests" / "councils" / "awkward" / "logo.svg")
    return [(path.suffix[1:], path.read_bytes()) for path in (*sorted(CASES.iterdir()), *drawings)]


def test_whatever_is_in_a_picture_it_is_refused_or_can_be_shown_everywhere(tmp_path: Path) -> None:
    """In a PDF and in a Word file, which are the ones that take pictures apart."""
    taken = dict.fromkeys(("png", "jpg", "svg"), 0)
    for number in range(tries(0.25)):
        dice = random.Random(number)
        ending, seed = dice.choice(kinds())
        data, what = spoiled_picture(seed, ending, dice), f"picture {number} ({ending})"
        path = tmp_path / f"picture.{ending}"
        path.write_bytes(data)
        with watched(tmp_path, what):
            wrong = pictures.check(path, tmp_path)
            if not wrong:
                taken[ending] += 1
                shown(path, data, ending)
    assert all(taken.values()), taken


def shown(path: Path, data: bytes, ending: str) -> None:
    """Set a page with this picture on it, as the booklet and its Word file do, with the picture as the logo as well."""
    words = {"svg": data.decode()} if ending == "svg" else {"data": data}
    heading = Element("heading", ("A picture",), level=1, id="a-picture")
    tree = Tree((Chapter("a.md", (heading, Element("picture", alt="What it shows", **words))),))
    setting = replace(SETTING, logo=path, logo_alt="Our arms")
    typeset.make(DOCUMENT, tree, setting, TEMPLATES)
    word.make(tree, setting, lambda svg: typeset.as_png(svg, TEMPLATES))


def test_a_typesetter_that_breaks_down_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its panics are no exceptions to Python, and would go past everything."""

    class PanicException(BaseException):
        pass

    def broken(*_: object, **__: object) -> None:
        raise PanicException("index out of bounds")

    monkeypatch.setattr(typeset.typst, "compile", broken)
    monkeypatch.setattr(typeset.typst, "Compiler", lambda *_, **__: SimpleNamespace(compile_with_warnings=broken))
    assert not typeset.can_show(b"")
    with pytest.raises(GuideError, match="booklet: the typesetter broke down over this document"):
        typeset.make(DOCUMENT, Tree(()), SETTING, TEMPLATES)
