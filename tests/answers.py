"""Makes files of answers for tests of the evaluation: replies of made-up people, and files that nobody should count."""

import json
import random
from pathlib import Path
from typing import Any

OWN = "Talk about our practice model with examples of your own"
AIMS = ("ev-aim-process", "ev-aim-care-act", "ev-aim-vision", "ev-aim-practised", "ev-own-1")
Values = dict[str, Any]


def a_file(replies: list[Values], **more: Any) -> Values:
    """What a file of answers holds."""
    about = {
        "kind": "staff-guide-evaluation",
        "version": 1,
        "council": "example",
        "form": "workshop",
        "session": "Workshop for social workers",
        "date": "2027-02-03",
        "objectives": [OWN],
    }
    return {**about, **more, "replies": replies}


def a_reply(chance: random.Random, role: str = "", **answers: Any) -> Values:
    """A reply in which most questions are answered, by chance."""
    given: Values = {
        "ev-role": role or chance.choice(["frontline", "frontline", "manager", "other"]),
        "ev-before": chance.randint(1, 4),
        "ev-after": chance.randint(2, 5),
        "ev-time": chance.choice(["enough", "too-little", "too-much"]),
        "ev-most": chance.choice(["The practice", "Ünïcode 😀 first", "the practice", "\ufb01rst", "'=1+1"]),
        "ev-leaders": "More time, please",
        "ev-consent": chance.choice(["quote", "sum-up", "keep"]),
        **{aim: chance.choice(["fully", "partly", "not-at-all"]) for aim in AIMS},
    }
    kept = {name: value for name, value in given.items() if name == "ev-role" or chance.random() < 0.9}
    return {"id": f"{chance.getrandbits(128):032x}", "answers": {**kept, **answers}}


def write(folder: Path, name: str, content: Any) -> Path:
    """One file of a folder of answers: values as JSON, or text or bytes as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def _spoilt(**answers: Any) -> Values:
    return a_file([{"id": "0" * 32, "answers": answers}])


HOSTILE: dict[str, tuple[Any, str]] = {
    "zip.zip": (b"PK\x03\x04", "unpack it first: packed files are not opened"),
    "notes.txt": ("hello", "it is no file of answers: those end in .json"),
    "huge.json": (b" " * 1_000_001, "it is too large to be a file of answers"),
    "latin.json": ('{"kind": "caf\xe9"}'.encode("latin-1"), "it is not saved as UTF-8 text"),
    "utf16.json": ('{"kind": "x"}'.encode("utf-16"), "it is not saved as UTF-8 text"),
    "deep.json": ("[" * 200_000 + "]" * 200_000, "it is no file of answers: too much in it stands inside each other"),
    "cut.json": (json.dumps(_spoilt())[:-5], "it cannot be read: it may have been cut short or changed"),
    "empty.json": ("", "it cannot be read: it may have been cut short or changed"),
    "nan.json": ('{"kind": NaN}', "it cannot be read: it may have been cut short or changed"),
    "list.json": ("[]", "it was not made by the evaluation form of this guide"),
    "number.json": ("9" * 6000, "it was not made by the evaluation form of this guide"),
    "kind.json": ({"kind": "survey"}, "it was not made by the evaluation form of this guide"),
    "proto.json": (
        '{"__proto__": {"kind": "staff-guide-evaluation"}}',
        "it was not made by the evaluation form of this guide",
    ),
    "version.json": (a_file([], version=2), "it was made by another version of the form"),
    "version-true.json": (a_file([], version=True), "it was made by another version of the form"),
    "leeds.json": (a_file([], council="leeds"), "it is from another council"),
    "form.json": (a_file([], form="staff"), "it does not say which form was filled in"),
    "form-list.json": (a_file([], form=[]), "it does not say which form was filled in"),
    "aims.json": (a_file([], objectives="all"), "the council's own aims in it are not as the form writes them"),
    "aims-null.json": (a_file([], objectives=None), "the council's own aims in it are not as the form writes them"),
    "aims-twice.json": (
        a_file([], objectives=["a", "a "]),
        "the council's own aims in it are not as the form writes them",
    ),
    "session.json": (a_file([], session=" \u202e "), "its session has no name or no date"),
    "date.json": (a_file([], date="2027-02-30"), "its session has no name or no date"),
    "none.json": (a_file([]), "it holds no replies"),
    "many.json": (a_file([{"id": f"{n:032x}", "answers": {}} for n in range(501)]), "it holds more than 500 replies"),
    "reply.json": (a_file(["x"]), "reply 1 is not as the form writes it"),
    "id.json": (a_file([{"id": "Z" * 32, "answers": {}}]), "reply 1 is not as the form writes it"),
    "unknown.json": (_spoilt(**{"ev-name": "Sam"}), "reply 1 answers a question that is not on the form"),
    "proto-answer.json": (
        '{"kind": "staff-guide-evaluation", "version": 1, "council": "example", "form": "workshop", "session": "s", '
        '"date": "2027-02-03", "replies": [{"id": "%s", "answers": {"__proto__": 1}}]}' % ("0" * 32),
        "reply 1 answers a question that is not on the form",
    ),
    "own.json": (_spoilt(**{"ev-own-2": "fully"}), "reply 1 answers a question that is not on the form"),
    "scale.json": (_spoilt(**{"ev-before": 6}), 'reply 1: "Confidence before" is not on the scale'),
    "scale-half.json": (_spoilt(**{"ev-before": 2.5}), 'reply 1: "Confidence before" is not on the scale'),
    "scale-true.json": (_spoilt(**{"ev-before": True}), 'reply 1: "Confidence before" is not on the scale'),
    "scale-text.json": (_spoilt(**{"ev-before": "3"}), 'reply 1: "Confidence before" is not on the scale'),
    "scale-huge.json": (
        json.dumps(_spoilt(**{"ev-before": 7})).replace(": 7}", f": {'9' * 400}}}"),
        'reply 1: "Confidence before" is not on the scale',
    ),
    "choice.json": (
        _spoilt(**{"ev-time": "Enough"}),
        'reply 1: the answer under "Time to practise" is not one of those on the form',
    ),
    "choice-list.json": (
        _spoilt(**{"ev-time": ["enough"]}),
        'reply 1: the answer under "Time to practise" is not one of those on the form',
    ),
    "words.json": (_spoilt(**{"ev-most": {"html": "<b>"}}), 'reply 1: what stands under "Most useful" is no text'),
    "long.json": (_spoilt(**{"ev-most": "😀" * 2001}), 'reply 1: the words under "Most useful" are too long'),
}
"""Files that are not counted, by name: what is in them, and what an officer is told."""
