"""Council files that no person would type: whatever is in one, the answer is a list of problems, and soon."""

import os
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from staffguide import load, to_do
from staffguide.problems import GuideError

ROOT = Path(__file__).parent.parent
SEEDS = [
    path.read_bytes()
    for path in (ROOT / "councils" / "example" / "council.yml", ROOT / "tests" / "councils" / "awkward" / "council.yml")
]
TRIES = int(os.environ.get("STAFFGUIDE_FUZZ", "400"))
SECONDS = 5
"""The most that one file may take: one council must not hold up 152 others."""

ODD = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3(", b"\xe2\x80\xa8", b"\xf0\x9f\x8f\xa0", b"\x85", b"\r", b"\t"),
    *(b"&a ", b"*a", b"!!python/object/apply:os.system [x]", b"!x ", b"<<: ", b"---\n", b"...\n", b"%YAML 9.9\n"),
    *(
        b"[" * 40,
        b"{" * 40,
        b"- " * 40,
        b"a: " * 5,
        b"\n" + b" " * 30,
        b"|\n",
        b">9\n",
        b'"',
        b"'",
        b"\\x",
        b"#",
        b": ",
    ),
    *(b"null", b"~", b"true", b"0", b"-1", b"1e999", b".inf", b"9" * 400, b"2026-02-30", b"9999-99-99", b"25:61", b"%"),
    *(b"<script>alert(1)</script>", b"{{ 7*7 }}", b"[x](javascript:x)", b"https://" + b"a." * 300, b"(a" * 60, b"? "),
    *(
        b"../../etc/passwd",
        b"#12",
        b"\xd9\xa3\xd9\xa4",
        b"x" * 7000,
        b"<<<<<<< HEAD\n",
        b"TBC",
        b"__class__",
        b"*_" * 200,
    ),
    *(
        b'"\\uD800"',
        b'"\\0"',
        b'"\\x1b[2J"',
        b'"\\n"',
        b'"\\L"',
        b'"a\\nb": x',
        b"{a: {b: [c, {d: e}]}}",
        b"n" * 300 + b".svg",
    ),
)


def spoiled(seed: bytes, dice: random.Random) -> bytes:
    """A file with a few things done to it: bytes and lines put in, taken out, moved, repeated and swapped."""
    for _ in range(dice.randint(1, 6)):
        lines = seed.split(b"\n")
        at, one, other = dice.randrange(len(seed) + 1), dice.randrange(len(lines)), dice.randrange(len(lines))
        match dice.randrange(8):
            case 0:
                seed = seed[:at] + dice.choice(ODD) + seed[at:]
            case 1:
                seed = seed[:at] + bytes([dice.randrange(256)]) + seed[at + 1 :]
            case 2:
                seed = seed[:at] + seed[at + dice.randint(1, 200) :]
            case 3:
                lines[one] = lines[one].partition(b":")[0] + b": " + dice.choice(ODD)
                seed = b"\n".join(lines)
            case 4:
                lines[one] = b" " * dice.randrange(9) + lines[one].lstrip()
                seed = b"\n".join(lines)
            case 5:
                lines[one], lines[other] = lines[other], lines[one]
                seed = b"\n".join(lines)
            case 6:
                lines[one:one] = lines[other : other + dice.randint(1, 12)] * dice.choice((1, 1, 2, 60))
                seed = b"\n".join(lines)
            case _:
                lines[one] = lines[one].partition(b":")[0] + b":"
                seed = b"\n".join(lines)
    return seed


def files() -> Iterator[tuple[int, bytes]]:
    """The same files on every machine: a number that fails can be tried again."""
    for number in range(TRIES):
        dice = random.Random(number)
        yield number, spoiled(dice.choice(SEEDS), dice)


def test_whatever_is_in_a_file_it_loads_or_its_problems_are_told_with_their_lines(tmp_path: Path) -> None:
    folder = tmp_path / "councils" / "leeds"
    folder.mkdir(parents=True)
    (folder / "logo.svg").write_bytes((ROOT / "councils" / "example" / "logo.svg").read_bytes())
    loaded = 0
    for number, content in files():
        (folder / "council.yml").write_bytes(content)
        began = time.monotonic()
        try:
            load.council(tmp_path, "leeds")
            loaded += 1
        except GuideError as error:
            last = max(len(re.split(rb"\r\n|\r|\n", content)), 1)
            assert error.problems, f"file {number}"
            for problem in error.problems:
                assert re.fullmatch(r"councils/leeds/council\.yml:[1-9][0-9]*: [^\n]+", str(problem)), f"file {number}"
                assert problem.line <= last, f"file {number}: {problem}"
        except Exception as error:
            pytest.fail(f"file {number} of this test: {type(error).__name__}: {error}")
        to_do.progress(tmp_path, "leeds")
        assert time.monotonic() - began < SECONDS, f"file {number} took too long"
    assert 0 < loaded < TRIES * 3 / 4, "the files are not spoiled enough to say anything, or too much"


@pytest.mark.parametrize("content", ODD, ids=lambda odd: repr(odd[:20]))
def test_an_odd_value_alone_is_told_with_its_line(content: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "councils" / "leeds"
    folder.mkdir(parents=True)
    for name in (b"vision: ", b"name: ", b"reviewed: ", b"contacts: ", b"briefings: ", b"logo: ", b"brand: ", b""):
        (folder / "council.yml").write_bytes(name + content)
        with pytest.raises(GuideError) as raised:
            load.council(tmp_path, "leeds")
        assert all(str(problem).startswith("councils/leeds/council.yml:") for problem in raised.value.problems)
