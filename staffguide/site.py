"""Runs MkDocs for one council. With `plugin.py` the only code that names MkDocs."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_template, _populate_page, get_context
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from staffguide import overlays
from staffguide.pages import FrontMatter
from staffguide.plugin import MISSING_PAGE, TANGLED, StaffGuidePlugin
from staffguide.problems import GuideError, Problem
from staffguide.project import Edition
from staffguide.sheets import Sheet


def build(root: Path, slug: str, target: Path, as_of: date, *, draft: bool = False) -> bool:
    """Build one council's site and documents into `target`, as `mkdocs build` does; a draft goes beside it.

    True when it was published. Problems have been printed otherwise, and `target` is as it was.
    """
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(target))
    plugin = config.plugins["staffguide"]
    assert isinstance(plugin, StaffGuidePlugin)
    plugin.load_config({**plugin.config, "council": slug, "as_of": as_of.isoformat(), "draft": draft})
    plugin.taken = False  # MkDocs keeps one plugin, and a session may have used it before
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except Abort:
        return False
    finally:
        config.plugins.on_shutdown()
    return True


@dataclass
class Session:
    """MkDocs kept open between councils whose sites have the same frame: the same pages, titles, logo and band.

    It sets a page once for each Markdown that the page comes to, whichever council asks.
    """

    config: MkDocsConfig
    plugin: StaffGuidePlugin
    files: Files
    nav: Navigation
    env: Any
    order: Sequence[str]
    set_pages: dict[tuple[str, str, FrontMatter], Sheet] = field(default_factory=dict)

    def sheets(self, made: Edition) -> list[Sheet]:
        """The council's pages in the order of the site, with slots and pieces still to be filled."""
        self.plugin.edition = made
        return [self._sheet(path, made.expanded[path].markdown) for path in self.order]

    def _sheet(self, path: str, markdown: str) -> Sheet:
        key = (path, markdown, self.plugin.edition.pages[path].meta)
        if key not in self.set_pages:
            file = self.files.get_file_from_path(path)
            assert file is not None and file.page is not None
            self.set_pages[key] = self._set(file.page)
        return self.set_pages[key]

    def _set(self, page: Page) -> Sheet:
        """Markdown and theme for one page: what MkDocs does in `_populate_page` and `_build_page` (1.6.1)."""
        try:
            _populate_page(page, self.config, self.files)
        except RecursionError:
            typed = self.plugin.edition.pages[page.file.src_uri]
            raise GuideError([overlays.ours(Problem(typed.file, 1, "", TANGLED), typed)]) from None
        page.validate_anchor_links(files=self.files, log_level=self.plugin.anchors(self.config))
        self.plugin.refuse_warnings()
        page.active = True
        try:
            context = get_context(self.nav, self.files.documentation_pages(), self.config, page)
            template = self.env.get_template(page.meta.get("template", "main.html"))
            context = self.config.plugins.on_page_context(context, page=page, config=self.config, nav=self.nav)
            output = template.render(context)
        finally:
            page.active = False
        return Sheet(page.file.src_uri, str(page.title), page.url, page.content or "", output)

    def forget(self, paths: Set[str]) -> None:
        """Set these pages anew when they are next asked for: what stands above their words may have changed."""
        for key in [key for key in self.set_pages if key[0] in paths]:
            del self.set_pages[key]

    def plain(self) -> dict[str, str]:
        """The pages outside the order of the site."""
        template = self.env.get_template(MISSING_PAGE)
        return {MISSING_PAGE: _build_template(MISSING_PAGE, template, self.files, self.config, self.nav)}

    def assets(self) -> dict[str, Path]:
        """The files that all councils of this frame share, by their place in the site."""
        return {
            file.dest_uri: Path(str(file.abs_src_path))
            for file in self.files
            if not file.is_documentation_page() and file.inclusion.is_included() and file.abs_src_path
        }


def open_session(root: Path, made: Edition) -> Session:
    """MkDocs ready to set the pages of a council and of others with the same frame."""
    config = load_config(str(root / "mkdocs.yml"))
    plugin = config.plugins["staffguide"]
    assert isinstance(plugin, StaffGuidePlugin)
    plugin.take(made)
    config = config.plugins.on_config(config)
    files, env = get_files(config), config.theme.get_env()
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    for file in files.documentation_pages():
        page = file.page or Page(None, file, config)
        # Navigation asks every page for its title, also before the page itself is set.
        page.markdown, page.meta = "", plugin.settings(file.src_uri)
    env = config.plugins.on_env(env, config=config, files=files)
    # MkDocs keeps one plugin for all its configurations, so what belongs to this frame is kept here.
    return Session(config, plugin, files, nav, env, tuple(plugin.order))
