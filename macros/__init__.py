"""What editors may call in a page: each macro by name."""

from macros import (
    accessibility,
    cards,
    care_act,
    checklists,
    downloads,
    evidence,
    facts,
    home,
    local,
    practice,
    questions,
    ratings,
    reference,
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
        accessibility,
    )
)
