"""Reads PNG and JPEG pictures as far as it takes to know that every program can show them, and soon."""

import struct
import zlib
from collections.abc import Iterator

MOST_POINTS = 16_000_000
MOST_ACROSS = 8_000
"""A small file can unfold to a picture that fills a machine's memory."""
BROKEN = "the picture is damaged: save it again from the program that made it"
NOT_SO = "the file is not the kind of picture that its name says"

PNG = b"\x89PNG\r\n\x1a\n"
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bits for each channel, by the kind of colour: grey, colour, palette, and the first two with transparency."""
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PASSES = ((0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2))
"""The steps of an interlaced picture: first column and every so many, first row and every so many."""

START, END, SCAN = 0xD8, 0xD9, 0xDA
FRAMES = {0xC0, 0xC1, 0xC2}
"""Baseline, extended and progressive: what browsers show."""
OTHER_FRAMES = {0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}
WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
ADOBE = 0xEE


class DamagedError(Exception):
    """The picture cannot be shown; the message says what to do."""


def wrong(raw: bytes, kind: str) -> str:
    """What stops a "png" or "jpg" from being shown, or nothing."""
    try:
        (_check_png if kind == "png" else _check_jpeg)(raw)
    except DamagedError as found:
        return str(found)
    except (struct.error, zlib.error, IndexError):
        return BROKEN
    return ""


def _fits(wide: int, high: int) -> None:
    if not wide or not high:
        raise DamagedError(BROKEN)
    if wide * high > MOST_POINTS or max(wide, high) > MOST_ACROSS:
        raise DamagedError(f"the picture has {wide} by {high} points: keep it under {MOST_ACROSS} each way")


def _check_png(raw: bytes) -> None:
    if not raw.startswith(PNG):
        raise DamagedError(NOT_SO)
    chunks = list(_chunks(raw))
    names = [name for name, _ in chunks]
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or names.count(b"IHDR") != 1 or b"IDAT" not in names:
        raise DamagedError(BROKEN)
    if b"acTL" in names:
        raise DamagedError("the picture moves: give one that stands still")
    wide, high, depth, colour, packing, filters, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if depth not in DEPTHS.get(colour, ()) or packing or filters or interlaced > 1:
        raise DamagedError(BROKEN)
    _fits(wide, high)
    _check_palette(dict(chunks), depth, colour)
    rows = list(_rows(wide, high, depth * CHANNELS[colour], interlaced=bool(interlaced)))
    _check_rows(b"".join(data for name, data in chunks if name == b"IDAT"), rows)


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG)
    while at < len(raw):
        (size,) = struct.unpack_from(">I", raw, at)
        name, data = raw[at + 4 : at + 8], raw[at + 8 : at + 8 + size]
        (sum_given,) = struct.unpack_from(">I", raw, at + 8 + size)
        known = name in (b"IHDR", b"PLTE", b"IDAT", b"IEND")
        if zlib.crc32(name + data) != sum_given or not name.isalpha() or (name[:1].isupper() and not known):
            raise DamagedError(BROKEN)
        yield name, data
        at += 12 + size


def _check_palette(chunks: dict[bytes, bytes], depth: int, colour: int) -> None:
    colours = len(chunks.get(b"PLTE", b"")) / 3
    if colour == 3 and not (1 <= colours <= 1 << depth and colours.is_integer()):
        raise DamagedError(BROKEN)


def _rows(wide: int, high: int, bits: int, *, interlaced: bool) -> Iterator[tuple[int, int]]:
    """How many rows, and the bytes of each with the one that names its filter."""
    for left, across, top, down in PASSES if interlaced else ((0, 1, 0, 1),):
        columns, lines = -(-(wide - left) // across), -(-(high - top) // down)
        if columns > 0 and lines > 0:
            yield lines, 1 + -(-columns * bits // 8)


def _check_rows(packed: bytes, rows: list[tuple[int, int]]) -> None:
    """Unpack no more than the picture can have, and look at the filter of each row."""
    size = sum(lines * length for lines, length in rows)
    unpacking = zlib.decompressobj()
    points = unpacking.decompress(packed, size + 1)
    if len(points) != size or not unpacking.eof:
        raise DamagedError(BROKEN)
    at = 0
    for lines, length in rows:
        if max(points[at : at + lines * length : length]) > 4:
            raise DamagedError(BROKEN)
        at += lines * length


def _check_jpeg(raw: bytes) -> None:
    if not raw.startswith(b"\xff\xd8\xff"):
        raise DamagedError(NOT_SO)
    if b"\xff\xd9" not in raw[-32:]:
        raise DamagedError(BROKEN)
    frames, scans = 0, 0
    for marker, data in _segments(raw):
        if marker in OTHER_FRAMES:
            raise DamagedError("browsers cannot show this kind of JPEG: save it again as an ordinary one")
        if marker in FRAMES:
            frames += 1
            _check_frame(data)
        if marker == ADOBE and data[:5] == b"Adobe" and not data[11]:
            raise DamagedError("the JPEG keeps its colours in a rare way: save it again for the web, in RGB")
        scans += marker == SCAN
        if marker == SCAN and not frames:
            raise DamagedError(BROKEN)
    if frames != 1 or not scans:
        raise DamagedError(BROKEN)


def _check_frame(data: bytes) -> None:
    depth, high, wide, channels = struct.unpack_from(">BHHB", data)
    _fits(wide, high)
    if channels not in (1, 3):
        raise DamagedError("the JPEG has the colours of a print shop: save it again for the web, in RGB")
    if depth != 8 or len(data) != 6 + 3 * channels:
        raise DamagedError(BROKEN)


def _segments(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with what it brings. What a scan draws comes after its own, and is passed over."""
    at, drawing = 2, False
    while True:
        while raw[at] != 0xFF or raw[at + 1] in (0x00, 0xFF):
            if not drawing and raw[at : at + 2] != b"\xff\xff":
                raise DamagedError(BROKEN)
            at += 1
        marker, at = raw[at + 1], at + 2
        if marker == END:
            return
        if marker in WITHOUT_LENGTH and drawing:
            continue
        drawing = marker == SCAN
        (size,) = struct.unpack_from(">H", raw, at)
        if size < 2 or at + size > len(raw):
            raise DamagedError(BROKEN)
        yield marker, raw[at + 2 : at + size]
        at += size
