"""A Markdown extension that switches raw HTML off: pages are prose, macros bring the rest."""

from typing import Any

from markdown import Extension, Markdown


class PlainMarkdown(Extension):
    """Raw HTML becomes text. The page check refuses it with its line; this is the second wall behind it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


def makeExtension(**settings: Any) -> PlainMarkdown:  # noqa: N802 - the name Python-Markdown looks for
    return PlainMarkdown(**settings)
