"""The keys about feeds: fetching them, listing them, adding one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from textual.containers import Vertical
from textual.events import Paste
from textual.widgets import Input

from reader.settings import SUBSCRIPTIONS_FILE, has_choices, load_settings
from reader.store.feeds.fetch_state import FetchState
from reader.store.feeds.states import FEEDS_FILE, FeedStates
from reader.tui.bindings import command
from reader.tui.controllers.feeds import fetching
from reader.tui.screens.feeds.add import FoundList
from reader.tui.widgets.feed_list import FeedTable

from .child_program import ChildProgram
from .conftest import NOON, POST, Open, Reading, write_post
from .keys import keys_of
from .test_keys_in_the_sidebar import go_to


def with_feeds(folder: Path, feeds: str = "") -> str:
    """Make a folder the feeds folder; return the settings that say so."""
    (folder / SUBSCRIPTIONS_FILE).write_text(feeds, "utf-8")
    return f'feeds_folder = "{folder.as_posix()}"\nfetch_every = 0\n'


def post(title: str) -> str:
    """Return the text of a post in no category that others have."""
    return POST.format(
        title=title, description="", date="2026-06-07", categories="feeds", more="", body="Text."
    )


def feed_post(title: str) -> str:
    """Return the text of a post of Kottke's feed."""
    more = f'feed: "Kottke"\nguid: "{title}"\n'
    return POST.format(
        title=title, description="", date="2026-06-07", categories="blogs", more=more, body="Text."
    )


def write_feed_post(folder: Path, title: str) -> None:
    """Write a post of Kottke's feed."""
    path = folder / "Blogs" / "kottke" / f"{title}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(feed_post(title), "utf-8")


def footer(reading: Reading) -> str:
    """Return what the footer of the main screen shows."""
    hints = reading.main.key_hints
    return hints.render_line(0).text


@keys_of("view.reread")
async def test_what_is_due_is_fetched_and_arrives_without_moving_the_cursor(
    news: Path, open_reader: Open, program: ChildProgram, key: str
) -> None:
    program.answer(
        "fetch",
        {"event": "start", "feeds": 200},
        {"event": "post", "feed": "a", "path": "a.md", "title": "Eta", "is_new": True},
        {"event": "feed", "feed": "a", "title": "Kottke", "new": 1},
        files={news / "feeds" / "kottke" / "eta.md": post("Eta")},
        waits=True,
    )
    async with open_reader(news, posts=6, config=with_feeds(news)) as reading:
        await reading.press("j")
        before = reading.highlighted
        await reading.press(key)
        await reading.until(lambda: "1 of 200 · 1 new · Kottke" in footer(reading))
        await reading.until(lambda: len(reading.main.catalogue) == 7)
        await reading.until(lambda: "Eta" in reading.titles)
        assert reading.highlighted == before
        assert "Eta" in reading.unread
        await reading.press("escape")
        assert "of 200" not in footer(reading)
        assert reading.main.pane == "list"
        [arguments] = program.calls
        assert arguments == ["fetch", "--json", "--folder", str(news)]


async def test_what_failed_is_listed_with_its_remedy(
    news: Path, open_reader: Open, program: ChildProgram, tmp_path: Path
) -> None:
    failure = {"message": "The server answers 404 [/b].", "remedy": "Check the address."}
    program.answer(
        "fetch",
        {"event": "start", "feeds": 3},
        {"event": "feed", "feed": "kottke", "title": "Kottke", "new": 2},
        {"event": "failure", "feed": "nyt", "title": "New York Times", **failure},
        {"event": "end", "feeds": 3, "new": 2, "failed": 1},
        status=1,
    )
    data = tmp_path / "data"
    write_feed_post(news, "Entry")
    config = with_feeds(news, FEEDS)
    async with open_reader(news, posts=7, config=config, data=data) as reading:
        with FeedStates(data / FEEDS_FILE, news, print) as states:
            state = FetchState(
                attempted=NOON,
                due=NOON + 8_400,
                failures=1,
                message=failure["message"],
                remedy=failure["remedy"],
            )
            states.save_fetch_state("nyt", state)
        await reading.press("r")
        message = "2 new posts · 1 of 3 feeds failed: ! lists them"
        await reading.until(lambda: message in reading.messages)
        await reading.until(lambda: "! 1 failed feed" in footer(reading))
        await reading.press("exclamation_mark")
        await reading.until(lambda: reading.screen == "ProblemsScreen")
        text = reading.text_of("ProblemList")
        assert "“New York Times”: The server answers 404 [/b]." in text
        assert "Check the address." in text
        await reading.press("escape")
        await open_list(reading)
        assert "retry 14:20" in reading.text_of("FeedTable")
        await reading.press("exclamation_mark")
        assert "Check the address." in reading.text_of("FeedTable")
        assert "Kottke" not in reading.text_of("FeedTable")
        await reading.press("exclamation_mark")
        assert "Kottke" in reading.text_of("FeedTable")


async def test_a_crash_gives_one_message_and_nothing_else(
    news: Path, open_reader: Open, program: ChildProgram
) -> None:
    program.answer("fetch", error="Traceback\n\x1b[2J", status=70)
    async with open_reader(news, posts=6, config=with_feeds(news)) as reading:
        await reading.press("r")
        await reading.until(lambda: reading.messages != "")
        assert reading.messages == "␛[2J. Press r to try again."


async def test_feeds_are_fetched_without_a_key(
    news: Path, open_reader: Open, program: ChildProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "FIRST_DELAY", 0.01)
    program.answer("fetch", {"event": "start", "feeds": 0}, {"event": "end", "feeds": 0})
    config = with_feeds(news).replace("fetch_every = 0", "fetch_every = 30")
    async with open_reader(news, posts=6, config=config) as reading:
        await reading.until(lambda: len(program.calls) == 1)
        await reading.until(lambda: not reading.main._parts.late.feeds.fetching.is_running)
        assert reading.messages == ""


async def test_without_feeds_nothing_is_started(
    news: Path, open_reader: Open, program: ChildProgram
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("r")
        await reading.until(lambda: reading.main.library.times_loaded >= 2)
        assert program.calls == []
        assert command("view.reread").tooltip == "Fetch the feeds and reload the folders"


# The list of feeds.

FEEDS = """\
# mine
[[feed]]
id = "kottke"
name = "Kottke"
url = "https://kottke.org/feed"
category = "Blogs"

[[feed]]
id = "nyt"
name = "New York Times"
url = "https://nyt.example/feed"
category = "News"
"""


async def open_list(reading: Reading, key: str = "E") -> FeedTable:
    """Open the list of feeds, and wait until it is filled."""
    await reading.press(key)
    await reading.until(lambda: reading.screen == "FeedsScreen")
    table = reading.app.screen.query_one(FeedTable)
    await reading.until(lambda: "Loading" not in reading.text_of("FeedTable"))
    return table


def subscriptions(news: Path) -> list[dict[str, str]]:
    """Return the feeds of feeds.toml."""
    text = (news / SUBSCRIPTIONS_FILE).read_text("utf-8")
    feeds: list[dict[str, str]] = tomllib.loads(text).get("feed", [])
    return feeds


@keys_of("feeds.list")
async def test_the_feeds_are_listed_and_one_is_chosen(
    news: Path, open_reader: Open, key: str
) -> None:
    config = with_feeds(news, FEEDS)
    for number in (1, 2):
        write_feed_post(news, f"Entry{number}")
    async with open_reader(news, posts=8, config=config) as reading:
        table = await open_list(reading, key)
        lines = reading.text_of("FeedTable").splitlines()
        assert [line.split() for line in lines if line] == [
            ["Blogs"],
            ["▌Kottke", "2", "7", "Jun", "not", "fetched", "yet"],
            ["News"],
            ["New", "York", "Times", "not", "fetched", "yet"],
        ]
        assert table.highlighted is not None
        await reading.press("enter")
        assert reading.screen == "MainScreen"
        await reading.until(lambda: reading.titles == ["Entry1", "Entry2"])


async def test_before_the_feeds_are_listed_none_is_said_to_be_fine(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6, config=with_feeds(news, FEEDS)) as reading:
        await open_list(reading)
        subscriptions = reading.main._parts.late.feeds.subscriptions
        subscriptions.feeds = None  # as it is until the job has listed them
        await reading.press("exclamation_mark")
        assert "No feed is failing." not in reading.messages
        subscriptions.list()
        await reading.until(lambda: subscriptions.feeds is not None)
        await reading.press("exclamation_mark")
        assert "No feed is failing." in reading.messages


async def test_feeds_are_renamed_moved_and_removed(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, config=with_feeds(news, FEEDS)) as reading:
        await open_list(reading)
        await reading.press("e", "ctrl+u", *"Jason", "enter")
        await reading.until(lambda: "▌Jason" in reading.text_of("FeedTable"))
        await reading.press("m")
        assert [line.split("  ")[0] for line in reading.palette] == [
            "Blogs",
            "News",
            "Uncategorised",
        ]
        await reading.press(*"ne", "down", "enter")
        await reading.until(lambda: "ne" in [feed["category"] for feed in subscriptions(news)])
        await reading.until(lambda: " ne" in reading.text_of("FeedTable"))
        await reading.press("d")
        assert "“Jason”" in str(reading.app.screen.query_one("#question").render())
        await reading.press("escape")
        await reading.press("d", "enter")
        await reading.until(lambda: "Jason" not in reading.text_of("FeedTable"))
        assert [feed["id"] for feed in subscriptions(news)] == ["nyt"]
        assert (news / SUBSCRIPTIONS_FILE).read_text("utf-8").startswith("# mine\n")


@pytest.mark.parametrize("name", ["[/b] closed", "[@click=app.quit]press[/]", "[Breaking] News"])
async def test_markup_in_the_name_of_a_feed_is_text_in_its_dialogs(
    news: Path, open_reader: Open, name: str
) -> None:
    config = with_feeds(news, FEEDS.replace("Kottke", name))
    async with open_reader(news, posts=6, config=config) as reading:
        await open_list(reading)
        assert name in reading.text_of("FeedTable")
        for key, screen in (("e", "PromptScreen"), ("m", "CategoryScreen"), ("d", "ConfirmScreen")):
            await reading.press(key)
            assert reading.screen == screen
            await reading.press("escape")
        await reading.press("m")
        title = reading.app.screen.query_one("CategoryScreen > Vertical").border_title
        assert name in str(title).replace("\\[", "[")  # Textual returns it as markup


async def test_one_feed_is_fetched_from_the_list(
    news: Path, open_reader: Open, program: ChildProgram
) -> None:
    program.answer("fetch", {"event": "start", "feeds": 1}, waits=True)
    async with open_reader(news, posts=6, config=with_feeds(news, FEEDS)) as reading:
        await open_list(reading)
        await reading.press("j", "r")
        await reading.until(lambda: len(program.calls) == 1)
        assert program.calls[0][-1] == "nyt"


def frame_keys(reading: Reading) -> str:
    """Return the keys in the frame of the dialog on top."""
    return str(reading.app.screen.query("Vertical").first().border_subtitle)


async def test_the_list_is_filtered(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, config=with_feeds(news, FEEDS)) as reading:
        await open_list(reading)
        assert frame_keys(reading).startswith("Enter posts · r fetch")
        await reading.press("slash", *"york")
        assert frame_keys(reading) == "Enter go to the list · Esc clear the filter"
        await reading.press("enter")
        assert frame_keys(reading).startswith("Enter posts · r fetch")
        assert "Kottke" not in reading.text_of("FeedTable")
        await reading.press("escape")
        assert "Kottke" in reading.text_of("FeedTable")
        await reading.press("exclamation_mark")
        assert "No feed is failing." in reading.messages
        await reading.press("escape")
        assert reading.screen == "MainScreen"


async def test_the_list_explains_its_keys(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, config=with_feeds(news, FEEDS)) as reading:
        await open_list(reading)
        await reading.press("question_mark")
        assert reading.screen == "HelpScreen"
        keys = str(reading.app.screen.query_one("#keys").render())
        assert "Only what went wrong" in keys
        assert "Mark as read" not in keys
        await reading.press("escape")
        assert reading.screen == "FeedsScreen"


async def test_without_feeds_the_list_says_how_to_add_one(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, config=with_feeds(news)) as reading:
        await open_list(reading)
        assert "Press a and enter the address" in reading.text_of("FeedTable")
        assert frame_keys(reading) == "a add · i import · ? keys · Esc close"
        await reading.press("enter", "d", "e", "m", "r", "slash", "a")
        assert reading.screen == "AddFeedScreen"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50), (20, 5)])
async def test_the_list_fits_every_size(
    news: Path, open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader(news, posts=6, config=with_feeds(news, FEEDS), size=size) as reading:
        await open_list(reading)
        assert reading.longest_line("FeedTable") <= size[0]
        await reading.press("a")
        assert reading.screen == "AddFeedScreen"


@pytest.mark.parametrize("count", [2, 40])
async def test_the_titles_of_the_columns_stand_above_their_columns(
    news: Path, open_reader: Open, count: int
) -> None:
    feeds = "".join(f'[[feed]]\nurl = "https://{n}.org/f"\n' for n in range(count))
    async with open_reader(news, posts=6, config=with_feeds(news, feeds), size=(80, 24)) as reading:
        table = await open_list(reading)
        await reading.until(lambda: table.show_vertical_scrollbar == (count > 20))
        titles = reading.app.screen.query_one("#columns")
        state = "not fetched yet"
        row = next(line for line in reading.text_of("FeedTable").splitlines() if state in line)
        await reading.until(lambda: str(titles.render()).find("State") == row.find(state))


async def test_mistakes_in_the_file_are_counted_and_listed_with_their_lines(
    news: Path, open_reader: Open
) -> None:
    faulty = FEEDS + 'colour = "red"\n[[feed]]\nname = "No address"\n'
    async with open_reader(news, posts=6, config=with_feeds(news, faulty)) as reading:
        await open_list(reading)
        status = str(reading.app.screen.query_one("#status").render())
        assert status.startswith("feeds.toml line ")
        assert status.endswith(" · 1 more in the list of problems")
        await reading.press("escape", "exclamation_mark")
        await reading.until(lambda: "no url" in reading.text_of("ProblemList"))
        lines = reading.text_of("ProblemList")
        assert "feeds.toml:" in lines
        assert "Did you mean" in lines or "colour" in lines


# Adding a feed.

KOTTKE = {"url": "https://kottke.org/feed", "title": "Kottke", "entries": 30, "category": ""}


@keys_of("feeds.add")
async def test_a_feed_is_added_and_its_posts_are_listed(
    news: Path, open_reader: Open, program: ChildProgram, key: str
) -> None:
    program.answer("find", {**KOTTKE, "headlines": ["A [b]headline", "Another"]})
    program.answer(
        "fetch",
        {"event": "start", "feeds": 1},
        {"event": "feed", "feed": "kottke", "title": "Kottke", "new": 1},
        {"event": "end", "feeds": 1, "new": 1},
        files={news / "sports" / "kottke" / "entry.md": feed_post("Entry")},
    )
    async with open_reader(news, posts=6, config=with_feeds(news)) as reading:
        await go_to(reading, "sports")
        await reading.press(key)
        await reading.until(lambda: reading.screen == "AddFeedScreen")
        await reading.press(*"kottke.org", "enter")
        await reading.until(lambda: "A [b]headline" in reading.text_of("FoundList"))
        assert reading.app.screen.query_one("#category", Input).value == "sports"
        await reading.press("enter")
        await reading.until(lambda: reading.screen == "MainScreen")
        await reading.until(lambda: reading.titles == ["Entry"])
        assert reading.category == "Kottke"
        [feed] = subscriptions(news)
        assert (feed["url"], feed["category"]) == ("https://kottke.org/feed", "sports")
        find, fetch = program.calls
        assert find[-1] == "kottke.org"
        assert fetch[-1] == "kottke"


async def test_a_wrong_address_can_be_corrected(
    news: Path, open_reader: Open, program: ChildProgram
) -> None:
    program.answer("wrong.org", {"error": "no feed was found", "remedy": "Check it."}, status=1)
    program.answer("right.org", KOTTKE, {**KOTTKE, "url": "https://kottke.org/2", "title": "Two"})
    program.answer("slow.org", waits=True)
    async with open_reader(news, posts=6, config=with_feeds(news, FEEDS)) as reading:
        await reading.press("a")

        def remark() -> str:
            return str(reading.app.screen.query_one("#remark").render())

        await reading.press(*"wrong.org", "enter")
        await reading.until(lambda: remark() == "No feed was found. Check it.")
        await reading.press("ctrl+u", *"slow.org", "enter")
        assert remark() == "Looking at slow.org …"
        await reading.press("escape")
        assert reading.screen == "AddFeedScreen"
        await reading.press("ctrl+u", *"right.org", "enter")
        await reading.until(lambda: "2 feeds were found" in remark())
        await reading.press("down", "tab", "tab")
        assert reading.app.screen.query_one("#category", Input).value == "News"
        await reading.press("ctrl+u", *"New/One", "enter")
        await reading.until(lambda: reading.screen == "MainScreen")
        assert subscriptions(news)[-1]["name"] == "Two"
        assert subscriptions(news)[-1]["category"] == "New/One"


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_category_stays_in_sight_below_many_feeds(
    news: Path, open_reader: Open, program: ChildProgram, size: tuple[int, int]
) -> None:
    found = [
        {**KOTTKE, "url": f"https://kottke.org/{number}", "headlines": ["A", "B", "C", "D", "E"]}
        for number in range(9)
    ]
    program.answer("find", *found)
    async with open_reader(news, posts=6, config=with_feeds(news, FEEDS), size=size) as reading:
        await reading.press("a")
        remark = reading.app.screen.query_one("#remark")
        await reading.until(lambda: remark.region.height > 0)
        await reading.press(*"kottke.org", "enter")
        await reading.until(lambda: "kottke.org/0" in reading.text_of("FoundList"))
        await reading.press(*["down"] * 8)
        screen = reading.app.screen
        category, box = screen.query_one("#category"), screen.query("Vertical").first()
        assert category.region.bottom < box.region.bottom
        rows = screen.query_one(FoundList)
        # An empty line between them, also where the list is cut.
        assert rows.region.bottom < category.region.y
        assert rows.scroll_offset.y + rows.size.height >= rows.virtual_size.height - 1


async def test_a_feed_that_is_there_already_is_shown(
    news: Path, open_reader: Open, program: ChildProgram
) -> None:
    program.answer("find", {**KOTTKE, "subscribed": "kottke"})
    program.answer(
        "fetch",
        {"event": "start", "feeds": 1},
        {"event": "feed", "feed": "kottke", "title": "Kottke"},
        {"event": "end", "feeds": 1},
    )
    write_feed_post(news, "Entry")
    async with open_reader(news, posts=7, config=with_feeds(news, FEEDS)) as reading:
        await reading.press("a", *"kottke.org", "enter")
        remark = reading.app.screen.query_one("#remark")
        await reading.until(lambda: "You have this feed already" in str(remark.render()))
        box = reading.app.screen.query_one("#upper").parent
        assert isinstance(box, Vertical)
        assert box.border_subtitle == "Enter posts · Esc back"
        await reading.press("enter")
        await reading.until(lambda: reading.titles == ["Entry"])
        assert len(subscriptions(news)) == 2


async def test_a_pasted_address_loses_its_line_breaks(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, config=with_feeds(news)) as reading:
        await reading.press("a")
        reading.app.screen.query_one("#address").post_message(Paste("\n https://x.org/feed \n"))
        value = reading.app.screen.query_one("#address", Input)
        await reading.until(lambda: value.value == "https://x.org/feed")
        await reading.press("escape")
        assert reading.screen == "MainScreen"


async def test_the_first_feed_asks_for_a_folder_and_opens_it(
    news: Path, open_reader: Open, program: ChildProgram, tmp_path: Path
) -> None:
    folder = tmp_path / "feeds"
    program.answer("find", KOTTKE)
    program.answer(
        "fetch",
        {"event": "start", "feeds": 1},
        {"event": "feed", "feed": "kottke", "title": "Kottke", "new": 1},
        {"event": "end", "feeds": 1, "new": 1},
        files={folder / "kottke" / "entry.md": feed_post("Entry")},
    )
    async with open_reader(news, posts=6) as reading:
        await reading.press("a", *"kottke.org", "enter")
        await reading.until(lambda: "Kottke" in reading.text_of("FoundList"))
        await reading.press("enter")
        await reading.until(lambda: reading.screen == "PathScreen")
        assert reading.app.screen.query_one(Input).value == "~/Broadsheet"
        for invalid in (str(news / "alpha.md"), "kottke.org"):
            await reading.press("ctrl+u", *invalid, "enter")
            assert reading.screen == "PathScreen"
        await reading.press("escape")
        assert reading.screen == "AddFeedScreen"
        await reading.press("enter", "ctrl+u", *str(folder))
        assert not folder.exists()
        await reading.press("enter")
        await reading.until(lambda: reading.titles == ["Entry"])
        assert reading.main.session.folders == (news, folder)
        assert len(reading.main.catalogue) == 7
        saved = load_settings(reading.settings_folder).settings
        assert saved.feeds_folder == str(folder)
        await reading.press("q")


# The first start.


async def welcome(reading: Reading) -> None:
    """Wait for the dialog of the first start."""
    await reading.until(lambda: reading.screen == "WelcomeScreen")


async def test_the_first_start_offers_four_things(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, is_first_start=True, size=(60, 20)) as reading:
        await welcome(reading)
        assert [line.split("  ")[1] for line in reading.palette] == [
            "Add a feed", "Import feeds", "Open a folder", "Read the sample posts",
        ]  # fmt: skip
        await reading.press("a")
        assert reading.screen == "AddFeedScreen"
        assert has_choices(reading.settings_folder)


@pytest.mark.parametrize("keys", ["s", "escape", "j j j enter"])
async def test_the_sample_posts_can_be_read(news: Path, open_reader: Open, keys: str) -> None:
    async with open_reader(news, posts=6, is_first_start=True) as reading:
        await welcome(reading)
        await reading.press(*keys.split())
        assert reading.screen == "MainScreen"
        assert has_choices(reading.settings_folder)


async def test_a_dialog_that_was_only_closed_comes_again(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, is_first_start=True) as reading:
        await welcome(reading)
        await reading.press("q")
        assert reading.screen == "MainScreen"
        assert not has_choices(reading.settings_folder)


async def test_a_folder_is_opened_and_remembered(
    news: Path, open_reader: Open, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    write_post(other, "one.md", title="One", day="2026-06-01", categories="x")
    async with open_reader(news, posts=6, is_first_start=True) as reading:
        await welcome(reading)
        await reading.press("o")
        for missing in (str(tmp_path / "missing"), "~no-such-user/news"):
            await reading.press("ctrl+u", *missing, "enter")
            assert reading.screen == "PathScreen"
        await reading.press("ctrl+u", *str(other), "enter")
        await reading.until(lambda: reading.titles == ["One"])
        assert load_settings(reading.settings_folder).settings.folders == (str(other),)


async def test_feeds_of_another_reader_are_imported(
    news: Path, open_reader: Open, program: ChildProgram, tmp_path: Path
) -> None:
    file = tmp_path / "my feeds.opml"
    file.write_text("<opml/>")
    program.answer("import", "Imported 2 feeds.", files={news / SUBSCRIPTIONS_FILE: FEEDS})
    program.answer("fetch", {"event": "start", "feeds": 2}, waits=True)
    config = f'feeds_folder = "{news.as_posix()}"\nfetch_every = 0\n'
    async with open_reader(news, posts=6, is_first_start=True, config=config) as reading:
        await welcome(reading)
        await reading.press("i")
        await reading.press(*str(file), "enter")
        await reading.until(lambda: "Imported 2 feeds." in reading.messages)
        await reading.until(lambda: len(program.calls) == 2)
        assert program.calls[0] == ["feed", "import", "--folder", str(news), "--", str(file)]


async def test_an_import_that_leaves_something_out_says_what(
    news: Path, open_reader: Open, program: ChildProgram, tmp_path: Path
) -> None:
    file = tmp_path / "urls"
    file.write_text("x")
    remark = "query:x: not imported: a query feed."
    files = {news / SUBSCRIPTIONS_FILE: FEEDS}
    program.answer("import", remark, "2 feeds added.", status=1, files=files)
    program.answer("fetch", {"event": "start", "feeds": 2}, waits=True)
    config = f'feeds_folder = "{news.as_posix()}"\nfetch_every = 0\n'
    async with open_reader(news, posts=6, is_first_start=True, config=config) as reading:
        await welcome(reading)
        await reading.press("i", *str(file), "enter")
        summary = "2 feeds added. ! lists what was not imported."
        await reading.until(lambda: summary in reading.messages)
        assert remark in reading.messages
        await reading.until(lambda: len(program.calls) == 2)


async def test_an_import_that_fails_says_why(
    news: Path, open_reader: Open, program: ChildProgram, tmp_path: Path
) -> None:
    file = tmp_path / "x.opml"
    file.write_text("no")
    program.answer("import", error="Error: x.opml is no OPML. Export it again.", status=2)
    async with open_reader(news, posts=6, config=with_feeds(news)) as reading:
        await open_list(reading)
        await reading.press("i", *str(file), "enter")
        await reading.until(lambda: "x.opml is no OPML. Export it again." in reading.messages)
