"""What a page came to is found again for just those councils that answer what it asked in the same way."""

from typing import Any

import pytest

from staffguide.remembered import Kept

STAGE, COUNT, DATE = "council.assessment.status", "council.briefings", "council.assessment.return_due"


def kept(*pages: tuple[dict[str, Any], str]) -> Kept[str]:
    made: Kept[str] = Kept()
    for asked, page in pages:
        made.keep(asked, page)
    return made


TREE = kept(
    ({STAGE: "return", DATE: None}, "no date"),
    ({STAGE: "return", DATE: "2027-01-04"}, "a date"),
    ({STAGE: "notified", COUNT: 2}, "two"),
)


@pytest.mark.parametrize(
    ("answers", "page"),
    [
        ({STAGE: "return", DATE: None, COUNT: 7}, "no date"),
        ({STAGE: "return", DATE: "2027-01-04", COUNT: 2}, "a date"),
        ({STAGE: "notified", DATE: "2027-01-04", COUNT: 2}, "two"),
        ({STAGE: "notified", COUNT: 3}, None),
        ({STAGE: "on-site", COUNT: 2, DATE: None}, None),
        ({STAGE: "return"}, None),
    ],
)
def test_only_the_same_answers_find_a_page(answers: dict[str, Any], page: str | None) -> None:
    assert TREE.find(answers) == page


def test_a_page_that_asks_nothing_is_everybodys() -> None:
    assert kept(({}, "all")).find({STAGE: "return"}) == "all"


def test_nothing_is_found_before_anything_was_made() -> None:
    assert Kept[str]().find({STAGE: "return"}) is None


def test_what_was_asked_in_another_order_is_not_relied_on() -> None:
    made = kept(({STAGE: "return", COUNT: 1}, "one"), ({COUNT: 1, STAGE: "return"}, "other"))
    assert made.find({STAGE: "return", COUNT: 1}) == "one"
