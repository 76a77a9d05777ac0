"""What would make a plan for workshops wrong: each fault made in good data, and found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from breaking import broken

from staffguide import integrity, integrity_workshops, load
from staffguide.framework import Framework

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load.framework(ROOT)


def said(framework: Framework, text: str) -> Framework:
    """The framework with these words in the first part of the first line of the invitation."""
    line = framework.invitation[0]
    part = line.parts[0].model_copy(update={"text": text})
    return broken(framework, "invitation", 0, parts=(part, *line.parts[1:]))


Break = Callable[[Framework], Framework]
BREAKS: dict[str, tuple[Break, str, str]] = {
    "parts that do not add up": (
        lambda f: broken(f, "workshop", 0, minutes=10),
        "framework/workshop.yml:1: minutes", 'make the parts add up to 120 minutes (found "125")',
    ),
    "a part that keeps more than it has": (
        lambda f: broken(f, "workshop", 0, least=6),
        "framework/workshop.yml:1: part-welcome.least", 'give 1 to 5 minutes (found "6")',
    ),
    "a part that gives time away": (
        lambda f: broken(f, "workshop", 0, share=-1),
        "framework/workshop.yml:1: part-welcome.share", 'give 0 or more (found "-1")',
    ),
    "parts that keep too much for a short session": (
        lambda f: broken(f, "workshop", 8, least=25),
        "framework/workshop.yml:1: least", '(found "70")',
    ),
    "a long session that is not for practice": (
        lambda f: broken(f, "workshop", 3, share=20),
        "framework/workshop.yml:1: part-practice.share", "leave the longest time to Practice in small groups",
    ),
    "steps out of order": (
        lambda f: broken(f, "workshop_steps", 1, days_before=41),
        "framework/workshop-steps.yml:1: days_before", "put the steps in order, the earliest first",
    ),
    "no last workshop": (
        lambda f: broken(f, "workshop_steps", 5, kind="step"),
        "framework/workshop-steps.yml:1: kind", "mark one step each as first, last, debrief, visit",
    ),
    "a visit that is not the end": (
        lambda f: broken(f, "workshop_steps", -1, days_before=1),
        "framework/workshop-steps.yml:1: days_before", 'end with the visit, 0 days before itself (found "1")',
    ),
    "a model that no council can choose": (
        lambda f: f.model_copy(update={"delivery_models": f.delivery_models[:3]}),
        "framework/delivery-models.yml:1: setting", "give one model for each of standard, cascade, principal",
    ),
    "a line for no point": (
        lambda f: broken(f, "invitation", 0, item="chk-e99"),
        "framework/invitation.yml:1: invite-why.item", "use the id of a point of chk-workshop-invitation",
    ),
    "a point without a line": (
        lambda f: f.model_copy(update={"invitation": f.invitation[1:]}),
        "framework/invitation.yml:1: item", 'give the point chk-e01 one line (found "0")',
    ),
    "a name that is not known": (
        lambda f: said(f, "Come to {palce}."),
        "framework/invitation.yml:1: invite-why.text", 'did you mean "place"?',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("break_it", "where", "what"), BREAKS.values(), ids=BREAKS.keys())
def test_a_fault_is_found(framework: Framework, break_it: Break, where: str, what: str) -> None:
    messages = [str(problem) for problem in integrity.check(break_it(framework))]
    assert [message for message in messages if message.startswith(f"{where}: ") and what in message], messages


def test_every_rule_is_tried(framework: Framework) -> None:
    silent = [
        rule.__name__
        for rule in integrity_workshops.RULES
        if not any(list(rule(break_it(framework))) for break_it, _, _ in BREAKS.values())
    ]
    assert silent == []


def test_a_thirteenth_point_of_scoping_is_found(framework: Framework) -> None:
    more = framework.model_copy(update={"scoping": framework.scoping[:11]})
    assert any("number the records from 1 to 12" in str(one) for one in integrity.check(more))
