"""Breaks good facts in one place, for the checks that must find it."""

from typing import Any

from staffguide.framework import Framework


def broken(framework: Framework, field: str, place: int, **changes: Any) -> Framework:
    """The framework with one record of a list changed."""
    records = list(getattr(framework, field))
    records[place] = records[place].model_copy(update=changes)
    return framework.model_copy(update={field: tuple(records)})
