"""Ids that have been in use and are not any more."""

from datetime import date

from staffguide.records import Id, Record


class RetiredId(Record):
    """An id that is never given out again, since people may still keep answers under it on their devices."""

    retired_id: Id
    on: date
    reason: str
    replaced_by: Id | None = None
