"""Runs MkDocs for one council. With `plugin.py` the only code that names MkDocs."""

from collections.abc import Mapping, Sequence, Set
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

from staffguide import overlays, publication
from staffguide.gaps import Gap
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


@dataclass(frozen=True)
class _Words:
    """What Markdown made of a page, before the theme puts its frame around it. `links` name pages by their path."""

    content: str
    toc: Any
    anchors: set[str]
    links: Mapping[str, dict[str, str]]


Key = tuple[str, str, FrontMatter, tuple[str, ...]]
"""What the words of a page depend on: its path, Markdown and front matter, and the files only this council has."""


@dataclass
class Session:
    """MkDocs kept open between councils whose sites have the same frame: the same pages, titles, logo and band.

    It sets a page once for each Markdown that the page comes to, whichever council asks. The words, which do not
    depend on the frame, and the templates are shared with other sessions.
    """

    config: MkDocsConfig
    plugin: StaffGuidePlugin
    files: Files
    nav: Navigation
    env: Any
    shown: Mapping[str, Any]
    order: Sequence[str]
    words: dict[Key, _Words]
    set_pages: dict[tuple[Key, tuple[Gap, ...]], Sheet] = field(default_factory=dict)

    def sheets(self, made: Edition) -> list[Sheet]:
        """The council's pages in the order of the site, with slots and pieces still to be filled."""
        self.plugin.edition = made
        self.env.globals.update(self.shown)
        keys = [(self._key(path, made), made.gaps.get(path, ())) for path in self.order]
        new = {key: self._page(key[0][0]) for key in keys if key not in self.set_pages}
        for key, page in new.items():
            self._put_words(key[0], page)
        for key, page in new.items():
            self.set_pages[key] = self._set(page)
        return [self.set_pages[key] for key in keys]

    def _key(self, path: str, made: Edition) -> Key:
        page = made.pages[path]
        ours = made.project.pages.get(path) is page
        return path, made.expanded[path].markdown, page.meta, () if ours else (*made.own.pages, *made.own.pictures)

    def _page(self, path: str) -> Page:
        file = self.files.get_file_from_path(path)
        assert file is not None and file.page is not None
        return file.page

    def _put_words(self, key: Key, page: Page) -> None:
        """Markdown for one page, as MkDocs does it in `_populate_page` (1.6.1), unless it has been done before."""
        if key not in self.words:
            self.words[key] = self._read(page)
        words = self.words[key]
        named = {name: self.files.get_file_from_path(name) for name in words.links}
        page.content, page.toc, page.present_anchor_ids = words.content, words.toc, words.anchors
        page.links_to_anchors = {file: words.links[name] for name, file in named.items() if file}

    def _read(self, page: Page) -> _Words:
        try:
            _populate_page(page, self.config, self.files)
        except RecursionError:
            typed = self.plugin.edition.pages[page.file.src_uri]
            raise GuideError([overlays.ours(Problem(typed.file, 1, "", TANGLED), typed)]) from None
        links = {file.src_uri: named for file, named in (page.links_to_anchors or {}).items()}
        return _Words(page.content or "", page.toc, page.present_anchor_ids or set(), links)

    def _set(self, page: Page) -> Sheet:
        """The theme for one page, as MkDocs does it in `_build_page` (1.6.1)."""
        page.meta = self.plugin.settings(page.file.src_uri)
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
        for page in [page for page in self.set_pages if page[0][0] in paths]:
            del self.set_pages[page]
        for key in [key for key in self.words if key[0] in paths]:
            del self.words[key]

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


def open_session(root: Path, made: Edition, like: Session | None = None) -> Session:
    """MkDocs ready to set the pages of a council and of others with the same frame.

    It shares templates and words with the session `like` it, whose frame is another.
    """
    config = load_config(str(root / "mkdocs.yml"))
    plugin = config.plugins["staffguide"]
    assert isinstance(plugin, StaffGuidePlugin)
    plugin.take(made)
    config = config.plugins.on_config(config)
    files, env = get_files(config), like.env if like else config.theme.get_env()
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
    shown = publication.theme_values(made)
    return Session(config, plugin, files, nav, env, shown, tuple(plugin.order), like.words if like else {})
