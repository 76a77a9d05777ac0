"""The template of our slides: theme, master, layouts and notes page, built from code in a council's colours."""

import io
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from staffguide.documents import slides_room as room
from staffguide.documents.slides_room import Box
from staffguide.documents.slides_type import AFTER, FACE, INDENT
from staffguide.documents.slides_xml import DECORATIVE, LANGUAGE, SPACES, emu, filled, placed

FOOT_SIZE = 12
"""The size of the foot and of the number of a slide: nobody has to read them in the room."""
NOTES_SIZES = (14, 13, 12, 11, 10)
LAYOUTS = ("Title slide", "Part", "Title and text", "Two columns", "Title and table", "Title and chart", "Closing")
TYPES = ("title", "secHead", "obj", "twoObj", "tbl", "cust", "cust")
HALF = (room.BODY.wide - room.GUTTER) / 2
LOWER = Box(room.BODY.x, room.BODY.y + 90, room.BODY.wide, room.BODY.high - 90)
PROMPTS = {"title": "Title", "text": "Text", "tbl": "Table", "chart": "Chart", "foot": "", "number": "‹#›"}
SLIDE_PAGE, NOTES_PAGE = Box(132, 40, 276, 155), Box(54, 215, 432, 465)
"""On a sheet for the notes, of 540 by 720 points: a small picture of the slide, and much room for words."""
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
CLR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def opened(size: float, colours: Mapping[str, str]) -> Any:
    """A presentation without slides in a council's colours, whose words are `size` points high."""
    file = Presentation(io.BytesIO(_built(size, ink(colours))))
    for part in file.part.package.iter_parts():
        if part.partname.startswith("/ppt/theme/"):
            part._blob = _theme(part.blob.decode(), colours).encode()
    return file


def ink(colours: Mapping[str, str]) -> str:
    """The colour of the theme for words on the council's colour: that of paper or that of words."""
    return "bg1" if colours["on_brand"].lower() in {"#fff", "#ffffff"} else "tx1"


def _theme(xml: str, colours: Mapping[str, str]) -> str:
    shades = {name: shade.lstrip("#") for name, shade in colours.items()}
    shades = {name: shade * 2 if len(shade) == 3 else shade for name, shade in shades.items()}
    ours = {
        "dk1": shades["text"],
        "lt1": "FFFFFF",
        "dk2": shades["link"],
        "lt2": shades["tint"],
        "accent1": shades["brand"],
        "accent2": shades["link"],
        "accent3": shades["border"],
        **dict.fromkeys(("accent4", "accent5", "accent6"), shades["brand"]),
        "hlink": shades["link"],
        "folHlink": shades["link"],
    }
    listed = "".join(f'<a:{name}><a:srgbClr val="{shade.upper()}"/></a:{name}>' for name, shade in ours.items())
    xml = re.sub(
        r"<a:clrScheme\b.*?</a:clrScheme>", f'<a:clrScheme name="Council">{listed}</a:clrScheme>', xml, flags=re.S
    )
    face = f'<a:latin typeface="{FACE}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fonts = f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>"
    return re.sub(
        r"<a:fontScheme\b.*?</a:fontScheme>", f'<a:fontScheme name="Council">{fonts}</a:fontScheme>', xml, flags=re.S
    )


@lru_cache(maxsize=8)
def _built(size: float, on_brand: str) -> bytes:
    """The template but for the colours: python-pptx's own, with every master and layout of it replaced by ours."""
    file: Any = Presentation()
    file.slide_width, file.slide_height = emu(room.WIDE), emu(room.HIGH)
    masters = file.part.part_related_by(RELATIONSHIP_TYPE.SLIDE_MASTER)
    parts = [masters.related_part(one.rId) for one in masters._element.sldLayoutIdLst]
    for part, kind, name, xml in zip(parts, TYPES, LAYOUTS, _layouts(on_brand), strict=False):
        part._element = parse_xml(_layout(kind, name, xml))
    listed = masters._element.sldLayoutIdLst
    for one in list(listed)[len(LAYOUTS) :]:
        masters.drop_rel(one.rId)
        listed.remove(one)
    ids = [(one.get("id"), one.rId) for one in listed]
    masters._element = parse_xml(_master(size, ids))
    file.part.notes_master_part._element = parse_xml(_notes_master())
    for about in list(file.part.package.iter_rels()):
        if about.reltype.endswith(("/thumbnail", "/printerSettings")):
            _dropped(file, about.rId)
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def _dropped(file: Any, id: str) -> None:
    """What the package holds beside its slides: a picture of the first one, and settings of a printer."""
    for holder in (file.part.package, file.part):
        if id in holder._rels and holder._rels[id].reltype.endswith(("/thumbnail", "/printerSettings")):
            holder._rels.pop(id)


def _style(size: float, depth: int, *, bold: bool = False, bullet: bool = False, ink: str = "tx1") -> str:
    left = f' marL="{emu(INDENT * (depth + 1))}" indent="{emu(-INDENT)}"' if bullet else ' marL="0" indent="0"'
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if bullet else "<a:buNone/>"
    weight = ' b="1"' if bold else ""
    space = 0 if bold else round(AFTER * 100_000)
    return (
        f'<a:lvl{depth + 1}pPr{left} algn="l" eaLnBrk="1" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPct val="{space}"/></a:spcBef>{mark}'
        f'<a:defRPr lang="{LANGUAGE}" sz="{round(size * 100)}"{weight} kern="1200">{filled(ink)}'
        f'<a:latin typeface="+m{"j" if bold else "n"}-lt"/></a:defRPr></a:lvl{depth + 1}pPr>'
    )


def _place(id: int, name: str, kind: str, box: Box | None, prompt: str, look: str = "", anchor: str = "t") -> str:
    """A placeholder of a master or a layout."""
    words = (
        f'<a:r><a:rPr lang="{LANGUAGE}"/><a:t>{prompt}</a:t></a:r>' if prompt else f'<a:endParaRPr lang="{LANGUAGE}"/>'
    )
    if kind.startswith('type="sldNum"'):
        shown = f'<a:rPr lang="{LANGUAGE}"/><a:t>‹#›</a:t>'
        words = f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{shown}</a:fld>'
    where = f'{placed(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"<p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr><p:txBody>"
        f'<a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{look}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def _band(id: int, box: Box, fill: str = "accent1") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="Band">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr>{placed(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{filled(fill)}'
        "<a:ln><a:noFill/></a:ln></p:spPr>"
        f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="{LANGUAGE}"/></a:p></p:txBody></p:sp>'
    )


def _foot(ink: str = "tx1") -> str:
    small, right = _style(FOOT_SIZE, 0, ink=ink), _style(FOOT_SIZE, 0, ink=ink).replace('algn="l"', 'algn="r"')
    return _place(8, "Footer", 'type="ftr" sz="quarter" idx="11"', room.FOOT, "", small, "ctr") + _place(
        9, "Slide number", 'type="sldNum" sz="quarter" idx="12"', room.NUMBER, "", right, "ctr"
    )


def _master(size: float, ids: list[tuple[str, str]]) -> str:
    from_size = "".join(_style(size, depth, bullet=True) for depth in range(3))
    listed = "".join(f'<p:sldLayoutId id="{id}" r:id="{name}"/>' for id, name in ids)
    return (
        f"<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgPr>{filled('bg1')}<a:effectLst/></p:bgPr></p:bg><p:spTree>{TREE}"
        + _band(7, Box(0, 0, room.WIDE, 10))
        + _place(2, "Title", 'type="title"', room.TITLE, PROMPTS["title"], anchor="b")
        + _place(3, "Text", 'type="body" idx="1"', room.BODY, PROMPTS["text"])
        + _foot().replace('idx="11"', 'idx="3"').replace('idx="12"', 'idx="4"')
        + f"</p:spTree></p:cSld>{CLR_MAP}<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>"
        '<p:hf hdr="0" dt="0"/>'
        f"<p:txStyles><p:titleStyle>{_style(36, 0, bold=True)}</p:titleStyle><p:bodyStyle>{from_size}</p:bodyStyle>"
        f"<p:otherStyle>{_style(size, 0)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _layouts(on_brand: str) -> tuple[str, ...]:
    title = _place(2, "Title", 'type="title"', None, PROMPTS["title"])
    body = _place(3, "Text", 'idx="1"', None, PROMPTS["text"])
    right = Box(room.BODY.x + HALF + room.GUTTER, room.BODY.y, HALF, room.BODY.high)
    left = Box(room.BODY.x, room.BODY.y, HALF, room.BODY.high)
    plain = "".join(_style(28, depth) for depth in range(1))
    upper = Box(room.BODY.x, room.BODY.y, room.BODY.wide, 80)
    return (
        _band(7, Box(0, 0, 40, room.HIGH))
        + _place(2, "Title", 'type="ctrTitle"', room.OPENING_TITLE, PROMPTS["title"], _style(44, 0, bold=True), "b")
        + _place(3, "Subtitle", 'type="subTitle" idx="1"', room.OPENING_BODY, PROMPTS["text"], plain)
        + _foot(),
        _place(
            2, "Title", 'type="title"', room.PART_TITLE, PROMPTS["title"], _style(44, 0, bold=True, ink=on_brand), "b"
        )
        + _place(3, "Text", 'type="body" idx="1"', room.PART_BODY, PROMPTS["text"], _style(28, 0, ink=on_brand))
        + _foot(on_brand),
        title + body + _foot(),
        title
        + _place(3, "Left text", 'sz="half" idx="1"', left, PROMPTS["text"])
        + _place(4, "Right text", 'sz="half" idx="2"', right, PROMPTS["text"])
        + _foot(),
        title
        + _place(3, "Text", 'type="body" sz="quarter" idx="1"', upper, PROMPTS["text"])
        + _place(4, "Table", 'type="tbl" idx="2"', LOWER, PROMPTS["tbl"])
        + _foot(),
        title
        + _place(3, "Text", 'type="body" sz="quarter" idx="1"', upper, PROMPTS["text"])
        + _place(4, "Table", 'type="tbl" sz="half" idx="2"', Box(LOWER.x, LOWER.y, HALF, LOWER.high), PROMPTS["tbl"])
        + _place(
            5, "Chart", 'type="chart" sz="half" idx="3"', Box(right.x, LOWER.y, HALF, LOWER.high), PROMPTS["chart"]
        )
        + _foot(),
        title + body + _foot(),
    )


GROUNDS = {"Part": "accent1", "Closing": "bg2"}
WITHOUT_BAND = ("Title slide", "Part")


def _layout(kind: str, name: str, shapes: str) -> str:
    ground = f"<p:bg><p:bgPr>{filled(GROUNDS[name])}<a:effectLst/></p:bgPr></p:bg>" if name in GROUNDS else ""
    band = ' showMasterSp="0"' if name in WITHOUT_BAND else ""
    return (
        f'<p:sldLayout {SPACES}{band} type="{kind}" preserve="1"><p:cSld name="{name}">{ground}<p:spTree>{TREE}{shapes}'
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _notes_master() -> str:
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        f'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{placed(SLIDE_PAGE)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525"><a:solidFill><a:schemeClr val="tx1"/>'
        "</a:solidFill></a:ln></p:spPr></p:sp>"
    )
    return (
        f"<p:notesMaster {SPACES}><p:cSld><p:bg><p:bgPr>{filled('bg1')}<a:effectLst/></p:bgPr></p:bg><p:spTree>{TREE}"
        + picture
        + _place(3, "Notes", 'type="body" sz="quarter" idx="3"', NOTES_PAGE, PROMPTS["text"])
        + f"</p:spTree></p:cSld>{CLR_MAP}<p:notesStyle>{_style(NOTES_SIZES[0], 0)}</p:notesStyle></p:notesMaster>"
    )
