"""The server that tests of feeds use."""

from __future__ import annotations

from http.client import HTTPConnection

from tests.feed_server import FeedServer, document, feed_server, status


def get(server: FeedServer, path: str, **headers: str) -> int:
    connection = HTTPConnection(server.host, server.server_port)
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=fields)
    code = connection.getresponse().status
    connection.close()
    return code


def test_answers_are_used_in_turn_and_the_last_one_is_repeated() -> None:
    with feed_server() as server:
        server.answer("/feed", status(500), status(200, b"<rss/>"))
        assert [get(server, "/feed") for _ in range(3)] == [500, 200, 200]
        assert get(server, "/other") == 404
        assert server.paths == ["/feed", "/feed", "/feed", "/other"]


def test_validators_are_compared_as_text() -> None:
    with feed_server() as server:
        server.answer("/feed", document(b"<rss/>", etag='"1"', last_modified="yesterday"))
        assert get(server, "/feed", If_None_Match='"1"') == 304
        assert get(server, "/feed", If_None_Match='"2"', If_Modified_Since="yesterday") == 200
        assert get(server, "/feed", If_Modified_Since="yesterday") == 304
        assert get(server, "/feed") == 200
        assert server.headers("/feed", 0)["if-none-match"] == '"1"'
