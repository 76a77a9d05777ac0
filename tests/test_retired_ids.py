"""An id that was in use once is never used again: people may still keep answers under it."""

from datetime import date
from pathlib import Path

from staffguide import integrity, load
from staffguide.retirement import RetiredId

ROOT = Path(__file__).parent.parent


def test_an_id_that_was_retired_cannot_come_back() -> None:
    facts = load.framework(ROOT)
    gone = RetiredId(retired_id="chk-m01", on=date(2027, 5, 21), reason="Said the same as another.")
    problems = integrity.check(facts.model_copy(update={"retired_ids": (gone,)}))
    assert [str(problem) for problem in problems] == [
        "framework/checklists/managers.yml:1: chk-m01.id: "
        "give it an id of its own: this one was retired on 2027-05-21 and is never used again"
    ]


def test_an_id_that_nothing_uses_may_stay_retired() -> None:
    facts = load.framework(ROOT)
    gone = RetiredId(retired_id="chk-zz9", on=date(2027, 5, 21), reason="No longer true.", replaced_by="chk-m01")
    assert not integrity.check(facts.model_copy(update={"retired_ids": (gone,)}))
