"""The parts of the main screen that its first paint does not show.

This module is imported, and the parts are created, after it (`make bench ARGS=start`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.library.events import ChangesFound, LinksFound
from reader.posts.facets import FacetValue
from reader.tui.controllers.article import ArticleController
from reader.tui.controllers.feeds.controllers import FeedControllers, FeedHost
from reader.tui.controllers.feeds.fetching import FetchView
from reader.tui.controllers.library import LibraryController
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.controllers.reading.changes import ChangesController
from reader.tui.controllers.reading.find import FindController
from reader.tui.controllers.reading.links import LinksController
from reader.tui.controllers.reading.quoting import QuotingController
from reader.tui.controllers.sidebar import SidebarController
from reader.tui.session import Session
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.find_box import FilterBox, FindBox
from reader.tui.widgets.prompts import Prompts
from reader.tui.widgets.search_box import Complete, SearchBox


class LateParts:
    """The boxes to type into, and the controllers that only a key, a message or a job needs.

    Args:
        session: The folders, settings and paths.
        host: What the controllers call on the screen.
        library: The posts.
        marks: Which posts are read.
        article: The current article.
        pane: Shows the article.
        sidebar: What is selected.
        footer: Shows the progress of a fetch.
        complete: Completes a query.
        open_value: Lists the posts of a value of the sidebar.
    """

    def __init__(
        self,
        session: Session,
        host: FeedHost,
        library: LibraryController,
        marks: ReadMarks,
        article: ArticleController,
        pane: ArticlePane,
        sidebar: SidebarController,
        footer: FetchView,
        complete: Complete,
        open_value: Callable[[FacetValue], object],
    ) -> None:
        posts = library.library
        self.prompts = Prompts(SearchBox(complete), FindBox(), FilterBox())
        self.find = FindController(self.prompts.find, pane)
        self.links = LinksController(article, posts, host.start, marks.is_unread, marks.store)
        self.feeds = FeedControllers(session, host, library, marks, sidebar, footer, open_value)
        self.changes = ChangesController(article, posts, host.start, self.feeds.former_versions)
        self.quoting = QuotingController(pane, article, posts, session.commonplace)

    @property
    def handlers(self) -> Mapping[type, Callable[..., object]]:
        """What receives the events of the jobs of these controllers, by their types."""
        return {
            **self.feeds.handlers,
            LinksFound: self.links.on_found,
            ChangesFound: self.changes.on_found,
        }
