"""Makes bad input out of good, the same on every machine, and watches what is done with it.

STAFFGUIDE_FUZZ sets how many inputs there are in all, for longer runs by hand (`make fuzz`). Each kind has its share.
"""

import os
import random
import re
import struct
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ALL = int(os.environ.get("STAFFGUIDE_FUZZ", "300"))
SECONDS = 5
"""The most that one input may take: one council must not hold up 152 others."""
WITH_DOCUMENTS = 15
"""The same where all documents are made, which takes three seconds of a good council."""
MEMORY_KB = 1_000_000
LONG = ALL > 1000
BUILT_EVERY = 3 if LONG else 12
"""Of the facts and pages that seem right, every so many is built, all pages anew."""
DOCUMENTS_EVERY = 20 if LONG else 500
"""Of what is built, every so many is built with all its documents, which takes seconds."""

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
    *(b"../../etc/passwd", b"#12", b"\xd9\xa3\xd9\xa4", b"x" * 7000, b"<<<<<<< HEAD\n", b"TBC", b"__class__"),
    *(b"*_" * 200, b'"\\uD800"', b'"\\0"', b'"\\x1b[2J"', b'"\\n"', b'"\\L"', b'"a\\nb": x', b"n" * 300 + b".svg"),
    b"{a: {b: [c, {d: e}]}}",
)
PAGE_ODD = (
    *(b"{{ council.name }}", b"{{ themes() }}", b"{% if council.vision %}", b"{% endif %}", b"{{ council.__class__ }}"),
    *(b"{% include '../../etc/passwd' %}", b"{{ fact('nothing') }}", b"{{ term(1) }}", b"{{ link() }}", b"{#", b"{{"),
    *(b"<iframe src=x>", b"![](x.png)", b"[a](../../../x)", b"[a]: javascript:x\n", b"{: onclick=x }", b"{: #id }"),
    *(
        b"# Again\n",
        b"###### Deep\n",
        b"| a | b |\n|---|---|\n| c |\n",
        b'!!! danger "x"\n    y\n',
        b"    ",
        b"> " * 30,
    ),
    *(b"`" * 300, b"*" * 300, b"[" * 500, b"- a\n  - b\n    - c\n", b"Term\n:   text\n", b"\n---\n", b"&#x0;", b"\\"),
)


def tries(share: float) -> int:
    """How many inputs of one kind there are."""
    return max(1, round(ALL * share))


def spoiled(seed: bytes, dice: random.Random, odd: tuple[bytes, ...] = ODD) -> bytes:
    """A file with a few things done to it: bytes and lines put in, taken out, moved, repeated and swapped."""
    for _ in range(dice.randint(1, 6)):
        lines = seed.split(b"\n")
        at, one, other = dice.randrange(len(seed) + 1), dice.randrange(len(lines)), dice.randrange(len(lines))
        match dice.randrange(8):
            case 0:
                seed = seed[:at] + dice.choice(odd) + seed[at:]
                continue
            case 1:
                seed = seed[:at] + bytes([dice.randrange(256)]) + seed[at + 1 :]
                continue
            case 2:
                seed = seed[:at] + seed[at + dice.randint(1, 200) :]
                continue
            case 3:
                lines[one] = lines[one].partition(b":")[0] + b": " + dice.choice(odd)
            case 4:
                lines[one] = b" " * dice.randrange(9) + lines[one].lstrip()
            case 5:
                lines[one], lines[other] = lines[other], lines[one]
            case 6:
                lines[one:one] = lines[other : other + dice.randint(1, 12)] * dice.choice((1, 1, 2, 60))
            case _:
                lines[one] = lines[one].partition(b":")[0] + b":"
        seed = b"\n".join(lines)
    return seed


SVG_ODD = (
    *(
        b"<script/>",
        b"<use href='#a'/>",
        b"<g id='a'>",
        b"</g>",
        b"<g>" * 60,
        b"<image href='x.png'/>",
        b"<!--",
        b"-->",
    ),
    *(
        b" onload='x'",
        b" style='fill:url(https://x)'",
        b" viewBox='0 0 0 0'",
        b" viewBox='0 0 1 99999'",
        b" width='-1'",
    ),
    *(b" viewBox='nan nan 1e400 1'", b" d='M0 0L1e30 1e30'", b" d='z'", b" transform='matrix(0 0 0 0 0 0)'", b"<text>"),
    *(
        b" font-size='1e9'",
        b" stroke-dasharray='0.00001'",
        b"<mask id='m' mask='url(#m)'/>",
        b" mask='url(#m)'",
        b"&x;",
    ),
    *(
        b"<style>*{fill:red}</style>",
        b"<style>@import 'x'</style>",
        b"<?xml encoding='utf-16'?>",
        b"<![CDATA[",
        b"\x00",
    ),
    *(
        b"<linearGradient id='g' href='#g'/>",
        b" fill='url(#g)'",
        b" clip-path='url(#a)'",
        b" id='a'",
        b"<symbol>",
        b"<",
    ),
)


TAGS = (
    *("g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "clipPath"),
    *("mask", "linearGradient", "radialGradient", "stop", "use"),
)
PARTS = (("linearGradient", "a"), ("clipPath", "b"), ("mask", "c"))
NAMING = ("fill", "stroke", "mask", "clip-path", "href")
"""Attributes that name parts. Within the parts they would make them go round, which is refused at once."""
VALUES = {
    "transform": (
        "scale(0)",
        "matrix(1e30 0 0 1e-30 0 0)",
        "rotate(nan)",
        "translate(1e38)",
        "skewX(90)",
        "x",
        "scale(-1)",
    ),
    "d": ("M0 0", "M0 0L1e30 1e30z", "M 0 0 A 1e9 1e-9 0 1 1 5 5", "C", "m" + "1 1 " * 4_000, "M0,0h9v9zM1 1"),
    "points": ("", "0", "0 0 1e39 4", "0,0 9,9"),
    "width": ("0", "-4", "1e20", "100%", "9"),
    "height": ("0", "-4", "1e20", "100%", "9"),
    "r": ("0", "-1", "1e20", "3"),
    "font-size": ("12", "3", "0.5", "12px"),
    "font-family": ("Nobody", "serif", "", "Source Sans 3"),
    "fill": ("url(#a)", "url(#c)", "url(#none)", "#123", "red", "none", "currentColor", "var(--sg-brand)"),
    "mask": ("url(#b)", "url(#c)"),
    "clip-path": ("url(#c)", "url(#b)"),
    "stroke": ("#000", "url(#a)"),
    "stroke-width": ("1e30", "0", "-1", "2"),
    "stroke-dasharray": ("0.00001", "0 0", "-1 1", "1e-30", "2 1"),
    "opacity": ("0", "2", "nan", ".5"),
    "href": ("#a", "#b", "#c", "#"),
    "gradientTransform": ("scale(0)", "matrix(1 2 3 4 5 6)"),
    "offset": ("-1", "2", "nan", "50%"),
    "preserveAspectRatio": ("none", "x", "xMidYMid slice"),
}


def odd_drawing(dice: random.Random) -> bytes:
    """A drawing that is well formed and holds nothing that is forbidden, and makes little sense."""
    parts = "".join(f'<{tag} id="{name}"{_given(dice, ())}>{_elements(dice, 1, ())}</{tag}>' for tag, name in PARTS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{parts}{_elements(dice, 3, NAMING)}</svg>'.encode()
    )


def _elements(dice: random.Random, deep: int, naming: tuple[str, ...]) -> str:
    return "".join(_element(dice, deep, naming) for _ in range(dice.randint(1, 4))) if deep else "letters"


def _element(dice: random.Random, deep: int, naming: tuple[str, ...]) -> str:
    tag = dice.choice(TAGS)
    return f"<{tag}{_given(dice, naming)}>{_elements(dice, deep - 1, naming)}</{tag}>"


def _given(dice: random.Random, naming: tuple[str, ...]) -> str:
    """A few attributes; now and then one with an odd value. The last value of each is a plain one."""
    names = dice.sample([name for name in VALUES if name not in NAMING or name in naming], dice.randint(0, 6))
    given = ((name, dice.choice(VALUES[name]) if dice.random() < 0.02 else VALUES[name][-1]) for name in names)
    return "".join(f' {name}="{value}"' for name, value in given)


def spoiled_picture(seed: bytes, ending: str, dice: random.Random) -> bytes:
    """A picture with a few things done to it; a PNG often with its sums put right, so that more than those is tried."""
    if ending == "svg" and dice.random() < 0.6:
        return odd_drawing(dice)
    if ending == "svg":
        return spoiled(seed.replace(b">", b">\n"), dice, SVG_ODD)
    if ending == "png" and dice.random() < 0.7:
        return _summed(_chunked(seed, dice))
    for _ in range(dice.randint(1, 4)):
        at, size = dice.randrange(2, len(seed)), dice.choice((1, 1, 2, 4, 40, 400))
        brought = dice.choice((b"", bytes(size), b"\xff" * size, dice.randbytes(size), seed[at : at + size] * 3))
        seed = seed[:at] + brought + seed[at + dice.choice((0, size)) :]
    return seed


Chunk = tuple[bytes, bytes]


def _chunked(seed: bytes, dice: random.Random) -> list[Chunk]:
    """The parts of a PNG, a few of them changed, left out, doubled or moved."""
    chunks = list(_chunks(seed))
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(chunks))
        name, data = chunks[at]
        match dice.randrange(6):
            case 0:
                place = dice.randrange(len(data) or 1)
                chunks[at] = name, data[:place] + dice.randbytes(dice.choice((1, 4))) + data[place + 1 :]
            case 1:
                del chunks[at]
            case 2:
                chunks.insert(dice.randrange(len(chunks)), (name, data))
            case 3:
                chunks.insert(at, (b"pHYs", struct.pack(">IIB", dice.choice((0, 1, 1 << 31)), 1, 1)))
            case 4:
                wide, high = dice.choice(((1 << 30, 1), (7999, 1999), (0, 4), (60_000, 60_000), (1, 1), (1, 300)))
                head = bytes((dice.choice((1, 2, 8, 16)), dice.choice((0, 2, 3, 4, 6, 7)), 0, 0, dice.choice((0, 1))))
                chunks[0] = b"IHDR", struct.pack(">II", wide, high) + head
            case _:
                chunks[at] = b"IDAT", zlib.compress(bytes(dice.choice((10, 1000, 1_000_000))))
        if not chunks:
            return [(b"IEND", b"")]
    return chunks


def _chunks(png: bytes) -> Iterator[Chunk]:
    at = 8
    while at < len(png):
        size = struct.unpack_from(">I", png, at)[0]
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += 12 + size


def _summed(chunks: list[Chunk]) -> bytes:
    parts = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


# What is done with it

RUNS = ("os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "os.spawn", "subprocess.Popen", "pty.spawn")
REACHES = (
    "socket.connect",
    "socket.bind",
    "urllib.Request",
    "ftplib.connect",
    "smtplib.connect",
    "http.client.connect",
)
WRITES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate", "os.chmod")
_inside: list[Path] = []
_seen: list[str] = []


def _watch(event: str, given: tuple[object, ...]) -> None:
    if not _inside:
        return
    if event in RUNS or event in REACHES:
        _seen.append(f"{event} {given!r}"[:200])
    writes = event in WRITES or (event == "open" and _opens_to_write(given))
    for path in given[: 2 if event == "os.rename" else 1] if writes else ():
        if isinstance(path, str | bytes | os.PathLike) and not _allowed(os.fsdecode(path)):
            _seen.append(f"{event} {os.fsdecode(path)}")


def _opens_to_write(given: tuple[object, ...]) -> bool:
    _, mode, flags = (*given, None, None)[:3]
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def _allowed(path: str) -> bool:
    """Names without a place belong to a folder that is open already: a whole folder is removed from within."""
    where = Path(path)
    own = not where.is_absolute() and len(where.parts) == 1
    return own or path == os.devnull or "__pycache__" in path or where.resolve().is_relative_to(_inside[0])


sys.addaudithook(_watch)


def _memory() -> tuple[int, int]:
    """What this process has, and the most that it ever had, in kB; nothing where the system does not say."""
    if sys.platform != "linux":
        return 0, 0
    said = Path("/proc/self/status").read_text(encoding="utf-8")
    now, most = (re.search(rf"^{name}:\s+(\d+)", said, re.MULTILINE) for name in ("VmRSS", "VmHWM"))
    return int(now[1]) if now else 0, int(most[1]) if most else 0


@contextmanager
def watched(place: Path, what: str, most: int = SECONDS) -> Iterator[None]:
    """While one input is worked on: nothing is run, fetched or written outside, and it takes little time and memory."""
    (held, peak), began, worked = _memory(), time.monotonic(), time.process_time()
    _inside[:], _seen[:] = [place.resolve()], []
    try:
        yield
    finally:
        _inside.clear()
    # By what the processor did, so that a busy machine does no harm; and by the clock, for what waits for ever.
    worked, (_, highest) = time.process_time() - worked, _memory()
    kind = what.partition(" ")[0]
    slowest[kind] = max(slowest.get(kind, 0.0), worked)
    assert _seen == [], f"{what}: {_seen}"
    assert worked < most, f"{what} took {worked:.1f} seconds"
    assert time.monotonic() - began < most * 12, f"{what} waited"
    # The typesetter never gives memory back, so what earlier inputs took is left out of the count.
    assert highest == peak or highest - held < MEMORY_KB, f"{what} took {(highest - held) // 1000} MB"


slowest: dict[str, float] = {}
"""The longest that one input of each kind has taken."""


def told(problems: object, pattern: str, what: str) -> None:
    """Problems as people read them: the file, the line, what to do, on a line of its own."""
    assert problems, f"{what}: refused without a word"
    for problem in problems if isinstance(problems, tuple | list) else ():
        assert re.fullmatch(rf"{pattern}:[1-9][0-9]*: [^\n]+", str(problem)), f"{what}: {problem}"
