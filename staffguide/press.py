"""Builds councils one after another in one process, doing once what they have in common."""

import shutil
from collections.abc import Collection, Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from staffguide import inputs, output, project, publication, reuse, site
from staffguide.problems import GuideError, Problem
from staffguide.project import Edition, Project
from staffguide.site import Session


@dataclass(frozen=True)
class Outcome:
    """How one council's build went. Nothing was published where there are problems, or where nothing had changed."""

    slug: str
    pages: int = 0
    documents: int = 0
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    name: str = ""
    unchanged: bool = False


@dataclass
class Press:
    """The shared facts and pages, and MkDocs open once for each frame that councils' sites come in."""

    shared: Project
    as_of: date
    documents: bool = True
    draft: bool = False
    sessions: dict[Hashable, Session] = field(default_factory=dict)

    def warm(self, slug: str) -> None:
        """Set one council's pages and write nothing: the next council finds all of it that is shared done."""
        with suppress(GuideError):
            made = publication.edition(self.shared, slug, self.as_of, documents=self.documents, draft=self.draft)
            self._session(made).sheets(made)

    def build(self, slug: str, target: Path, digest: str) -> Outcome:
        """One council into its folder. Problems come back in the outcome; the folder is then as it was.

        `digest` tells what the output is made from (see `inputs`); it is kept with it.
        """
        began = perf_counter()
        try:
            made = publication.edition(self.shared, slug, self.as_of, documents=self.documents, draft=self.draft)
            record = self._write(made, target, digest)
        except GuideError as error:
            return Outcome(slug, problems=error.problems, seconds=perf_counter() - began)
        pages, documents = len(made.pages), len(record["documents"])
        return Outcome(slug, pages, documents, (), perf_counter() - began, made.council.name)

    def _write(self, made: Edition, target: Path, digest: str) -> dict[str, Any]:
        session = self._session(made)
        with output.staged(target) as folder:
            for name, source in session.assets().items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, folder / name)
            record = publication.finish(folder, made, session.sheets(made), session.plain(), reuse.last(target))
            output.write_manifest(folder, {**record, inputs.KEY: digest})
            output.publish(folder, target)
        return record

    def _session(self, made: Edition) -> Session:
        frame = publication.frame(made)
        if frame not in self.sessions:
            like = next(iter(self.sessions.values()), None)
            self.sessions[frame] = site.open_session(self.shared.root, made, like)
        return self.sessions[frame]


def open_press(
    root: Path, as_of: date, slugs: Collection[str] = (), *, documents: bool = True, draft: bool = False
) -> Press:
    """A press with the shared facts and pages checked. Raises GuideError with all that is wrong in them.

    Then it tells what is wrong in the files of the councils `slugs` too, but for drafts, which do without much of it.
    Without `documents` it makes sites alone.
    """
    return Press(project.open_project(root, () if draft else slugs), as_of, documents, draft)
