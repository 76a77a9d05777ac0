"""Sets a tree in type. The only module that names the typesetter.

The words reach the template as JSON values and are never source text, so nothing that anyone writes can
become a command. The same tree, document and setting give the same bytes, on any machine.
"""

import calendar
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from staffguide.documents import drawings
from staffguide.documents.book import Document, Setting
from staffguide.documents.elements import Tree, blocks, plain
from staffguide.problems import GuideError, Problem

OPENINGS = ("page", "space", "close")
"""How a booklet is laid out: each chapter on a new page; where that makes it too long, after a wide space;
and where that is still too long, set closer as well. Other templates use the three as roomy, close and closest."""
STEP = 0.5
"""By how many points type becomes smaller at a time."""
PANIC = "PanicException"
"""What a mistake in the typesetter itself becomes. It cannot be imported, and is no Exception."""
BROKE_DOWN = "the typesetter broke down over this document: take out the newest picture or drawing, and try again"
NO_GLYPH = re.compile(r"the text `\"(.+?)\"` could not be displayed")


def make(document: Document, tree: Tree, setting: Setting, templates: Path) -> bytes:
    """The document as a PDF/UA-1 file. Raises GuideError where the typesetter refuses it."""
    values = _values(document, tree, setting)
    *ways, last = [values | way for way in _ways(document)]
    for way in ways if document.page_limit else (ways or [last])[:1]:
        if pdf := _compiled(document, tree, way, setting, templates, document.page_limit):
            return pdf
    return _compiled(document, tree, last, setting, templates, 0)


def _ways(document: Document) -> Iterator[dict[str, Any]]:
    """The ways to set a document, from the roomiest on: first in smaller type where it may, then closer."""
    first, *closer = OPENINGS if document.new_pages else OPENINGS[1:]
    least = document.least_size or document.type_size
    sizes = [document.type_size - step * STEP for step in range(int((document.type_size - least) / STEP) + 1)]
    yield from ({"opening": first, "type_size": size} for size in sizes)
    yield from ({"opening": opening, "type_size": sizes[-1]} for opening in closer)


def _compiled(
    document: Document, tree: Tree, values: Mapping[str, Any], setting: Setting, templates: Path, page_limit: int
) -> bytes:
    """The file; or nothing where it would pass the limit, which the typesetter tells before it makes the file."""
    compiler = typst.Compiler(
        templates / document.template,
        root=templates,
        font_paths=_fonts(templates / "fonts"),
        # Composed letters: a loose accent would be given to screen readers twice (see base.typ).
        sys_inputs={"document": unicodedata.normalize("NFC", json.dumps(values, ensure_ascii=False))},
    )
    try:
        if page_limit and _pages(compiler) > page_limit:
            return b""
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1"], timestamp=calendar.timegm(setting.as_of.timetuple())
        )
    except typst.TypstError as error:
        raise GuideError(_refused(document, tree, error)) from error
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise GuideError([Problem(document.template, 1, document.id, BROKE_DOWN)]) from error
    if warnings:
        raise GuideError([Problem(document.template, 1, "", warning.message) for warning in warnings])
    assert isinstance(pdf, bytes)
    return pdf


def _pages(compiler: typst.Compiler) -> int:
    """How many pages there will be; none where the template is broken, of which making the file tells more."""
    try:
        return int(json.loads(compiler.query("<pages>", field="value", one=True)))
    except RuntimeError:
        return 0


def as_png(svg: str, templates: Path) -> bytes:
    """A drawing in colours of its own as pixels: for files that cannot hold drawings."""
    made = typst.compile(
        b'#set page(width: 16cm, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 100%)',
        font_paths=_fonts(templates / "fonts"),
        sys_inputs={"svg": svg},
        format="png",
        ppi=220,
    )
    assert isinstance(made, bytes)
    return made


def can_show(picture: bytes) -> bool:
    """Whether the typesetter can unpack a PNG or JPEG picture."""
    source, data = b"#image(bytes(json(bytes(sys.inputs.picture))))", json.dumps(list(picture))
    try:
        typst.compile(source, sys_inputs={"picture": data}, font_paths=typst.Fonts(False, False), format="pdf")
    except BaseException as error:
        if isinstance(error, typst.TypstError) or type(error).__name__ == PANIC:
            return False
        raise
    return True


@cache
def _fonts(folder: Path) -> typst.Fonts:
    """Our own fonts only, so that a PDF does not depend on what a machine has installed. Read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _values(document: Document, tree: Tree, setting: Setting) -> dict[str, Any]:
    """Everything that a template is given, as JSON values."""
    shown = asdict(document) | asdict(setting)
    shown |= {name: getattr(setting, name).isoformat() for name in ("as_of", "facts_checked")}
    shown["title"] = document.title
    shown["logo"] = _logo(setting.logo)
    shown["chapters"] = [[plain(node) for node in chapter.content] for chapter in tree.chapters]
    shown["colours"] = dict(setting.colours)
    painted: dict[str, Any] = _painted(shown, setting.colours)
    return painted


def _logo(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    if path.suffix == ".svg":
        return {"svg": path.read_text(encoding="utf-8")}
    return {"data": list(path.read_bytes())}


def _painted(value: Any, colours: Mapping[str, str]) -> Any:
    """The values with every drawing in the council's colours."""
    if isinstance(value, list):
        return [_painted(one, colours) for one in value] if value and not isinstance(value[0], int) else value
    if isinstance(value, dict):
        return {
            name: drawings.painted(one, colours) if name == "svg" else _painted(one, colours)
            for name, one in value.items()
        }
    return value


def _refused(document: Document, tree: Tree, error: typst.TypstError) -> list[Problem]:
    """The typesetter's words as problems. A sign that no font of ours has is traced to its page."""
    signs = sorted(set(NO_GLYPH.findall(error.diagnostic)))
    if not signs:
        return [Problem(document.template, 1, document.id, f"the document could not be set: {error.message}")]
    return [
        Problem(block.path, 1, "", f'leave out "{sign}" (U+{ord(sign[0]):04X}): no font of our documents has it')
        for sign in signs
        for block in blocks(tree)
        if sign in block.text
    ] or [Problem(document.template, 1, document.id, f"the fonts do not have {' '.join(signs)}")]
