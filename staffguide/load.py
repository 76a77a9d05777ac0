"""The one door to the data: the framework, the register and the councils, or everything that is wrong with them."""

from staffguide.load_council import council, slugs
from staffguide.load_framework import HOUSE_STYLE, framework, framework_files, house_style, register

__all__ = ["HOUSE_STYLE", "council", "framework", "framework_files", "house_style", "register", "slugs"]
