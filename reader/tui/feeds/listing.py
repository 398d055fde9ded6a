"""Listing the subscriptions: feeds.toml, the database of feeds, and the posts that are loaded."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from reader.feeds.events import GAP, GAP_REMEDY
from reader.feeds.fetching.selection import current_state
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.feeds.writing.entry_text import feed_name
from reader.library.events import IsCancelled
from reader.posts.post import Post
from reader.store.feeds.fetch_state import FetchState
from reader.store.feeds.reading import load_feed_problems, load_fetch_states
from reader.store.feeds.states import FEEDS_FILE
from reader.text.dates import DateForm, PostDate, date_in_words
from reader.text.natural_order import name_key, path_key
from reader.tui.feeds.listed import FeedList, ListedFeed
from reader.tui.feeds.requests import FeedsListed, FeedsRequest


def run(request: FeedsRequest, emit: Callable[[FeedsListed], object], _: IsCancelled) -> None:
    """List the subscriptions. See `FeedsRequest`."""
    emit(list_feeds(request))


def list_feeds(request: FeedsRequest) -> FeedsListed:
    """Return the subscriptions of feeds.toml. What cannot be read is left out."""
    loaded = load_subscriptions(request.folder)
    path = None if request.data_folder is None else request.data_folder / FEEDS_FILE
    states = {} if path is None else load_fetch_states(path, request.folder)
    posts = _PostsByFeed(request)
    feeds = [
        _listed(subscription, current_state(subscription, states), posts)
        for subscription in loaded.subscriptions
    ]
    # Feeds without a category are the last, as in the sidebar.
    feeds.sort(key=lambda feed: (not feed.category, path_key(feed.category), name_key(feed.name)))
    conflicts = [] if path is None else load_feed_problems(path, [request.folder])
    return FeedsListed(FeedList(feeds, loaded.problems, conflicts))


class _PostsByFeed:
    """The posts of each feed, by the name of their folder, which is the id of the feed."""

    def __init__(self, request: FeedsRequest) -> None:
        self.count: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.latest: dict[str, PostDate] = {}
        folders = {str(request.folder), os.path.realpath(request.folder)}
        prefixes = tuple(folder + os.sep for folder in folders)
        for post in request.catalogue.all_posts:
            if post.path.startswith(prefixes):
                # Text, as there may be 100,000 posts, and `Path` takes ten times as long.
                feed = os.path.basename(os.path.dirname(post.path))  # noqa: PTH119, PTH120
                self._add(post, feed, is_unread=request.is_unread(post))

    def _add(self, post: Post, feed: str, *, is_unread: bool) -> None:
        self.count[feed] += 1
        self.unread[feed] += is_unread
        if post.date is not None:  # the newest post comes first
            self.latest.setdefault(feed, post.date)


def _listed(subscription: Subscription, state: FetchState, posts: _PostsByFeed) -> ListedFeed:
    message, remedy = state.message, state.remedy
    if state.gap is not None and not message:
        moment = datetime.fromtimestamp(state.gap)
        time = date_in_words(moment, moment.date(), DateForm.ABSOLUTE)
        message, remedy = f"{time}: {GAP}", GAP_REMEDY
    return ListedFeed(
        subscription.id,
        subscription.name,
        subscription.url,
        feed_name(subscription),
        subscription.category,
        posts.unread[subscription.id],
        posts.count[subscription.id],
        posts.latest.get(subscription.id),
        state.feed_state,
        state.succeeded,
        state.next_fetch,
        state.failing_since,
        state.gap,
        message,
        remedy,
    )
