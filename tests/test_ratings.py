"""Scores, percentages and ratings: every result that is possible falls in one band, as the CQC draws them."""

from pathlib import Path

import pytest

from staffguide import load
from staffguide.framework import Framework

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load.framework(ROOT)


@pytest.mark.parametrize("percentage", range(25, 101))
def test_every_whole_per_cent_has_one_rating(framework: Framework, percentage: int) -> None:
    """Brief C05: printed bands share their edges, so 38, 62 and 87 would have two ratings each."""
    bands = [rating for rating in framework.ratings if rating.lowest <= percentage <= rating.highest]
    assert [framework.rating_for(percentage)] == bands


def test_rating_bands_are_those_of_the_cqc(framework: Framework) -> None:
    """Brief C05."""
    assert [(rating.title, rating.lowest, rating.highest) for rating in framework.ratings] == [
        ("Inadequate", 25, 38),
        ("Requires improvement", 39, 62),
        ("Good", 63, 87),
        ("Outstanding", 88, 100),
    ]


@pytest.mark.parametrize("percentage", [0, 24, 101])
def test_no_rating_outside_the_possible_range(framework: Framework, percentage: int) -> None:
    """Brief C05: nothing can fall below 25."""
    with pytest.raises(ValueError, match="0 rating bands"):
        framework.rating_for(percentage)


@pytest.mark.parametrize(
    ("scores", "percentage", "rating"),
    [
        ((3,) * 8 + (4,), 78, "Good"),  # Hertfordshire's, published as 78 per cent
        ((1,) * 9, 25, "Inadequate"),
        ((1,) * 4 + (2,) * 5, 39, "Requires improvement"),  # 14 points: 38.9, between two bands
        ((4,) * 9, 100, "Outstanding"),
    ],
)
def test_scores_combine_into_a_percentage_and_rating(
    framework: Framework, scores: tuple[int, ...], percentage: int, rating: str
) -> None:
    """Brief C06: nine scores with equal weight."""
    assert framework.percentage(scores) == percentage
    assert framework.rating_for(percentage).title == rating


@pytest.mark.parametrize("points", range(9, 37))
def test_every_possible_total_of_nine_scores_has_a_rating(framework: Framework, points: int) -> None:
    more, left = divmod(points, 9)
    scores = (more + 1,) * left + (more,) * (9 - left)
    assert framework.rating_for(framework.percentage(scores))
