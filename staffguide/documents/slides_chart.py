"""The chart of the rating scale: bars on one axis that can be edited like any chart, each with its name and numbers."""

import io
import re
import zipfile
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from staffguide.documents.slides_parts import Bars
from staffguide.documents.slides_room import Box
from staffguide.documents.slides_xml import LANGUAGE, emu

STEP = 25
"""Between the numbers on the axis."""
START, BAND = "Begins at", "Per cent of the scale"
CREATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
EARLIEST = (1980, 1, 1, 0, 0, 0)
PLACE = '<p:ph xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" type="chart" idx="3"/>'


def add(slide: Any, bars: Bars, box: Box, size: float) -> Any:
    """Put the chart onto a slide. The first of its two series only lifts the second to where a band begins."""
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [name for name, _, _ in bars.bands]
    data.add_series(START, [low for _, low, _ in bars.bands])
    data.add_series(BAND, [high - low + 1 for _, low, high in bars.bands])
    where = (Emu(emu(value)) for value in (box.x, box.y, box.wide, box.high))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *where, data)
    frame.name = "Chart of the rating scale"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", bars.alt)
    frame._element.nvGraphicFramePr.nvPr.append(parse_xml(PLACE))
    _look(frame.chart, bars, size)
    _lawful(frame.chart)
    return frame


def _look(chart: Any, bars: Bars, size: float) -> None:
    chart.font.size, chart.font.color.theme_color = Pt(size), MSO_THEME_COLOR.TEXT_1
    chart.has_legend = chart.has_title = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    lift, band = plot.series
    lift.format.fill.background()
    lift.format.line.fill.background()
    band.format.fill.solid()
    band.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    _axes(chart, bars)


def _lawful(chart: Any) -> None:
    """The ids of the axes as the standard has them: python-pptx writes numbers below nought."""
    for one in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        one.set("val", one.get("val").lstrip("-"))


def _axes(chart: Any, bars: Bars) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True  # a bar chart begins at its foot
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.fill.background()
    values.minimum_scale, values.maximum_scale, values.major_unit = bars.bands[0][1], bars.bands[-1][2], STEP
    values.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_3
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    values.format.line.fill.background()
    for axis in (names, values):
        for look in axis.tick_labels.font._element.iter(qn("a:defRPr")):
            look.set("lang", LANGUAGE)


def dated(workbook: bytes, day: str) -> bytes:
    """The sheet behind a chart with a day of ours in place of the clock's: the same input gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            about = zipfile.ZipInfo(name, EARLIEST)
            about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 0
            data = source.read(name)
            target.writestr(about, CREATED.sub(rb"\g<1>" + day.encode() + rb"\g<2>", data) if "core" in name else data)
    return packed.getvalue()
