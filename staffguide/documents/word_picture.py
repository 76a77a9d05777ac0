"""Makes a picture ready for a Word file: the points alone, without the notes that its reader stumbles over."""

import struct
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
DENSITY = b"pHYs"
JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
"""A note that says no more than that this is a JPEG. Word's reader asks for one, and a camera may write another."""
NOTES = (0xE0, 0xE1)
SCAN = 0xDA


def plain(data: bytes) -> bytes:
    """The same picture as Word's reader can take it: it divides by the density that a picture claims to have."""
    return _plain_png(data) if data.startswith(PNG) else _plain_jpeg(data)


def _plain_png(data: bytes) -> bytes:
    return PNG + b"".join(chunk for chunk in _chunks(data) if chunk[4:8] != DENSITY)


def _chunks(data: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at < len(data):
        size = 12 + struct.unpack_from(">I", data, at)[0]
        yield data[at : at + size]
        at += size


def _plain_jpeg(data: bytes) -> bytes:
    """What describes the picture stays, and all that is drawn. What a program has noted of it goes."""
    kept, at = [data[:2], JFIF], 2
    while data[at + 1] != SCAN:
        if data[at + 1] == 0xFF:  # room between segments
            at += 1
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if data[at + 1] not in NOTES:
            kept.append(data[at:end])
        at = end
    return b"".join((*kept, data[at:]))
