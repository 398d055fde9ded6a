"""Tell the failures of feeds from those of this machine's own network."""

from __future__ import annotations

from reader.feeds.fetching.answers import FetchFailure
from reader.feeds.fetching.downloads import Download
from reader.feeds.fetching.hosts import host_of

MIN_HOSTS = 2
"""One host that does not answer proves nothing about the network."""


class OfflineCheck:
    """Holds failures back until it is clear whose they are.

    If all hosts fail alike, the network is off or wants a login first. That is the failure of no
    feed. As soon as one host answers, or fails differently, each failure is that of its feed.
    """

    def __init__(self) -> None:
        self._held: list[tuple[Download, FetchFailure]] = []
        self._is_online = False

    @property
    def is_offline(self) -> bool:
        """Whether all hosts so far have failed alike.

        Feeds that failed before prove nothing: two dead servers can be due by themselves.
        """
        hosts = {host_of(download.subscription.url) for download, _ in self._held}
        had_worked = any(not download.state.failures for download, _ in self._held)
        return not self._is_online and len(hosts) >= MIN_HOSTS and had_worked

    def hold(self, download: Download, failure: FetchFailure) -> bool:
        """Hold a failure back, if all failures so far can come from one fault of the network."""
        if self._is_online or not failure.network_fault:
            return False
        if self._held and self._held[0][1].network_fault != failure.network_fault:
            return False
        self._held.append((download, failure))
        return True

    def release(self) -> list[tuple[Download, FetchFailure]]:
        """Note that the network is not at fault, and return the failures that were held back."""
        self._is_online = True
        held, self._held = self._held, []
        return held
