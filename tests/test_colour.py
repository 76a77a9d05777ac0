"""Colours: every pair meets its duty for any brand, and a brand stays recognisable."""

from pathlib import Path

import pytest
from coloraide import Color
from hypothesis import given, settings
from hypothesis import strategies as st

from staffguide import colour

HEXES = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
TOKENS = Path(__file__).parent.parent / "overrides" / "assets" / "tokens.css"


def contrasts_with_words(shade: str) -> bool:
    return max(colour.contrast(shade, ink) for ink in (colour.WHITE, colour.NEAR_BLACK)) >= colour.TEXT_RATIO


@settings(max_examples=150, derandomize=True, deadline=None, database=None)
@given(st.lists(HEXES, min_size=1, max_size=3))
def test_every_pair_meets_its_duty(brand: list[str]) -> None:
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


@pytest.mark.parametrize("brand", ["#ffdd00", "#00a1d5", "#7ac143", "#ff6f61"])
def test_a_brand_that_must_move_keeps_its_hue(brand: str) -> None:
    before = Color(brand).convert("oklch")["hue"]
    for roles in (colour.palette([brand]).light, colour.palette([brand]).dark):
        after = Color(roles.brand).convert("oklch")["hue"]
        assert abs((after - before + 180) % 360 - 180) < 6, (roles.brand, before, after)


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
