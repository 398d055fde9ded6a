"""The way of a request through redirects, and what may go along it.

A redirect from https to http is followed, as browsers and feed readers do, because some feeds are
only there. It gets no password, and the address that it leads to never replaces the one of a feed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reader.web.addresses import is_downgrade, may_share_secrets, redirect_target

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Status codes whose Location is followed (RFC 9110, section 15.4)."""
_PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request has arrived."""

    url: str
    """The address to ask next, normalised."""
    may_be_private: bool
    """Whether the address may be a private one: a person has entered the first one, and each
    further one has come from a private address."""
    shares_secrets: bool = True
    """Whether the password and the headers that the person has set may be sent."""
    is_permanent: bool = True
    """Whether all redirects on the way were permanent."""

    def follow(self, status: int, location: str, *, is_private: bool) -> Route:
        """Return the route after a redirect.

        Args:
            status: One of `REDIRECTS`.
            location: The header Location.
            is_private: Whether the redirect came from a private address.

        Raises:
            DocumentError: The target may not be requested.
        """
        target = redirect_target(self.url, location)
        is_move = status in _PERMANENT and not is_downgrade(self.url, target)
        return replace(
            self,
            url=target,
            may_be_private=self.may_be_private and is_private,
            shares_secrets=self.shares_secrets and may_share_secrets(self.url, target),
            is_permanent=self.is_permanent and is_move,
        )
