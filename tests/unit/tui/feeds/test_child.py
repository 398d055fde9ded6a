"""Commands of Broadsheet as child processes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import pytest

from reader.tui.feeds import child
from reader.tui.feeds.child import ChildCommand, ChildEnded, ChildOutput, parse_object


def command(code: str) -> ChildCommand:
    """Return a command that runs some lines of Python."""
    return ChildCommand(["-c", code], [sys.executable, "-P", "-S"])


def run(code: str, parse: Callable[[str], Any] = str) -> tuple[list[Any], ChildEnded]:
    """Run some lines of Python; return the values of what they print, and how they end."""
    events: list[ChildOutput | ChildEnded] = []
    command(code).run(parse, events.append)
    *outputs, end = events
    assert isinstance(end, ChildEnded)
    values = [value for each in outputs if isinstance(each, ChildOutput) for value in each.values]
    return values, end


def test_the_values_of_all_lines_arrive_in_order() -> None:
    values, end = run("for n in range(20_000): print(n)", int)

    assert values == list(range(20_000))
    assert (end.status, end.message) == (0, "")


def test_lines_without_a_value_and_the_end_without_a_line_break_are_ignored() -> None:
    values, _ = run("""print('{"a": 1}'); print('no'); print('[1]'); print('{"b"', end='')""",
                    parse_object)  # fmt: skip

    assert values == [{"a": 1}]


def test_garbage_without_line_breaks_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_MAX_LINE", 1_000)
    code = r"import sys; sys.stdout.buffer.write(b'\xff' * 200_000 + b'\n' + b'{\"a\": 1}\n')"
    values, end = run(code, parse_object)

    assert values == [{"a": 1}]
    assert end.status == 0


def test_the_last_line_of_the_errors_is_the_message() -> None:
    code = r"import sys; sys.exit('Usage: x\nError: No \x1b[1mserver. Try again.\n\n')"
    _, end = run(code)

    assert end.status == 1
    assert end.message == "No ␛[1mserver. Try again."


def test_many_errors_stop_nothing() -> None:
    _, end = run("import sys; sys.stderr.write('a line\\n' * 100_000); print('done')")

    assert (end.status, end.message) == (0, "a line")


def test_it_reads_nothing_from_the_terminal() -> None:
    values, _ = run("import sys; print(len(sys.stdin.read()))", int)

    assert values == [0]


def test_a_program_that_is_missing_is_reported() -> None:
    events: list[ChildOutput | ChildEnded] = []
    missing = ChildCommand([], ["/missing/program"])
    missing.run(str, events.append)

    [end] = events
    assert isinstance(end, ChildEnded)
    assert end.status is None
    assert end.message.startswith("Broadsheet cannot start itself: ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to ignore")
@pytest.mark.parametrize("ignored", ["", "signal.signal(signal.SIGTERM, signal.SIG_IGN); "])
def test_a_stopped_command_ends_even_if_it_ignores_that(ignored: str) -> None:
    begun = Event()
    events: list[ChildOutput | ChildEnded] = []
    endless = command(f"import signal, time; {ignored}print(1, flush=True); time.sleep(60)")

    def emit(event: ChildOutput | ChildEnded) -> None:
        events.append(event)
        begun.set()

    thread = Thread(target=endless.run, args=(str, emit))
    thread.start()
    assert begun.wait(10)
    endless.stop(waits=True)
    thread.join(10)

    assert not thread.is_alive()
    assert endless.is_stopped
    assert isinstance(events[-1], ChildEnded)
    assert events[-1].status is not None
    assert events[-1].status < 0


def test_a_command_that_was_stopped_before_is_not_started() -> None:
    events: list[ChildOutput | ChildEnded] = []
    stopped = command("print(1)")
    stopped.stop()
    stopped.run(str, events.append)

    assert events == [ChildEnded(stopped, None, "")]
