"""The Nu Html Checker, the reference for HTML, finds nothing wrong with any page."""

from collections.abc import Callable
from pathlib import Path

import pytest

from browser import nu


@pytest.fixture
def checker(say: Callable[[str], None]) -> Callable[[list[Path]], list[str]]:
    if lack := nu.missing():
        say(f"NOT CHECKED: the Nu Html Checker did not look at the pages: {lack}.")
        pytest.skip(lack)
    return nu.complaints


def test_every_page_is_valid(checker: Callable[[list[Path]], list[str]], built: Callable[[str], Path]) -> None:
    assert not checker([built("example"), built("awkward"), built("bare")])


def test_invalid_pages_are_caught(checker: Callable[[list[Path]], list[str]], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<!doctype html><html lang="en"><title>x</title><p><div></div></p><a tabindex="">x</a>'
    )
    assert len(checker([tmp_path])) >= 2
