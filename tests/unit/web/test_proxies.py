"""Proxies from the environment. The proxy is a local server that is asked for whole URLs."""

from __future__ import annotations

import pytest

from reader.web.documents import DocumentClient, DocumentRequest
from reader.web.errors import FailureKind
from tests.feed_server import FeedServer, document, hang_up, redirect, status

from .conftest import SHORT
from .test_documents import RSS, failure

FEED = "http://feeds.example/feed"


@pytest.fixture(params=["http_proxy", "HTTP_PROXY", "all_proxy"])
def variable(request: pytest.FixtureRequest) -> str:
    """Return a variable that names the proxy of http addresses."""
    name: str = request.param
    return name


def open_client() -> DocumentClient:
    return DocumentClient(SHORT)


@pytest.mark.parametrize("scheme", ["http://", ""])
def test_a_proxy_is_asked_for_the_whole_address(
    feeds: FeedServer, monkeypatch: pytest.MonkeyPatch, variable: str, scheme: str
) -> None:
    """The name of the host is not looked up here, and the proxy may be a private address."""
    monkeypatch.setenv(variable, f"{scheme}127.0.0.1:{feeds.server_port}")
    feeds.answer(FEED, document(RSS))
    with open_client() as client:
        assert client.fetch(DocumentRequest(FEED)).data == RSS
    assert feeds.headers(FEED)["host"] == "feeds.example"
    assert "proxy-authorization" not in feeds.headers(FEED)


def test_a_proxy_may_have_a_password(feeds: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://anna:w%40rd@127.0.0.1:{feeds.server_port}/")
    feeds.answer(FEED, document(RSS), status(407, Proxy_Authenticate="Basic"))
    with open_client() as client:
        assert client.fetch(DocumentRequest(FEED)).data == RSS
        error = failure(client, DocumentRequest(FEED))
    assert feeds.headers(FEED)["proxy-authorization"] == "Basic YW5uYTp3QHJk"
    assert (error.kind, error.reason) == (FailureKind.PROXY, "the proxy wants another password")
    assert "http_proxy" in error.remedy


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("exceptions", ["feeds.example", ".example", "*", "other, feeds.example"])
def test_no_proxy_names_hosts_that_are_asked_directly(
    feeds: FeedServer, monkeypatch: pytest.MonkeyPatch, exceptions: str
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", exceptions)
    feeds.answer("/feed", document(RSS))
    request = DocumentRequest(feeds.url("/feed", "feeds.example"), allows_private=True)
    with open_client() as client:
        assert client.fetch(request).data == RSS


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("http://10.0.0.1/feed", "10.0.0.1"),
        ("http://2130706433/feed", "127.0.0.1"),
        ("http://localhost/feed", "127.0.0.1"),
    ],
)
def test_a_proxy_is_not_asked_for_a_private_address(
    feeds: FeedServer, monkeypatch: pytest.MonkeyPatch, target: str, host: str
) -> None:
    monkeypatch.setenv("http_proxy", feeds.address)
    feeds.answer(FEED, redirect(target))
    feeds.answer(target, document(RSS))
    with open_client() as client:
        direct = failure(client, DocumentRequest(target))
        # The first address is public, as far as can be known.
        redirected = failure(client, DocumentRequest(FEED, allows_private=True))
        assert feeds.paths == [FEED]
        assert client.fetch(DocumentRequest(target, allows_private=True)).data == RSS
    for error in (direct, redirected):
        assert (error.kind, error.reason) == (
            FailureKind.REFUSED,
            f"{host} is not a public address",
        )


def test_https_goes_through_a_tunnel(feeds: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", feeds.address)
    feeds.answer("feeds.example:443", status(403), hang_up)
    with open_client() as client:
        refused, broken = (
            failure(client, DocumentRequest("https://feeds.example/feed")) for _ in range(2)
        )
    assert feeds.paths == ["feeds.example:443"] * 2
    assert refused.kind is FailureKind.PROXY
    assert refused.reason == "the proxy refuses the connection (403 Forbidden)"
    assert broken.reason.startswith("the proxy gave no valid answer")


@pytest.mark.parametrize(
    ("proxy", "reason"),
    [
        ("http://127.0.0.1:1", "the proxy cannot be reached (connection refused)"),
        ("http://127.0.0.1:x", "the address of the proxy is not valid"),
        ("socks5://127.0.0.1:1080", "the proxy is not an http or https address with a host"),
        ("http://", "the proxy is not an http or https address with a host"),
    ],
)
def test_proxies_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, proxy: str, reason: str
) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    with open_client() as client:
        error = failure(client, DocumentRequest(FEED))
    assert (error.kind, error.reason) == (FailureKind.PROXY, reason)
