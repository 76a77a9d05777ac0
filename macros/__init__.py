"""What editors may call in a page: each macro by name."""

from macros import (
    accessibility,
    cards,
    care_act,
    checklists,
    downloads,
    evaluation,
    evaluation_paper,
    evidence,
    facts,
    home,
    local,
    planner,
    practice,
    questions,
    ratings,
    reference,
    scoping,
    slides,
    stages,
    star,
    statements,
    team,
    themes,
    worksheet,
)
from macros.registry import Macro, MacroError, collected

__all__ = ["MACROS", "Macro", "MacroError"]

MACROS = collected(
    (
        themes,
        statements,
        stages,
        ratings,
        team,
        care_act,
        evidence,
        checklists,
        cards,
        downloads,
        local,
        home,
        facts,
        reference,
        questions,
        practice,
        star,
        worksheet,
        scoping,
        planner,
        evaluation,
        evaluation_paper,
        accessibility,
        slides,
    )
)
