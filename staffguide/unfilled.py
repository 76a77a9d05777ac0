"""Takes out of a council's file what is not filled in yet, so that a draft can be made without it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from staffguide.field_types import choices, holds, record_in
from staffguide.model import Council
from staffguide.records import UNFILLED

HALF_A_YEAR = timedelta(days=182)


def left_out(data: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The settings of a council that are filled in, and something in place of those that no guide can do without."""
    kept = {name: value for name, given in data.items() if (value := _kept(given, _record(Council, name))) is not None}
    return {**{name: _stand_in(name, today) for name in data if name not in kept and _needed(Council, name)}, **kept}


def what_stands(data: Mapping[str, Any], model: type[BaseModel]) -> Any:
    """What is filled in of another file of the council, or None where what is left could not stand by itself."""
    return _kept(data, model)


def _record(model: type[BaseModel] | None, name: str) -> type[BaseModel] | None:
    return record_in(model.model_fields[name].annotation) if model and name in model.model_fields else None


def _needed(model: type[BaseModel], name: str) -> bool:
    return name in model.model_fields and model.model_fields[name].is_required()


def _kept(value: Any, model: type[BaseModel] | None) -> Any:
    """A value without what is unfilled, or None where nothing is left, or nothing that could stand by itself."""
    if isinstance(value, str):
        return None if not value.strip() or UNFILLED.search(value) else value
    if isinstance(value, list):
        return [kept for one in value if (kept := _kept(one, model)) is not None] or None
    if isinstance(value, dict):
        inner = {name: kept for name, one in value.items() if (kept := _kept(one, _record(model, name))) is not None}
        lost = model and any(_needed(model, name) for name in value if name not in inner)
        return None if lost or not inner else inner
    return value


def _stand_in(name: str, today: date) -> str:
    annotation = Council.model_fields[name].annotation
    if holds(annotation, date):
        return (today if name == "reviewed" else today + HALF_A_YEAR).isoformat()
    return next(iter(choices(annotation)), f"[to fill in: {name}]")
