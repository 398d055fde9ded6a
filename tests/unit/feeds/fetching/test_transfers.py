"""Requests in threads."""

from __future__ import annotations

import threading

from reader.feeds.fetching.transfers import MAX_TRANSFERS, Transfers


def test_answers_come_back_and_make_room() -> None:
    transfers: Transfers[int, int] = Transfers(lambda number: number * 2)
    for number in range(MAX_TRANSFERS):
        assert not transfers.is_full
        transfers.start(number)
    assert transfers.is_full

    answers = {transfers.wait(None) for _ in range(MAX_TRANSFERS)}

    assert answers == {number * 2 for number in range(MAX_TRANSFERS)}
    assert transfers.running == 0
    transfers.close()


def test_a_wait_ends_without_an_answer_and_when_it_is_woken() -> None:
    release = threading.Event()
    transfers: Transfers[int, bool] = Transfers(lambda _: release.wait(30))
    transfers.start(1)

    assert transfers.wait(0) is None
    transfers.wake()
    assert transfers.wait(None) is None
    assert transfers.running == 1
    release.set()
    assert transfers.wait(None) is True
    transfers.close()
