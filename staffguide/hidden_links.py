"""Takes the links out of a page that lead to pages this council does not show, and leaves their words."""

import posixpath
import re
from collections.abc import Set

LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s#]+\.md)(?:#[^)\s]*)?\)")
"""A Markdown link to a page: its words, and the page as seen from the page it stands on."""


def unlinked(markdown: str, path: str, hidden: Set[str]) -> str:
    """The Markdown of the page at `path` without links to the pages at the paths in `hidden`."""
    if not hidden:
        return markdown
    folder = posixpath.dirname(path)

    def kept(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, link[2]))
        return link[1] if target in hidden else link[0]

    return LINK.sub(kept, markdown)
