"""The register of councils: whole, without repeats, and as many in each region as there were on its date."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from staffguide import load
from staffguide.identity import Region

ROOT = Path(__file__).parents[1]

REGIONS = {
    "North East": 12, "North West": 24, "Yorkshire and The Humber": 15, "East Midlands": 10,
    "West Midlands": 14, "East of England": 11, "London": 33, "South East": 19, "South West": 15,
}  # fmt: skip
TYPES = {
    "county": 21, "unitary": 62, "metropolitan": 36, "london borough": 32,
    "city of london": 1, "isles of scilly": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def register() -> list[dict[str, str]]:
    with (ROOT / "framework" / "register.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_register_has_153_councils_by_region_and_type(register: list[dict[str, str]]) -> None:
    assert len(register) == 153
    assert Counter(row["region"] for row in register) == REGIONS
    assert Counter(row["type"] for row in register) == TYPES
    assert set(REGIONS) == set(get_args(Region))


def test_every_row_of_the_register_is_whole(register: list[dict[str, str]]) -> None:
    for row in register:
        assert None not in row and all(row[field] for field in row if field != "note"), row
        assert re.fullmatch(r"E(06|08|09|10)\d{6}", row["ons_code"]), row
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", row["slug"]), row


@pytest.mark.parametrize("field", ["name", "council_name", "slug", "ons_code"])
def test_no_two_councils_share(register: list[dict[str, str]], field: str) -> None:
    assert [value for value, count in Counter(row[field] for row in register).items() if count > 1] == []


def test_register_loads_with_its_date() -> None:
    loaded = load.register(ROOT)
    assert loaded.true_on >= date(2026, 11, 21)
    assert len(loaded.councils) == 153
