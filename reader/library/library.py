"""The open folders as one object, for the app and for the command line."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.events import Emit, IsCancelled
from reader.library.open_folders import OpenFolders
from reader.library.requests import (
    ArticleRequest,
    ChangesRequest,
    ConnectionsRequest,
    ExcerptRequest,
    ImageRequest,
    LinksRequest,
    LoadRequest,
    PicturesRequest,
    SearchCountsRequest,
    SearchRequest,
    WatchRequest,
)
from reader.posts.catalogue import Catalogue, LoadResult, Preview
from reader.posts.loading.folder_check import check_folder
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.store.first_screen import first_screen, index_path
from reader.text.dates import DateForm

# The late imports of this module keep parsers, SQLite and the layout engine, more than half
# of all modules, out of the first paint (`make bench ARGS=start`). The app uses what they import
# in threads, or once a thread has imported it.
if TYPE_CHECKING:
    from reader.article.blocks import Block
    from reader.library.articles import Articles
    from reader.library.folder_loader import FolderLoader
    from reader.library.post_files import PostFiles
    from reader.library.search import PostSearch
    from reader.posts.search.filters import States
    from reader.posts.search.query import Query
    from reader.store.search import Order
    from reader.store.texts import Progress


class Library:
    """The open folders: load, watch and search them, and open their articles.

    A method that takes a request is a job: it runs in any thread, emits events and asks
    `is_cancelled` often. Loads wait for each other; all other jobs may run side by side.

    Args:
        folders: What is open.
        cache_folder: Where the index of these folders is kept; None to keep none.
        site: URL of the site that the posts belong to, if the settings name it.
        options: How posts are parsed.
        languages: Codes of the preferred languages of posts that are translated, best first.
        arrivals_path: Where it is kept when posts were first seen; None to keep it in memory.
        feeds_path: Where it is kept what became of the entries of feeds; None if nothing is.
        clock: Returns the current time, in seconds since 1970.
        preload: Names of further modules to import, in its thread, by the first load. What the
            caller imports late is ready then before it is needed.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        cache_folder: Path | None = None,
        site: str | None = None,
        options: LoadOptions | None = None,
        languages: Sequence[str] = (),
        arrivals_path: Path | None = None,
        feeds_path: Path | None = None,
        clock: Callable[[], float] = time.time,
        preload: Sequence[str] = (),
    ) -> None:
        self.folders = tuple(folders)
        self.site = site
        self._opened = OpenFolders(
            self.folders,
            None if cache_folder is None else index_path(cache_folder, folders),
            options or LoadOptions(),
            tuple(languages),
            arrivals_path,
            clock,
            feeds_path,
            site,
        )
        self._preload = preload

    @cached_property
    def _loader(self) -> FolderLoader:
        from reader.library.folder_loader import FolderLoader  # late: start-up, see above

        return FolderLoader(self._opened)

    @cached_property
    def _search(self) -> PostSearch:
        from reader.library.search import PostSearch  # late: start-up, see above

        return PostSearch(self._opened)

    @cached_property
    def articles(self) -> Articles:
        """Loads, assembles and connects articles."""
        from reader.library.articles import Articles  # late: start-up, see above

        return Articles(self._opened)

    @cached_property
    def _files(self) -> PostFiles:
        from reader.library.post_files import PostFiles  # late: start-up, see above

        return PostFiles(self._opened)

    # Jobs.

    def load(self, request: LoadRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Load the folders, then index their words. See `LoadRequest`."""
        self._loader.load(request, emit, is_cancelled)
        # The first article that is opened, and the first search, are not to wait for imports.
        self.articles.warm_up()
        for module in self._preload:
            import_module(module)
        self._loader.index_words(emit, is_cancelled)

    def watch(self, request: WatchRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Watch the folders until `stop` is set. See `WatchRequest`."""
        self._loader.watch(request, emit, is_cancelled)

    def search(self, request: SearchRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Search the posts. See `SearchRequest`."""
        self._search.run(request, emit, is_cancelled)

    def build_excerpts(
        self, request: ExcerptRequest, emit: Emit, is_cancelled: IsCancelled
    ) -> None:
        """Extract lines with the words of a query from posts. See `ExcerptRequest`."""
        self._search.build_excerpts(request, emit, is_cancelled)

    def count_searches(
        self, request: SearchCountsRequest, emit: Emit, is_cancelled: IsCancelled
    ) -> None:
        """Count the unread posts of some searches. See `SearchCountsRequest`."""
        self._search.counter.run(request, emit, is_cancelled)

    def open_article(self, request: ArticleRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Load and parse the article of a post. See `ArticleRequest`."""
        self.articles.open(request, emit, is_cancelled)

    def load_pictures(
        self, request: PicturesRequest, emit: Emit, is_cancelled: IsCancelled
    ) -> None:
        """Load the pictures of some posts. See `PicturesRequest`."""
        self.articles.load_pictures(request, emit, is_cancelled)

    def find_connections(
        self, request: ConnectionsRequest, emit: Emit, is_cancelled: IsCancelled
    ) -> None:
        """Find the posts that an article is connected to. See `ConnectionsRequest`."""
        self.articles.find_connections(request, emit, is_cancelled)

    def list_links(self, request: LinksRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """List the links of an article. See `LinksRequest`."""
        self.articles.list_links(request, emit, is_cancelled)

    def find_changes(self, request: ChangesRequest, emit: Emit, is_cancelled: IsCancelled) -> None:
        """Compare a post with a former version of it. See `ChangesRequest`."""
        self.articles.find_changes(request, emit, is_cancelled)

    # Answers at once.

    def preview(self) -> Preview | None:
        """Return the first posts as the last run left them; None if there is no usable index."""
        opened = self._opened
        if opened.index_path is None:
            return None
        return first_screen(opened.index_path, opened.options, opened.languages)

    def has_picture(self, post: Post, images: ImageRequest) -> bool:
        """Return whether the own picture of a post is on the disk, fetched ones included."""
        return self._files.has_image(post, images.cache_folder)

    def complete(self, text: str, catalogue: Catalogue) -> str | None:
        """Return a query with the name or value of a field completed; None if there is none."""
        return self._search.complete(text, catalogue)

    def check_folders(self) -> None:
        """Check that each folder can be opened.

        Raises:
            FolderError: A folder is missing, is not a folder, or cannot be read.
        """
        for folder in self.folders:
            check_folder(folder)

    def load_all(self, on_waiting: Callable[[str], object] = lambda _path: None) -> LoadResult:
        """Load every post without an index.

        Args:
            on_waiting: Called with the path of a file or folder that takes some seconds to read.

        Raises:
            FolderError: A folder is missing, is not a folder, or cannot be read.
        """
        return self._files.load_all(on_waiting)

    def load_post(self, path: Path) -> Post:
        """Load one file as a post, whatever its name is and wherever it lies.

        Raises:
            PostError: The file cannot be read.
        """
        return self._files.load_post(path)

    def load_body(self, post: Post) -> str:
        """Load the body of a post: the text of its file without the front matter.

        Raises:
            PostError: The file can no longer be read.
        """
        return self._files.load_body(post)

    def load_source(self, post: Post) -> str:
        """Load the whole file of a post as clean text, front matter included.

        Raises:
            PostError: The file can no longer be read.
        """
        return self._files.load_source(post)

    def load_front_matter(self, post: Post) -> str:
        """Load the front matter of a post as it is written; empty if there is none.

        Raises:
            PostError: The file can no longer be read.
        """
        return self._files.load_front_matter(post)

    def printed_blocks(self, post: Post, today: date, dates: DateForm) -> Sequence[Block]:
        """Load the article of a post for printing. See `reader.library.printing`.

        Raises:
            PostError: The file can no longer be read.
        """
        from reader.library.printing import printed_blocks  # late: start-up, see above

        return printed_blocks(post, today, dates)

    def find(
        self,
        query: Query,
        order: Order,
        states: States,
        progress: Progress,
        on_waiting: Callable[[str], object] = lambda _path: None,
    ) -> Sequence[Post]:
        """Bring the index up to date and return all posts that a query finds.

        Args:
            query: What to look for.
            order: Which posts come first.
            states: What the marks say of a post, by state.
            progress: Called with the number of indexed posts and of all that were waiting.
            on_waiting: Called with the path of a file or folder that takes some seconds to read.

        Raises:
            FolderError: A folder is missing, is not a folder, or cannot be read.
        """
        return self._search.find(query, order, states, progress, on_waiting)
