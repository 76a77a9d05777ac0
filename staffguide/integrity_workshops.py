"""Checks what workshops are made of: the running order at every length, the calendar, the models, the invitation."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import get_args

from staffguide import planning
from staffguide.exercises import INVITED, DeliveryModel
from staffguide.framework import Framework
from staffguide.problems import Problem, did_you_mean, found
from staffguide.workshop import DEFAULT_MINUTES

ORDER = "framework/workshop.yml"
STEPS = "framework/workshop-steps.yml"
MODELS = "framework/delivery-models.yml"
INVITATION = "framework/invitation.yml"
CHECKLIST = "chk-workshop-invitation"
MESSAGE = "chk-e15"
"""The sponsor's message. It is the council's own, so that no line of ours says it."""
BRACED = re.compile(r"\{([^}]*)\}")
KINDS = ("first", "last", "debrief", "visit")


def check(framework: Framework) -> list[Problem]:
    """Everything in the data for workshops that would make a plan wrong."""
    return [problem for rule in RULES for problem in rule(framework)]


def _usual_length(framework: Framework) -> Iterator[Problem]:
    total = sum(part.minutes for part in framework.workshop)
    if total != DEFAULT_MINUTES:
        yield Problem(ORDER, 1, "minutes", f"make the parts add up to {DEFAULT_MINUTES} minutes {found(total)}")


def _parts(framework: Framework) -> Iterator[Problem]:
    for part in framework.workshop:
        if not 0 < part.least <= part.minutes:
            yield Problem(ORDER, 1, f"{part.id}.least", f"give 1 to {part.minutes} minutes {found(part.least)}")
        if part.share < 0:
            yield Problem(ORDER, 1, f"{part.id}.share", f"give 0 or more {found(part.share)}")


def _every_length(framework: Framework) -> Iterator[Problem]:
    """The first length that goes wrong is told; what does not fill a step goes to practice, so steps are enough."""
    parts = framework.workshop
    practice = max(range(len(parts)), key=lambda n: parts[n].minutes)
    for length in range(planning.SHORTEST, planning.LONGEST + 1, planning.STEP):
        minutes = planning.running_order(parts, length)
        if (total := sum(minutes)) != length:
            message = f"make {length} minutes possible: lower least, or give a part more share {found(total)}"
            yield Problem(ORDER, 1, "least", message)
            return
        if any(given >= minutes[practice] for n, given in enumerate(minutes) if n != practice):
            message = f"leave the longest time to {parts[practice].title} in a session of {length} minutes too"
            yield Problem(ORDER, 1, f"{parts[practice].id}.share", f"{message} {found(minutes[practice])}")
            return


def _steps(framework: Framework) -> Iterator[Problem]:
    days = [step.days_before for step in framework.workshop_steps]
    if days != sorted(days, reverse=True):
        yield Problem(STEPS, 1, "days_before", f"put the steps in order, the earliest first {found(days)}")
    kinds = [step.kind for step in framework.workshop_steps if step.kind != "step"]
    if kinds != list(KINDS):
        yield Problem(STEPS, 1, "kind", f"mark one step each as {', '.join(KINDS)}, in this order {found(kinds)}")
    elif days[-1] != 0:
        yield Problem(STEPS, 1, "days_before", f"end with the visit, 0 days before itself {found(days[-1])}")


def _models(framework: Framework) -> Iterator[Problem]:
    given = [model.setting for model in framework.delivery_models]
    wanted = list(get_args(DeliveryModel.model_fields["setting"].annotation))
    if given != wanted:
        yield Problem(MODELS, 1, "setting", f"give one model for each of {', '.join(wanted)} {found(', '.join(given))}")


def _invitation_points(framework: Framework) -> Iterator[Problem]:
    """Each of the fourteen points has its line, in the order of the checklist."""
    checklist = next((one for one in framework.checklists if one.id == CHECKLIST), None)
    items = [item.id for group in checklist.groups for item in group.items] if checklist else []
    wanted = [id for id in items if id != MESSAGE]
    given = Counter(line.item for line in framework.invitation)
    for line in framework.invitation:
        if line.item not in wanted:
            message = f"use the id of a point of {CHECKLIST} {found(line.item)}: {did_you_mean(line.item, wanted)}"
            yield Problem(INVITATION, 1, f"{line.id}.item", message)
    for item in wanted:
        if given[item] != 1:
            yield Problem(INVITATION, 1, "item", f"give the point {item} one line {found(given[item])}")


def _invitation_words(framework: Framework) -> Iterator[Problem]:
    for line in framework.invitation:
        for part in line.parts:
            for name in BRACED.findall(part.text):
                if name not in INVITED:
                    message = f"name what is known {found(name)}: {did_you_mean(name, INVITED)}"
                    yield Problem(INVITATION, 1, f"{line.id}.text", message)


Rule = Callable[[Framework], Iterator[Problem]]
RULES: tuple[Rule, ...] = (
    _usual_length,
    _parts,
    _every_length,
    _steps,
    _models,
    _invitation_points,
    _invitation_words,
)
