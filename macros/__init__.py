"""What editors may call in a page: each macro by name."""

from macros import care_act, checklists, evidence, facts, local, ratings, stages, team, themes
from macros.registry import Macro, MacroError, collected

__all__ = ["MACROS", "Macro", "MacroError"]

MACROS = collected((themes, stages, ratings, team, care_act, evidence, checklists, local, facts))
