"""Colours: every pair meets its duty for any brand, and a brand stays recognisable."""

from pathlib import Path

import pytest
from coloraide import Color
from hypothesis import example, given, settings
from hypothesis import strategies as st

from staffguide import colour, load

HEXES = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
ROOT = Path(__file__).parent.parent
TOKENS = ROOT / "overrides" / "assets" / "tokens.css"
MOST_HUE, LEAST_CHROMA, MOST_DISTANCE = 6, 0.65, 0.5
"""When a shade is still the brand: its hue in OKLCH within so many degrees, so much chroma kept, and its distance
(delta E OK, where black and white are 1 apart) at most so much: handbook/decisions/a-brand-stays-recognisable.md"""
GREY = 0.03
"""Chroma under which a colour has no hue that anybody sees."""


def contrasts_with_words(shade: str) -> bool:
    return max(colour.contrast(shade, ink) for ink in (colour.WHITE, colour.NEAR_BLACK)) >= colour.TEXT_RATIO


@settings(max_examples=500, derandomize=True, deadline=None, database=None)
@given(st.lists(HEXES, min_size=1, max_size=3))
def test_every_pair_meets_its_duty(brand: list[str]) -> None:
    keeps_its_duties(brand)


@pytest.mark.parametrize("slug", ["example", "oldham", "hertfordshire"])
def test_every_pair_of_the_samples_meets_its_duty(slug: str) -> None:
    brand = load.council(ROOT, slug).brand
    keeps_its_duties(list(brand.colours) if brand else [])


def keeps_its_duties(brand: list[str]) -> None:
    """On light and dark screens and on paper, which is what PDFs are coloured for."""
    made = colour.palette(brand)
    for place, roles in (("light", made.light), ("dark", made.dark), ("print", made.print)):
        for duty in colour.DUTIES:
            front, back = getattr(roles, duty.front), getattr(roles, duty.back)
            assert colour.contrast(front, back) >= duty.ratio, (place, duty, front, back)


@settings(max_examples=150, derandomize=True, deadline=None, database=None)
@given(HEXES)
def test_the_nearest_brand_that_is_offered_serves_and_is_left_alone(given_colour: str) -> None:
    problem = colour.unfit(given_colour)
    if problem is None:
        assert colour.palette([given_colour]).light.on_brand in (colour.WHITE, colour.NEAR_BLACK)
    else:
        assert colour.unfit(problem.nearest) is None


@pytest.mark.parametrize("brand", ["#00703c", "#003078", "#6a1b6e", "#b5121b", "#0b0c0c", "#1d5b66"])
def test_a_brand_that_serves_is_used_as_it_is(brand: str) -> None:
    assert colour.unfit(brand) is None
    assert colour.palette([brand]).light.brand == brand
    assert colour.palette([brand]).print.brand == brand


@settings(max_examples=500, derandomize=True, deadline=None, database=None)
@given(HEXES)
@example("#ffdd00")
@example("#00a1d5")
@example("#7ac143")
@example("#ff6f61")
@example("#0000ff")
def test_any_brand_is_still_recognised_in_the_header_band(brand: str) -> None:
    made = colour.palette([brand])
    if colour.unfit(brand) is None:
        assert made.light.brand == made.print.brand == brand, "a colour that serves is used as it is"
    for roles in (made.light, made.dark, made.print):
        assert recognisable(brand, roles.brand), (brand, roles.brand)


def recognisable(brand: str, shade: str) -> bool:
    before, after = Color(brand).convert("oklch"), Color(shade).convert("oklch")
    if before.delta_e(after, method="ok") > MOST_DISTANCE:
        return False
    if before["chroma"] < GREY:
        return bool(after["chroma"] < 2 * GREY)
    apart = abs((after["hue"] - before["hue"] + 180) % 360 - 180)
    return bool(apart <= MOST_HUE and after["chroma"] >= LEAST_CHROMA * before["chroma"])


@pytest.mark.parametrize("other", ["#5b1d66", "#1d665b", "#667074", "#e3f8ff"])
def test_another_colour_is_not_taken_for_the_brand(other: str) -> None:
    assert not recognisable("#1d5b66", other)


def test_a_pale_brand_is_refused_with_the_nearest_that_works() -> None:
    problem = colour.unfit("#ffdd00")
    assert problem is not None
    assert problem.reason == "is dark enough to be told from white paper"
    assert colour.contrast(problem.nearest, colour.WHITE) >= colour.PART_RATIO


def test_a_middling_brand_is_refused_because_no_words_can_be_read_on_it() -> None:
    problem = colour.unfit("#7a7a7a")
    assert problem is not None
    assert problem.reason == "white or near-black words can be read on"
    assert contrasts_with_words(problem.nearest)


def test_the_second_colour_is_the_accent_and_the_third_colours_links() -> None:
    one = colour.palette(["#003078"]).light
    three = colour.palette(["#003078", "#b5121b", "#6a1b6e"]).light
    assert (one.accent, one.link) == ("#003078", "#003078")
    assert (three.brand, three.accent, three.link) == ("#003078", "#b5121b", "#6a1b6e")


def test_the_style_sheet_redefines_every_role_and_print_comes_last() -> None:
    sheet = colour.css(colour.palette(["#003078"]))
    assert sheet.count("--sg-link-hover:") == 3
    assert sheet.index("prefers-color-scheme: dark") < sheet.index("@media print")
    assert colour.css(colour.palette([])) == colour.css(colour.palette([colour.DEFAULT_BRAND]))


def test_the_fallback_in_the_tokens_is_the_palette_of_the_default_brand() -> None:
    assert colour.css(colour.palette([])) in TOKENS.read_text(encoding="utf-8")


def test_paper_gets_dark_words_and_the_six_colours_of_the_templates() -> None:
    chosen = colour.typst_colours(colour.palette(["#00703c"]))
    assert set(chosen) == {"brand", "on_brand", "tint", "link", "text", "border"}
    assert (chosen["text"], chosen["brand"]) == ("#000000", "#00703c")


@pytest.mark.parametrize("wrong", ["red", "#12", "#12345", "00703c", "#00703c80", ""])
def test_only_hex_colours_are_colours(wrong: str) -> None:
    assert not colour.is_hex(wrong)
    with pytest.raises(ValueError, match="not a colour"):
        colour.palette([wrong])
