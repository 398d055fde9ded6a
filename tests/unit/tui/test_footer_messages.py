"""The messages of the footer: which one is shown, and which ones wait."""

from __future__ import annotations

from reader.tui.footer_messages import MAX_HISTORY, MAX_WAITING, FooterMessages
from reader.tui.notices import FooterMessage

Shown = list[tuple[str, int]]


def recorded() -> tuple[FooterMessages, Shown]:
    """Messages, and what they have shown: texts, and how many wait."""
    shown: Shown = []
    messages = FooterMessages(
        lambda message, more: shown.append((message.line if message else "", more))
    )
    return messages, shown


def add(messages: FooterMessages, *texts: str) -> None:
    for text in texts:
        messages.add(FooterMessage(text))


def test_a_message_stays_until_the_next_key() -> None:
    messages, shown = recorded()
    add(messages, "copied")
    assert shown == [("copied", 0)]
    messages.on_key()
    assert shown[-1] == ("", 0)


def test_several_messages_are_shown_one_per_key() -> None:
    messages, shown = recorded()
    add(messages, "one", "two", "three")
    assert shown[-1] == ("one", 2)
    messages.on_key()
    assert shown[-1] == ("two", 1)
    messages.on_key()
    assert shown[-1] == ("three", 0)
    messages.on_key()
    assert shown[-1] == ("", 0)


def test_the_answer_to_a_key_is_shown_before_older_messages() -> None:
    messages, shown = recorded()
    add(messages, "one", "two", "three")
    messages.on_key()
    add(messages, "the answer")
    assert shown[-1] == ("the answer", 2)
    messages.on_key()
    assert shown[-1] == ("two", 1)


def test_a_repeated_message_is_shown_once() -> None:
    messages, shown = recorded()
    add(messages, "full", "full")
    assert shown[-1] == ("full", 0)
    add(messages, "other")
    messages.on_key()
    add(messages, "other")
    assert shown[-1] == ("other", 0)
    messages.on_key()
    add(messages, "full")
    assert [message.text for message in messages.history] == ["full", "other"]


def test_a_key_without_a_message_shows_nothing() -> None:
    messages, shown = recorded()
    messages.on_key()
    assert not shown


def test_neither_the_queue_nor_the_history_grows_without_end() -> None:
    messages, _ = recorded()
    for number in range(MAX_HISTORY + 10):
        add(messages, str(number))
    assert len(messages.waiting) == MAX_WAITING
    assert len(messages.history) == MAX_HISTORY
    assert messages.history[0].text == str(MAX_HISTORY + 9)


def test_new_posts_are_added_up_until_somebody_has_seen_them() -> None:
    messages, shown = recorded()
    messages.add(FooterMessage("", new_posts=60))
    messages.add(FooterMessage("", new_posts=7))
    assert shown[-1] == ("67 new posts", 0)
    messages.add(FooterMessage("1 of 2 feeds failed", is_warning=True, new_posts=1))
    assert shown[-1] == ("68 new posts · 1 of 2 feeds failed", 0)
    messages.add(FooterMessage("", new_posts=2))
    assert shown[-1] == ("1 of 2 feeds failed", 1)
    messages.on_key()
    assert shown[-1] == ("70 new posts", 0)
    messages.on_key()
    messages.add(FooterMessage("", new_posts=1))
    assert shown[-1] == ("1 new post", 0)
