"""Starting a council: the name that people type, the file that they get, and a folder that is never spoiled."""

import re
from datetime import date
from pathlib import Path

import pytest

from staffguide import council_file, load, new_council
from staffguide.cli import main
from staffguide.council_file import quoted
from staffguide.field_list import settings
from staffguide.problems import GuideError
from staffguide.register import RegisteredCouncil

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
REGISTER = load.register(ROOT)
EVERY = list(settings())
NOT_FOUND = "framework/register.csv:1: name: the register of 21 November 2026 has no council of this name: "


def registered(slug: str) -> RegisteredCouncil:
    return next(one for one in REGISTER.councils if one.slug == slug)


def put(root: Path, slug: str, text: str) -> None:
    """A council's folder with this file, and a logo for the example to name."""
    folder = root / "councils" / slug
    folder.mkdir(parents=True)
    (folder / "council.yml").write_text(text, encoding="utf-8")
    (folder / "logo.svg").write_bytes((ROOT / "councils" / "example" / "logo.svg").read_bytes())


def filled(text: str) -> str:
    return text.replace(council_file.UNKNOWN, "assurance team")


def switched_on(text: str) -> str:
    """The file with every setting that is switched off taken in as it stands."""
    return re.sub(r"^# ", "", filled(text), flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Bury", "bury"),
        ("bury", "bury"),
        ("Bury Council", "bury"),
        ("BURY METROPOLITAN BOROUGH COUNCIL", "bury"),
        ("bath & north east somerset", "bath-and-north-east-somerset"),
        ("bath-and-north-east-somerset", "bath-and-north-east-somerset"),
        ("St. Helens", "st-helens"),
        ("City of London", "city-of-london"),
        ("Durham", "durham"),
        ("BCP", "bournemouth-christchurch-and-poole"),
        ("  York ", "york"),
    ],
)
def test_a_council_is_found_by_any_of_its_names(typed: str, slug: str) -> None:
    assert new_council.find(REGISTER, typed).slug == slug


def test_every_council_is_found_by_each_of_its_names() -> None:
    for one in REGISTER.councils:
        for name in (one.name, one.council_name, one.slug, one.name.upper()):
            assert new_council.find(REGISTER, name) == one


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Burnley", 'did you mean "Barnsley" or "Bury"? (found "Burnley")'),
        ("Surey", 'did you mean "Surrey"? (found "Surey")'),
        ("Sussex", 'did you mean "East Sussex" or "West Sussex"? (found "Sussex")'),
        ("Council", 'give a council that runs adult social care (found "Council")'),
        ("", 'give a council that runs adult social care (found "")'),
        ("x" * 300, f'give a council that runs adult social care (found "{"x" * 80}…")'),
    ],
)
def test_near_names_are_offered(typed: str, offered: str) -> None:
    with pytest.raises(GuideError) as raised:
        new_council.find(REGISTER, typed)
    assert [str(problem) for problem in raised.value.problems] == [NOT_FOUND + offered]


def test_only_what_nobody_knows_yet_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "bury", council_file.template(registered("bury"), TODAY))
    with pytest.raises(GuideError) as raised:
        load.council(tmp_path, "bury")
    assert [re.sub(r":\d+:", ":", str(problem)) for problem in raised.value.problems] == [
        "councils/bury/council.yml: owner: name the role or team that looks after this guide, "
        'for example assurance team (found "TBC")'
    ]


@pytest.mark.parametrize("one", REGISTER.councils, ids=lambda one: one.slug)
def test_the_file_of_every_council_loads_once_it_is_filled(one: RegisteredCouncil, tmp_path: Path) -> None:
    put(tmp_path, one.slug, filled(council_file.template(one, TODAY)))
    council = load.council(tmp_path, one.slug)
    assert (council.name, council.short_name, council.region) == (one.council_name, one.name, one.region)
    assert council.type.casefold() == one.type
    assert (council.reviewed, council.next_review) == (TODAY, date(2027, 5, 21))


def test_every_setting_loads_as_it_is_offered(tmp_path: Path) -> None:
    put(tmp_path, "bury", switched_on(council_file.template(registered("bury"), TODAY)))
    council = load.council(tmp_path, "bury").model_dump(exclude_unset=True)
    assert [one.path for one in EVERY if not holds(council, one.path.split("."))] == []


def holds(value: object, names: list[str]) -> bool:
    for name in names:
        value = value[0] if isinstance(value, tuple) else value
        if not isinstance(value, dict) or name not in value:
            return False
        value = value[name]
    return True


def test_every_line_of_the_file_explains_or_sets_and_can_be_read_on_a_screen() -> None:
    lines = council_file.template(registered("bury"), TODAY).splitlines()
    assert [line for line in lines if len(line) > council_file.WIDTH or line != line.rstrip()] == []
    assert [line for line in lines if line and not re.match(r"##( |$)|# |[a-z_]+: ", line)] == []


def test_the_file_says_of_each_setting_what_where_and_whom_to_ask() -> None:
    text = re.sub(r"\n##? +", " ", council_file.template(registered("bury"), TODAY))
    for one in EVERY:
        assert one.what[1:] in text
        assert f"Shows: {one.shows}." in text and f"Ask: {one.who}." in text


def test_the_file_marks_what_is_needed_and_what_staff_miss() -> None:
    text = council_file.template(registered("bury"), TODAY)
    wanted = [one for one in EVERY if one.wanted and one.kind != "group" and not one.repeated]
    assert text.count("TO DO: ") == len(wanted) + 1
    parts = [text.index(f"---- {part} ----") for part in (council_file.NEEDED, council_file.WANTED, council_file.OTHER)]
    assert parts == sorted(parts)


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 6, 30), date(2026, 8, 31), date(2026, 12, 31)])
def test_the_next_review_is_half_a_year_on(day: date) -> None:
    text = council_file.template(registered("bury"), day)
    later = date.fromisoformat(re.findall(r"^next_review: (.*)", text, re.MULTILINE)[0])
    assert 175 <= (later - day).days <= 186


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Bury", "Bury"),
        ("a: b", '"a: b"'),
        ("#12", '"#12"'),
        ("*x", '"*x"'),
        ("x #y", '"x #y"'),
        ("[x]", '"[x]"'),
        ('"', '"\\""'),
    ],
)
def test_quotes_stand_only_where_yaml_needs_them(text: str, written: str) -> None:
    assert quoted(text) == written


@pytest.fixture
def small_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As much of the project as `guide new` reads, with us inside."""
    (tmp_path / "framework").mkdir()
    for name in ("register.csv", "register.yml"):
        (tmp_path / "framework" / name).write_bytes((ROOT / "framework" / name).read_bytes())
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "councils").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_writes_the_folder_and_says_what_to_do_next(
    small_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "Bury"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Bury has its file: councils/bury/council.yml",
        "1. Open it, and put what is true of Bury in place of each TBC.",
        "2. Work down what is marked TO DO. This lists what is left: guide check bury",
        "3. Look at it in a browser while you do: guide serve bury --draft",
    ]
    written = (small_project / "councils" / "bury" / "council.yml").read_bytes().decode("utf-8")
    assert written == council_file.template(registered("bury"), date.today())
    assert [path.name for path in (small_project / "councils").iterdir()] == ["bury"]


def test_a_name_needs_no_quotes(small_project: Path) -> None:
    assert main(["new", "North", "East", "Lincolnshire"]) == 0
    assert (small_project / "councils" / "north-east-lincolnshire" / "council.yml").is_file()


def test_a_folder_that_is_there_is_left_alone(small_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small_project / "councils" / "bury").mkdir()
    (small_project / "councils" / "bury" / "council.yml").write_text("mine", encoding="utf-8")
    assert main(["new", "bury"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "councils/bury:1: the folder is there already, and was left as it is: edit the file in it",
        "1 problem in 1 file. Nothing was written.",
    ]
    assert (small_project / "councils" / "bury" / "council.yml").read_text(encoding="utf-8") == "mine"


def test_a_disk_that_is_full_leaves_nothing(
    small_project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert main(["new", "bury"]) == 1
    assert "councils/bury:1: nothing could be written here: No space left on device" in capsys.readouterr().err
    assert list((small_project / "councils").iterdir()) == []


def test_a_name_that_nobody_has_writes_nothing(small_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "Burnley"]) == 1
    assert capsys.readouterr().err.splitlines()[0].startswith(NOT_FOUND + "did you mean")
    assert list((small_project / "councils").iterdir()) == []
